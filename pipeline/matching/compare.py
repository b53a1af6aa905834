"""PURE: one entry against one record: what speaks for a match, what against it. Decides nothing."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.fuzz import token_sort_ratio

from pipeline.matching import rules
from pipeline.matching.normalise import fold, key, surname
from pipeline.matching.titles import TitleComparison, TitleRelation, compare_titles, shared_share
from pipeline.matching.venues import same_venue
from pipeline.models import Entry, Record

AN_AUTHOR_AGREES = "an author agrees"


class Comparison(NamedTuple):
    """`similarity` is 0 to 100. `year_gap` is record minus entry. None means that one side says nothing."""

    titles: TitleComparison
    similarity: float
    shared_share: float
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


def compare(entry: Entry, record: Record) -> Comparison:
    """Compare everything that both sides say. Reads the aliases of the entry as not part of its title."""
    listed, printed = listed_title(entry), record.title
    titles = compare_titles(listed, printed)
    equal = titles.relation is TitleRelation.EQUAL
    return Comparison(
        titles=titles,
        similarity=100.0 if equal else round(token_sort_ratio(fold(listed), fold(printed)), 1),
        shared_share=1.0 if equal else shared_share(listed, printed),
        same_authors=_same_authors(entry, record),
        same_venue=same_venue(entry.venue, record.venue),
        year_gap=record.year - entry.year if record.year is not None and entry.year is not None else None,
    )


def listed_title(entry: Entry) -> str:
    """The entry's title without its bracketed aliases: `… with PagedAttention (vLLM)` names the paper before `(`."""
    title = entry.title
    for alias in entry.aliases:
        title = title.replace(f"({alias})", " ").replace(f"（{alias}）", " ")
    return " ".join(title.split()) or entry.title


def is_named(entry: Entry, name: str) -> bool:
    """Whether a person who writes `name` means this entry: its id, or its title as listed, whatever the case."""
    return name == entry.id or key(name) in {key(entry.title), key(listed_title(entry))}


def _same_authors(entry: Entry, record: Record) -> bool | None:
    if not entry.authors or not record.authors:
        return None
    return not {surname(name) for name in entry.authors}.isdisjoint(surname(author.name) for author in record.authors)
