"""The budget of a run, against numbers worked out by hand."""

from __future__ import annotations

import pytest

from pipeline.plan import Budget, Demand, Rates, budget, lasting, longest

TOGETHER = Rates(ids_at_once=200, searches_a_batch=2, titles_one_by_one=False, interval=3.0)
ONE_BY_ONE = Rates(ids_at_once=500, searches_a_batch=1, titles_one_by_one=True, interval=1.5)


@pytest.mark.parametrize(
    ("rates", "ids", "titles", "title_batches", "batches", "searches", "seconds"),
    [
        (TOGETHER, 0, 0, 0, 0, 0, 0.0),
        (TOGETHER, 200, 0, 0, 1, 0, 3.0),
        (TOGETHER, 201, 0, 0, 2, 0, 6.0),
        (TOGETHER, 0, 1, 1, 1, 2, 9.0),  # the identifier that the search may tell is looked up as well
        (TOGETHER, 150, 51, 2, 2, 4, 18.0),
        (ONE_BY_ONE, 500, 0, 0, 1, 0, 1.5),
        (ONE_BY_ONE, 0, 5, 1, 1, 6, 10.5),
        (ONE_BY_ONE, 10, 990, 40, 2, 1030, 1548.0),
        (ONE_BY_ONE, 0, 3, 0, 1, 3, 6.0),  # titles that no request bears together
    ],
)
def test_the_budget_has_room_for_the_slowest_way_of_every_title(
    rates: Rates, ids: int, titles: int, title_batches: int, batches: int, searches: int, seconds: float
) -> None:
    need = budget(Demand("some", ids, titles, title_batches), rates)
    assert need == Budget("some", ids, batches, titles, searches, seconds)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0 s"), (119.4, "119 s"), (705, "12 minutes"), (5142, "1 h 26 min"), (3600, "1 h 00 min")],
)
def test_times_are_told_as_people_say_them(seconds: float, told: str) -> None:
    assert lasting(seconds) == told


def test_services_are_asked_side_by_side() -> None:
    needs = [budget(Demand(name, ids, 0, 0), TOGETHER) for name, ids in (("one", 200), ("other", 900))]
    assert longest(needs) == 15.0
    assert longest([]) == 0.0
