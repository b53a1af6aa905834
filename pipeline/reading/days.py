"""PURE: the month, or the days, that one text names.

    2023-09, 09/2023, 2023年9月, 2023. 9., Sep '23, 4 Sept. 2023   a month or a day
    2024-06-03 to 2024-06-09, June 3 - 9, 2024, 2024-W23           several days
    17/06 - 23/06/2024, 3. bis 9. Juni 2024, 4 de mayo de 2023     the same in other countries
    June, May 22-28, Week 23                                       the same without a year

A mere year is none, and neither are a version, an address, a span of years or of months, the list's own date or a
conference's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from pipeline.models import Period
from pipeline.reading.months import MONTH_NAMES, month_number
from pipeline.reading.tags import names_conference

_NAMES = rf"{MONTH_NAMES}\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º)?\b"
_YEARS = r"(?:19|20)\d\d"
_OF = r"(?:\s*\bde\b)?"
_TO = r"\s*(?:-|–|—|~|～|〜|to|bis|au|al|至|到)\s*"
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
_KOREAN = re.compile(rf"(?<![\d./])(?P<year>{_YEARS})\.\s(?P<month>\d{{1,2}})\.(?:\s(?P<day>\d{{1,2}})\.)?(?=\s*$)")
"""`2012. 5.`, `2012. 10. 7.`"""
_SHORT = re.compile(r"(?:\W*|.*\w['’])(?P<year>\d\d)[-./](?P<month>0[1-9]|1[0-2])\W*")
_WEEK_NAME = r"(?:week|woche|kw|semaine|semana|settimana)"
_WEEK = re.compile(
    rf"\b(?P<iso_year>{_YEARS})-?W(?P<iso>\d\d)\b|\b{_WEEK_NAME} (?P<week>\d{{1,2}})(?:,| of)? (?P<year>{_YEARS})\b"
    rf"|\b(?P<early>{_YEARS}),? {_WEEK_NAME} (?P<late>\d{{1,2}})\b",
    re.IGNORECASE,
)
_WEEK_ALONE = re.compile(rf"\W*{_WEEK_NAME}\s+#?(?P<week>\d{{1,2}})\W*", re.IGNORECASE)
_SLASHED_SPAN = re.compile(
    rf"(?<![\d./-])(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})(?:/{_YEARS})?{_TO}"
    rf"(?P<third>\d{{1,2}})/(?P<fourth>\d{{1,2}})(?:/(?P<year>{_YEARS}))?(?![\d/]|[.-]\d)"
)
_DOTTED_SPAN = re.compile(
    rf"(?<![\d./-])(?P<first>\d{{1,2}})\.(?:(?P<second>\d{{1,2}})\.(?:{_YEARS})?)?{_TO}"
    rf"(?P<third>\d{{1,2}})\.(?P<fourth>\d{{1,2}})\.(?P<year>{_YEARS})?(?![\d/]|[.-]\d)"
)
"""`17.06. - 23.06.2024`, always the day first; without the full stops behind they may be versions or sections."""
_SPAN = re.compile(
    rf"\b(?P<month>{_NAMES})\s*(?P<day>{_DAY}){_TO}(?:(?P<other>{_NAMES})\s*)?(?P<last>{_DAY})(?!\s*{_NAMES})"
    rf"|(?<![\w.-])(?P<first>{_DAY})\.?{_OF}\s*(?:(?P<early>{_NAMES})\s*)?{_TO}(?P<end>{_DAY})\.?{_OF}\s*(?P<late>{_NAMES})",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?:(?<![\w.-])(?P<first>{_DAY}){_OF}[\s-]+)?\b(?P<month>{_NAMES})(?:\s*(?P<day>{_DAY}),?)?{_OF}[\s,-]*"
    rf"(?:(?P<year>{_YEARS})|['’](?P<short>\d\d))\b"
    rf"|\b(?P<early>{_YEARS})[\s,-]+(?P<late>{_NAMES})(?:\s+(?P<end>{_DAY}))?",
    re.IGNORECASE,
)
_SEVERAL_MONTHS = re.compile(
    rf"\b{_NAMES}(?:{_TO}|\s*[/&+]\s*|\s+and\s+){_NAMES}|(?<!\d)\d{{1,2}}\s?[月월]?{_TO}\d{{1,2}}\s?[月월]",
    re.IGNORECASE,
)
"""`January-March 2024`, `2024年1-3月`"""
_MONTH_ALONE = re.compile(
    rf"\W*(?:week\s+of\s+)?(?:(?P<month>{_NAMES})(?:\s*(?P<day>{_DAY}))?|(?P<number>\d{{1,2}})\s?[月월])\W*"
    r"(?:\(\d+[^()]*\)\W*)?",
    re.IGNORECASE,
)
_OF_THE_LIST = re.compile(
    r"\b(?:updat|modif|maintain|since|until|as of|deadline|before|after\b|pre-\d|earlier|older|later|newer|onward|now\b"
    r"|present\b|add(?:ed|itions)\b|accessed|version|changelog|read\b|reading group|meeting|seminar|session|lecture"
    r"|talk\b|presented|discussed|commit(?:ted)?\b|pushed\b)|更新|以前|之前|以后|之后|以來|以来|截至|截止|至今",
    re.IGNORECASE,
)
"""Words that make a date the list's own, its code's, that of a gathering, or an end of a time of any length."""

_LONGEST_NAMED = 200
"""A longer text names no days: it is prose."""

_LONGEST_YEARS = 20
"""`2001-05` may be the years from 2001 to 2005: so may any that ends so many years after it begins, or fewer."""

_LONGEST = timedelta(days=31)
"""From the first of several days to the last."""
_LEAP_YEAR = 2024


class Days(NamedTuple):
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


def says_another_date(text: str) -> bool:
    """Whether words beside a date make it the list's own, that of a gathering, or an end of a time of any length."""
    return _OF_THE_LIST.search(text) is not None


