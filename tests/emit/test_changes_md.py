from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.chronicle.event import KINDS, Event
from pipeline.emit.changes_md import render_changes_md
from pipeline.models import Links
from tests.chronicle.samples import catalogue, paper
from tests.emit.rendering import Seen

LISTED = catalogue(paper("harbor", links=Links(landing="https://a.test/harbor")), paper("quarry"))


def event(day: date, kind: Any = "added", name: str = "harbor", text: str = "Joined the list.") -> Event:
    return Event(date=day, kind=kind, paper=name, title=f"{name.title()}: A Paper", text=text)


def test_by_week_the_newest_first_and_in_a_week_by_kind() -> None:
    events = [
        event(date(2026, 1, 1)),
        event(date(2025, 12, 29), name="quarry"),
        event(date(2026, 3, 9), "milestone", text="Passed 10 citations (12)."),
        event(date(2026, 3, 15), "removed", "gone", text="Left the list."),
        event(date(2026, 3, 10), "appeared", text="Appeared at OSDI 2026."),
    ]
    assert (
        render_changes_md(events, LISTED)
        == """\
# What is new in Papers

## 2026, week 11 (from 2026-03-09)

### Appeared at a venue

- **[Harbor: A Paper](https://a.test/harbor)**: Appeared at OSDI 2026.

### Citations

- **[Harbor: A Paper](https://a.test/harbor)**: Passed 10 citations (12).

### Removed from the list

- **Gone: A Paper**: Left the list.

## 2026, week 1 (from 2025-12-29)

### Added to the list

- **[Harbor: A Paper](https://a.test/harbor)**: Joined the list.
- **Quarry: A Paper**: Joined the list.
"""
    )
    assert render_changes_md(events[::-1], LISTED) == render_changes_md(events, LISTED)


def test_where_nothing_has_happened_the_page_says_so() -> None:
    assert render_changes_md([], LISTED) == "# What is new in Papers\n\nNothing yet.\n"


def test_every_kind_has_a_heading() -> None:
    text = render_changes_md([event(date(2026, 3, 9), kind) for kind in KINDS], LISTED)
    assert len({line for line in text.splitlines() if line.startswith("### ")}) == len(KINDS)


def test_hostile_text_stays_text() -> None:
    nasty = "x](javascript:alert(1)) <script>*_`# @everyone\n\n# Heading"
    bad = Event(date=date(2026, 3, 9), kind="retitled", paper="other", title=nasty, text=f"Now called “{nasty}”.")
    text = render_changes_md([bad], LISTED)
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# What is new in Papers",
        "## 2026, week 11 (from 2026-03-09)",
        "### New titles",
    ]
    assert "<script>" not in text
    assert " ".join(nasty.split()) in Seen(text).text_unbroken


def test_a_title_of_which_nothing_is_to_be_seen_and_the_last_day_of_all() -> None:
    blank = Event(date=date.max, kind="added", paper="other", title="\u202e", text="Joined the list.")
    assert "- **untitled**: Joined the list." in render_changes_md([blank], LISTED)
