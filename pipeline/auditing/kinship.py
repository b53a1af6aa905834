"""PURE: how near a paper's title is to what an entry calls it. Whether both are one paper is not decided here.

The question is not that of matching. There a title must prove that it names the paper among all papers; here somebody
has linked it already, is right in ninety-nine of a hundred cases, and writes nicknames, drafts' titles and paraphrases.
So nearly everything that two titles share speaks for the link, and only titles that share nothing speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from rapidfuzz.fuzz import token_sort_ratio

from pipeline.auditing.rarity import Rarity, spells_out
from pipeline.matching.grade import is_near, is_nickname
from pipeline.matching.normalise import content_words, fold, key, parts
from pipeline.matching.titles import compare_titles
from pipeline.models import Record

SAME_SIMILARITY: Final = 85.0
"""From so many of 100 on two titles are one title spelt twice: with words dropped, added or put elsewhere."""

KIN_SHARE: Final = 0.25
"""So much of what a title says must stand in the other one if both are of one paper. Of 3,300 right links in public
lists one in 300 fell below it, and each of eleven wrong ones did: they share what everybody in a field says."""

TELLING_WORDS: Final = 4
"""A title of fewer words that say something is a name or a heading: what it does not share proves nothing."""

_NAME_WORDS = 3
_LONGEST_NAME_IN_TEXT = 40
_LETTERS_OF_A_NAME = 5
_DIGITS = re.compile(r"\d+")


class Kinship(IntEnum):
    """The nearest first. NUMBERED are two of a series: SAM 2 and SAM 3."""

    SAME = 0
    KIN = 1
    UNCLEAR = 2
    NUMBERED = 3
    FAR = 4


class Bearing(NamedTuple):
    """How a paper stands to what an entry calls it: by which of its titles, and how much of that is shared (0 to 1)."""

    kinship: Kinship
    title: str
    share: float


def bearing(names: Sequence[str], records: Iterable[Record], rarity: Rarity) -> Bearing:
    """The nearest that any record's title comes to any of the names; there must be one of each."""
    found = [_between(name, record, rarity) for record in records for name in names]
    return min(found, key=lambda one: (one.kinship, -one.share, one.title))


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one, spelt twice, cut short, or one a nickname for the other."""
    titles = compare_titles(one, other)
    near = (is_near(titles) and not titles.vetoes) or is_nickname(one, other) or is_nickname(other, one)
    return near or token_sort_ratio(fold(one), fold(other)) >= SAME_SIMILARITY


def _between(name: str, record: Record, rarity: Rarity) -> Bearing:
    printed, share = record.title, rarity.shared(name, record.title)
    if _differ_in_number(name, printed):
        return Bearing(Kinship.NUMBERED, printed, share)
    if same_title(name, printed) or _is_named_in(name, record):
        return Bearing(Kinship.SAME, printed, share)
    if share >= KIN_SHARE or _same_name(name, printed) or spells_out(name, printed) or spells_out(printed, name):
        return Bearing(Kinship.KIN, printed, share)
    telling = min(map(_telling_words, (name, printed))) >= TELLING_WORDS
    return Bearing(Kinship.FAR if telling and _same_script(name, printed) else Kinship.UNCLEAR, printed, share)


def _telling_words(title: str) -> int:
    """How many words of a title say something; numbers and sizes, as in `OPT-1.3|6.7|13B`, do not."""
    return sum(not any(letter.isdigit() for letter in word) for word in content_words(title))


def _is_named_in(name: str, record: Record) -> bool:
    """Whether the abstract calls the paper so: `we build vLLM`."""
    words = fold(name).split()
    short = len(words) <= _NAME_WORDS and len(name) <= _LONGEST_NAME_IN_TEXT and len(key(name)) > 2
    return short and f" {' '.join(words)} " in f" {fold(record.abstract or '')} {fold(record.comment or '')} "


def _same_name(one: str, other: str) -> bool:
    """Whether both titles begin with one name before a colon; `TransNormer` begins `TransNormerLLM`."""
    names = [parts(title) for title in (one, other)]
    if any(not tail or len(fold(name).split()) > _NAME_WORDS for name, tail in names):
        return False
    short, long = sorted((key(name) for name, _ in names), key=len)
    return short == long or (len(short) >= _LETTERS_OF_A_NAME and long.startswith(short))


def _differ_in_number(one: str, other: str) -> bool:
    """Whether the titles, or short names before a colon, are equal but for numbers that both have."""
    names = [parts(title)[0] for title in (one, other)]
    short = all(len(fold(name).split()) <= _NAME_WORDS for name in names)
    return _numbered_alike(one, other) or (short and _numbered_alike(*names))


def _numbered_alike(one: str, other: str) -> bool:
    ours, theirs = _DIGITS.findall(fold(one)), _DIGITS.findall(fold(other))
    rests = [_DIGITS.sub("", key(title)) for title in (one, other)]
    return bool(ours) and bool(theirs) and ours != theirs and rests[0] == rests[1] != ""


def _same_script(one: str, other: str) -> bool:
    """Whether the titles can share words at all: a translated title shares none."""
    return _mostly_latin(one) is _mostly_latin(other)


def _mostly_latin(title: str) -> bool:
    letters = [letter for letter in fold(title) if letter.isalpha()]
    return 2 * sum(letter.isascii() for letter in letters) >= len(letters)
