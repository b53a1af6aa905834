"""What a list itself tells of a title (tag, venue, year, days, section, authors, aliases), as our own reader reads it.

Links and notes are left out: a link would give the answer away, and a note may quote the paper's title.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation.matching_rows import Row
from pipeline.errors import PapersError
from pipeline.matching.titles import shared_share
from pipeline.models import Entry
from pipeline.read import read

SAME_TITLE = 0.5
"""So much of the words must agree, else the entry of that line is taken for another one."""


_TOLD = ("tag", "venue", "year", "period", "section", "authors", "aliases")


def titles_alone(rows: Sequence[Row]) -> list[Entry]:
    """An entry for each row that says its title and nothing else."""
    return [Entry(id=f"row-{place}", title=row.title, line=row.line) for place, row in enumerate(rows)]


def with_context(rows: Sequence[Row], lists: Path) -> list[Entry]:
    """The same entries, with what the reader finds beside the title at that line; a list that it cannot read adds
    nothing."""
    read_lists = {file: _by_line(lists / file) for file in dict.fromkeys(row.file for row in rows)}
    return [
        _told(entry, read_lists[row.file].get(row.line)) for entry, row in zip(titles_alone(rows), rows, strict=True)
    ]


def _by_line(path: Path) -> dict[int, Entry]:
    try:
        listed = read(path.read_text(encoding="utf-8-sig"), path.name)
    except PapersError:
        return {}
    return {entry.line: entry for entry in listed.entries}


def _told(entry: Entry, read_there: Entry | None) -> Entry:
    if read_there is None or shared_share(entry.title, read_there.title) < SAME_TITLE:
        return entry
    told = {name: getattr(read_there, name) for name in _TOLD}
    return entry.model_copy(update=told)
