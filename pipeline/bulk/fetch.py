"""Semantic Scholar's shards into a folder: a whole release, or what has changed since the one that is held.

    release ──▶ links ──▶ sizes, told first ──▶ each file, resumed by bytes, its link renewed ──▶ fetched.json

`fetched.json` says which release the folder holds and what each file is for. It names a release as complete only when
every file of it is there, so that a fetch that was stopped goes on by being run again. An update that was stopped
leaves it as it was, and what came of the update is not listed. A file of a complete release that is gone since, or not
of its size or checksum, is fetched anew.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.bulk.datasets import Datasets
from pipeline.bulk.download import Downloads, ExpiredError, Remote, is_whole, name_of, part_of
from pipeline.bulk.shards import FETCHED, Role
from pipeline.bulk.whole_file import locked
from pipeline.errors import PapersError
from pipeline.progress import Watcher
from pipeline.writer import replace_files

_Answer = TypeVar("_Answer")
_MEGABYTE = 10**6
_RENEWALS = 5


class File(BaseModel):
    """One file below the folder. `generation` is 0 for a release, and counts what updates it: first the papers that are
    put in, then, one higher, those that are taken out. `etag` is the state of what came, as its host told it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    role: Role
    generation: int
    size: int
    etag: str = ""


class Holding(BaseModel):
    """What the folder holds. `release` is the one that its files add up to once `complete`; `first` the one that was
    fetched as a whole, before it was updated. Older programs did not note `etag` and `first`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dataset: str
    release: str
    complete: bool
    files: tuple[File, ...]
    first: str = ""


class Fetched(NamedTuple):
    release: str
    files: int
    bytes: int


class _Wanted(NamedTuple):
    """A file to fetch: where it goes, what it is for, its present link, and how to get a fresh one."""

    path: str
    role: Role
    generation: int
    link: str
    renew: Callable[[], tuple[str, ...]]


_Sized: TypeAlias = tuple[_Wanted, Remote]
"""A file to fetch, with its size and state as the host tells them."""


class Fetch:
    """One dataset into one folder."""

    def __init__(self, datasets: Datasets, downloads: Downloads, watcher: Watcher, dataset: str, folder: Path) -> None:
        self._datasets, self._downloads, self._watcher = datasets, downloads, watcher
        self._dataset, self._folder = dataset, folder

    def __call__(self, release: str = "latest") -> Fetched:
        """Fetches what is missing. Raises PapersError where another run is at work in the folder, where another dataset
        lies in it, where the disk is too small, and where service or host refuse; all that came is kept."""
        with locked(self._folder):
            return self._fetch(release)

    def _fetch(self, release: str) -> Fetched:
        held = self._held()
        if held and held.complete:
            return self._update(held, self._datasets.release(release))
        if held and release == "latest":
            return self._fetch_whole(held, held.release)
        return self._fetch_whole(held, self._datasets.release(release))

    def _update(self, held: Holding, release: str) -> Fetched:
        """Brings a complete release to another one, and fetches anew what is gone or damaged of it. Until all of that
        is there, `fetched.json` stays as it is."""
        first = _first(held)
        wanted = self._anew(held, first)
        if held.release != release:
            wanted += self._changes(held.release, release, max(file.generation for file in held.files))
        elif not wanted:
            return Fetched(release, 0, 0)
        sized = self._sized(wanted)
        missing = [(one, remote) for one, remote in sized if not is_whole(self._folder / one.path, remote)]
        self._tell(release, sized, missing)
        return self._complete(missing, _holding(self._dataset, release, first, held.files, sized))

    def _fetch_whole(self, held: Holding | None, release: str) -> Fetched:
        """Fetches a release as a whole. Goes on with what is `held` of it, if the files can be told to be the same."""
        sized = self._sized(self._whole(release))
        stale = _stale(sized, held, release)
        missing = [
            (one, remote) for one, remote in sized if one.path in stale or not is_whole(self._folder / one.path, remote)
        ]
        self._tell(release, sized, missing)
        for path in map(self._folder.joinpath, stale):
            path.unlink(missing_ok=True)
            part_of(path).unlink(missing_ok=True)
        holding = _holding(self._dataset, release, release, (), sized)
        self._write(holding.model_copy(update={"complete": False}))
        return self._complete(missing, holding)

    def _complete(self, missing: Sequence[_Sized], holding: Holding) -> Fetched:
        """Fetches the files that are missing, and then says that the folder holds them."""
        for one, remote in missing:
            self._one(one, remote)
        self._write(holding)
        return Fetched(holding.release, len(missing), sum(remote.size for _, remote in missing))

    def _held(self) -> Holding | None:
        path = self._folder / FETCHED
        if not path.exists():
            return None
        try:
            held = Holding.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise PapersError(f"{path} cannot be read: move it away to fetch everything anew.") from error
        if held.dataset != self._dataset:
            raise PapersError(f"{self._folder} holds {held.dataset}: fetch {self._dataset} into a folder of its own.")
        return held

    def _anew(self, held: Holding, first: str) -> list[_Wanted]:
        """The files of a complete release that are not what came any more. Raises PapersError for those that nobody
        offers."""
        self._watcher.begin("files checked", len(held.files))
        lost: list[File] = []
        for file in held.files:
            if not is_whole(self._folder / file.file, Remote(file.size, file.etag)):
                lost.append(file)
                self._watcher.note(f"{self._folder / file.file} is gone or damaged since it came")
            self._watcher.advance("files checked")
        offered: dict[str, _Wanted] = {}
        if first and any(not file.generation for file in lost):
            offered |= {one.path: one for one in self._whole(first)}
        if first and any(file.generation for file in lost):
            offered |= {one.path: one for one in self._changes(first, held.release, 0)}
        for gone in (file.file for file in lost if file.file not in offered):
            raise PapersError(
                f"{self._folder / gone} is gone or damaged, and is not offered alone: fetch into another folder."
            )
        return [offered[file.file]._replace(generation=file.generation) for file in lost]

    def _whole(self, release: str) -> list[_Wanted]:
        def links() -> tuple[str, ...]:
            return self._datasets.links(release, self._dataset)

        return [_Wanted(name_of(link), "base", 0, link, links) for link in links()]

    def _changes(self, held: str, release: str, generation: int) -> list[_Wanted]:
        wanted: list[_Wanted] = []
        for step, diff in enumerate(self._datasets.diffs(self._dataset, held, release)):
            for role, place in (("update", 1), ("delete", 2)):

                def links(step: int = step, role: str = role) -> tuple[str, ...]:
                    fresh = self._datasets.diffs(self._dataset, held, release)[step]
                    return fresh.update_files if role == "update" else fresh.delete_files

                now = diff.update_files if role == "update" else diff.delete_files
                wanted += [
                    _Wanted(
                        f"{name_of(diff.to_release)}/{role}-{name_of(link)}",
                        "update" if role == "update" else "delete",
                        generation + 2 * step + place,
                        link,
                        links,
                    )
                    for link in now
                ]
        return wanted

    def _sized(self, wanted: Sequence[_Wanted]) -> list[_Sized]:
        return [(one, self._renewing(one, self._downloads.remote)) for one in wanted]

    def _one(self, one: _Wanted, remote: Remote) -> None:
        target = self._folder / one.path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._renewing(one, lambda link: self._downloads.fetch(link, target, remote))
        except OSError as error:
            raise PapersError(
                f"{target} cannot be written ({error.strerror}): see to it and run again; what came is kept."
            ) from error

    def _renewing(self, one: _Wanted, act: Callable[[str], _Answer]) -> _Answer:
        link = one.link
        for _ in range(_RENEWALS):
            try:
                return act(link)
            except ExpiredError:
                fresh = {name_of(other): other for other in one.renew()}
                link = fresh.get(name_of(one.link), link)
        raise PapersError(f"{one.path}: its links are refused as soon as they are given: run the command again later.")

    def _tell(self, release: str, files: Sequence[_Sized], missing: Sequence[_Sized]) -> None:
        """Tells the size before a byte is fetched. Raises PapersError where there is no room for it."""
        size, left = (sum(remote.size for _, remote in some) for some in (files, missing))
        self._watcher.note(
            f"{self._dataset} {release}: {len(files):,} files, {size / 1e9:,.2f} GB, "
            f"of which {left / 1e9:,.2f} GB are to be fetched"
        )
        free = shutil.disk_usage(self._folder).free
        partly = sum(path.stat().st_size for path in self._folder.rglob(".*.part"))
        if left - partly > free:
            raise PapersError(
                f"{self._folder} has room for {free / 1e9:,.1f} GB, and {left / 1e9:,.1f} GB are to come."
            )
        self._watcher.begin("megabytes fetched", left // _MEGABYTE)

    def _write(self, held: Holding) -> None:
        replace_files({self._folder / FETCHED: json.dumps(held.model_dump(), indent=1) + "\n"})


def _holding(dataset: str, release: str, first: str, before: Sequence[File], sized: Sequence[_Sized]) -> Holding:
    """What the folder holds once all of it is there: what was held `before`, and what is fetched."""
    files = {file.file: file for file in before} | {
        one.path: File(file=one.path, role=one.role, generation=one.generation, size=remote.size, etag=remote.etag)
        for one, remote in sized
    }
    return Holding(dataset=dataset, release=release, complete=True, files=tuple(files.values()), first=first)


def _stale(sized: Sequence[_Sized], held: Holding | None, release: str) -> set[str]:
    """The paths at which another file of the same size may lie: the host gives no checksum, and there is no note that
    what came is of this release and state."""
    known = {(file.file, file.etag) for file in held.files} if held and held.release == release else set()
    return {one.path for one, remote in sized if not (remote.has_checksum or (one.path, remote.etag) in known)}


def _first(held: Holding) -> str:
    """The release that was fetched as a whole; empty where nobody knows it."""
    return held.first or ("" if any(file.generation for file in held.files) else held.release)
