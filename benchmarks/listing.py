"""PURE: works as a Markdown reading list in the dialect of the shipped one, with sections, tags and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.works import Work

TO_A_SECTION = 40
_MARKUP = re.compile(r"([\\`*_\[\]<>#&])")


class Listing(NamedTuple):
    """The list's text, and which work stands on which line."""

    text: str
    by_line: dict[int, Work]


def listing(works: Sequence[Work]) -> Listing:
    """One bullet for each work, in order; every third with a note below."""
    lines, by_line = ["# A list to measure by"], dict[int, Work]()
    for place, work in enumerate(works):
        if place % TO_A_SECTION == 0:
            lines += ["", f"## Section {place // TO_A_SECTION + 1}", ""]
        lines += _bullet(work, noted=place % 3 == 0)
        by_line[len(lines) - (place % 3 == 0)] = work
    return Listing("\n".join([*lines, ""]), by_line)


def _bullet(work: Work, *, noted: bool) -> Iterator[str]:
    yield f"- [{work.tag}] {_escaped(work.title)}" if work.tag else f"- {_escaped(work.title)}"
    if noted:
        yield "  - What a maintainer would say of this paper: its idea in a sentence, and why it is on the list."


def _escaped(title: str) -> str:
    return _MARKUP.sub(r"\\\1", title)
