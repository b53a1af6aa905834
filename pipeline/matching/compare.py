"""PURE: one entry against one record, as tuples: what speaks for a match, what against it. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date
from typing import NamedTuple

from rapidfuzz.fuzz import token_sort_ratio

from pipeline.matching import rules
from pipeline.matching.features import Listed, Printed
from pipeline.matching.normalise import fold, surname
from pipeline.matching.titles import TitleComparison, TitleRelation, compare_titles
from pipeline.matching.venues import same_venue
from pipeline.models import Period

AN_AUTHOR_AGREES, THE_VENUE_AGREES, THE_DATE_AGREES = "an author agrees", "the venue agrees", "the date agrees"
THE_YEAR_AGREES, THE_YEAR_FITS = "the year agrees", "the year fits"
WITNESSES = (AN_AUTHOR_AGREES, THE_VENUE_AGREES, THE_DATE_AGREES, THE_YEAR_AGREES, THE_YEAR_FITS)
"""What beside the title may say that this is the paper, the strongest first."""


class Comparison(NamedTuple):
    """`similarity` is 0 to 100. `year_gap` is record minus entry. `same_date` tells whether the record appeared in the
    days for which the paper is listed, or shortly before. None means that one side says nothing."""

    titles: TitleComparison
    similarity: float
    same_authors: bool | None
    same_venue: bool | None
    year_gap: int | None
    same_date: bool | None = None

    @property
    def relation(self) -> TitleRelation:
        return self.titles.relation

    @property
    def vetoes(self) -> tuple[str, ...]:
        return self.titles.vetoes

    @property
    def year_fits(self) -> bool | None:
        if self.year_gap is None:
            return None
        return -rules.YEARS_BEFORE <= self.year_gap <= rules.YEARS_AFTER

    @property
    def witnesses(self) -> tuple[str, ...]:
        """Those of `WITNESSES` that the two have for them, in that order."""
        said = (
            (self.same_authors, AN_AUTHOR_AGREES),
            (self.same_venue, THE_VENUE_AGREES),
            (self.same_date, THE_DATE_AGREES),
            (self.year_fits, THE_YEAR_AGREES if self.year_gap == 0 else THE_YEAR_FITS),
        )
        return tuple(words for holds, words in said if holds)


def compare(listed: Listed, printed: Printed) -> Comparison:
    """Compare everything that both sides say."""
    titles = compare_titles(listed.title, printed.title)
    equal = titles.relation is TitleRelation.EQUAL
    similarity = 100.0 if equal else round(token_sort_ratio(fold(listed.title), fold(printed.title)), 1)
    return compare_beside(titles, similarity, listed, printed)


def compare_beside(titles: TitleComparison, similarity: float, listed: Listed, printed: Printed) -> Comparison:
    """Compare what both sides say beside their titles, which are compared already."""
    return Comparison(
        titles=titles,
        similarity=similarity,
        same_authors=_same_authors(listed.authors, printed.authors),
        same_venue=same_venue(listed.venue, printed.venue),
        year_gap=printed.year - listed.year if printed.year is not None and listed.year is not None else None,
        same_date=_same_date(listed.period, printed),
    )


def _same_authors(ours: Sequence[str], theirs: Sequence[str]) -> bool | None:
    if not ours or not theirs:
        return None
    return not {surname(name) for name in ours}.isdisjoint(surname(name) for name in theirs)


def _same_date(listed: Period | None, printed: Printed) -> bool | None:
    """A record that tells its year alone can only be of another time."""
    day, year = day_or_year(printed)
    if listed is None or year is None:
        return None
    if day is None and not MINYEAR <= year <= MAXYEAR:
        return False
    earliest, latest = day or date(year, 1, 1), day or date(year, 12, 31)
    near = latest - listed.first >= -rules.DAYS_BEFORE and earliest - listed.last <= rules.DAYS_AFTER
    return None if near and day is None else near


def latest_day(printed: Printed) -> date | None:
    """The day on which a record appeared, or the last one of its year where no more is known."""
    day, year = day_or_year(printed)
    return day or (date(year, 12, 31) if year is not None and MINYEAR <= year <= MAXYEAR else None)


def day_or_year(printed: Printed) -> tuple[date | None, int | None]:
    """When a record appeared. The first of January stands for its year, except with arXiv, which knows the day."""
    day = printed.published
    if day is None:
        return None, printed.year
    is_year = (day.month, day.day) == (1, 1) and printed.source != "arxiv"
    return None if is_year else day, day.year
