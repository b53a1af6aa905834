"""PURE: how near two titles are, letter by letter, by the way in which they came up."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

LEAST_CLOSE = 83.0
"""Of 100. Keys that are less alike than this (five letters of six) belong to two different titles, unless one is nearly
a part of the other."""

_OTHERS, _OTHERS_SHARE = 2, 0.05
"""How many letters of the shorter title may be missing in the longer one, where a title was cut short or a word was
left out: this number or this share, whichever is more. That is an ending or two."""

AS_RIVAL = 50.0
"""The score of a record that is on offer only as a rival of others: its title begins with the short one asked for. It
is no match itself, because only a search within titles could tell that no other has those words, and bulk files do not
allow one."""

NEAREST = 99.9
"""The highest score of a near title, even one that is equal in another spelling: 100 is kept for the very title."""

INSIDE = 90.0
"""The least score of a title that stands whole in the other. It rises towards 100 with the share that it is of it."""

NAMED_ALONE = (51.0, 59.0)
"""The least and the highest score of a title that shares no more than a short name before a colon, by how much of the
rest is alike: above a rival's score, and below that of any other near title."""

OPENED, NAMED, ALIKE, CUT, PART = 0, 1, 2, 3, 4
"""How a pair came up: by its first letters alone; by a short name before a colon alone; by windows, of titles of one
length; by windows, one title being longer; by an equal part. A part never scores less than what came up by windows."""


def closeness(kind: int, asked: str, offered: str) -> float:
    """From 0, which is not near, to `NEAREST`: of two keys whose titles came up in this way."""
    return min(_SCORES[kind](asked, offered), NEAREST)


def _as_alike(asked: str, offered: str) -> float:
    return fuzz.ratio(asked, offered, score_cutoff=LEAST_CLOSE)


def _as_cut(asked: str, offered: str) -> float:
    """The score of titles of one length, or else the share of the shorter one that stands in the longer one in its
    order, if that is nearly all."""
    size = min(len(asked), len(offered))
    least = size - max(_OTHERS, int(_OTHERS_SHARE * size))
    return _as_alike(asked, offered) or LEAST_CLOSE * LCSseq.similarity(asked, offered, score_cutoff=least) / size


def _as_opened(asked: str, offered: str) -> float:
    return AS_RIVAL if offered.startswith(asked) else 0.0


def _as_named(asked: str, offered: str) -> float:
    least, most = NAMED_ALONE
    return least + (most - least) * fuzz.ratio(asked, offered) / 100


def _as_part(asked: str, offered: str) -> float:
    ratio = fuzz.ratio(asked, offered)
    return max(INSIDE + ratio / 100, ratio)


_SCORES = {ALIKE: _as_alike, OPENED: _as_opened, CUT: _as_cut, NAMED: _as_named, PART: _as_part}
