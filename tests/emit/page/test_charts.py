"""The pictures' rows, lengths and lines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pipeline.emit.page.charts import bars, matrix, spark


def test_venues_with_most_papers_come_first_and_no_year_between_is_left_out() -> None:
    drawn = matrix([("ATC", 2020), ("OSDI", 2020), ("OSDI", 2023), ("OSDI", 2023), (None, 2023), ("ATC", None)])
    assert drawn is not None
    assert drawn.years == (2020, 2021, 2022, 2023)
    assert [(row.venue, [cell.number for cell in row.cells], row.total) for row in drawn.rows] == [
        ("OSDI", [1, 0, 0, 2], 3),
        ("ATC", [1, 0, 0, 0], 1),
    ]
    assert (drawn.rarer, drawn.earlier, drawn.undated) == (0, 0, 2)


def test_shades_go_in_four_steps_up_to_the_largest_number() -> None:
    drawn = matrix([("A", 2000)] * 8 + [("B", 2000)] * 5 + [("C", 2000)])
    assert drawn is not None
    assert [row.cells[0].step for row in drawn.rows] == [4, 3, 1]


def test_what_is_too_much_for_a_picture_is_counted() -> None:
    old = [("OSDI", 1999), ("OSDI", 2001)]
    drawn = matrix(old + [(f"Venue {number:02}", 2020) for number in range(20)])
    assert drawn is not None
    assert (drawn.years[0], len(drawn.rows), drawn.rarer, drawn.earlier) == (2009, 14, 6, 2)


@pytest.mark.parametrize("papers", [[], [(None, 2020)], [("OSDI", None)], [("", 2020)]])
def test_without_a_venue_and_a_year_there_is_no_picture(papers: list[tuple[str | None, int | None]]) -> None:
    assert matrix(papers) is None


def test_bars_are_as_long_as_their_share_and_unknown_is_not_zero() -> None:
    drawn = bars([("a", 10), ("b", 40), ("a", 10), ("c", None), ("b", None), ("d", 0)])
    assert [(bar.section, bar.papers, bar.known, bar.citations, bar.width) for bar in drawn] == [
        ("b", 2, 1, 40, 440.0),
        ("a", 2, 2, 20, 220.0),
        ("d", 1, 1, 0, 0.0),
        ("c", 1, 0, None, 0.0),
    ]


def test_without_a_count_there_are_no_bars() -> None:
    assert bars([("a", None), ("b", None)]) == ()
    assert [bar.width for bar in bars([("a", 0)])] == [0.0]


def test_a_count_holds_until_the_next_one_is_known() -> None:
    drawn = spark([(date(2026, 1, 31), 20), (date(2026, 1, 1), 10), (date(2026, 1, 16), 10)])
    assert drawn is not None
    assert drawn.path == "M2 16H40V16H78V2"
    assert (drawn.first, drawn.last, drawn.end) == ((date(2026, 1, 1), 10), (date(2026, 1, 31), 20), (78.0, 2.0))


def test_a_line_of_many_years_is_no_longer_than_one_of_few() -> None:
    days = [date(2020, 1, 6) + timedelta(weeks=week) for week in range(1000)]
    drawn = spark([(day, 3 * place) for place, day in enumerate(days)])
    assert drawn is not None
    assert (drawn.first, drawn.last) == ((days[0], 0), (days[-1], 2997))
    assert 30 <= drawn.path.count("H") <= 40
    assert drawn.path.startswith("M2 16")
    assert drawn.path.endswith("H78V2")


@pytest.mark.parametrize("history", [[], [(date(2026, 1, 1), 5)]])
def test_one_count_is_no_history(history: list[tuple[date, int]]) -> None:
    assert spark(history) is None
