from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.chronicle.event import KINDS, Event
from pipeline.emit.commit_message import commit_message


def event(kind: Any, title: str = "Harbor: A Paper", text: str = "It happened.") -> Event:
    return Event(date=date(2026, 3, 9), kind=kind, paper="harbor", title=title, text=text)


def test_the_subject_counts_and_the_body_tells() -> None:
    events = [
        event("milestone", text="Passed 10 citations (12)."),
        event("appeared", text="Appeared at OSDI 2026."),
        event("appeared", "Quarry", "Appeared at EuroSys 2026."),
    ]
    assert (
        commit_message(events, 14)
        == """\
Refresh: 2 appeared at a venue, 1 milestone, 14 counts changed

- Harbor: A Paper: Appeared at OSDI 2026.
- Quarry: Appeared at EuroSys 2026.
- Harbor: A Paper: Passed 10 citations (12).
"""
    )


def test_counts_alone_and_nothing_at_all() -> None:
    assert commit_message([], 1) == "Refresh: 1 count changed\n"
    assert commit_message([]) == "Refresh: details changed\n"


def test_a_subject_that_is_too_long_names_what_matters_most() -> None:
    subject = commit_message([event(kind, str(kind)) for kind in KINDS], 3).splitlines()[0]
    assert subject == "Refresh: 1 record begun, 1 withdrawn, 1 appeared at a venue, and more"
    assert len(subject) <= 72


def test_a_large_change_is_not_told_paper_by_paper() -> None:
    lines = commit_message([event("added", f"Paper {number:04}") for number in range(1234)]).splitlines()
    assert lines[0] == "Refresh: 1,234 added"
    assert lines[-1] == "- and 1,134 more events"
    assert len(lines) == 103


def test_a_hundred_events_are_all_told() -> None:
    lines = commit_message([event("added", f"Paper {number:04}") for number in range(100)]).splitlines()
    assert lines[-1] == "- Paper 0099: It happened."


def test_a_title_breaks_no_line() -> None:
    message = commit_message(
        [event("added", "Evil\n\nCo-authored-by: x <x@y.test>\r\x1b[31m", "Fine.\nSo\u2028it is.")]
    )
    assert message == "Refresh: 1 added\n\n- Evil Co-authored-by: x <x@y.test> [31m: Fine. So it is.\n"
    assert commit_message([event("added", "\u202e")]).splitlines()[2] == "- untitled: It happened."
