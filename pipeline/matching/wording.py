"""PURE: the words of a title as they compare: stop words left out, acronyms read alike, endings dropped.

    Training LLMs with Pause Tokens                   ->  train lm paus token
    Training Large Language Models with Pause Tokens  ->  train lm paus token

Their order stays. For comparison only, and cached: a title is read once, however many it is compared with.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from pipeline.matching import rules
from pipeline.matching.cached import TITLES, WORDS
from pipeline.matching.normalise import fold

_ENDINGS = (
    *("ization isation izations izing ising ized ised izer izes ize ise".split()),
    *("ations ation ings ing ions ion ies ers ed er es s y e".split()),
)


@lru_cache(maxsize=TITLES)
def wording(title: str) -> tuple[str, ...]:
    """The stems of the words that count, in order."""
    return tuple(stem(word) for word in _read(title) if word not in rules.STOP_WORDS)


@lru_cache(maxsize=TITLES)
def read_out(title: str) -> str:
    """The folded title with the terms of rules.ACRONYMS in their short form."""
    return " ".join(_read(title))


def read_alike(title: str, other: str) -> bool:
    """Whether the titles are equal but for acronyms or an article at the start, and both speak of large models or
    neither does: `Mitigating Memorization in Language Models` is one paper, and what a list calls `Mitigating
    Memorization in LLMs` another. No two of 170,000 real records differ in such an article."""
    return _without_article(read_out(title)) == _without_article(read_out(other)) and _large(title) == _large(other)


def _without_article(folded: str) -> str:
    first, _, rest = folded.partition(" ")
    return rest if first in _ARTICLES and rest else folded


_ARTICLES = frozenset({"a", "an", "the"})


def _large(title: str) -> int:
    return len(_LARGE.findall(fold(title)))


_LARGE = re.compile(r"\b(?:llm|large language model)s?\b")


def _read(title: str) -> list[str]:
    words = fold(title).split()
    singular = [_singular(word) for word in words]
    if _LENGTHS.keys().isdisjoint(singular):
        return words
    read: list[str] = []
    place = 0
    while place < len(words):
        length, short = _term_at(singular, place)
        read.extend(short or [words[place]])
        place += length
    return read


def _term_at(words: list[str], place: int) -> tuple[int, list[str]]:
    for length in _LENGTHS.get(words[place], ()):
        short = _TERMS.get(tuple(words[place : place + length]))
        if short:
            return length, short
    return 1, []


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 2 and not word.endswith("ss") else word


_TERMS = {tuple(map(_singular, term.split())): short.split() for term, short in rules.ACRONYMS.items()}
_LENGTHS = {
    first: sorted({len(term) for term in _TERMS if term[0] == first}, reverse=True)
    for first in {term[0] for term in _TERMS}
}


@lru_cache(maxsize=WORDS)
def stem(word: str) -> str:
    """The word without a plural or verbal ending; crude on purpose, it only has to be the same on both sides."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word.removesuffix(ending)
    return word


def same_words(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the words of both sides are, one after the other, equal or a slip of the pen apart, or equal but for
    where words are joined."""
    if ours == theirs:
        return True
    if len(ours) == len(theirs) and all(map(spelt_alike, ours, theirs)):
        return True
    return "".join(ours) == "".join(theirs)


def spelt_alike(word: str, other: str) -> bool:
    """Whether two stems are one word, or a slip of the pen apart."""
    if word == other:
        return True
    comparable = word[0] == other[0] and min(len(word), len(other)) >= rules.TYPO_MIN_LETTERS
    near = comparable and OSA.distance(word, other, score_cutoff=rules.TYPO_EDITS) <= rules.TYPO_EDITS
    return near and not are_two_words(word, other)


def are_two_words(word: str, other: str) -> bool:
    """Whether a letter makes another word here, and the rest is the same: microscopic and macroscopic."""
    return any(
        word.startswith(one) and other == another + word.removeprefix(one)
        for pair in rules.A_LETTER_APART
        for one, another in (pair, pair[::-1])
    )
