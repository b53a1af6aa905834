"""Outside text and addresses, escaped so that Markdown shows them as what they are and does nothing else with them.

The rules are CommonMark's (https://spec.commonmark.org/0.31.2/), plus those of code hosts that act on plain text:
tables, strikethrough, formulas, bare addresses, mentions, references to issues, emoji names and Liquid's braces.
Nothing here is fit for the inside of an HTML tag, nor for a code span or block.
"""

from __future__ import annotations

import re

from pipeline.vocabulary.addresses import web_address
from pipeline.vocabulary.text import one_line

_BREAK = "\u200b"
"""Stands between two characters that a host would read together; `one_line` leaves none that came from outside."""

_READ_TOGETHER = re.compile(r"[@#](?=\w)|:(?=//|[\w+-]+:)|[wW]{3}(?=\.)")
_ESCAPES = (
    {character: f"\\{character}" for character in "\\`*_[]#~!"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "{": "&#123;", _BREAK: "&#8203;"}
    | {"$": "&#8203;\\$"}  # hosts look for formulas after backslashes are gone: only the break before it stops them
)
_ESCAPED = re.compile(f"[{re.escape(''.join(_ESCAPES))}]")
_STARTS_A_BLOCK = re.compile(r"^(?:(?=[-+=])|([0-9]{1,9})(?=[.)]))")


def escape_text(text: str) -> str:
    """The text as inline Markdown on one line, safe at the start of a line, in a link, a heading or a table cell.

    Rendered, it reads as `one_line(text)`, but for zero-width spaces where a host would link, ping or replace. Empty
    if there is nothing to see.
    """
    apart = _READ_TOGETHER.sub(rf"\g<0>{_BREAK}", one_line(text))
    return _STARTS_A_BLOCK.sub(r"\1\\", _ESCAPED.sub(lambda match: _ESCAPES[match[0]], apart))


def link(label: str, url: str | None) -> str:
    """A link that shows `label`, or the escaped label alone where `url` is none that `safe_url` lets through."""
    target = safe_url(url) if url else None
    return f"[{escape_text(label)}]({target})" if target else escape_text(label)


def safe_url(url: str) -> str | None:
    """The address as a Markdown link destination, or None if it is not http or https with a host.

    Whatever could end the destination or be read as Markdown is percent-encoded; nothing is decoded or normalised.
    """
    address = web_address(url)
    return address.replace("&", "&amp;") if address else None
