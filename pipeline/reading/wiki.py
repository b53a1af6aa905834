"""PURE: what note-taking programs write: `[[path|Title]]` and `[[Title]]` for a link to a note, and `#tags` behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from pipeline.reading.bold import CHECKBOX
from pipeline.reading.labels import is_label
from pipeline.reading.marks import without_marks
from pipeline.reading.spans import Span
from pipeline.reading.tags import parse_tag

_LINK = re.compile(r"\[\[(?:(?P<path>[^\[\]|]+)\|)?(?P<name>[^\[\]|]+)\]\]")
_HASHTAG = re.compile(r"#[^\W\d][\w/-]*")
_FEWEST_WORDS = 3
"""A link without a path has so many words, or it is a label, a name or a mark in brackets."""


class Untagged(NamedTuple):
    """The spans of a line without the tags that close it, and those tags."""

    said: tuple[Span, ...]
    hashtags: str = ""


def with_title(parts: Sequence[Span]) -> tuple[Span, ...]:
    """The spans, with the link to a note that opens them as a title that is marked as such."""
    head = parts[0] if parts else Span("")
    text = without_marks(CHECKBOX.sub("", head.text))
    found = _LINK.match(text) if head.url is None and not head.strong else None
    if found is None or not (found["path"] or _is_title(found["name"])):
        return tuple(parts)
    rest = text[found.end() :]
    return (Span(found["name"].strip().removesuffix(".md"), strong=True), *([Span(rest)] if rest else []), *parts[1:])


def without_hashtags(parts: Sequence[Span]) -> Untagged:
    """The tags stand behind a title that is marked as such; of any other they may be the last words."""
    last = parts[-1] if len(parts) > 1 else Span("")
    marked = bool(parts) and (parts[0].strong or parts[0].url is not None)
    if not marked or last.url is not None or last.strong:
        return Untagged(tuple(parts))
    size = len(list(takewhile(_HASHTAG.fullmatch, reversed(last.text.split()))))
    before, *tags = ["", *last.text.rsplit(maxsplit=size)][-size - 1 :]
    rest = [last._replace(text=before)] if before.strip() else []
    return Untagged((*parts[:-1], *rest), " ".join(tags)) if tags else Untagged(tuple(parts))


def _is_title(name: str) -> bool:
    return len(name.split()) >= _FEWEST_WORDS and not is_label(name) and parse_tag(name) is None
