"""Which files of a snapshot folder hold lines of which shape, and which line of them is broken."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from pydantic import ValidationError
from pydantic_core import from_json

from pipeline.errors import PapersError
from pipeline.sources.snapshot_lines import LINES, Shape, shape_of

Files: TypeAlias = dict[Shape, tuple[Path, ...]]
"""The files of a folder by the shape of their lines; a shape without files has no row."""

LONGEST_LINE = 32 * 1024 * 1024
"""Bytes: what DuckDB's buffer for lines holds, twice its `maximum_object_size`."""

_ENDINGS = frozenset({".json", ".jsonl", ".ndjson"})


def snapshot_files(folder: Path) -> Files:
    """The data files anywhere below `folder` (`is_data`), by their first line. Others, and empty ones, are passed over.

    Raises PapersError for a folder that is not there and for a data file whose first line is of no known shape.
    """
    if not folder.is_dir():
        raise PapersError(f"{folder} is not a folder: it should hold bulk files of arXiv or Semantic Scholar.")
    found: dict[Shape, list[Path]] = {}
    for path in sorted(path for path in folder.rglob("*") if is_data(path)):
        if shape := _shape(path):
            found.setdefault(shape, []).append(path)
    return {shape: tuple(paths) for shape, paths in found.items()}


def broken_line(shape: Shape, paths: Iterable[Path]) -> PapersError | None:
    """The first line of these files that is no JSON object of this shape, as an error that names file and line; None
    where every line is one. Reads from the start, one line at a time."""
    for path in paths:
        for number, line in _lines(path):
            try:
                LINES[shape].model_validate_json(line)
            except ValidationError as error:
                return _refusal(path, number, line, _first(error))
    return None


def is_data(path: Path) -> bool:
    """Whether this is a file with the name of a bulk file: `.json`, `.jsonl` and `.ndjson`, also gzipped, and `.gz`
    without a second ending, as Semantic Scholar names its files."""
    zipped = path.suffix.lower() == ".gz"
    ending = Path(path.stem).suffix.lower() if zipped else path.suffix.lower()
    return (ending in _ENDINGS or (zipped and not ending)) and path.is_file()


def _shape(path: Path) -> Shape | None:
    """The shape of the first line; None for a file without any."""
    for number, line in _lines(path):
        try:
            members = from_json(line)
        except ValueError as error:
            raise _refusal(path, number, line, str(error).partition(" at line ")[0]) from error
        if shape := shape_of(members):
            return shape
        raise PapersError(
            f"{path}, line {number}: this is neither a line of arXiv's metadata snapshot nor of Semantic Scholar's "
            "papers or abstracts; move the file out of the snapshot folder."
        )
    return None


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers from 1; one that is too long comes cut, and so invalid."""
    try:
        with _opened(path) as file:
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                if text := line.strip():
                    yield number, text
    except (OSError, EOFError, zlib.error) as error:
        raise PapersError(f"{path} cannot be read: {error}.") from error


def _opened(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def _refusal(path: Path, number: int, line: bytes, why: str) -> PapersError:
    if len(line) > LONGEST_LINE:
        why = f"longer than {LONGEST_LINE} bytes"
    return PapersError(f"{path}, line {number}: not a JSON object of the expected shape ({why}).")


def _first(error: ValidationError) -> str:
    """What is wrong, and with which member; without the parser's line, which is always 1."""
    first = error.errors(include_url=False, include_input=False)[0]
    message = first["msg"].partition(" at line ")[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {message}" if place else message
