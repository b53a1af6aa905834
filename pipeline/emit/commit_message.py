"""The events as a commit message: what a refresh has learnt, in a line, and below it each event in one of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from pipeline.chronicle.event import KINDS, Event, Kind, newest_first
from pipeline.vocabulary.phrases import counted
from pipeline.vocabulary.text import one_line

_SUBJECT: Final = "Refresh"
_LONGEST_SUBJECT: Final = 72
"""What `git log --oneline` shows on a common terminal."""
_MOST_LINES: Final = 100
"""Events that are told one by one; a larger change is for `CHANGES.md`."""
_COUNTED: Final[dict[Kind, tuple[str, str]]] = {
    "began": ("record begun", "records begun"),
    "withdrawn": ("withdrawn", "withdrawn"),
    "appeared": ("appeared at a venue", "appeared at a venue"),
    "retitled": ("retitled", "retitled"),
    "new_version": ("new version", "new versions"),
    "code": ("with code", "with code"),
    "pdf": ("with a PDF", "with a PDF"),
    "rising": ("fast riser", "fast risers"),
    "milestone": ("milestone", "milestones"),
    "matched": ("identified", "identified"),
    "unmatched": ("no longer identified", "no longer identified"),
    "added": ("added", "added"),
    "removed": ("removed", "removed"),
}


def commit_message(events: Iterable[Event], counts_changed: int = 0) -> str:
    """The message for a commit of a refresh in which `events` happened and so many citation counts changed.

    The subject names what matters most first, and leaves out what does not fit in a line; without any news it says
    that details changed. Holds nothing that could be taken for a trailer or a second subject: every title is kept on
    its own line, behind a dash.
    """
    told = newest_first(events)
    counts = [counted(counts_changed, "count changed", "counts changed")] if counts_changed else []
    subject = _subject(in_numbers(told) + counts)
    lines = [f"- {one_line(event.title) or 'untitled'}: {one_line(event.text)}" for event in told]
    if more := len(lines) - _MOST_LINES:
        lines[_MOST_LINES:] = [f"- and {counted(more, 'more event', 'more events')}"] if more > 0 else []
    return "\n".join([subject, *(["", *lines] if lines else [])]) + "\n"


def in_numbers(events: Iterable[Event]) -> list[str]:
    """How many events there are of each kind, in words: `2 milestones`."""
    kinds = Counter(event.kind for event in events)
    return [counted(kinds[kind], *_COUNTED[kind]) for kind in KINDS if kinds[kind]]


def _subject(parts: list[str]) -> str:
    if not parts:
        return f"{_SUBJECT}: details changed"
    for shown in range(len(parts), 0, -1):
        more = [] if shown == len(parts) else ["and more"]
        subject = f"{_SUBJECT}: {', '.join([*parts[:shown], *more])}"
        if len(subject) <= _LONGEST_SUBJECT:
            break
    return subject
