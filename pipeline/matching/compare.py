"""PURE: one entry against one record: what speaks for a match, what against it. Decides nothing."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import lru_cache
from itertools import starmap
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_sort_ratio

from pipeline.matching import rules
from pipeline.matching.normalise import content_words, fold, key, parts, surname
from pipeline.matching.slips import one_slip_apart
from pipeline.matching.venues import same_venue
from pipeline.models import Entry, Record


class TitleRelation(StrEnum):
    """How the listed title stands to the record's, the closest first."""

    EQUAL = "the titles are equal"
    SMALL_EDIT = "the titles differ by a letter or an ending"
    PART = "one title is the other without its name or subtitle"
    FRAGMENT = "one title is how the other begins or ends"
    SAME_SUBTITLE = "the subtitles are equal, the names differ"
    RELATED = "the titles share many words"
    UNRELATED = "the titles share few words"


class Comparison(NamedTuple):
    """`similarity` is 0 to 100. `year_gap` is record minus entry. None means that one side says nothing."""

    relation: TitleRelation
    similarity: float
    shared_share: float
    vetoes: tuple[str, ...]
    same_authors: bool | None
    same_venue: bool | None
    year_gap: int | None

    @property
    def year_fits(self) -> bool | None:
        if self.year_gap is None:
            return None
        return -rules.YEARS_BEFORE <= self.year_gap <= rules.YEARS_AFTER

    @property
    def witnesses(self) -> tuple[str, ...]:
        """What beside the title says that this is the paper, the strongest first."""
        said = (
            (self.same_authors, "an author agrees"),
            (self.same_venue, "the venue agrees"),
            (self.year_fits, "the year agrees" if self.year_gap == 0 else "the year fits"),
        )
        return tuple(words for holds, words in said if holds)


def compare(entry: Entry, record: Record) -> Comparison:
    """Compare everything that both sides say. Reads the aliases of the entry as not part of its title."""
    listed, printed = listed_title(entry), record.title
    relation = relate(listed, printed)
    return Comparison(
        relation=relation,
        similarity=100.0
        if relation is TitleRelation.EQUAL
        else round(token_sort_ratio(fold(listed), fold(printed)), 1),
        shared_share=1.0 if relation is TitleRelation.EQUAL else shared_share(listed, printed),
        vetoes=vetoes(listed, printed),
        same_authors=_same_authors(entry, record),
        same_venue=same_venue(entry.venue, record.venue),
        year_gap=record.year - entry.year if record.year is not None and entry.year is not None else None,
    )


def listed_title(entry: Entry) -> str:
    """The entry's title without its bracketed aliases: `… with PagedAttention (vLLM)` names the paper before `(`."""
    title = entry.title
    for alias in entry.aliases:
        title = title.replace(f"({alias})", " ")
    return " ".join(title.split()) or entry.title


def is_named(entry: Entry, name: str) -> bool:
    """Whether a person who writes `name` means this entry: its id, or its title as listed, whatever the case."""
    return name == entry.id or key(name) in {key(entry.title), key(listed_title(entry))}


@lru_cache(maxsize=65536)
def relate(listed: str, printed: str) -> TitleRelation:
    """How two titles stand to each other. Does not look at vetoes: SAM 2 and SAM 3 are a small edit apart."""
    if key(listed) == key(printed):
        return TitleRelation.EQUAL
    ours, theirs = content_words(listed), content_words(printed)
    if not ours or not theirs:
        return TitleRelation.UNRELATED
    if _same_but_for_spelling(ours, theirs) or one_slip_apart(listed, printed):
        return TitleRelation.SMALL_EDIT
    for relation, holds in ((TitleRelation.PART, _is_part), (TitleRelation.FRAGMENT, _is_fragment)):
        if holds(listed, printed) or holds(printed, listed):
            return relation
    tails = (key(parts(listed)[1]), key(parts(printed)[1]))
    if tails[0] and tails[0] == tails[1]:
        return TitleRelation.SAME_SUBTITLE
    return TitleRelation.RELATED if shared_share(listed, printed) >= rules.RELATED_SHARE else TitleRelation.UNRELATED


def shared_share(one: str, other: str) -> float:
    """The share of the shorter title's content words, by stem, that the longer one has too; 0 to 1."""
    ours, theirs = _stems(one), _stems(other)
    shortest = min(ours.total(), theirs.total())
    return (ours & theirs).total() / shortest if shortest else 0.0


@lru_cache(maxsize=65536)
def vetoes(listed: str, printed: str) -> tuple[str, ...]:
    """What makes two works of two near titles: other numbers, or a mark such as `survey` on one side only."""
    ours, theirs = fold(listed).split(), fold(printed).split()
    found = []
    if _numbers(ours) != _numbers(theirs):
        found.append("the numbers in the titles differ")
    for what, marks in rules.ONE_SIDED_MARKS:
        if marks.isdisjoint(ours) != marks.isdisjoint(theirs):
            found.append(f"only one title is marked as a {what}")
    return tuple(found)


def _numbers(words: list[str]) -> Counter[str]:
    """All digits by runs (`fp8` has an 8), and part numbers in Roman numerals."""
    runs = Counter("".join(c if c.isdigit() else " " for c in " ".join(words)).split())
    return runs + Counter(rules.ROMAN_NUMERALS[word] for word in words if word in rules.ROMAN_NUMERALS)


def _same_but_for_spelling(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the words of both sides are, one after the other, equal or spelt a little otherwise. Their order counts:
    `A Survey of Large Language Models` and `Large Language Models: A Survey` are two papers."""
    if len(ours) != len(theirs):
        return _same_joined(ours, theirs)
    return all(starmap(_spelt_alike, zip(ours, theirs, strict=True))) or _same_joined(ours, theirs)


def _same_joined(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the titles are equal but for stop words and for where words are joined."""
    return "".join(ours) == "".join(theirs)


def _spelt_alike(word: str, other: str) -> bool:
    if _stem(word) == _stem(other):
        return True
    comparable = word[0] == other[0] and min(len(word), len(other)) >= rules.TYPO_MIN_LETTERS
    return comparable and OSA.distance(word, other, score_cutoff=rules.TYPO_EDITS) <= rules.TYPO_EDITS


@lru_cache(maxsize=65536)
def _stems(title: str) -> Counter[str]:
    return Counter(_stem(word) for word in content_words(title))


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """The word without a plural or verbal ending; crude on purpose, it only has to be the same on both sides."""
    for ending in ("ization", "isation", "izations", "izing", "ising", "ized", "ised", "izer", "izes", "ize", "ise"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word.removesuffix(ending)
    for ending in ("ations", "ation", "ings", "ing", "ions", "ion", "ies", "ers", "ed", "er", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word.removesuffix(ending)
    return word


def _is_part(short: str, long: str) -> bool:
    """Whether `short` is `long` without its name or without its subtitle."""
    return key(short) in set(map(key, parts(long))) - {""}


def _is_fragment(short: str, long: str) -> bool:
    """Whether `long` goes on after `short`, or leads up to it, where no mark divides them."""
    wanted, words = key(short), fold(long).split()
    return len(content_words(short)) >= rules.PART_STANDS_ALONE_WORDS and any(
        wanted in {"".join(words[:cut]), "".join(words[cut:])} for cut in range(1, len(words))
    )


def _same_authors(entry: Entry, record: Record) -> bool | None:
    if not entry.authors or not record.authors:
        return None
    return not {surname(name) for name in entry.authors}.isdisjoint(surname(author.name) for author in record.authors)
