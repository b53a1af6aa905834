"""Which files of a snapshot hold lines of which shape. A file of no known shape is named, and the rest goes on.

A folder that `bulk fetch` filled says itself which of its files are a release, which update it and which delete from
it, whether it is named, a folder above it, or a part of it; no other file of it is read, for it may belong to an update
that was stopped, or to another release. In any other folder every file is of the release.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final, Literal, NamedTuple, TypeAlias, cast

from pydantic_core import from_json

from pipeline.bulk.trouble import Trouble
from pipeline.errors import PapersError, UsageError
from pipeline.sources.snapshot_files import is_data
from pipeline.sources.snapshot_lines import Shape, shape_of

FETCHED = "fetched.json"
"""What `bulk fetch` writes into its folder: which files it holds, and what each is for."""

LONGEST_LINE = 16 * 2**20
"""Bytes: DuckDB's `maximum_object_size`."""

Role: TypeAlias = Literal["base", "update", "delete"]
_LINES_LOOKED_AT = 1_000
"""So many lines may be broken before the first that tells the shape of a file."""


class Shard(NamedTuple):
    """One file. `generation` is 0 for a release and counts its updates; a later one replaces papers of an earlier."""

    path: Path
    shape: Shape
    role: Role = "base"
    generation: int = 0

    @property
    def name(self) -> str:
        """A file name for what is made of it."""
        return name_of(self.path)


class Found(NamedTuple):
    """`release` is what `bulk fetch` wrote, or empty. `lost` are files that cannot be read, and shards that are not
    there any more, or not to be recognised: nobody knows what papers they hold, or delete."""

    shards: tuple[Shard, ...]
    troubles: tuple[Trouble, ...]
    release: str = ""
    lost: tuple[Path, ...] = ()


NOTHING_FOUND: Final = Found((), ())


def name_of(path: Path) -> str:
    """The name of the shard that a file is: readable, and no other shard's."""
    stem = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in path.name.split(".")[0])
    return f"{stem[:60]}-{sha256(str(path).encode()).hexdigest()[:8]}"


def find_shards(sources: Sequence[Path], *, but_below: Path | None = None) -> Found:
    """The shards among these files and below these folders, but for what lies below one. Raises UsageError for a source
    that is not there."""
    search = _Search()
    for source in sources:
        if not source.exists():
            raise UsageError(
                f"{source} is not there: name files or folders of arXiv's or Semantic Scholar's bulk data."
            )
        filled = _filled(source.absolute())
        for fetched in filled.values():
            search.see_folder(fetched, source.absolute())
        for path in _data_files(source):
            if not (but_below and path.resolve().is_relative_to(but_below.resolve())):
                search.see_file(path, next((filled[folder] for folder in path.parents if folder in filled), None))
    return search.found()


class _Search:
    """What has been seen so far, each file once, however many sources hold it."""

    def __init__(self) -> None:
        self._shards: dict[Path, Shard] = {}
        self._troubles: dict[Path, Trouble] = {}
        self._lost: set[Path] = set()
        self._abstracts: set[Path] = set()
        self._releases: set[str] = set()

    def see_folder(self, fetched: _Fetched, source: Path) -> None:
        """A folder that `bulk fetch` filled, as far as it lies in the source: which of its files are gone?"""
        self._releases.add(f"{fetched.dataset} {fetched.release}")
        if fetched.dataset == "abstracts":
            self._abstracts.update(fetched.roles)
        for path in fetched.roles:
            if path.is_relative_to(source) and not path.is_file():
                self._lose(path, f"not there, though {FETCHED} lists it")

    def see_file(self, path: Path, of: _Fetched | None) -> None:
        """A data file, and the folder `of` which it is, if `bulk fetch` filled that."""
        if of and path not in of.roles:
            self._troubles[path] = Trouble(str(path), _UNLISTED)
            return
        try:
            recognised = recognise(path)
        except UNREADABLE as error:
            self._lose(path, f"cannot be read: {error}")
            return
        if isinstance(recognised, Trouble):
            self._troubles[path] = recognised
            self._lost.update([path] if of else ())
        elif recognised:
            role, generation = of.roles[path] if of else ("base", 0)
            self._shards[path] = Shard(path, recognised, role, generation)

    def _lose(self, path: Path, why: str) -> None:
        self._troubles[path] = Trouble(str(path), why)
        self._lost.add(path)

    def found(self) -> Found:
        """All of it; of abstracts none is lost, for no papers are looked for in them."""
        lost = self._lost - self._abstracts
        return Found(
            tuple(self._shards.values()),
            tuple(self._troubles.values()),
            " ".join(sorted(self._releases)),
            tuple(sorted(lost)),
        )


