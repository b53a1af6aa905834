"""A file of titles is cut into portions, each of them for a worker, and opened: as text, or by the engine as Parquet.

Lines, JSON lines and Parquet can be read from the middle; what is gzipped, and a table whose fields may go over several
lines, only from its beginning.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from duckdb import DuckDBPyConnection

from pipeline.bulk.engine import in_words, parquet
from pipeline.errors import PapersError, UsageError
from pipeline.interrupts import interrupts_held, interrupts_told

TABLES = {".csv": ",", ".tsv": "\t"}
"""What stands between the columns of a table."""
JSON_LINES = frozenset({".json", ".jsonl", ".ndjson"})
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
"""What text in UTF-16 or UTF-32 begins with; that of UTF-32 in the other order begins as the first one."""

_HEAD = 2**16
"""So many bytes tell how a text is written."""


class Portion(NamedTuple):
    """A part of a file of titles: from one byte up to another, or in Parquet from one row up to another. `before` is
    the number of lines that stand before it."""

    start: int
    stop: int
    before: int


def portions(path: Path, lines: int) -> list[Portion] | None:
    """The file in portions of so many lines, none of them where it is empty; None where it has to be read from its
    beginning to its end. Raises UsageError where there is no such file, and for UTF-16."""
    check_titles(path)
    match ending_of(path):
        case ".parquet":
            rows = _rows_of_parquet(path)
            return [Portion(first, min(first + lines, rows), first) for first in range(0, rows, lines)]
        case ending if ending in TABLES or path.suffix.lower() == ".gz":
            return None
        case _:
            return list(_cut_after_lines(path, lines))


def check_titles(path: Path) -> None:
    """Raises UsageError where there is no such file, and for text in UTF-16 or UTF-32: a mark says so, or that its
    first letter, or the blanks and ends of lines that come first, are bytes with zeros."""
    if not path.is_file():
        raise UsageError(f"{path} is not there: `--titles` names a file of titles.")
    head = _head(path) if ending_of(path) != ".parquet" else b""
    if head.startswith(_MARKS) or b"\0" in head[:2] or _has_wide_blanks(head):
        raise UsageError(f"{path} is written in UTF-16 or UTF-32: save it as UTF-8.")


def _head(path: Path) -> bytes:
    """The first bytes of the text; none where it is damaged, which is told when it is read."""
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            return file.read1(_HEAD)
    except (OSError, EOFError, zlib.error):
        return b""


def _has_wide_blanks(head: bytes) -> bool:
    """Whether most bytes that are a blank or the end of a line in UTF-8 are so in UTF-16, with zeros beside them, as
    they are in UTF-32 too. In UTF-8 a zero is a stray letter, and a blank beside it a rare one."""
    narrow = sum(map(head.count, (b" ", b"\n")))
    wide = (head.decode(encoding, errors="replace") for encoding in ("utf-16-le", "utf-16-be"))
    return any(2 * sum(map(text.count, " \n")) > narrow for text in wide)


def ending_of(path: Path) -> str:
    """What the file holds, by its name, gzipped or not; nothing gzipped is Parquet."""
    return Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def _cut_after_lines(path: Path, lines: int) -> Iterator[Portion]:
    """Cuts where lines end as they are read, be it with a lone carriage return; each letter of Latin-1 is a byte."""
    start = stop = number = 0
    with path.open(encoding="latin-1", newline="") as file:
        for number, line in enumerate(file):
            if number % lines == 0 and number:
                yield Portion(start, stop, number - lines)
                start = stop
            stop += len(line)
    if stop:
        yield Portion(start, stop, number - number % lines)


def opened(path: Path, portion: Portion | None) -> TextIO:
    """As text in which a byte that is no UTF-8 becomes a lone surrogate, so that its line can be named."""
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", errors="surrogateescape", newline="")
    if portion is None:
        return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")
    encoding = "utf-8" if portion.start else "utf-8-sig"
    part = io.BufferedReader(_Part(path, portion))
    return io.TextIOWrapper(part, encoding=encoding, errors="surrogateescape", newline="")


class _Part(io.RawIOBase):
    """The bytes of a portion, as a file."""

    def __init__(self, path: Path, portion: Portion) -> None:
        self._file = path.open("rb")
        self._file.seek(portion.start)
        self._left = portion.stop - portion.start

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        number = self._file.readinto(memoryview(buffer)[: self._left])
        self._left -= number
        return number

    def close(self) -> None:
        self._file.close()
        super().close()


def _rows_of_parquet(path: Path) -> int:
    with opened_parquet(path) as connection:
        ((rows,),) = connection.execute(f"select count(*) from {parquet(path)}").fetchall()
    return int(rows)


@contextmanager
def opened_parquet(path: Path) -> Iterator[DuckDBPyConnection]:
    """A single thread holds one group of rows at a time, and others read other portions meanwhile. Raises PapersError,
    outside, where the file cannot be read."""
    with interrupts_held():
        import duckdb  # noqa: PLC0415 - a tenth of a second that other files can do without

    try:
        with interrupts_told(), duckdb.connect(config={"threads": 1}) as connection:
            connection.execute("set TimeZone = 'UTC'")
            yield connection
    except duckdb.Error as error:
        raise PapersError(f"{path} cannot be read: {in_words(error)}") from error
