"""PURE. Every threshold of the news, with its reason; nobody else holds one."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

MILESTONES: Final = (10, 25, 50)
"""The first milestones; the others are these times 10, 100 and so on: few enough that each is worth a line."""

RISE_WITHIN: Final = timedelta(days=30)
"""A month holds four weekly readings: enough to tell a rise from one day on which an index caught up."""

RISE_BY: Final = 20
"""Small counts double by chance: from 3 to 6 is no news. Twenty in a month are more than most papers get in a year."""

RISE_SHARE: Final = 0.5
"""Large counts gain twenty every month: a fast riser gains half of what it had."""

RISE_QUIET: Final = timedelta(days=91)
"""A paper that keeps rising is told of once a quarter, not every week."""

KEPT_YEARS: Final = 2
"""How long events are kept: what is older is in the repository's own history."""


def milestone(count: int) -> int | None:
    """The highest milestone that a count has reached; None below the first."""
    scale, reached = 1, None
    while MILESTONES[0] * scale <= count:
        reached = max(step * scale for step in MILESTONES if step * scale <= count)
        scale *= 10
    return reached


def is_steep_fall(before: int, after: int) -> bool:
    """Whether a count has fallen by more than half, as to zero: citations are not taken back in such numbers, while
    an index that loses its data, or splits a record, does just that."""
    return after * 2 < before


def is_fast_rise(before: int, after: int) -> bool:
    """Whether a count that rose so within `RISE_WITHIN` is news."""
    return after - before >= max(RISE_BY, RISE_SHARE * before)
