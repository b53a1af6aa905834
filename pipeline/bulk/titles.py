"""The titles that are asked for, one by one: from lines, CSV, JSON lines or Parquet, by the ending of the file's name.

A line that is broken comes out as a Trouble that names it, and the next one follows. Lines, JSON lines and Parquet can
be read from the middle, a portion by each worker; what is gzipped, and a table whose fields may go over several lines,
only from its beginning.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from duckdb import DuckDBPyConnection

from pipeline.bulk.engine import in_words, parquet
from pipeline.bulk.trouble import Trouble
from pipeline.emit.text import encodable, one_line
from pipeline.errors import PapersError, UsageError
from pipeline.interrupts import interrupts_held, interrupts_told
from pipeline.models import Period
from pipeline.reading.days import named as days_named

_YEAR = re.compile(r"\s*(\d{4})(?:\.0*|-\d\d.*)?\s*$")
_LONGEST_FIELD = 2**20
_TABLES = {".csv": ",", ".tsv": "\t"}
_JSON_LINES = frozenset({".json", ".jsonl", ".ndjson"})


class Title(NamedTuple):
    """One title that is asked for. `id` is the file's own, or the number of the line; identifiers are as given, and
    `date` is the days that were given."""

    id: str
    title: str
    year: int | None = None
    authors: tuple[str, ...] = ()
    doi: str | None = None
    arxiv: str | None = None
    venue: str | None = None
    date: Period | None = None


class Portion(NamedTuple):
    """A part of a file of titles: from one byte up to another, or in Parquet from one row up to another. `before` is
    the number of lines that stand before it."""

    start: int
    stop: int
    before: int


def portions(path: Path, lines: int) -> list[Portion] | None:
    """The file in portions of so many lines, none of them where it is empty; None where it has to be read from its
    beginning to its end. Raises UsageError where there is no such file."""
    _check(path)
    match _ending(path):
        case ".parquet":
            rows = _rows_of_parquet(path)
            return [Portion(first, min(first + lines, rows), first) for first in range(0, rows, lines)]
        case ending if ending in _TABLES or path.suffix.lower() == ".gz":
            return None
        case _:
            return list(_cut_after_lines(path, lines))


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


def read_titles(path: Path, portion: Portion | None = None) -> Iterator[Title | Trouble]:
    """Every title of the file or of a portion of it, in its order, empty ones included.

    Raises UsageError where there is no such file, and for a table without a column `title`.
    """
    _check(path)
    return _from_parquet(path, portion) if _ending(path) == ".parquet" else _from_text(path, portion)


def _check(path: Path) -> None:
    if not path.is_file():
        raise UsageError(f"{path} is not there: `--titles` names a file of titles.")


def _ending(path: Path) -> str:
    """What the file holds, by its name, gzipped or not; nothing gzipped is Parquet."""
    return Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def _from_text(path: Path, portion: Portion | None) -> Iterator[Title | Trouble]:
    ending = _ending(path)
    try:
        with _opened(path, portion) as file:
            if ending in _TABLES:
                yield from _from_table(path, file, _TABLES[ending])
            else:
                before = portion.before if portion else 0
                yield from _from_lines(path, file, before, objects=ending in _JSON_LINES)
    except (OSError, EOFError, zlib.error) as error:
        yield Trouble(str(path), f"cannot be read to its end: {error}")


def _opened(path: Path, portion: Portion | None) -> TextIO:
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


def _from_lines(path: Path, file: TextIO, before: int, *, objects: bool) -> Iterator[Title | Trouble]:
    for number, line in enumerate(file, start=before + 1):
        text = line.rstrip("\r\n")
        if not _is_unicode(text):
            yield Trouble(str(path), "not UTF-8", number)
        elif not objects:
            yield Title(str(number), text.strip())
        elif text.strip():
            yield _from_object(path, number, text)


def _from_object(path: Path, number: int, text: str) -> Title | Trouble:
    try:
        members = json.loads(text)
        return _title(members, number) if isinstance(members, dict) else Trouble(str(path), "no JSON object", number)
    except (json.JSONDecodeError, RecursionError) as error:
        return Trouble(str(path), f"no JSON object in one line: {str(error).partition(': line ')[0]}", number)
    except ValueError as error:
        return Trouble(str(path), f"not a title: {error}", number)


def _from_table(path: Path, file: TextIO, delimiter: str) -> Iterator[Title | Trouble]:
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.reader(file, delimiter=delimiter, strict=True)
    names = _heading(rows)
    if "title" not in names:
        between = "tabs" if delimiter == "\t" else "commas"
        raise UsageError(
            f"{path} has no column `title` in its first line, only {_named(names)}: name it so, with {between} between "
            "columns."
        )
    while True:
        number = rows.line_num + 1
        try:
            row = next(rows, None)
            if row is None:
                return
            if row:  # a blank line has no fields
                yield _from_fields(path, number, names, row)
        except csv.Error as error:
            unclosed = "unexpected end of data" in str(error)
            reason = "a quotation mark is never closed: all lines from here on are lost" if unclosed else str(error)
            yield Trouble(str(path), f"not a title: {reason}", number)


def _named(columns: Sequence[str]) -> str:
    return ", ".join(f"`{one_line(encodable(name)):.40}`" for name in columns[:5] if name.strip()) or "blank ones"


def _heading(rows: Iterator[list[str]]) -> list[str]:
    try:
        return next(rows, [])
    except csv.Error:
        return []


def _from_fields(path: Path, number: int, names: Sequence[str], fields: Sequence[str]) -> Title | Trouble:
    if len(fields) != len(names) or not all(map(_is_unicode, fields)):
        return Trouble(str(path), "not UTF-8, or not as many fields as columns", number)
    return _title(dict(zip(names, fields, strict=True)), number)


def _from_parquet(path: Path, portion: Portion | None) -> Iterator[Title | Trouble]:
    with _engine(path) as connection:
        file = parquet(path, row_numbers=True)
        types = {name: str(kind) for name, kind, *_ in connection.execute(f"from {file} limit 0").description or ()}
        if "title" not in types:
            others = [name for name in types if name != "file_row_number"]
            raise UsageError(f"{path} has no column `title`, only {_named(others)}: name it so.")
        if types["title"] != "VARCHAR":
            raise UsageError(f"{path}: its column `title` is {types['title']}: write it as text, one title a row.")
        names = [name for name in types if name in Title._fields]
        rows_of = f"where file_row_number >= {portion.start} and file_row_number < {portion.stop}" if portion else ""
        reading = connection.execute(f"select {', '.join(names)} from {file} {rows_of}")
        number = portion.before if portion else 0
        while rows := reading.fetchmany(10_000):
            for row in rows:
                number += 1
                try:
                    yield _title(dict(zip(names, row, strict=True)), number)
                except ValueError as error:
                    yield Trouble(str(path), f"not a title: {error}", number)


def _rows_of_parquet(path: Path) -> int:
    with _engine(path) as connection:
        ((rows,),) = connection.execute(f"select count(*) from {parquet(path)}").fetchall()
    return int(rows)


@contextmanager
def _engine(path: Path) -> Iterator[DuckDBPyConnection]:
    """A single thread holds one group of rows at a time, and others read other portions meanwhile. Raises PapersError,
    outside, where the file cannot be read."""
    with interrupts_held():
        import duckdb  # noqa: PLC0415 - a tenth of a second that other files can do without

    try:
        with interrupts_told(), duckdb.connect(config={"threads": 1}) as connection:
            yield connection
    except duckdb.Error as error:
        raise PapersError(f"{path} cannot be read: {in_words(error)}") from error


def _title(members: Mapping[str, object], number: int) -> Title:
    """Raises ValueError where a member is of a type that no title has."""
    title = members.get("title")
    if title is not None and not isinstance(title, str):
        raise ValueError(f"a title that is no text: {title!r:.40}")
    named = members.get("id")
    year = _year(members.get("year"))
    period = _period(members.get("date"), year)
    read = Title(
        id=str(number) if named is None or named == "" else str(named),
        title=(title or "").strip(),
        year=period.last.year if period and year is None else year,
        authors=_authors(members.get("authors")),
        doi=_text(members.get("doi")),
        arxiv=_text(members.get("arxiv")),
        venue=_text(members.get("venue")),
        date=period,
    )
    if not all(map(_is_unicode, filter(None, (read.id, read.title, *read.authors, read.doi, read.arxiv, read.venue)))):
        raise ValueError("a title, or what is told of it, that is no Unicode")
    return read


def _year(value: object) -> int | None:
    """The year of `2017`, `2017.0` or `2017-06-01`. Anything else says nothing: the title counts all the same."""
    if value is None or value == "":
        return None
    year = _YEAR.match(str(value))
    return int(year[1]) if year else None


def _period(value: object, year: int | None) -> Period | None:
    """The day, the days or the month of `2017-06-12`, `June 2017`, `2024-06-24 to 2024-06-30` or `24-30 June`, which
    is of the year given beside it. A mere year is none, and anything else says nothing."""
    days = None if value is None else days_named(str(value))
    ends_in = days.year or year if days else None
    return days.ending_in(ends_in) if days and ends_in else None


def _authors(value: object) -> tuple[str, ...]:
    """A list of names, or names in one text between semicolons."""
    if value is None or value == "":
        return ()
    names = value.split(";") if isinstance(value, str) else value
    if not isinstance(names, list):
        raise ValueError(f"authors that are no list of names: {value!r:.40}")  # noqa: TRY004 - as above
    return tuple(name.strip() for name in names if isinstance(name, str) and name.strip())


def _text(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True
