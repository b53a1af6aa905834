"""PURE: outcomes of matching, counted as `../shared/eval/README.md` counts them.

accepted and the right paper                              true positive
accepted and another one, or the right one is withheld    false positive
not accepted although it is there                         false negative

Precision = TP / (TP + FP), recall = TP / all titles that are not withheld, F0.5 = 1.25 P R / (0.25 P + R).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

NICKNAME: Final = "a nickname"
KINDS: Final[Mapping[str, str]] = {
    "identical": "identical",
    "same_after_normalising": "same after folding",
    "typo_or_small_edit": "small edit",
    "prefix_dropped": "prefix or subtitle dropped",
    "subtitle_dropped": "prefix or subtitle dropped",
    "truncated": "prefix or subtitle dropped",
    "extra_prefix": "prefix or suffix added",
    "extra_suffix": "prefix or suffix added",
    "reworded_slightly": "reworded",
    "words_subset": "only some of the words",
    "acronym_or_nickname_only": NICKNAME,
    "renamed_or_reworded": "renamed",
    "different": "renamed",
    "matches_other_known_title": "renamed",
}
"""The data's words for how a listed title differs from its record's, as they are printed."""

ABSENT: Final = "not there"
NAME_WORDS: Final = 3
"""A listed title of so few words may be no more than a name (`Ring Attention`, `Large World Model`)."""


class Outcome(NamedTuple):
    """What came of one title. `first` tells whether the right paper was accepted, or is the first candidate in
    review."""

    title: str
    kind: str
    withheld: bool
    accepted: bool
    right: bool
    first: bool

    @property
    def printed_kind(self) -> str:
        return ABSENT if self.withheld else KINDS[self.kind]


class Score(NamedTuple):
    """Titles by outcome. `there` are those whose paper is not withheld."""

    titles: int
    there: int
    right: int
    wrong: int
    first: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0

    @property
    def f_half(self) -> float:
        weighed = 0.25 * self.precision + self.recall
        return 1.25 * self.precision * self.recall / weighed if weighed else 0.0

    @property
    def right_or_first(self) -> float:
        return self.first / self.there if self.there else 1.0


def scored(outcomes: Iterable[Outcome]) -> Score:
    every = list(outcomes)
    there = [one for one in every if not one.withheld]
    right = sum(one.accepted and one.right for one in there)
    return Score(
        titles=len(every),
        there=len(there),
        right=right,
        wrong=sum(one.accepted for one in every) - right,
        first=sum(one.first for one in there),
    )


def by_kind(outcomes: Iterable[Outcome]) -> dict[str, Score]:
    """One score for each kind of difficulty, the easiest first."""
    every = list(outcomes)
    kinds = [*dict.fromkeys(KINDS.values()), ABSENT]
    return {kind: scored(found) for kind in kinds if (found := [one for one in every if one.printed_kind == kind])}


def more_than_a_name(outcome: Outcome) -> bool:
    return len(outcome.title.split()) > NAME_WORDS


# ---- floors --------------------------------------------------------------------------------------------------------


class Floor(NamedTuple):
    """One figure, the least that it may be, and what it is."""

    what: str
    least: float
    reached: float

    @property
    def ok(self) -> bool:
        return self.reached >= self.least


def floors(outcomes: Iterable[Outcome]) -> list[Floor]:
    """What the whole set must reach; set just under what was measured on 2026-11-25."""
    every = list(outcomes)
    whole = scored(every)
    longer = scored(one for one in every if more_than_a_name(one))
    named = scored(one for one in every if KINDS[one.kind] != NICKNAME)
    return [
        Floor("precision", 0.998, whole.precision),
        Floor("recall", 0.84, whole.recall),
        Floor("F0.5", 0.96, whole.f_half),
        Floor("right paper accepted or first in review", 0.92, whole.right_or_first),
        Floor(f"F0.5, listed titles of more than {NAME_WORDS} words", 0.975, longer.f_half),
        Floor("F0.5, all kinds but nicknames", 0.965, named.f_half),
    ]


def floors_in_context(outcomes: Iterable[Outcome]) -> list[Floor]:
    """The same where an entry tells more than its title; set just under what was measured on 2026-11-30."""
    whole = scored(outcomes)
    return [
        Floor("precision, with tags, dates and authors", 0.998, whole.precision),
        Floor("recall, with tags, dates and authors", 0.9, whole.recall),
    ]
