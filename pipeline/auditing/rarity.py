"""PURE: which words say something in this list, and which stand in every other title.

In a list on federated learning two titles that share `federated` and `learning` share nothing. So a word weighs the
more the fewer titles of the list have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log
from typing import NamedTuple

from pipeline.matching.normalise import content_words, fold

_STEM = 6
"""Words that agree in so many letters count as one: jailbreak and jailbreaking, optimizing and optimization."""
_SHORTEST_ACRONYM = 3
"""Two letters in a row are the initials of some two words in too many titles."""


class Rarity(NamedTuple):
    """In how many of so many titles each stem stands."""

    titles: int
    bearing: Mapping[str, int]

    @classmethod
    def of(cls, titles: Iterable[str]) -> Rarity:
        stems = [set(map(_stem, content_words(title))) for title in titles]
        return cls(len(stems), Counter(stem for each in stems for stem in each))

    def weight(self, word: str) -> float:
        """How much a word says: always more than 0, most for a word that the list has nowhere."""
        return log((self.titles + 2) / (self.bearing.get(_stem(word), 0) + 1))

    def shared(self, one: str, other: str) -> float:
        """The share of what the shorter title says that the other one says too, from 0 to 1.

        A word that the other title spells out by its words' initials, as `RAG` does, counts as said there.
        """
        ours, theirs = _words(one), _words(other)
        said = max(self._said(ours, theirs, other), self._said(theirs, ours, one))
        shortest = min(self._sum(ours), self._sum(theirs))
        return min(said / shortest, 1.0) if shortest else 0.0

    def _said(self, words: Iterable[str], others: Iterable[str], title: str) -> float:
        stems, initials = set(map(_stem, others)), _initials(title)
        return self._sum(word for word in words if _stem(word) in stems or _abbreviates(word, initials))

    def _sum(self, words: Iterable[str]) -> float:
        return sum(map(self.weight, words))


def spells_out(title: str, name: str) -> bool:
    """Whether the initials of all words that say something in the title make up a word of `name`: RAFT is
    retrieval-augmented fine-tuning."""
    initials = "".join(word[0] for word in content_words(title))
    return len(initials) >= _SHORTEST_ACRONYM and initials in fold(name).split()


def _words(title: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(content_words(title)))


def _stem(word: str) -> str:
    return word[:_STEM] if len(word) > _STEM else word.removesuffix("s")


def _initials(title: str) -> str:
    return "".join(word[0] for word in fold(title).split())


def _abbreviates(word: str, initials: str) -> bool:
    letters = word.removesuffix("s")
    return len(letters) >= _SHORTEST_ACRONYM and letters in initials
