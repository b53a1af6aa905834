"""PURE: the newest part of what is remembered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.chronicle.event import Event, newest_first
from pipeline.chronicle.history import HistoryRow, by_paper
from pipeline.vocabulary.phrases import counted


class Latest(NamedTuple):
    """The events since a day, the newest first, and of how many papers the count has changed since."""

    events: tuple[Event, ...]
    counts_changed: int


def latest(events: Sequence[Event], history: Sequence[HistoryRow], since: date | None) -> Latest:
    """What has happened since that day; with None, on the newest day on which anything has. A paper's first count is
    no change, and one that is pending none yet."""
    rows = [row for row in history if not row.pending]
    days = [*(event.date for event in events), *(row.date for row in rows)]
    first = since or max(days, default=date.min)
    changed = [paper for paper, own in by_paper(rows).items() if any(row.date >= first for row in own[1:])]
    return Latest(newest_first(event for event in events if event.date >= first), len(changed))


def told_lines(found: Latest) -> Iterator[str]:
    """A line for each event, and one for the counts."""
    yield from (f"{event.date.isoformat()}: {event.title}: {event.text}" for event in found.events)
    if found.counts_changed:
        changed = counted(found.counts_changed, "paper has", "papers have")
        yield f"{changed} another citation count"
    elif not found.events:
        yield "Nothing new."
