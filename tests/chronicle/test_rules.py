from __future__ import annotations

import pytest

from pipeline.chronicle.event import KINDS, Kind
from pipeline.chronicle.rules import is_fast_rise, is_steep_fall, milestone
from pipeline.chronicle.wording import wording


@pytest.mark.parametrize(
    ("count", "reached"),
    [
        (0, None),
        (9, None),
        (10, 10),
        (24, 10),
        (25, 25),
        (50, 50),
        (99, 50),
        (100, 100),
        (249, 100),
        (250, 250),
        (500, 500),
        (1000, 1000),
        (2499, 1000),
        (123_456, 100_000),
    ],
)
def test_milestones_are_10_25_and_50_times_a_power_of_ten(count: int, reached: int | None) -> None:
    assert milestone(count) == reached


@pytest.mark.parametrize(
    ("before", "after", "steep"),
    [(1, 0, True), (0, 0, False), (10, 5, False), (10, 4, True), (3, 1, True), (4, 9, False)],
)
def test_a_steep_fall_is_by_more_than_half(before: int, after: int, *, steep: bool) -> None:
    assert is_steep_fall(before, after) is steep


@pytest.mark.parametrize(
    ("before", "after", "fast"), [(0, 20, True), (0, 19, False), (100, 149, False), (100, 150, True), (30, 20, False)]
)
def test_a_fast_rise_is_by_half_and_by_twenty(before: int, after: int, *, fast: bool) -> None:
    assert is_fast_rise(before, after) is fast


_NOTHING_BEFORE: set[Kind] = {"began", "withdrawn", "appeared", "code", "pdf", "matched", "added", "removed"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_sentence(kind: Kind) -> None:
    assert wording(kind, 7, 1234).endswith(".")
    assert "None" not in wording(kind, None if kind in _NOTHING_BEFORE else 7, 1234)


def test_what_a_title_holds_is_not_read_as_a_template() -> None:
    assert wording("retitled", "{after}", "{0} {x!r}") == "Formerly “{after}”."
    assert wording("appeared", "{after}", "{0} {x!r}") == "Appeared at {0} {x!r}, after {after}."
