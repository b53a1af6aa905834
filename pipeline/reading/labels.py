"""PURE: which words label a link (`[link]`, `[[pdf]]`, `(code)`) and are no part of a title."""

from __future__ import annotations

import re

_WORDS = frozenset(
    "abs abstract acl acm appendix article artifact artifacts artefact arxiv bib bibtex blog cite code colab data "
    "dataset datasets demo dl docs doc doi download extended full github gitlab hf here homepage html huggingface ieee "
    "implementation journal link links mirror model models news notebook notes official openreview page pages paper "
    "papers pdf pdfs poster post prepub preprint presentation project ps pub publication report repo repository review "
    "site slide slides software source sources supp supplement supplementary talk text thread tool tutorial tweet url "
    "usenix version video videos web webpage website weights youtube personal reading talks".split()
)
_BETWEEN = frozenset("a and at for in my of on our the to via".split())
_LOST = (
    r"(?:link|paper|pdf|code|slides?|video|talk|poster|arxiv|doi|url|website|project|blog|github|bibtex|abs|html|demo)"
)
_LOST_LABEL = rf"{_LOST}(?:[\s/&+]+{_LOST})?(?:\s?\d)?"
_PLACEHOLDER = re.compile(rf"\[\s*\[?\s*{_LOST_LABEL}\s*\]?\s*\]", re.IGNORECASE)
_IN_PARENTHESES = re.compile(rf"\(\s*{_LOST_LABEL}\s*\)\s*$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|arxiv[:\s]\s?\d|doi:", re.IGNORECASE)


def is_label(text: str) -> bool:
    """Whether a link's text only labels it: words like `pdf`, brackets around it, an address, or nothing to read."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return is_bracketed(text) or not words or bool(_ADDRESS.match(text)) or _are_label_words(words)


def is_bracketed(text: str) -> bool:
    """Whether the text is one bracket, as in `[[link]](…)`, or a picture that was linked."""
    return text.startswith("[") and text.endswith("]")


def without_brackets(label: str) -> str:
    """`link` of `[link]`."""
    return label[1:-1].strip() if is_bracketed(label) else label


def first_placeholder(text: str) -> re.Match[str] | None:
    """The first label in square brackets that has lost its target: `[link]`, `[[pdf]]`, `[slides]`."""
    return _PLACEHOLDER.search(text)


def without_placeholders(text: str) -> str:
    """The text without labels that have no target: in square brackets anywhere, in parentheses at its end."""
    return _IN_PARENTHESES.sub("", _PLACEHOLDER.sub("", text))


def _are_label_words(words: list[str]) -> bool:
    return any(word in _WORDS for word in words) and all(word in _WORDS or word in _BETWEEN for word in words)
