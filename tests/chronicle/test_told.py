"""Nothing is told twice, and nothing older than two years is kept."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.chronicle.event import Event, in_order, newest_first
from pipeline.chronicle.told import Told, remembered
from tests.chronicle.samples import BEGUN, MONDAY, NEXT, THIRD, between, event, paper, told


def test_a_crash_before_the_catalogue_was_written_tells_nothing_twice() -> None:
    first = between(paper(cited=9), paper(cited=12, title="Port"), today=NEXT)
    again = between(paper(cited=9), paper(cited=12, title="Port"), events=first.chronicle.events or (), today=THIRD)
    assert [kind for kind, *_ in told(first)] == ["retitled", "milestone"]
    assert again.chronicle.events == first.chronicle.events


@pytest.mark.parametrize(
    ("known", "new", "is_told"),
    [
        ([event("retitled", "A", "B")], event("retitled", "A", "B", NEXT), True),
        ([event("retitled", "A", "B")], event("retitled", "B", "A", NEXT), False),
        ([event("retitled", "A", "B"), event("retitled", "B", "A", NEXT)], event("retitled", "A", "B", THIRD), False),
        ([event("retitled", "A", "B")], event("retitled", "A", "B", NEXT, "quarry"), False),
        ([event("added")], event("added", day=NEXT), True),
        ([event("added"), event("removed", day=NEXT)], event("added", day=THIRD), False),
        ([event("removed")], event("removed", day=NEXT), True),
        ([event("matched", None, "A"), event("unmatched", "A", day=NEXT)], event("matched", None, "A", THIRD), False),
        ([event("code", None, "https://a")], event("code", None, "https://a", NEXT), True),
        ([event("milestone", 9, 12)], event("milestone", 8, 10, NEXT), True),
        ([event("milestone", 9, 24)], event("milestone", 24, 25, NEXT), False),
        ([event("milestone", 9, 30)], event("milestone", 9, 12, NEXT), True),
        ([event("milestone", 9, 30), event("matched", "A", "B", NEXT)], event("milestone", 9, 12, THIRD), False),
        ([event("rising", 1, 2)], event("rising", 2, 3, NEXT), True),
    ],
)
def test_an_event_is_told_again_only_once_something_has_undone_it(
    known: list[Event], new: Event, *, is_told: bool
) -> None:
    for events in (known, known[::-1]):
        assert Told(events).has(new) is is_told


def test_two_years_are_kept() -> None:
    days = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2026, 2, 27)]
    known = [event("retitled", str(nth), "B", day) for nth, day in enumerate(days)]
    new = event("added", day=date(2026, 2, 28))
    assert [one.date for one in remembered(known, [new], date(2026, 2, 28))] == [*days, new.date]
    assert [one.date for one in remembered(known, [new], date(2026, 3, 1))] == [*days[2:], new.date]
    assert [one.date for one in remembered(known, [new], date(2028, 2, 29))] == []


def test_leap_day_and_the_first_years() -> None:
    known = [event("retitled", "A", "B", date(2026, 2, 28)), event("retitled", "B", "C", date(2026, 3, 1))]
    assert [one.date.day for one in remembered(known, [event("added", day=date(2028, 2, 29))], date(2028, 2, 29))] == [
        1,
        29,
    ]
    assert len(remembered([], [event("added", day=date.min)], date.min)) == 1


def test_where_nothing_is_new_nothing_goes() -> None:
    known = [event("retitled", "A", "B", date(2001, 1, 1))]
    assert remembered(known, [], date(2026, 1, 1)) == tuple(known)


def test_a_clock_that_goes_backwards_puts_events_in_their_place() -> None:
    found = between(paper(), paper(title="Port"), events=(BEGUN, event("added", day=THIRD)), today=MONDAY)
    assert [one.kind for one in found.chronicle.events or ()] == ["began", "retitled", "added"]


def test_the_order_is_by_day_then_kind_then_paper() -> None:
    events = [
        event("added", day=NEXT, name="b"),
        event("added", day=NEXT, name="a"),
        event("removed", name="z"),
        event("withdrawn", day=NEXT, name="c"),
        event("added", day=NEXT, name="a"),
    ]
    names = ["z", "c", "a", "b"]
    assert [one.paper for one in in_order(events)] == names
    assert [one.paper for one in in_order(reversed(events))] == names
    assert [one.paper for one in newest_first(in_order(events))] == ["c", "a", "b", "z"]
