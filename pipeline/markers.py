"""PURE: where a README keeps the list: between two markers, and only where Markdown takes them for what they are.

A marker is an HTML comment alone on its line, at the left margin and outside every other block. One that stands in a
code block, a code span or the middle of a sentence is being talked about, and does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.errors import PapersError

START = "<!-- catalogue:start -->"
END = "<!-- catalogue:end -->"

_MEANT = re.compile(r"<!--\s*catalogue:(?:start|end)\b")
_BLOCKS = MarkdownIt("commonmark").disable("inline")
"""Parses blocks only: a tenth of the time, and no marker is an inline."""


class Markers(NamedTuple):
    """The lines on which the two markers stand, counted from 0; a line ends with CR LF, CR or LF."""

    start: int
    end: int


def find_markers(readme: str) -> Markers | None:
    """Where the markers are, or None if there are none.

    Raises PapersError for markers that are damaged, doubled, reversed or alone: what to replace would be a guess. Its
    message speaks of "it": the caller knows the file and names it.
    """
    found = list(_markers(readme))
    if not found:
        return None
    if [marker for marker, _ in found] != [START, END]:
        seen = ", ".join(f"{marker} in line {line + 1}" for marker, line in found)
        raise PapersError(f"it must hold {START} once and {END} once after it, but holds {seen}; mend it")
    return Markers(*(line for _, line in found))


def _markers(readme: str) -> Iterator[tuple[str, int]]:
    for token in _BLOCKS.parse(readme.removeprefix("\ufeff")):
        if token.type == "html_block" and _MEANT.search(token.content):
            yield _marker(token)


def _marker(token: Token) -> tuple[str, int]:
    first_line = token.map[0] if token.map else 0
    comment = token.content.strip()
    if comment not in {START, END} or token.level > 0:
        raise PapersError(
            f"it holds a damaged catalogue marker in the block at line {first_line + 1};"
            f" write {START} or {END} alone on its line, at the left margin, after an empty line"
        )
    return comment, first_line
