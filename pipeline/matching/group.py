"""PURE: which records describe one work? A preprint and its published version do; two homonyms do not."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.matching import rules
from pipeline.matching.normalise import content_words, fold, key, surname
from pipeline.models import PaperId, Record, Via


class Offer(NamedTuple):
    """A record on offer for an entry, how it came up, the day its source said so, and whether that has gone stale."""

    record: Record
    via: Via
    day: date = date.min
    stale: bool = False


def group(offers: Sequence[Offer]) -> list[tuple[Offer, ...]]:
    """The offers by work, in the order in which each work came up first. A record offered twice stays once, in its
    strongest role (a pin over a link over the catalogue over a title). The order of the offers inside a work does not
    depend on the order given, but for that."""
    works: list[list[Offer]] = []
    for offer in _once_each(offers):
        same = [work for work in works if any(same_work(offer.record, other.record) for other in work)]
        merged = [*(other for work in same for other in work), offer]
        works = [work for work in works if work not in same]
        works.append(merged)
    return sorted((tuple(work) for work in works), key=lambda work: min(offers.index(offer) for offer in work))


def same_work(one: Record, other: Record) -> bool:
    """Whether two records share an identifier, or an equal title together with authors or, where a side names none,
    with a title that stands alone and years that fit."""
    if not set(one.ids.known()).isdisjoint(other.ids.known()):
        return True
    if _conflicting(one, other) or key(one.title) != key(other.title):
        return False
    if one.authors and other.authors:
        return same_people([author.name for author in one.authors], [author.name for author in other.authors])
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


def _conflicting(one: Record, other: Record) -> bool:
    """Whether both carry an identifier of a kind that a work has once, and a different one. Semantic Scholar's two
    numbers are no conflict where one record alone is arXiv's: it holds many a preprint apart from its published
    version, and arXiv's own record, where that is on offer, joins the two in any case."""
    if one.ids.arxiv and other.ids.arxiv:
        return one.ids.arxiv != other.ids.arxiv
    ours, theirs = one.ids.corpus_id, other.ids.corpus_id
    return bool(ours and theirs and ours != theirs) and not (one.ids.arxiv or other.ids.arxiv)


_STRENGTH: dict[Via, int] = {"pin": 0, "link": 1, "catalogue": 2, "title": 3}


def _once_each(offers: Sequence[Offer]) -> list[Offer]:
    strongest: dict[tuple[str, tuple[PaperId, ...], str], Offer] = {}
    for offer in offers:
        identity = (offer.record.source, offer.record.ids.known(), offer.record.title)
        if identity not in strongest or _STRENGTH[offer.via] < _STRENGTH[strongest[identity].via]:
            strongest[identity] = offer
    return sorted(strongest.values(), key=lambda offer: _STRENGTH[offer.via])
