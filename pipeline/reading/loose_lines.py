"""PURE: the lines of a paragraph that no dialect reads, and that may name a paper all the same.

They are to be reported: nothing is read here, a line is but told from prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.reading.addresses import place_of
from pipeline.reading.blocks import Block, Fold, Listing, Paragraph, Shut, Table, lines_of
from pipeline.reading.bullet import read_bullet
from pipeline.reading.evidence import LONGEST_TITLE, speaks_to_reader
from pipeline.reading.items import is_link_line
from pipeline.reading.marks import without_marks
from pipeline.reading.spans import Span, plain
from pipeline.reading.tags import is_known_venue
from pipeline.reading.titles import looks_like_title

_CREDITED = "a paragraph with authors or a venue, and no link to a paper"
_LINKED = "looks like a title, and links to no known place of papers"
_BARE = "looks like a title, and has neither a link nor a venue"
_MOST_BEHIND_LINK = 2
_FEWEST_TITLE_WORDS = 3
_FEWEST_CITED_WORDS = 6
_FULL_STOPS = (".", "。")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Loose(NamedTuple):
    """A line that may name a paper, and why it was not read."""

    line: int
    reason: str


def credited_lines(paragraph: Paragraph) -> tuple[Loose, ...]:
    """The lines of a paragraph that name a paper each with authors or venue, or its first, if the whole of it does. A
    link beside a title may lead to anything, as to slides."""
    lines = [at for at, said in lines_of(paragraph.said) if _credits_paper(said) or _credits_paper(_unlinked(said))]
    if not lines and _credits_paper(paragraph.said):
        lines = [0]
    return tuple(Loose(paragraph.line + at, _CREDITED) for at in lines)


def titled_lines(paragraph: Paragraph) -> tuple[Loose, ...]:
    """The lines of a paragraph that look like titles with links, on the line or on the next, wherever those lead, if
    the first of them is one."""
    lines = tuple(lines_of(paragraph.said))
    titled = [each for each, below in pairwise((*lines, (0, ()))) if _is_linked(each[1], below[1])]
    if not titled or titled[0] != lines[0]:
        return ()
    return tuple(Loose(paragraph.line + at, _LINKED) for at, _ in titled)


def bare_title(paragraph: Paragraph, after: Block | None) -> tuple[Loose, ...]:
    """The first line of a paragraph that is nothing but what looks like a title. What stands over a list, a table or
    the like may be its heading."""
    text = plain(paragraph.said)
    linked = any(part.url for part in paragraph.said)
    heads = isinstance(after, Listing | Table | Fold | Shut)
    return () if linked or heads or not _is_title(text) else (Loose(paragraph.line, _BARE),)


def _is_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and looks_like_title(without_marks(text)) and not speaks_to_reader(text)


def _is_linked(said: Sequence[Span], below: Sequence[Span]) -> bool:
    """Whether a line is a title or a reference that is a link, or a title with links behind it of a word or two, or
    with a line of links below. What leads to another place of the list is a table of contents."""
    links = [part for part in said if part.url]
    if any((part.url or "").startswith("#") for part in links):
        return False
    words = plain(_unlinked(said))
    if not links:
        return _is_title(words) and is_link_line(below)
    first = next(part for part in said if part.text.strip())
    if first.url is None:
        bullet = read_bullet(said)
        closed = not bullet.remark and not plain(said).endswith(_FULL_STOPS)
        return closed and _is_title(bullet.title) and all(map(_is_short, links))
    alone = len(words.split()) <= _MOST_BEHIND_LINK and place_of(first.url) != "here"
    return alone and (_is_title(first.text) or _is_dated(first.text))


def _is_short(link: Span) -> bool:
    return len(link.text.split()) <= _MOST_BEHIND_LINK


def _is_dated(text: str) -> bool:
    """Whether a text is long enough for a reference, and names a year."""
    return len(text.split()) >= _FEWEST_CITED_WORDS and _YEAR.search(text) is not None


def _unlinked(said: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(part for part in said if part.url is None)


def _credits_paper(said: Sequence[Span]) -> bool:
    """Whether words that may be a title stand beside a year with authors or a well-known venue, and no other words but
    one or two behind a title that is a link (`--- Notes: [blog](…)`)."""
    bullet = read_bullet(said)
    others = len(bullet.remark.split()) > (_MOST_BEHIND_LINK if bullet.linked else 0)
    if bullet.tag is None or bullet.tag.year is None or others:
        return False
    credited = bool(bullet.authors) or is_known_venue(bullet.tag.text)
    return credited and len(bullet.title.split()) >= _FEWEST_TITLE_WORDS
