"""PURE: are two whole titles one slip of the pen apart, wherever in them it stands?"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from pipeline.matching import rules
from pipeline.matching.normalise import fold, key

_SHORTEST = 2
"""Letters: a word of one letter is a variable or a part, and another letter makes another of them."""


def one_slip_apart(listed: str, printed: str) -> bool:
    """Whether the titles differ by one letter too many, too few, wrong or swapped with its neighbour, in stop words and
    short words as well, and are too long for that to be chance: among 170,000 real records 161 pairs of titles of so
    many letters are so near, and those that no other rule had joined were all of one paper.

    Not where a word begins otherwise (node and code, emission and mission, symmetric and asymmetric), and not where it
    is a single letter (k-means, p-adic).
    """
    ours, theirs = key(listed), key(printed)
    if min(len(ours), len(theirs)) < rules.STANDS_ALONE_LETTERS or abs(len(ours) - len(theirs)) > 1:
        return False
    if OSA.distance(ours, theirs, score_cutoff=1) != 1:
        return False
    words, others = fold(listed).split(), fold(printed).split()
    if len(words) != len(others):
        return True
    differing = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    return all(_slips(one, other) for one, other in differing)


def _slips(word: str, other: str) -> bool:
    if min(len(word), len(other)) < _SHORTEST:
        return False
    return word[0] == other[0] or word[:2] == other[1::-1]
