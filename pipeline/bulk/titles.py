"""The titles that are asked for, one by one: from lines, CSV, JSON lines or Parquet, by the ending of the file's name.

A line that is broken comes out as a Trouble that names it, and the next one follows.
"""

from __future__ import annotations

import csv
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from pipeline.bulk.engine import parquet
from pipeline.bulk.portions import JSON_LINES, TABLES, Portion, check_titles, ending_of, opened, opened_parquet
from pipeline.bulk.title import LONGEST, Title, is_unicode, members_of, places_of, title_of
from pipeline.bulk.trouble import Trouble
from pipeline.errors import UsageError
from pipeline.vocabulary.text import encodable, one_line


def read_titles(path: Path, portion: Portion | None = None) -> Iterator[Title | Trouble]:
    """Every title of the file or of a portion of it, in its order, empty ones included.

    Raises UsageError where there is no such file, for UTF-16, and for a table without a column `title`.
    """
    check_titles(path)
    return _from_parquet(path, portion) if ending_of(path) == ".parquet" else _from_text(path, portion)


def _from_text(path: Path, portion: Portion | None) -> Iterator[Title | Trouble]:
    ending = ending_of(path)
    try:
        with opened(path, portion) as file:
            if ending in TABLES:
                yield from _from_table(path, file, TABLES[ending])
            else:
                before = portion.before if portion else 0
                yield from _from_lines(path, file, before, objects=ending in JSON_LINES)
    except (OSError, EOFError, zlib.error) as error:
        yield Trouble(str(path), f"cannot be read to its end: {error}")


def _from_lines(path: Path, file: TextIO, before: int, *, objects: bool) -> Iterator[Title | Trouble]:
    for number, line in enumerate(file, start=before + 1):
        text = line.rstrip("\r\n")
        if not is_unicode(text):
            yield Trouble(str(path), "not UTF-8", number)
        elif not objects:
            yield _told(path, number, {"title": text})
        elif text.strip():
            yield _from_object(path, number, text)


def _from_object(path: Path, number: int, text: str) -> Title | Trouble:
    try:
        members = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        return Trouble(str(path), f"no JSON object in one line: {str(error).partition(': line ')[0]}", number)
    except ValueError as error:  # a number of more digits than Python reads
        return Trouble(str(path), f"not a title: {error}", number)
    if not isinstance(members, dict):
        return Trouble(str(path), "no JSON object", number)
    return _told(path, number, members_of(members))


def _told(path: Path, number: int, members: Mapping[str, object]) -> Title | Trouble:
    try:
        return title_of(members, number)
    except ValueError as error:
        return Trouble(str(path), f"not a title: {error}", number)


def _from_table(path: Path, file: TextIO, delimiter: str) -> Iterator[Title | Trouble]:
    csv.field_size_limit(LONGEST)
    rows = csv.reader(file, delimiter=delimiter, strict=True)
    names = _heading(rows)
    places = _places(path, names)
    if "title" not in places:
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
                yield _from_fields(path, number, places, row, len(names))
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


def _places(path: Path, names: Sequence[str]) -> dict[str, int]:
    try:
        return places_of(names)
    except ValueError as error:
        raise UsageError(f"{path} has {error}: leave one of them.") from error


def _from_fields(
    path: Path, number: int, places: Mapping[str, int], fields: Sequence[str], columns: int
) -> Title | Trouble:
    if len(fields) != columns:
        fix = "a field that holds a separator needs quotation marks" if len(fields) > columns else "some are missing"
        return Trouble(str(path), f"{len(fields)} fields for {columns} columns: {fix}", number)
    if not all(map(is_unicode, fields)):
        return Trouble(str(path), "not UTF-8", number)
    return _told(path, number, {name: fields[place] for name, place in places.items()})


def _from_parquet(path: Path, portion: Portion | None) -> Iterator[Title | Trouble]:
    with opened_parquet(path) as connection:
        file = parquet(path, row_numbers=True)
        types = {name: str(kind) for name, kind, *_ in connection.execute(f"from {file} limit 0").description or ()}
        names = [name for name in types if name != "file_row_number"]
        columns = {member: names[place] for member, place in _places(path, names).items()}
        if "title" not in columns:
            raise UsageError(f"{path} has no column `title`, only {_named(names)}: name it so.")
        if (type_ := types[columns["title"]]) != "VARCHAR":
            raise UsageError(f"{path}: its column `title` is {type_}: write it as text, one title a row.")
        rows_of = f"where file_row_number >= {portion.start} and file_row_number < {portion.stop}" if portion else ""
        read = ", ".join(_as_told(name, types[name]) for name in columns.values())
        reading = connection.execute(f"select {read} from {file} {rows_of}")
        number = portion.before if portion else 0
        while rows := reading.fetchmany(10_000):
            for row in rows:
                number += 1
                yield _told(path, number, dict(zip(columns, row, strict=True)))


def _as_told(column: str, type_: str) -> str:
    """A column as text, whatever it holds, so that each instant is a day by universal time; but lists as they are."""
    quoted = '"' + column.replace('"', '""') + '"'
    return quoted if type_.endswith("[]") else f"{quoted}::varchar"
