"""The history of counts as CSV, and back: one row per paper and day, a paper's rows together and in the order of days.

A paper's id is a slug and a source's name a word, so that no cell is ever read as a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from pipeline.chronicle.history import HistoryRow
from pipeline.errors import PapersError

_HEADER = ("paper", "date", "citations", "source", "state")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")
_BELIEVED, _PENDING = "believed", "pending"


class _Lines(list[str]):
    """What a CSV writer writes to."""

    write = list.append


def render_history(rows: Iterable[HistoryRow]) -> str:
    """The rows as CSV (RFC 4180 with line feeds), in order whatever order they are given in."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(_HEADER)
    writer.writerows(
        (row.paper, row.date.isoformat(), row.citations, row.source, _PENDING if row.pending else _BELIEVED)
        for row in sorted(rows)
    )
    return "".join(lines)


def parse_history(data: bytes, name: str) -> tuple[HistoryRow, ...]:
    """The rows of a file, in order; a row that stands there twice, as after a merge, counts once.

    Raises PapersError, naming the file as `name` and the line, for a file that is not one, and for two rows that
    contradict each other.
    """
    rows: dict[tuple[str, date, bool], HistoryRow] = {}
    for line, cells in _records(data, name):
        row = _row(cells, f"{name}, line {line}")
        other = rows.setdefault((row.paper, row.date, row.pending), row)
        if other != row:
            raise PapersError(
                f"{name}, line {line}: another row gives {row.paper!a} the count {other.citations} on {row.date};"
                " keep one of the two."
            )
    return tuple(sorted(rows.values()))


def _records(data: bytes, name: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each record after the header, with its line."""
    try:
        reader = csv.reader(data.decode("utf-8-sig").split("\n"), strict=True)
        header = next(reader)
        if tuple(header) != _HEADER:
            raise PapersError(
                f"{name}, line 1: is no history of counts, whose header is {','.join(_HEADER)};"
                " restore the file or move it away."
            )
        yield from ((reader.line_num, cells) for cells in reader if cells)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PapersError(f"{name}, line {line}: is not UTF-8 ({error.reason}); restore the file.") from error
    except csv.Error as error:
        raise PapersError(f"{name}, line {reader.line_num}: is no CSV ({error}); restore the file.") from error


def _row(cells: Sequence[str], place: str) -> HistoryRow:
    if cells[0].startswith(_CONFLICT):
        raise PapersError(f"{place}: is what a merge has left behind; keep the rows of both sides, and no other line.")
    if len(cells) != len(_HEADER) or not cells[0]:
        raise PapersError(f"{place}: has not one value for each of {', '.join(_HEADER)}; restore or delete the line.")
    paper, day, count, source, state = cells
    if not (count.isascii() and count.isdigit()):
        raise PapersError(f"{place}: citations is {count!a}, which is no number; restore or delete the line.")
    if state not in (_BELIEVED, _PENDING):
        raise PapersError(f"{place}: state is {state!a}, and not {_BELIEVED} or {_PENDING}; mend or delete the line.")
    try:
        return HistoryRow(paper, _day(day), int(count), source, state == _PENDING)
    except ValueError as error:
        raise PapersError(
            f"{place}: date is {day!a}, and no day like 2026-01-31; restore or delete the line."
        ) from error


@lru_cache(maxsize=1024)
def _day(text: str) -> date:
    return date.fromisoformat(text)
