"""What makes two works of two near titles, at the edges of each rule."""

from __future__ import annotations

import pytest

from pipeline.matching.vetoes import vetoes

NUMBERS = ("the numbers in the titles differ",)


@pytest.mark.parametrize(
    ("listed", "printed", "told"),
    [
        ("Elastic Clay in Harbors I", "Elastic Clay in Harbors", NUMBERS),
        ("Elastic Clay in Harbors I", "Elastic Clay in Harbors 1", ()),
        ("Elastic Clay, Part I: Harbors", "Elastic Clay, Part 1: Harbors", ()),
        ("Elastic Clay, Part I: Harbors", "Elastic Clay: Harbors", NUMBERS),
        ("Elastic Clay, Part II: Harbors", "Elastic Clay, Part I: Harbors", NUMBERS),
        ("What I Saw in Harbors", "What Was Seen in Harbors", ()),
        ("I Saw Harbors", "Saw Harbors", ()),
    ],
)
def test_an_i_is_a_number_at_the_end_or_behind_a_word_for_parts(
    listed: str, printed: str, told: tuple[str, ...]
) -> None:
    assert (vetoes(listed, printed), vetoes(printed, listed)) == (told, told)
