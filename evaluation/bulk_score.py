"""PURE: what bulk matching must reach on the labelled rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from evaluation.matching_score import Floor, Outcome, scored

CLEAN: Final = ("identical", "same after folding", "small edit", "prefix or subtitle dropped")
"""The kinds of difficulty that make up a clean list."""


def floors(outcomes: Iterable[Outcome]) -> list[Floor]:
    """Set just under what was measured on 2026-11-25."""
    every = list(outcomes)
    whole = scored(every)
    clean = scored(one for one in every if one.printed_kind in CLEAN)
    return [
        Floor("precision", 0.998, whole.precision),
        Floor("recall", 0.83, whole.recall),
        Floor("F0.5", 0.958, whole.f_half),
        Floor("precision on clean kinds", 0.998, clean.precision),
        Floor("recall on clean kinds", 0.95, clean.recall),
    ]


def floors_in_context(outcomes: Iterable[Outcome]) -> list[Floor]:
    """The same, for titles that come with what their list tells of them."""
    whole = scored(outcomes)
    return [
        Floor("precision, with tags, dates and authors", 0.998, whole.precision),
        Floor("recall, with tags, dates and authors", 0.87, whole.recall),
    ]