def recognise(path: Path) -> Shape | Trouble | None:
    """The shape of a file by the first of its lines that has one; None for a file without any line. Raises one of
    UNREADABLE."""
    has_lines = False
    with opened(path) as file:
        for _, line in islice(lines_of(file), _LINES_LOOKED_AT):
            has_lines = True
            if shape := _shape(line):
                return shape
    if not has_lines:
        return None
    return Trouble(str(path), "neither arXiv's metadata snapshot nor Semantic Scholar's papers or abstracts")


UNREADABLE: Final = (OSError, EOFError, zlib.error)
"""What is raised on reading a file that is damaged or cut short, or that may not be read."""


def opened(path: Path) -> BinaryIO:
    if path.suffix.lower() != ".gz":
        return path.open("rb")
    if not path.stat().st_size:
        raise EOFError("it is empty, and no gzipped file is")  # Python reads it as one without a line
    return cast("BinaryIO", gzip.open(path))


def lines_of(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers from 1; of one that is too long only its first bytes."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if text := line.strip():
            yield number, text
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


def is_json(line: bytes) -> bool:
    return len(line) <= LONGEST_LINE and _shape(line) is not None


def _shape(line: bytes) -> Shape | None:
    try:
        members = from_json(line)
    except ValueError:
        return None
    if isinstance(members, dict) and members.keys() == {"corpusid"}:
        return "papers"  # a line of a diff's deletions
    return shape_of(members)


def _data_files(source: Path) -> list[Path]:
    if source.is_file():
        return [source.absolute()] if source.name != FETCHED else []
    return sorted(path.absolute() for path in source.rglob("*") if _is_data(path))


def _is_data(path: Path) -> bool:
    return not path.name.startswith(".") and path.name != FETCHED and is_data(path)


class _Fetched(NamedTuple):
    """What a folder says that `bulk fetch` filled: what each file is for, and of what they are."""

    roles: dict[Path, tuple[Role, int]]
    dataset: str
    release: str


_UNLISTED = (
    f"not read, for {FETCHED} does not list it: where a fetch was stopped, run it again, and keep other files elsewhere"
)


def _filled(source: Path) -> dict[Path, _Fetched]:
    """The folders that `bulk fetch` filled: those in the source, and the one that the source is a part of. A fetch puts
    its files into its folder and into folders of that, no deeper. Raises PapersError for one that is not done."""
    within = source.rglob(FETCHED) if source.is_dir() else ()
    above = (folder / FETCHED for folder in source.parents[: 1 if source.is_dir() else 2])
    return {file.parent: _fetched(file) for file in (*within, *above) if file.is_file()}


def _fetched(file: Path) -> _Fetched:
    folder = file.parent
    try:
        told = json.loads(file.read_bytes())
        if not told["complete"]:
            raise PapersError(f"{folder} was not fetched to its end: run `bulk fetch` again.")
        roles = {folder / row["file"]: (row["role"], row["generation"]) for row in told["files"]}
        return _Fetched(roles, told["dataset"], told["release"])
    except (ValueError, KeyError, TypeError) as error:
        raise PapersError(f"{file} cannot be read ({error}): fetch into this folder again.") from error
