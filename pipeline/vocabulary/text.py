"""PURE: what outside text may not carry unseen into any file: control, bidirectional and other invisible characters,
and Unicode's noncharacters. All that XML 1.0 forbids is among them, or is white space, or a surrogate."""

from __future__ import annotations

import json
import re

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(last - 1)}{chr(last)}" for last in range(0xFFFF, 0x110000, 0x10000))
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0 and C1, save those that are white space
    "\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # bidirectional and format marks
    "\U000e0000-\U000e007f"  # tags
    f"{_NONCHARACTERS}]"
)
"""One such character. The joiners U+200C and U+200D are not among them: they are part of how some scripts are spelt."""

_UNSEEN_IN_JSON = re.compile(f"{INVISIBLE.pattern}|[\x85\u2028\u2029]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """The text with each lone surrogate, which no UTF-8 file can hold, replaced by U+FFFD."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def visible_json(text: str) -> str:
    """JSON with what cannot be seen in it written as escapes, which mean the same."""
    return _UNSEEN_IN_JSON.sub(lambda match: json.dumps(match[0])[1:-1], text)


def one_line(text: str) -> str:
    """The text on one line: white space collapsed, invisible characters dropped. Escapes nothing."""
    if not text.isprintable():  # most text is, and needs no search
        text = INVISIBLE.sub("", encodable(text))
    return " ".join(text.split())
