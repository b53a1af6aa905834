"""PURE: the days that a list names for an entry, by a date beside it or by the heading that it stands under.

    2023-09, 09/2023, 2023年9月, Sep '23, 4 September 2023         a month or a day
    2024-06-03 to 2024-06-09, June 3 - 9, 2024, 2024-W23           several days
    June under 2024, (December 25 - December 31)                   a year is taken from the headings above, or beside it

A mere year is no period: it is a tag's year, or nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import chain, groupby, pairwise, repeat
from typing import NamedTuple

from pipeline.models import Period
from pipeline.reading.tags import names_conference

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_YEARS = r"(?:19|20)\d\d"
_TO = r"\s*(?:-|–|—|~|～|〜|to|至|到)\s*"
_AFTER_YEAR, _AFTER_MONTH = r"(?:[-./]|\s?[年년]\s?)", r"(?:[-./]|\s?[月월]\s?)"
_YEAR = re.compile(rf"(?<![\d.]){_YEARS}(?![\d.]*\d)")
_NUMBERS = re.compile(
    rf"(?<![\d./])(?<!\b[vV])(?P<year>{_YEARS})(?P<by>{_AFTER_YEAR})(?P<month>\d{{1,2}})"
    rf"(?:{_AFTER_MONTH}(?P<day>\d{{1,2}}))?(?!\d)"
)
"""Not within an address or a DOI, and no version (`v2023.09`)."""
_NUMBERS_SPAN = re.compile(
    rf"(?<![\d./])(?P<year>{_YEARS}){_AFTER_YEAR}(?P<month>\d{{1,2}}){_AFTER_MONTH}(?P<day>\d{{1,2}})[日일]?{_TO}"
    rf"(?:(?P<other>\d{{1,2}}){_AFTER_MONTH}(?P<last>\d{{1,2}})(?!\d|[-./]\d)|(?P<same>\d{{1,2}})[日일])"
)
_MONTH_FIRST = re.compile(rf"(?<![\w./-])(?P<month>0[1-9]|1[0-2])[./](?P<year>{_YEARS})(?![\w/-]|\.\w)")
_SHORT = re.compile(r"(?:\W*|.*\w['’])(?P<year>\d\d)[-./](?P<month>0[1-9]|1[0-2])\W*")
_WEEK = re.compile(
    rf"\b(?P<iso_year>{_YEARS})-?W(?P<iso>\d\d)\b|\bweek (?P<week>\d{{1,2}})(?:,| of)? (?P<year>{_YEARS})\b"
    rf"|\b(?P<early>{_YEARS}),? week (?P<late>\d{{1,2}})\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"\b(?P<month>{_NAMES})\s*(?P<day>{_DAY}){_TO}(?:(?P<other>{_NAMES})\s*)?(?P<last>{_DAY})(?!\s*{_NAMES})"
    rf"|(?<![\w.-])(?P<first>{_DAY})\s*(?:(?P<early>{_NAMES})\s*)?{_TO}(?P<end>{_DAY})\s*(?P<late>{_NAMES})",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?:(?<![\w.-])(?P<first>{_DAY})[\s-]+)?\b(?P<month>{_NAMES})(?:\s*(?P<day>{_DAY}),?)?[\s,-]*"
    rf"(?:(?P<year>{_YEARS})|['’](?P<short>\d\d))\b"
    rf"|\b(?P<early>{_YEARS})[\s,-]+(?P<late>{_NAMES})(?:\s+(?P<end>{_DAY}))?",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(
    rf"\W*(?:week\s+of\s+)?(?:(?P<month>{_NAMES})(?:\s*(?P<day>{_DAY}))?|(?P<number>\d{{1,2}})\s?[月월])\W*"
    r"(?:\(\d+[^()]*\)\W*)?",
    re.IGNORECASE,
)
_OF_THE_LIST = re.compile(
    r"\b(?:updat|modif|maintain|since|until|as of|deadline|before|after\b|pre-\d|earlier|older|later|newer|onward|now\b"
    r"|present\b|add(?:ed|itions)\b|accessed|version|changelog|read\b|reading group|meeting|seminar|session|lecture"
    r"|talk\b|presented|discussed)|更新|以前|之前|以后|之后|以來|以来|截至|截止|至今",
    re.IGNORECASE,
)
"""Words that make a date the list's own, that of a gathering, or an end of a time of any length."""

