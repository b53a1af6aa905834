"""PURE: the noun of a line that was taken apart, and the signs that stand between its pieces."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.models import Link
from pipeline.reading.tags import Tag, together

SEPARATORS = " \t,;:|·•→–—/\\-，；：。、｜"
OPENING, CLOSING = "[(（【{<", ")]）】>"
AFTER_TITLE = SEPARATORS + OPENING
EMPTY_BRACKETS = re.compile(r"[\[(（【{<][\s,;|/·&+]*[\])）】}>]")


class Bullet(NamedTuple):
    """`title` is plain text, without tag, labels and the punctuation that belonged to them; empty if there is none.
    `links` are all links of the bullet in their order, `remark` is the prose that follows title and links."""

    title: str
    tag: Tag | None = None
    aliases: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    remark: str = ""
    authors: tuple[str, ...] = ()
    linked: str | None = None
    """The address that the title itself leads to."""


def both(tag: Tag | None, other: Tag | None) -> Tag | None:
    """The tag; a year that stands apart from its venue and the venue become one."""
    if tag is None or other is None or other.venue is None:
        return tag or other
    return together(tag, other) or (other if tag.text == str(other.year) else tag)
