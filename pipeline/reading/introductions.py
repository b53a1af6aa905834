"""PURE: words between a title and a link that say what the link is, and are no part of the title."""

from __future__ import annotations

import re

from pipeline.reading.labels import is_label
from pipeline.reading.tags import parse_tag

_EDGES = " \t,;:|·.，；："
_LEFT_OPEN = re.compile(r"\s*[\[(（【{](?P<inside>[^\[\]()（）【】{}]{2,60})$")
"""A bracket that a link stands in, with other words before the link."""
_ALSO = re.compile(r"(?:also|see|listed|appears?|cf\.?)\b.{0,30}", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"(?:(?<=[.,;|，。；｜》」\"”])\s*|\s+(?=[\u4e00-\u9fff]))(?P<label>[^\W\d_]{2,15})\s*[:：]\s*$"
)
"""A word with a colon that says what the link behind it is."""


def without_introduction(text: str) -> tuple[str, str]:
    """The text before a link without what only introduces the link, and what of that may say more: `Title (paper: …`,
    `Title [also in …`, `Title 论文：…`, `Title (NeurIPS 2020, …`."""
    opened = _LEFT_OPEN.search(text)
    if opened is None:
        label = _INTRODUCED.search(text)
        return (text[: label.start()], "") if label and is_label(label["label"]) else (text, "")
    inside = opened["inside"].strip(_EDGES)
    introduces = _ALSO.fullmatch(inside) or (is_label(inside) and not parse_tag(inside))
    return text[: opened.start()], "" if introduces else f" ({inside}) "
