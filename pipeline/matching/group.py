"""PURE: which records describe one work? A preprint and its published version do; two homonyms do not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from pipeline.matching import rules
from pipeline.matching.features import Offered, Printed
from pipeline.matching.normalise import content_words, fold, key, surname
from pipeline.models import PaperId, SourceName, Via

Standing: TypeAlias = tuple[int, SourceName, tuple[PaperId, ...], str, int, int, str, tuple[str, ...], date]
"""Where a record stands among others; two stand alike only if they say the same."""


def group(offered: Sequence[Offered]) -> list[tuple[Offered, ...]]:
    """The records on offer by work, in the order in which each work came up first. A record offered twice stays once,
    in its strongest role (a pin over a link over the catalogue over a title). Neither what a work holds nor the order
    inside it depends on the order given: services answer side by side, now this one first, now that one."""
    works: list[list[Offered]] = []
    for one in _once_each(offered):
        same = [work for work in works if any(same_work(one.printed, other.printed) for other in work)]
        merged = [*(other for work in same for other in work), one]
        works = [work for work in works if work not in same]
        works.append(merged)
    in_order = (tuple(sorted(work, key=standing)) for work in works)
    return sorted(in_order, key=lambda work: min(one.place for one in work))


def same_work(one: Printed, other: Printed) -> bool:
    """Whether two records share an identifier, or an equal title together with authors or, where a side names none,
    with a title that stands alone and years that fit."""
    if not set(one.ids).isdisjoint(other.ids):
        return True
    if _conflicting(one, other) or key(one.title) != key(other.title):
        return False
    if one.authors and other.authors:
        return same_people(one.authors, other.authors)
    return stands_alone(one.title) and years_fit(one.year, other.year)


def same_people(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two lists of names are of one paper: the same first surname, or half of the shorter list shared."""
    left, right = ([surname(name) for name in names if surname(name)] for names in (ours, theirs))
    if not left or not right:
        return False
    shared = set(left) & set(right)
    return left[0] == right[0] or 2 * len(shared) >= min(len(set(left)), len(set(right)))


def stands_alone(title: str) -> bool:
    """Whether so long a title, met again, is evidence enough without a second witness."""
    if fold(title) in rules.GENERIC_TITLES:
        return False
    words = content_words(title)
    long_enough = len(key(title)) >= rules.STANDS_ALONE_LETTERS and len(fold(title).split()) >= rules.STANDS_ALONE_WORDS
    if len(words) >= rules.STANDS_ALONE_WORDS or long_enough:
        return True
    return sum(map(_is_ideograph, title)) >= rules.STANDS_ALONE_IDEOGRAPHS


def _is_ideograph(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("CJK UNIFIED", "HIRAGANA", "KATAKANA", "HANGUL SYLLABLE"))


def years_fit(one: int | None, other: int | None) -> bool:
    """Whether two years can be those of one work's versions; an unknown year fits any."""
    return one is None or other is None or abs(one - other) <= rules.YEARS_BEFORE


def _conflicting(one: Printed, other: Printed) -> bool:
    """Whether both carry an identifier of a kind that a work has once, and a different one. Semantic Scholar's two
    numbers are no conflict where one record alone is arXiv's: it holds many a preprint apart from its published
    version, and arXiv's own record, where that is on offer, joins the two in any case."""
    ours, theirs = dict(one.ids), dict(other.ids)
    if "arxiv" in ours and "arxiv" in theirs:
        return ours["arxiv"] != theirs["arxiv"]
    both = "corpus_id" in ours and "corpus_id" in theirs
    return both and ours["corpus_id"] != theirs["corpus_id"] and "arxiv" not in ours and "arxiv" not in theirs


_STRENGTH: dict[Via, int] = {"pin": 0, "link": 1, "catalogue": 2, "title": 3}


def _once_each(offered: Sequence[Offered]) -> Iterable[Offered]:
    strongest: dict[Printed, Offered] = {}
    for one in sorted(offered, key=standing):
        printed = one.printed
        strongest.setdefault(Printed(printed.title, ids=printed.ids, source=printed.source), one)
    return strongest.values()


def standing(one: Offered) -> Standing:
    """By role, then by what the record says and not by when it came; one that says more before one that says less."""
    _, printed, via = one
    unsaid = sum(not said for said in (printed.year, printed.venue, printed.authors, printed.published))
    day = printed.published or date.min
    said = printed.title, unsaid, printed.year or 0, printed.venue or "", printed.authors, day
    return _STRENGTH[via], printed.source, printed.ids, *said
