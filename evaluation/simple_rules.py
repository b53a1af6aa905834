"""PURE: the rules that other tools go by, each choosing among the very candidates that the resolver was offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio, token_sort_ratio

from pipeline.matching.normalise import fold, key
from pipeline.models import Record


class SimpleRule(NamedTuple):
    """`likeness` of two folded titles, and the least at which the most alike candidate is accepted; None accepts
    whatever came first."""

    name: str
    likeness: Callable[[str, str], float] | None = None
    least: float = 0.0

    def choose(self, title: str, offered: Sequence[Record]) -> Record | None:
        """The record that this rule accepts; of equally alike ones the first."""
        if self.likeness is None or not offered:
            return offered[0] if offered else None
        asked = fold(title)
        scored = [(self.likeness(asked, fold(record.title)), record) for record in offered]
        best = max(scored, key=lambda pair: pair[0])
        return best[1] if best[0] >= self.least else None


def _equal(one: str, other: str) -> float:
    return float(key(one) == key(other))


def _jaccard(one: str, other: str) -> float:
    ours, theirs = set(one.split()), set(other.split())
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def _edits(one: str, other: str) -> float:
    return -float(Levenshtein.distance(one, other))


RULES = (
    SimpleRule("first hit"),
    SimpleRule("equal after folding", _equal, 1.0),
    SimpleRule("word Jaccard at least 0.75", _jaccard, 0.75),
    SimpleRule("token-sort ratio at least 90", token_sort_ratio, 90.0),
    SimpleRule("edit distance at most 4", _edits, -4.0),
    SimpleRule("ratio at least 80", ratio, 80.0),
)
