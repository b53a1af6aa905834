"""PURE. Events: the noun, its kinds in the order in which they are told, and their one canonical order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date  # noqa: N812  the file's key is `date`, and a field may not have its type's name
from datetime import timedelta
from typing import Final, Literal, get_args

from pipeline.models import Frozen

Kind = Literal[
    "began",
    "withdrawn",
    "appeared",
    "retitled",
    "new_version",
    "code",
    "pdf",
    "rising",
    "milestone",
    "matched",
    "unmatched",
    "added",
    "removed",
]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""Every kind, what matters most to readers first."""


class Event(Frozen):
    """Something that happened to a paper, on the day on which the run that noticed it took place.

    `paper` is the id that the paper had then, None for `began`, which tells of the catalogue as a whole; `title` what
    it was called. `before` and `after` are the values that changed: venues with their years, titles, addresses as
    strings; versions and counts as numbers; null where there is none. `text` says it in one sentence, without the
    title.
    """

    date: Date
    kind: Kind
    paper: str | None
    title: str
    before: str | int | None = None
    after: str | int | None = None
    text: str


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Each event once, the oldest day first; of one day by kind, then by paper: an order that no list's order moves."""
    return tuple(sorted(dict.fromkeys(events), key=lambda event: (event.date, *_place(event))))


def newest_first(events: Iterable[Event]) -> tuple[Event, ...]:
    """The same with the newest day first; of one day still by kind, then by paper."""
    return tuple(sorted(events, key=lambda event: (-event.date.toordinal(), *_place(event))))


def monday_of(event: Event) -> Date:
    """The first day of the week in which it happened."""
    return event.date - timedelta(days=event.date.weekday())


def _place(event: Event) -> tuple[int, str, str, str]:
    told = repr((event.paper, event.before, event.after, event.text))  # None is not "None", and 1 is not "1"
    return KINDS.index(event.kind), event.paper or "", event.title, told
