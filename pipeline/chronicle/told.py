"""PURE: what has been told already. A run that is repeated, or begins again after a crash, tells nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from pipeline.chronicle.event import Event, Kind, in_order
from pipeline.chronicle.rules import KEPT_YEARS, RISE_QUIET, milestone

_UNDOES: Final[dict[Kind, Kind]] = {"removed": "added", "unmatched": "matched"}
"""Kinds that undo another: of such two, the last one told is what holds."""


class Told:
    """The known events, by what is asked of them. `events` are in no order that matters."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._last: dict[tuple[str | None, Kind], Event] = {}
        self._passed: dict[str | None, int] = {}
        for event in in_order(events):
            self._last[event.paper, _UNDOES.get(event.kind, event.kind)] = event
            if event.kind == "matched":
                self._passed.pop(event.paper, None)  # the counts before may have been another paper's
            if event.kind == "milestone" and isinstance(event.after, int):
                self._passed[event.paper] = max(event.after, self._passed.get(event.paper, 0))

    def is_listed(self, paper: str) -> bool:
        """Whether the last that was told of the paper's place in the list is that it joined."""
        event = self._last.get((paper, "added"))
        return event is not None and event.kind == "added"

    def has(self, event: Event) -> bool:
        """Whether the event is no news: the last one of its kind said the same, a milestone is passed only once, and
        a riser was told of not long ago."""
        last = self._last.get((event.paper, _UNDOES.get(event.kind, event.kind)))
        if event.kind == "milestone" and isinstance(event.after, int):
            return (milestone(event.after) or 0) <= (milestone(self._passed.get(event.paper, 0)) or 0)
        if last is None:
            return False
        if event.kind == "rising":
            return event.date - last.date < RISE_QUIET
        return (last.kind, last.before, last.after) == (event.kind, event.before, event.after)


def remembered(known: Sequence[Event], new: Sequence[Event], today: date) -> tuple[Event, ...]:
    """All events in order, without those that are too old to keep; where nothing is new, those that there were."""
    if not new:
        return in_order(known)
    oldest = _years_before(today)
    return in_order(event for event in (*known, *new) if event.date >= oldest)


def _years_before(today: date) -> date:
    """The same day `KEPT_YEARS` earlier; for 29 February the day after."""
    year = max(today.year - KEPT_YEARS, date.min.year)
    try:
        return today.replace(year=year)
    except ValueError:
        return (today + timedelta(days=1)).replace(year=year)
