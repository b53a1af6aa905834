"""PURE: what Markdown takes for one paragraph, though only its first line is a title: fields, names or prose below it.

- Title: …
  Authors: …
  Link: https://…
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.reading.blocks import Block, Listing, Paragraph, Point, lines_of
from pipeline.reading.bylines import credits_in
from pipeline.reading.citations import reference
from pipeline.reading.labels import is_label
from pipeline.reading.spans import BREAK, Span, plain
from pipeline.reading.tags import is_known_venue, trailing_tag
from pipeline.reading.titles import looks_like_title

_TITLE = re.compile(r"\s*(?:paper(?: title)?|title)\s*[:：]\s*(?=\S)", re.IGNORECASE)
_CREDIT = (
    r"authors?|venues?|conf(?:erence)?|journal|publi(?:cation(?: year| date)?|shed(?: in)?)"
    r"|(?:years?|dates?)(?: of publication)?|作者|会议|期刊|发表|年份"
)
_FIELD = re.compile(
    rf"\s*(?:(?P<credit>{_CREDIT})|links?|urls?|papers?|pdf|arxiv|doi|code|github|project(?: page)?|website"
    r"|abstract|summary|notes?|keywords?|tags?|tl;?dr|institut\w*|affiliations?|论文|代码|链接|摘要|简介)\s*[:：]",
    re.IGNORECASE,
)
_FEWEST_FIELDS = 2
_FEWEST_SENTENCE_WORDS = 4
_SENTENCE_ENDS = (".", "!", "?", "。")


class Unwrapped(NamedTuple):
    """The spans of the title's own lines, and the lines below them as blocks."""

    said: tuple[Span, ...]
    below: tuple[Block, ...] = ()


class _Line(NamedTuple):
    line: int
    said: tuple[Span, ...]


def unwrapped(paragraph: Paragraph) -> Unwrapped:
    """A paragraph that begins with a title, with the fields or the prose on its other lines apart."""
    if not any(part.wraps or part == BREAK for part in paragraph.said):
        return Unwrapped(paragraph.said)
    lines = [_Line(paragraph.line + offset, said) for offset, said in lines_of(paragraph.said)]
    if not lines:  # nothing but breaks
        return Unwrapped(paragraph.said)
    return _fields_apart(lines) or _names_apart(lines) or _prose_apart(lines) or Unwrapped(paragraph.said)


def fields_of(paragraph: Paragraph) -> Unwrapped | None:
    """The same for a paragraph that says itself that its first line is a title; None for any other."""
    if not _TITLE.match(plain(paragraph.said)):
        return None
    return _fields_apart([_Line(paragraph.line + offset, said) for offset, said in lines_of(paragraph.said)])


def _fields_apart(lines: Sequence[_Line]) -> Unwrapped | None:
    """Cut at the first field, if there are several, or one that names authors or venue, or the title is one itself."""
    found = [_FIELD.match(plain(each.said)) for each in lines[1:]]
    fields = [field for field in found if field]
    titled = _TITLE.match(plain(lines[0].said)) if lines else None
    if not fields or not (titled or len(fields) >= _FEWEST_FIELDS or fields[0]["credit"]):
        return None
    first = 1 + next(number for number, field in enumerate(found) if field)
    title = _without_start(lines[0].said, titled.end() if titled else 0)
    said = (*title, *(part for each in lines[1:first] for part in (Span(" "), *each.said)))
    return Unwrapped(said, tuple(_field(each) for each in lines[first:]))


def _names_apart(lines: Sequence[_Line]) -> Unwrapped | None:
    """Cut behind a first line that is a title, where the second holds the names of its authors and no more than labels
    besides. A title that ends in a comma, or in names itself, may go on."""
    title = plain(lines[0].said)
    labelled = all(is_label(part.text) for each in lines[1:2] for part in each.said if part.url)
    names = plain(part for each in lines[1:2] for part in each.said if part.url is None)
    credited = credits_in(names) if labelled else None
    if credited is None or not credited.authors or title.rstrip().endswith((",", "，", " and", " &")):
        return None
    if credits_in(title) or reference(title):
        return None
    return Unwrapped(lines[0].said, tuple(_field(each) for each in lines[1:]))


def _field(line: _Line) -> Block:
    """A field that holds nothing but links is a bullet of links."""
    words = plain(part for part in line.said if part.url is None)
    links = [part for part in line.said if part.url]
    paragraph = Paragraph(line.line, line.said)
    if links and is_label(words) and all(is_label(part.text) for part in links):
        return Listing(line.line, (Point(line.line, (paragraph,)),))
    return paragraph


def _without_start(said: Sequence[Span], size: int) -> tuple[Span, ...]:
    """The spans without the first `size` characters, none of which is in a link."""
    rest: list[Span] = []
    for part in said:
        cut = min(size, len(part.text))
        size -= cut
        if cut < len(part.text):
            rest.append(part._replace(text=part.text[cut:]))
    return tuple(rest)


def _prose_apart(lines: Sequence[_Line]) -> Unwrapped | None:
    """Cut behind a first line that ends with its venue or a full stop, where a sentence follows that links nowhere."""
    title = plain(lines[0].said) if len(lines) > 1 else ""
    behind = " ".join(plain(each.said) for each in lines[1:])
    linked = any(part.url for each in lines for part in each.said)
    ends = title.endswith((".", "。")) or trailing_tag(title) is not None
    credited = credits_in(title)
    named = credited is not None and (credited.authors or (credited.tag and is_known_venue(credited.tag.text)))
    if linked or not ends or named or not _is_sentence(behind):
        return None
    prose = tuple(
        part for number, each in enumerate(lines[1:]) for part in ((Span(" "),) if number else ()) + each.said
    )
    return Unwrapped(lines[0].said, (Paragraph(lines[1].line, prose),))


def _is_sentence(text: str) -> bool:
    words = text.split()
    if len(words) < _FEWEST_SENTENCE_WORDS or not text[0].isupper() or not text.endswith(_SENTENCE_ENDS):
        return False
    return not looks_like_title(text.rstrip("".join(_SENTENCE_ENDS))) and credits_in(text) is None
