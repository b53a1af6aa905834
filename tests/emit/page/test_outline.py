"""Sections, their addresses, and the papers under them."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from types import FrameType
from typing import Any

from pipeline.emit.page import outline as outline_module
from pipeline.emit.page.news import by_week, not_shown
from pipeline.emit.page.outline import Outline
from pipeline.emit.page.view import card
from pipeline.models import Paper
from tests.emit.page.samples import event
from tests.emit.samples import unsettled


def listed(name: str, *sections: tuple[str, ...]) -> Paper:
    places = [{"title": name, "section": section, "line": line} for line, section in enumerate(sections, start=1)]
    return unsettled(id=name, title=name, listed=places)


def test_sections_are_chosen_with_all_below_them() -> None:
    outline = Outline([listed("one", ("Top", "Inner")), listed("two", ("Top",), ("Other",)), listed("three", ())])
    assert [tuple(each) for each in outline.choices()] == [
        ("top", "Top", 2),
        ("top/inner", "\u2003Inner", 1),
        ("other", "Other", 1),
    ]


def test_no_two_sections_share_an_address() -> None:
    outline = Outline([listed("one", ("C++",), ("C",), ("🙂",), ("🙃",), ("C", "C"))])
    addresses = [choice.value for choice in outline.choices()]
    assert addresses == ["c", "c-2", "section", "section-2", "c-2/c"]


def test_a_number_that_is_a_name_already_is_passed_over() -> None:
    outline = Outline([listed("one", ("C 2",), ("C",), ("C#",), ("C++",), ("C 2!",))])
    assert [choice.value for choice in outline.choices()] == ["c-2", "c", "c-3", "c-4", "c-2-2"]


def lines_run(sections: int) -> int:
    """How many lines of the module run while so many sections without a readable name are told apart."""
    outline, ran = Outline([listed("one", *(("🙂" * count,) for count in range(1, sections + 1)))]), 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal ran
        ran += event == "line" and frame.f_code.co_filename == outline_module.__file__
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        addresses = [choice.value for choice in outline.choices()]
    finally:
        sys.settrace(before)
    assert addresses == ["section", *(f"section-{number}" for number in range(2, sections + 1))]
    return ran


def test_twice_as_many_sections_of_one_name_cost_twice_as_much() -> None:
    assert lines_run(80) < 2.5 * lines_run(40)


def test_a_paper_stands_where_it_is_listed_first_and_is_found_in_all_its_sections() -> None:
    papers = [listed("one", ("A",)), listed("two", ("A",), ("B", "C")), listed("three", ("B",)), listed("four", ("A",))]
    groups = Outline(papers).groups(papers, [card(paper, "") for paper in papers])
    assert [(group.name, [(each.card.id, each.sections) for each in group.papers]) for group in groups] == [
        ("A", [("one", "a"), ("two", "a b/c")]),
        ("B", [("three", "b")]),
        ("A", [("four", "a")]),
    ]


def test_news_are_told_by_week_the_newest_first() -> None:
    days = [date(2026, 11, 15), date(2026, 11, 22), date(2026, 11, 16)]
    weeks = by_week([event("added", day, "one", str(day)) for day in days], set())
    assert [(week.monday, [each.title for each in week.news]) for week in weeks] == [
        (date(2026, 11, 16), ["2026-11-22", "2026-11-16"]),
        (date(2026, 11, 9), ["2026-11-15"]),
    ]


def test_of_very_many_events_the_newest_are_shown() -> None:
    days = [date(2026, 1, 5) + timedelta(days=place) for place in range(503)]
    events = [event("added", day, "one", str(day)) for day in days]
    weeks = by_week(events, set())
    shown = [news.title for week in weeks for news in week.news]
    assert (shown[0], len(shown), not_shown(events)) == (str(days[-1]), 500, 3)
    assert not_shown(events[:500]) == 0