_LONGEST_NAMED = 200
"""A longer text names no days: it is prose."""

_LONGEST_YEARS = 20
"""`2001-05` may be the years from 2001 to 2005: so may any that ends so many years after it begins, or fewer."""

_LONGEST = timedelta(days=31)

_ANCHORS = 3
"""So many headings with a year, all in one order, tell the order of those without."""

_NEAR = timedelta(days=92)
"""Headings farther apart than this are no neighbours: a list by topics begins anew with each."""


class _Days(NamedTuple):
    """Months and days as a text names them, from a first to a last one. Without a day, the whole month is meant."""

    year: int | None
    month: int
    day: int | None
    last_month: int
    last_day: int | None

    @property
    def turns_the_year(self) -> bool:
        """Whether they begin in one year and end in the next."""
        return self.month > self.last_month

    def ending_in(self, year: int) -> Period | None:
        """None where there is no such day."""
        first_year = year - self.turns_the_year
        with suppress(ValueError):
            last = date(year, self.last_month, self.last_day or monthrange(year, self.last_month)[1])
            first = date(first_year, self.month, self.day or 1)
            return Period(first, last) if first <= last else None
        return None


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
    days = _named(tag) if tag else None
    return days.ending_in(days.year) if days and days.year else None


class _Heading(NamedTuple):
    """A heading's days, and the headings above it."""

    days: _Days
    above: tuple[str, ...]


def _dated_heading(headings: tuple[str, ...]) -> _Heading | None:
    for place in reversed(range(len(headings))):
        if days := _named(headings[place]) or _month_alone(headings[place]):
            return _Heading(days, headings[:place])
    return None


def _nearest_year(headings: Sequence[str]) -> int | None:
    years = (_only_year(heading) for heading in reversed(headings) if not _OF_THE_LIST.search(heading))
    return next((year for year in years if year), None)


# ---- one text ------------------------------------------------------------------------------------------------------


def _named(text: str) -> _Days | None:
    """The month, or the days, that a text names as something else than the list's own date. A conference's days say
    nothing of when its papers appeared, which are read for months before."""
    if len(text) > _LONGEST_NAMED or _OF_THE_LIST.search(text) or names_conference(text):
        return None
    if days := _week(text) or _span(text) or _short(text):
        return days
    found = [*_by_numbers(text), *_by_names(text)]
    return found[0] if len(found) == 1 else _from_to(found) if len(found) == 2 else None


def _week(text: str) -> _Days | None:
    found = _WEEK.search(text)
    if found is None:
        return None
    year = int(found["iso_year"] or found["year"] or found["early"])
    week = int(found["iso"] or found["week"] or found["late"])
    with suppress(ValueError):
        first, last = date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
        return _Days(last.year, first.month, first.day, last.month, last.day)
    return None


def _span(text: str) -> _Days | None:
    """Its year is that of the last day: in front of days that turn the year, it may be either's."""
    if numbers := _NUMBERS_SPAN.search(text):
        month = int(numbers["month"])
        days = _Days(
            None,
            month,
            int(numbers["day"]),
            int(numbers["other"] or month),
            _number(numbers["last"] or numbers["same"]),
        )
        return days._replace(year=int(numbers["year"]) + days.turns_the_year)
    if span := _SPAN.search(text):
        last_month = _month(span["other"] or span["late"] or span["month"])
        month = _month(span["month"] or span["early"]) if span["month"] or span["early"] else last_month
        first, last = span["day"] or span["first"], span["last"] or span["end"]
        days = _Days(None, month, _number(first), last_month, _number(last))
        return days._replace(year=_only_year(text[span.end() :] if days.turns_the_year else text))
    return None


