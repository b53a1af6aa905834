"""PURE: the days that a list names for an entry, by a date beside it or by the heading that it stands under.

a tag                    names them, and counts before all headings
a heading                names them for all that stands under it; of several the nearest counts
a heading without year   June under 2024, (December 25 - December 31): the heading above has it, or those beside it;
                         Week 26 under 2024: the heading above, which must be the year alone
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, groupby, pairwise, repeat
from typing import NamedTuple

from pipeline.models import Period
from pipeline.reading.days import Days, month_alone, named, only_year, says_another_date, week_alone

_ANCHORS = 3
"""So many headings with a year, all in one order, tell the order of those without."""

_NEAR = timedelta(days=92)
"""Headings farther apart than this are no neighbours: a list by topics begins anew with each."""


class Dated(NamedTuple):
    """What may name an entry's days: its tag, and the headings above it, the outermost first."""

    tag: str | None
    headings: tuple[str, ...]


def periods(entries: Sequence[Dated]) -> list[Period | None]:
    """For each entry, in the order of the list, the days that its tag names, else those of the heading nearest to it.

    A heading without a year takes it from the nearest above it that has one, unless a heading beside it names another
    year; or, where the headings beside it are in order of time, from those before and after it. Days that cannot be
    told so, or that could be of two years, are None.
    """
    runs = [(headings, len(list(run))) for headings, run in groupby(entry.headings for entry in entries)]
    told = _of_headings([headings for headings, _ in runs])
    above = chain.from_iterable(repeat(period, size) for period, (_, size) in zip(told, runs, strict=True))
    return [_of_tag(entry.tag) or period for entry, period in zip(entries, above, strict=True)]


def _of_tag(tag: str | None) -> Period | None:
    days = named(tag) if tag else None
    return days.ending_in(days.year) if days and days.year else None


class _Heading(NamedTuple):
    """A heading's days, and the headings above it."""

    days: Days
    above: tuple[str, ...]


def _dated_heading(headings: tuple[str, ...]) -> _Heading | None:
    for place in reversed(range(len(headings))):
        if days := named(headings[place]) or month_alone(headings[place]) or _week(headings[:place], headings[place]):
            return _Heading(days, headings[:place])
    return None


def _week(above: Sequence[str], heading: str) -> Days | None:
    """The days of a week under a year: under anything else it may be the week of a course."""
    year = only_year(above[-1]) if above else None
    return week_alone(heading, year) if year and not any(map(str.isalpha, above[-1])) else None


def _nearest_year(headings: Sequence[str]) -> int | None:
    years = (only_year(heading) for heading in reversed(headings) if not says_another_date(heading))
    return next((year for year in years if year), None)


def _of_headings(sections: Sequence[tuple[str, ...]]) -> list[Period | None]:
    """The days of each section. Headings that stand under the same ones tell their years together."""
    found = [_dated_heading(headings) for headings in sections]
    beside: dict[tuple[str, ...], list[Days]] = {}
    for heading in found:
        if heading:
            beside.setdefault(heading.above, []).append(heading.days)
    told = {above: iter(_of_siblings(above, days)) for above, days in beside.items()}
    return [next(told[heading.above]) if heading else None for heading in found]


def _of_siblings(above: tuple[str, ...], siblings: Sequence[Days]) -> Iterator[Period | None]:
    runs = [(days, len(list(run))) for days, run in groupby(siblings)]
    told = _in_order(_in_year(_nearest_year(above), [days for days, _ in runs]))
    return chain.from_iterable(repeat(period, size) for period, (_, size) in zip(told, runs, strict=True))


def _in_year(year: int | None, siblings: Sequence[Days]) -> list[Days]:
    """With the year of the heading above, where none of them names another, and none is of two years."""
    if any(days.year not in (year, None) for days in siblings):
        return list(siblings)
    return [days if days.year or days.turns_the_year else days._replace(year=year) for days in siblings]


def _in_order(siblings: Sequence[Days]) -> list[Period | None]:
    """Those without a year stand in the order that all with a year are in."""
    told = [days.ending_in(days.year) if days.year else None for days in siblings]
    order = _order([period.first for period in told if period])
    if not order:
        return told
    onwards = _filled(siblings, told, order)
    back = _filled(siblings[::-1], told[::-1], -order)[::-1]
    stretches = groupby(range(len(told)), key=lambda place: told[place] is None)
    for places in (list(run) for unknown, run in stretches if unknown):
        _agree(told, onwards, back, places)
    return told


def _order(days: Sequence[date]) -> int:
    """1 where each day is later than the one before it, -1 where each is earlier, 0 where neither is told."""
    signs = {(after > before) - (after < before) for before, after in pairwise(days)}
    return signs.pop() if len(days) >= _ANCHORS and len(signs) == 1 else 0


def _filled(siblings: Sequence[Days], told: Sequence[Period | None], order: int) -> list[Period | None]:
    """Each without a year by the one before it, which it follows in this order."""
    filled: list[Period | None] = []
    before: Period | None = None
    for days, period in zip(siblings, told, strict=True):
        filled.append(period or (_next_to(days, before.first, order) if before else None))
        before = filled[-1]
    return filled


def _agree(
    told: list[Period | None], onwards: Sequence[Period | None], back: Sequence[Period | None], places: Sequence[int]
) -> None:
    """Settles a stretch without years: between two with one, where both sides tell the same days; before the first or
    after the last, where each of it is near the next. Else nothing of it, for the order may be another there."""
    first, last = places[0], places[-1]
    if first > 0 and last < len(told) - 1:
        sure, found = all(onwards[place] == back[place] for place in places), onwards
    elif first > 0:
        sure, found = _all_near(onwards[first - 1 :]), onwards
    else:
        sure, found = _all_near(back[: last + 2]), back
    if sure:
        told[first : last + 1] = found[first : last + 1]


def _all_near(stretch: Sequence[Period | None]) -> bool:
    return all(one and other and abs(other.first - one.first) <= _NEAR for one, other in pairwise(stretch))


def _next_to(days: Days, beside: date, order: int) -> Period | None:
    """The nearest such days at or after a day where `order` is 1, at or before it where it is -1."""
    years = (days.ending_in(year) for year in (beside.year - 1, beside.year, beside.year + 1))
    fitting = [period for period in years if period and (period.first - beside).days * order >= 0]
    return min(fitting, key=lambda period: abs(period.first - beside), default=None)
