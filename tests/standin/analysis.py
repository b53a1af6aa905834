"""How text becomes the words that both services search by: tokens, stop words, stems."""

from __future__ import annotations

import re
from functools import lru_cache

_LETTER = r"[^\W\d㐀-鿿぀-ゟ]"
_TOKEN = re.compile(
    rf"[㐀-鿿぀-ゟ]|(?:{_LETTER}|\d)+(?:(?:(?<=\d)[.'’](?=\d)|(?<=[^\W\d])[.'’](?=[^\W\d]))(?:{_LETTER}|\d)+)*",
)
"""Unicode word segmentation as far as titles need it (FACTS 1.4): `.` and `'` between two letters or two digits belong
to the token, every other mark separates, and each ideograph stands alone."""

STOP_WORDS = frozenset(
    "a an and are as at be but by for if in into is it no not of on or such "
    "that the their then there these they this to was will with".split(),
)
"""Lucene's list for English, which the `english` analyser of arXiv's title field drops (FACTS 1.4)."""

_SUFFIXES = (
    ("sses", "ss"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("aliti", "al"),
    ("ational", "ate"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("iveness", "ive"),
    ("ement", ""),
    ("ment", ""),
    ("ness", ""),
    ("edli", ""),
    ("ingli", ""),
    ("li", ""),
    ("ing", ""),
    ("ed", ""),
    ("er", ""),
    ("ion", ""),
    ("ive", ""),
    ("al", ""),
    ("e", ""),
)
_SHORTEST_STEM = 3


def tokens(text: str) -> list[str]:
    """Lower-case words of a text in their order, stop words included. Accents stay: titles are not folded."""
    return _TOKEN.findall(text.lower())


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case token; a stop word is its own. Lighter than Porter's stemmer, which the server uses."""
    word = word.removesuffix("'s").removesuffix("’s")
    if word in STOP_WORDS or len(word) <= _SHORTEST_STEM or not word.isalpha():
        return word
    word = _singular(word)
    if word.endswith("y"):
        word = f"{word[:-1]}i"
    for suffix, replacement in _SUFFIXES:
        word = _without(word, suffix, replacement)
    return word


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}i"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without(word: str, suffix: str, replacement: str) -> str:
    if not word.endswith(suffix):
        return word
    root = word[: -len(suffix)]
    long_enough = len(root) >= _SHORTEST_STEM and any(vowel in root for vowel in "aeiouy")
    return root + replacement if long_enough else word