def _short(text: str) -> _Days | None:
    found = _SHORT.fullmatch(text)
    return _one(2000 + int(found["year"]), int(found["month"]), None) if found else None


def _from_to(days: Sequence[_Days]) -> _Days | None:
    """The days from the one to the other, where both are days, and no more than a month apart."""
    first, last = (one.ending_in(one.year) if one.year and one.day else None for one in days)
    if first and last and timedelta(0) < last.last - first.first <= _LONGEST:
        return days[1]._replace(month=days[0].month, day=days[0].day)
    return None


def _by_numbers(text: str) -> Iterator[_Days]:
    for found in chain(_NUMBERS.finditer(text), _MONTH_FIRST.finditer(text)):
        year, month = int(found["year"]), int(found["month"])
        days = _one(year, month, _number(found.groupdict().get("day")))
        if days.ending_in(year) and not _may_be_years(found):
            yield days


def _may_be_years(found: re.Match[str]) -> bool:
    said = found.groupdict()
    later = (int(said["month"]) - int(said["year"])) % 100
    return said.get("by") == "-" and not said["day"] and 0 < later <= _LONGEST_YEARS


def _by_names(text: str) -> Iterator[_Days]:
    for found in _NAMED.finditer(text):
        day = _number(found["first"] or found["day"] or found["end"])
        year = int(found["year"] or found["early"] or f"20{found['short']}")
        yield _one(year, _month(found["month"] or found["late"]), day)


def _month_alone(heading: str) -> _Days | None:
    found = _MONTH_ALONE.fullmatch(heading) if len(heading) <= _LONGEST_NAMED else None
    if found is None:
        return None
    month = int(found["number"]) if found["number"] else _month(found["month"])
    return _one(None, month, _number(found["day"])) if month in range(1, 13) else None


def _one(year: int | None, month: int, day: int | None) -> _Days:
    return _Days(year, month, day, month, day)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].casefold()) + 1


def _number(day: str | None) -> int | None:
    return int(day.casefold().rstrip("stndrh")) if day else None


def _only_year(text: str) -> int | None:
    years = {int(year) for year in _YEAR.findall(text[:_LONGEST_NAMED])}
    return years.pop() if len(years) == 1 else None


# ---- all headings --------------------------------------------------------------------------------------------------


def _of_headings(sections: Sequence[tuple[str, ...]]) -> list[Period | None]:
    """The days of each section. Headings that stand under the same ones tell their years together."""
    found = [_dated_heading(headings) for headings in sections]
    beside: dict[tuple[str, ...], list[_Days]] = {}
    for heading in found:
        if heading:
            beside.setdefault(heading.above, []).append(heading.days)
    told = {above: iter(_of_siblings(above, days)) for above, days in beside.items()}
    return [next(told[heading.above]) if heading else None for heading in found]


def _of_siblings(above: tuple[str, ...], siblings: Sequence[_Days]) -> Iterator[Period | None]:
    runs = [(days, len(list(run))) for days, run in groupby(siblings)]
    told = _in_order(_in_year(_nearest_year(above), [days for days, _ in runs]))
    return chain.from_iterable(repeat(period, size) for period, (_, size) in zip(told, runs, strict=True))


def _in_year(year: int | None, siblings: Sequence[_Days]) -> list[_Days]:
    """With the year of the heading above, where none of them names another, and none is of two years."""
    if any(days.year not in (year, None) for days in siblings):
        return list(siblings)
    return [days if days.year or days.turns_the_year else days._replace(year=year) for days in siblings]


def _in_order(siblings: Sequence[_Days]) -> list[Period | None]:
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


def _filled(siblings: Sequence[_Days], told: Sequence[Period | None], order: int) -> list[Period | None]:
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


def _next_to(days: _Days, beside: date, order: int) -> Period | None:
    """The nearest such days at or after a day where `order` is 1, at or before it where it is -1."""
    years = (days.ending_in(year) for year in (beside.year - 1, beside.year, beside.year + 1))
    fitting = [period for period in years if period and (period.first - beside).days * order >= 0]
    return min(fitting, key=lambda period: abs(period.first - beside), default=None)
