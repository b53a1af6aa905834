"""What is new, by week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import groupby
from typing import NamedTuple

from pipeline.chronicle.event import Event, monday_of, newest_first
from pipeline.emit.changes_md import HEADINGS
from pipeline.vocabulary.text import one_line

_SHOWN = 500
"""So many events at most: two years of a list of thousands would weigh more than the list."""


class News(NamedTuple):
    """One event as it is shown. `paper` is None where the page has no such paper to lead to."""

    kind: str
    paper: str | None
    title: str
    text: str


class Week(NamedTuple):
    """A week, by its Monday, and what happened in it."""

    monday: date
    news: tuple[News, ...]


def by_week(events: Iterable[Event], shown: AbstractSet[str]) -> Sequence[Week]:
    """The weeks in which something happened, the newest first, as far as the newest events reach. `shown` are the ids
    of the papers on the page."""
    weeks = groupby(newest_first(events)[:_SHOWN], key=monday_of)
    return [Week(monday, tuple(_news(event, shown) for event in week)) for monday, week in weeks]


def not_shown(events: Sequence[Event]) -> int:
    """How many events are older than those that are shown."""
    return max(0, len(events) - _SHOWN)


def _news(event: Event, shown: AbstractSet[str]) -> News:
    paper = event.paper if event.paper in shown else None
    return News(HEADINGS[event.kind], paper, one_line(event.title) or "untitled", one_line(event.text))
