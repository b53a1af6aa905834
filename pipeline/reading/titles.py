"""PURE: whether a text looks like the title of a paper and not like prose: by its capitals, and by what it is not."""

from __future__ import annotations

import re

from pipeline.reading.bylines import credits_in

_FEWEST_WORDS = 4
_LONGER, _MOST = 4, 0.6
"""Words of so many letters begin with capitals in a title, or most of them do; shorter ones are `of` and `the`."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_PROSE = (".", ",", ";", ":", "。", "，", "；", "：")
_FIELD = re.compile(
    r"(?:key |main |core )?(?:points?|domains?|authors?|affiliations?|institut\w*|organi[sz]ations?|venues?|years?"
    r"|dates?|keywords?|tags?|topics?|tasks?|problems?|ideas?|motivations?|methods?|contributions?|summary|abstract"
    r"|insights?|results?|findings?|limitations?|evaluations?|datasets?|goals?|challenges?|solutions?|approach\w*"
    r"|notes?|takeaways?|tl;?dr|status|implementations?|pros|cons)\s*:",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:Universit\w+|Institute|Laborator\w+|College|Academy|Inc|Corp)\b")


def looks_like_title(text: str) -> bool:
    """Whether a text is long enough for a title and written like one. Titles in small letters are not known so."""
    text = text.strip()
    if len(text.split()) < _FEWEST_WORDS or text.endswith(_PROSE) or _FIELD.match(text) or _PLACE.search(text):
        return False
    longer = [word for word in _WORD.findall(text) if len(word) >= _LONGER]
    capital = sum(any(map(str.isupper, word)) for word in longer)
    return len(longer) > 1 and capital >= _MOST * len(longer) and credits_in(text) is None


def is_remark(text: str) -> bool:
    """Whether a text is a field that says something of a paper: `Key points: …`, `Motivation: …`."""
    return _FIELD.match(text) is not None


def title_words(text: str) -> frozenset[str]:
    """The words of a title, by which another spelling of it is known; a hyphen may be a blank there."""
    return frozenset(_WORD.findall(text.casefold().replace("-", " ")))
