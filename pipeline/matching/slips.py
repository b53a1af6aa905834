"""PURE: are two whole titles a slip of the pen apart, wherever in them it stands?"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from pipeline.matching import rules
from pipeline.matching.normalise import fold, key
from pipeline.matching.wording import are_two_words

_SHORTEST = 2
"""Letters: a word of one letter is a variable, a vitamin or a part, and another letter makes another of them."""

_NEGATING = frozenset("ae")
"""Letters that make another word of one where they stand before it: symmetric and asymmetric, mission and emission."""

_DENYING = frozenset({"no", "non"})
"""Words that are no slip for `on`."""

_MOST_SLIPS = 2


def slips_apart(listed: str, printed: str) -> bool:
    """Whether the titles differ by a slip of the pen, or a long one by two in two words: one letter too many, too few,
    wrong or swapped with its neighbour, in stop words and short words as well. They must be too long for that to be
    chance: among 170,000 real records 161 pairs of titles of so many letters are one letter apart, and those that no
    other rule had joined were all of one paper.

    Not where a short word begins otherwise (node and code) or the first letter negates, and not where it is a single
    letter (k-means, p-adic) unless a stop word lost the others. Nor where both slips are in one word, for many another
    word is so near (prediction and production, translation and transition), or where a letter makes another word
    (micro and macro). But two letters of a longer word may be out of place (`Mutil-modal`).
    """
    ours, theirs = key(listed), key(printed)
    shortest = min(len(ours), len(theirs))
    most = _MOST_SLIPS if shortest >= rules.SLIPS_LETTERS else 1
    if shortest < rules.STANDS_ALONE_LETTERS or abs(len(ours) - len(theirs)) > most:
        return False
    distance = OSA.distance(ours, theirs, score_cutoff=most)
    if distance == 0 or (distance > most and len(ours) != len(theirs)):
        return False
    words, others = fold(listed).split(), fold(printed).split()
    if len(words) != len(others):
        return distance == 1 and not _has_letter_more(words, others)
    differing = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    if len(differing) == 1 and _are_misplaced(*differing[0]):
        return True
    long = shortest >= rules.SLIPS_LETTERS
    return distance <= min(most, len(differing)) and all(_slips(one, other, long=long) for one, other in differing)


def _are_misplaced(word: str, other: str) -> bool:
    """Whether a longer word has the other's letters, up to two of them out of place: among 170,000 real records two
    pairs of titles differ so in one word, each of one paper. Not where that makes another word (conserve, converse)."""
    alike = word[0] == other[0] and sorted(word) == sorted(other)
    near = alike and OSA.distance(word, other, score_cutoff=_MOST_SLIPS) <= _MOST_SLIPS
    return len(word) >= rules.TYPO_MIN_LETTERS and near and not are_two_words(word, other)


def _slips(word: str, other: str, *, long: bool) -> bool:
    if max(len(word), len(other)) < _SHORTEST:
        return False
    if long and not rules.STOP_WORDS.isdisjoint((word, other)) and _DENYING.isdisjoint((word, other)):
        return True
    if min(len(word), len(other)) < _SHORTEST:
        return False
    if word[0] == other[0] or word[:2] == other[1::-1]:
        return not are_two_words(word, other)
    return long and min(len(word), len(other)) >= rules.TYPO_MIN_LETTERS and not _negates(word, other)


def _has_letter_more(words: list[str], others: list[str]) -> bool:
    """Whether one title has a word of a single letter more: vitamin K deficiency and vitamin deficiency."""
    shorter, longer = sorted((words, others), key=len)
    return any(len(word) == 1 and longer[:place] + longer[place + 1 :] == shorter for place, word in enumerate(longer))


def _negates(word: str, other: str) -> bool:
    shorter, longer = sorted((word, other), key=len)
    return longer[1:] == shorter and longer[0] in _NEGATING
