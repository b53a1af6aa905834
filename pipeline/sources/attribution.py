"""PURE: whose candidates are the records that came back for many titles at once? Chooses none of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from pipeline.matching.normalise import cuts, fold, key
from pipeline.matching.rules import RELATED_SHARE
from pipeline.matching.titles import shared_share
from pipeline.matching.wording import read_out
from pipeline.models import Record

ALIKE = 85.0
"""From this similarity of folded titles on (rapidfuzz's ratio, 0 to 100) a record is worth comparing: a service that
stems words offers `objective` for `objectivity`, and must be heard."""
MOST_CANDIDATES = 25


def candidates(title: str, records: Iterable[Record]) -> tuple[Record, ...]:
    """The records that may be what `title` means, at most MOST_CANDIDATES.

    One qualifies when its title holds the whole title as a phrase, acronyms written out or not, or is ALIKE. Those that
    have it as their name or subtitle go first, then the most alike. Of equally similar ones the earlier
    goes first, as the service ranked it.
    """
    asked = read_out(title)
    scored = [(_similarity(asked, read_out(record.title)), record) for record in records]
    related = [pair for pair in scored if pair[0] > 0]
    ranked = sorted(related, key=lambda pair: (not _is_named_part(asked, pair[1]), -pair[0]))
    return tuple(record for _, record in ranked[:MOST_CANDIDATES])


def _is_named_part(asked: str, record: Record) -> bool:
    """Whether the title is the record's name or subtitle: more likely what was meant than a shorter title with it."""
    return any(asked in (read_out(name), read_out(subtitle)) for name, subtitle in cuts(record.title))


def loosely_alike(title: str, records: Iterable[Record]) -> tuple[Record, ...]:
    """The records that may be what `title` means in other words, the most alike first, at most MOST_CANDIDATES.

    One qualifies when it shares enough of the words that count, or begins with the title's name. For records that came
    back for a title's rarest words.
    """
    asked, name = fold(title), key(cuts(title)[0][0] if cuts(title) else title)

    def named(record: Record) -> bool:
        return bool(name) and key(record.title).startswith(name)

    shares = ((shared_share(title, record.title), record) for record in records)
    related = [
        (it, fuzz.ratio(asked, fold(record.title)), record)
        for it, record in shares
        if it >= RELATED_SHARE or named(record)
    ]
    ranked = sorted(related, key=lambda one: (-one[0], -one[1]))
    return tuple(record for *_, record in ranked[:MOST_CANDIDATES])


def is_named(title: str, records: Sequence[Record]) -> bool:
    """Does one of the records bear exactly this title, but for spelling that never counts?"""
    return any(key(title) == key(record.title) for record in records)


def _similarity(asked: str, offered: str) -> float:
    """0 for titles that have nothing to do with each other."""
    if asked and f" {asked} " in f" {offered} ":
        return fuzz.ratio(asked, offered)
    return fuzz.ratio(asked, offered, score_cutoff=ALIKE)
