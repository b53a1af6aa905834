"""A count that falls steeply waits for a second reading; a history has a row where a count changed, and no other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pipeline.models import Ids, Paper
from pipeline.news import News
from tests.chronicle.samples import MONDAY, NEXT, S2, SNAPSHOT, THIRD, between, catalogue, paper, read, row, said, told

DAY = timedelta(days=1)
STEADY = paper(cited=(120, MONDAY))
BEFORE, PENDING = row(120), row(3, NEXT, pending=True)


def count_of(found: News) -> tuple[int | None, Any]:
    cited = found.catalogue.papers[0].citations
    assert found.catalogue.papers[0].provenance["citations"].as_of == cited.as_of
    return cited.count, cited.as_of


def fallen(count: int = 3) -> News:
    """What is published after the first low reading."""
    low = paper(cited=(count, NEXT))
    return between(STEADY, low, rows=[BEFORE], days=read(low, day=NEXT), today=NEXT)


@pytest.mark.parametrize("count", [0, 3, 59])
def test_a_steep_fall_is_held(count: int) -> None:
    found = fallen(count)
    assert count_of(found) == (120, MONDAY)
    assert found.chronicle.rows == (BEFORE, row(count, NEXT, pending=True))
    assert told(found) == []


@pytest.mark.parametrize("count", [60, 119, 121])
def test_any_other_change_is_believed_at_once(count: int) -> None:
    found = fallen(count)
    assert count_of(found) == (count, NEXT)
    assert found.chronicle.rows == (BEFORE, row(count, NEXT))


def test_the_same_answer_once_more_is_no_second_reading() -> None:
    first = fallen()
    low = paper(cited=(3, NEXT))
    again = between(first.catalogue, low, rows=first.chronicle.rows or (), days=read(low, day=NEXT), today=THIRD)
    assert again.catalogue == first.catalogue
    assert again.chronicle.rows == first.chronicle.rows


@pytest.mark.parametrize("count", [0, 3, 5])
def test_a_second_low_reading_is_believed(count: int) -> None:
    low = paper(cited=(count, THIRD))
    found = between(STEADY, low, rows=[BEFORE, PENDING], days=read(low, day=THIRD), today=THIRD)
    assert count_of(found) == (count, THIRD)
    assert found.chronicle.rows == (BEFORE, row(count, THIRD))


@pytest.mark.parametrize("well", [paper(cited=(120, MONDAY)), paper(cited=(125, THIRD))], ids=["as before", "more"])
def test_a_count_that_recovers_lets_the_pending_row_go(well: Paper) -> None:
    found = between(STEADY, well, rows=[BEFORE, PENDING], days=read(well, day=THIRD), today=THIRD)
    assert count_of(found) == (well.citations.count, well.citations.as_of)
    assert all(not one.pending for one in found.chronicle.rows or ())


@pytest.mark.parametrize(
    "days",
    [{}, read(STEADY, day=THIRD, source=SNAPSHOT), read(STEADY, day=NEXT), read(STEADY, day=MONDAY)],
    ids=["nobody", "another source", "the same day", "an older answer"],
)
def test_a_source_that_is_silent_settles_nothing(days: Any) -> None:
    found = between(STEADY, STEADY, rows=[BEFORE, PENDING], days=days, today=THIRD)
    assert found.chronicle.rows == (BEFORE, PENDING)
    assert count_of(found) == (120, MONDAY)


def test_a_new_fall_long_after_one_that_passed_waits_again() -> None:
    well = between(STEADY, STEADY, rows=[BEFORE, PENDING], days=read(STEADY, day=THIRD))
    low = paper(cited=(4, THIRD + 7 * DAY))
    found = between(STEADY, low, rows=well.chronicle.rows or (), days=read(low, day=THIRD + 7 * DAY))
    assert count_of(found) == (120, MONDAY)


def test_a_run_that_died_before_the_catalogue_was_written_holds_nothing_that_is_settled() -> None:
    low = paper(cited=(3, THIRD))
    found = between(STEADY, low, rows=[BEFORE, row(3, THIRD)], days=read(low, day=THIRD), today=THIRD)
    assert count_of(found) == (3, THIRD)
    assert found.chronicle.rows == (BEFORE, row(3, THIRD))


def test_the_count_of_another_paper_is_no_fall() -> None:
    """A person has corrected which paper is meant: its history begins anew."""
    other = paper(title="Port", ids=Ids(doi="10.1/2"), cited=(3, NEXT))
    found = between(STEADY, other, rows=[BEFORE], days=read(other, day=NEXT))
    assert count_of(found) == (3, NEXT)
    assert found.chronicle.rows == (row(3, NEXT),)


def test_a_history_goes_with_the_paper_that_is_taken_back_and_stays_while_a_service_is_silent() -> None:
    assert between(STEADY, paper(verdict="rejected"), rows=[BEFORE]).chronicle.rows == ()
    assert between(STEADY, paper(verdict="unchecked"), rows=[BEFORE]).chronicle.rows == (BEFORE,)


def test_a_renamed_entry_keeps_its_history_and_what_is_held() -> None:
    low = paper("port", ids=STEADY.ids, cited=(3, NEXT))
    found = between(STEADY, low, rows=[BEFORE], days=read(low, day=NEXT))
    assert count_of(found) == (120, MONDAY)
    assert found.chronicle.rows == (row(120, name="port"), row(3, NEXT, "port", pending=True))


def test_a_history_stays_with_a_paper_that_is_listed_still() -> None:
    """Another entry with its identifier, of which the last catalogue knew none, begins a history of its own."""
    twin = paper("port", ids=STEADY.ids, cited=(125, NEXT))
    found = between(STEADY, catalogue(STEADY, twin), rows=[BEFORE])
    assert found.chronicle.rows == (BEFORE, row(125, NEXT, "port"))


# ---- the history --------------------------------------------------------------------------------------------------


def test_a_count_has_a_row_only_where_it_changed() -> None:
    same = paper(cited=(120, NEXT))  # since the influential ones have changed
    assert between(STEADY, same, rows=[BEFORE]).chronicle.rows == (BEFORE,)


def test_a_day_has_one_row() -> None:
    more = paper(cited=(121, MONDAY))
    assert between(STEADY, more, rows=[row(100, MONDAY - 7 * DAY), BEFORE]).chronicle.rows == (
        row(100, MONDAY - 7 * DAY),
        row(121, MONDAY),
    )
    back = paper(cited=(100, MONDAY))
    rows = between(STEADY, back, rows=[row(100, MONDAY - 7 * DAY), BEFORE]).chronicle.rows or ()
    assert [one.citations for one in rows if one.date == MONDAY] == [100]


def test_a_reading_from_before_a_row_of_the_future_finds_its_place() -> None:
    future = row(500, MONDAY.replace(year=2099))
    found = between(STEADY, paper(cited=(125, NEXT)), rows=[BEFORE, future])
    assert found.chronicle.rows == (BEFORE, row(125, NEXT), future)
    again = between(found.catalogue, found.catalogue, rows=found.chronicle.rows or ())
    assert again.chronicle.rows == found.chronicle.rows


def test_a_lost_history_begins_with_what_is_known() -> None:
    assert between(STEADY, STEADY, rows=[]).chronicle.rows == (BEFORE,)


def test_a_paper_that_is_gone_leaves_its_rows() -> None:
    gone = row(9, name="quarry")
    assert between(STEADY, STEADY, rows=[BEFORE, gone]).chronicle.rows == (BEFORE, gone)


def test_the_source_of_a_count_is_kept() -> None:
    known = paper(cited=(5, MONDAY), **said(citations=SNAPSHOT))
    assert between(None, known).chronicle.rows == (row(5, source=SNAPSHOT),)
    assert between(None, paper(cited=(5, MONDAY))).chronicle.rows == (row(5, source=S2),)
