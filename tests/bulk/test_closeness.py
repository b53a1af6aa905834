"""How near two keys are, by the way in which they came up."""

from __future__ import annotations

import pytest

from pipeline.bulk.closeness import ALIKE, AS_RIVAL, CUT, INSIDE, LEAST_CLOSE, NEAREST, OPENED, PART, closeness

LONG = "sparsetidepoolroutingforlargemodels"
"""35 letters: two may be missing in a longer title."""


@pytest.mark.parametrize("kind", [ALIKE, CUT])
@pytest.mark.parametrize(
    ("offered", "least", "most"),
    [
        (LONG, NEAREST, NEAREST),
        (LONG.replace("pool", "pole"), 96, 98),
        (LONG.replace("sparse", "dense"), 89, 90),
        (LONG.replace("sparse", "zzzzzzzz"), 0, 0),
    ],
)
def test_titles_of_one_length_are_near_by_five_letters_of_six(
    kind: int, offered: str, least: float, most: float
) -> None:
    assert least <= closeness(kind, LONG, offered) <= most


@pytest.mark.parametrize("missing", range(6))
def test_a_title_that_was_cut_short_may_lack_an_ending_or_two(missing: int) -> None:
    offered = LONG[: len(LONG) - missing] + "q" * 40
    score = closeness(CUT, LONG, offered)
    assert (0 < score <= LEAST_CLOSE) is (missing <= 2)
    assert score == closeness(CUT, offered, LONG), "whichever is the longer one"


def test_of_a_long_title_a_twentieth_may_be_missing() -> None:
    long = "adaptivemembranetidepoolroutingforverylargelanguagemodelsinorbit"  # 64 letters
    rest = "q" * 80
    assert closeness(CUT, long, long[3:] + rest) > 0
    assert closeness(CUT, long, long[4:] + rest) == 0


def test_a_part_is_nearer_than_what_only_came_up_by_windows() -> None:
    assert closeness(PART, LONG, LONG + "withmore" * 9) >= INSIDE > LEAST_CLOSE


def test_an_opening_makes_a_rival_only_where_the_whole_title_opens_the_other() -> None:
    assert closeness(OPENED, "sparsetidepool", LONG) == AS_RIVAL
    assert closeness(OPENED, "sparsetidepolls", LONG) == 0