def named(text: str) -> Days | None:
    """The month, or the days, that a text names as something else than the list's own date. A conference's days say
    nothing of when its papers appeared, which are read for months before."""
    if len(text) > _LONGEST_NAMED or says_another_date(text) or names_conference(text):
        return None
    if days := _week(text) or _span(text) or _short(text):
        return days
    if _SEVERAL_MONTHS.search(text):
        return None
    found = [*_by_numbers(text), *_by_names(text)]
    return found[0] if len(found) == 1 else _from_to(found) if len(found) == 2 else None


def _week(text: str) -> Days | None:
    found = _WEEK.search(text)
    if found is None:
        return None
    year = int(found["iso_year"] or found["year"] or found["early"])
    week = int(found["iso"] or found["week"] or found["late"])
    return _of_week(year, week)


def week_alone(heading: str, year: int) -> Days | None:
    """The days of the week that is all of a heading, in this year."""
    found = _WEEK_ALONE.fullmatch(heading) if len(heading) <= _LONGEST_NAMED else None
    return _of_week(year, int(found["week"])) if found else None


def _of_week(year: int, week: int) -> Days | None:
    with suppress(ValueError):
        first, last = date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
        return Days(last.year, first.month, first.day, last.month, last.day)
    return None


def _span(text: str) -> Days | None:
    """Its year is that of the last day: in front of days that turn the year, it may be either's."""
    if numbers := _NUMBERS_SPAN.search(text):
        month = int(numbers["month"])
        days = Days(
            None,
            month,
            int(numbers["day"]),
            int(numbers["other"] or month),
            _number(numbers["last"] or numbers["same"]),
        )
        return days._replace(year=int(numbers["year"]) + days.turns_the_year)
    if days_of := _numbered_span(text):
        return days_of
    if span := _SPAN.search(text):
        last_month = month_number(span["other"] or span["late"] or span["month"])
        month = month_number(span["month"] or span["early"]) if span["month"] or span["early"] else last_month
        first, last = span["day"] or span["first"], span["last"] or span["end"]
        days = Days(None, month, _number(first), last_month, _number(last))
        return days._replace(year=only_year(text[span.end() :] if days.turns_the_year else text))
    return None


def _numbered_span(text: str) -> Days | None:
    """Days and months in numbers, without a year or with that of the last day behind. Between strokes either may be
    first: where one reading alone is of days that stand near each other, it is meant."""
    found = _DOTTED_SPAN.search(text) or _SLASHED_SPAN.search(text)
    if found is None:
        return None
    first, second, third, fourth = (
        int(found[name] or found["fourth"]) for name in ("first", "second", "third", "fourth")
    )
    readings = [Days(None, second, first, fourth, third)]
    if found.re is _SLASHED_SPAN:
        readings.append(Days(None, first, second, third, fourth))
    near = [days for days in readings if _is_near(days)]
    if len(near) != 1:
        return None
    beside = text[found.end() :] if near[0].turns_the_year else text
    return near[0]._replace(year=_number(found["year"]) or only_year(beside))


def _is_near(days: Days) -> bool:
    """Whether there are such days, and they are no more than a month apart."""
    period = days.ending_in(_LEAP_YEAR) if {days.month, days.last_month} <= {*range(1, 13)} else None
    return period is not None and period.last - period.first <= _LONGEST


def _short(text: str) -> Days | None:
    found = _SHORT.fullmatch(text)
    return _one(2000 + int(found["year"]), int(found["month"]), None) if found else None


def _from_to(days: Sequence[Days]) -> Days | None:
    """The days from the one to the other, where both are days, and no more than a month apart."""
    first, last = (one.ending_in(one.year) if one.year and one.day else None for one in days)
    if first and last and timedelta(0) < last.last - first.first <= _LONGEST:
        return days[1]._replace(month=days[0].month, day=days[0].day)
    return None


def _by_numbers(text: str) -> Iterator[Days]:
    for found in chain.from_iterable(style.finditer(text) for style in (_NUMBERS, _MONTH_FIRST, _KOREAN)):
        year, month = int(found["year"]), int(found["month"])
        days = _one(year, month, _number(found.groupdict().get("day")))
        if days.ending_in(year) and not _may_be_years(found):
            yield days


def _may_be_years(found: re.Match[str]) -> bool:
    said = found.groupdict()
    later = (int(said["month"]) - int(said["year"])) % 100
    return said.get("by") == "-" and not said["day"] and 0 < later <= _LONGEST_YEARS


def _by_names(text: str) -> Iterator[Days]:
    for found in _NAMED.finditer(text):
        day = _number(found["first"] or found["day"] or found["end"])
        year = int(found["year"] or found["early"] or f"20{found['short']}")
        yield _one(year, month_number(found["month"] or found["late"]), day)


def month_alone(heading: str) -> Days | None:
    found = _MONTH_ALONE.fullmatch(heading) if len(heading) <= _LONGEST_NAMED else None
    if found is None:
        return None
    month = int(found["number"]) if found["number"] else month_number(found["month"])
    return _one(None, month, _number(found["day"])) if month in range(1, 13) else None


def _one(year: int | None, month: int, day: int | None) -> Days:
    return Days(year, month, day, month, day)


def _number(day: str | None) -> int | None:
    return int(re.sub(r"\D", "", day)) if day else None


def only_year(text: str) -> int | None:
    years = {int(year) for year in _YEAR.findall(text[:_LONGEST_NAMED])}
    return years.pop() if len(years) == 1 else None
