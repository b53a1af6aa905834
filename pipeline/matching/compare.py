"""PURE: one entry against one record, as tuples: what speaks for a match, what against it. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import token_sort_ratio

from pipeline.matching import rules
from pipeline.matching.features import Listed, Printed
from pipeline.matching.normalise import fold, surname
from pipeline.matching.titles import TitleComparison, TitleRelation, compare_titles
from pipeline.matching.venues import same_venue

AN_AUTHOR_AGREES = "an author agrees"


class Comparison(NamedTuple):
    """`similarity` is 0 to 100. `year_gap` is record minus entry. None means that one side says nothing."""

    titles: TitleComparison
    similarity: float
    same_authors: bool | None
    same_venue: bool | None
    year_gap: int | None

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
        """What beside the title says that this is the paper, the strongest first."""
        said = (
            (self.same_authors, AN_AUTHOR_AGREES),
            (self.same_venue, "the venue agrees"),
            (self.year_fits, "the year agrees" if self.year_gap == 0 else "the year fits"),
        )
        return tuple(words for holds, words in said if holds)


def compare(listed: Listed, printed: Printed) -> Comparison:
    """Compare everything that both sides say."""
    titles = compare_titles(listed.title, printed.title)
    equal = titles.relation is TitleRelation.EQUAL
    return Comparison(
        titles=titles,
        similarity=100.0 if equal else round(token_sort_ratio(fold(listed.title), fold(printed.title)), 1),
        same_authors=_same_authors(listed.authors, printed.authors),
        same_venue=same_venue(listed.venue, printed.venue),
        year_gap=printed.year - listed.year if printed.year is not None and listed.year is not None else None,
    )


def _same_authors(ours: Sequence[str], theirs: Sequence[str]) -> bool | None:
    if not ours or not theirs:
        return None
    return not {surname(name) for name in ours}.isdisjoint(surname(name) for name in theirs)
