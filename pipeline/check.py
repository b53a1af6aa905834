"""PURE: what was read from a list, as JSON for programs and as lines for people."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.models import Entry, PaperId, ReadingList
from pipeline.vocabulary.phrases import counted, days_json, days_told

_TAG_WIDTH = 16
_IDS_SHOWN = 3
_NOTE_SHOWN = 100
"""Characters of a note; the list holds the rest."""


def reading_json(listed: ReadingList) -> str:
    """Everything that was read, as one JSON object in ASCII: `entries` and `left_over`, in the order of the list."""
    found = {
        "title": listed.title,
        "entries": [_entry(entry) for entry in listed.entries],
        "left_over": [line.model_dump() for line in listed.left_over],
    }
    return json.dumps(found, indent=1)


def reading_lines(listed: ReadingList) -> Iterator[str]:
    """The same as a table: each entry under its section with line, tag, title, identifiers and the days that the list
    names for it, its notes below it; then the lines left over with their reasons; then the counts."""
    section: tuple[str, ...] | None = None
    for entry in listed.entries:
        if entry.section != section:
            section = entry.section
            yield from ("", " > ".join(section) or "(no section)")
        yield from _row(entry)
    if listed.left_over:
        yield from ("", "Left over")
        yield from (f"{line.line:>6}  {line.reason}: {line.text}" for line in listed.left_over)
    yield from ("", _counts(listed))


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "line": entry.line,
        "section": entry.section,
        "tag": entry.tag,
        "venue": entry.venue,
        "year": entry.year,
        "period": days_json(entry.period),
        "aliases": entry.aliases,
        "authors": entry.authors,
        "ids": _by_kind(entry.ids),
        "links": [link.model_dump() for link in entry.links],
        "notes": entry.notes,
    }


def _by_kind(ids: Sequence[PaperId]) -> dict[str, list[str]]:
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for paper in ids:
        kinds[paper.kind].append(paper.value)
    return dict(kinds)


def _row(entry: Entry) -> Iterator[str]:
    ids = ", ".join(map(str, entry.ids[:_IDS_SHOWN])) or ("no identifier" if entry.links else "no link")
    tag = entry.tag or "-"
    days = f"; {days_told(entry.period)}" if entry.period else ""
    yield f"{entry.line:>6}  {tag:<{_TAG_WIDTH}}  {entry.title}  ({ids}{days})"
    indent = " " * (6 + 2 + _TAG_WIDTH + 2)
    if entry.authors:
        yield f"{indent}by {', '.join(entry.authors)}"
    yield from (f"{indent}- {_cut(note)}" for note in entry.notes)


def _cut(note: str) -> str:
    return note if len(note) <= _NOTE_SHOWN else f"{note[: _NOTE_SHOWN - 1]}…"


def _counts(listed: ReadingList) -> str:
    entries = listed.entries
    notes = sum(len(entry.notes) for entry in entries)
    named = sum(bool(entry.ids) for entry in entries)
    return (
        f"{counted(len(entries), 'entry', 'entries')} ({named:,} with an identifier), "
        f"{counted(notes, 'note', 'notes')}, {counted(len(listed.left_over), 'line', 'lines')} left over"
    )
