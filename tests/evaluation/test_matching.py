"""The measurement of matching counts as its notes say, and a small part of it stays above a floor."""

from __future__ import annotations

import pytest

from evaluation.listed_context import titles_alone
from evaluation.matching import measure
from evaluation.matching_rows import read_known, read_rows
from evaluation.matching_score import ABSENT, Outcome, Score, by_kind, floors, floors_in_context, scored
from evaluation.matching_table import render
from evaluation.simple_rules import RULES
from tests.matching.samples import record
from tests.shared import shared

ONE_ROW_IN, ONE_RECORD_IN = 9, 6
PRECISION, RECALL, RIGHT_OR_FIRST = 0.995, 0.85, 0.94
"""Just under what this part was measured at on 2026-11-25: 1, 0.8611 and 0.9484."""


def outcome(
    *, kind: str = "identical", withheld: bool = False, accepted: bool = False, right: bool = False, first: bool = False
) -> Outcome:
    return Outcome("A Title of Five Words", kind, withheld, accepted=accepted, right=right, first=first)


OUTCOMES = [
    *[outcome(accepted=True, right=True, first=True)] * 6,
    outcome(kind="different", accepted=True),
    outcome(kind="different", first=True),
    outcome(kind="acronym_or_nickname_only"),
    outcome(withheld=True),
    outcome(withheld=True, accepted=True, right=True),
]


def test_outcomes_are_counted_by_hand() -> None:
    score = scored(OUTCOMES)
    assert score == Score(titles=11, there=9, right=6, wrong=2, first=7)
    assert score.precision == pytest.approx(6 / 8)
    assert score.recall == pytest.approx(6 / 9)
    assert score.f_half == pytest.approx(1.25 * 0.75 * (6 / 9) / (0.25 * 0.75 + 6 / 9))
    assert score.right_or_first == pytest.approx(7 / 9)


def test_what_the_list_tells_has_floors_of_its_own() -> None:
    assert [(floor.reached, floor.ok) for floor in floors_in_context(OUTCOMES)] == [(6 / 8, False), (6 / 9, False)]
    assert all(floor.ok for floor in floors_in_context([outcome(accepted=True, right=True)]))


def test_each_kind_has_its_row_and_what_is_withheld_is_a_kind_of_its_own() -> None:
    kinds = by_kind(OUTCOMES)
    assert list(kinds) == ["identical", "a nickname", "renamed", ABSENT]
    assert kinds[ABSENT] == Score(titles=2, there=0, right=0, wrong=1, first=0)
    assert kinds["renamed"].wrong == 1


def test_a_floor_that_is_missed_is_printed_as_missed() -> None:
    missed = floors(OUTCOMES)
    assert [floor.ok for floor in missed if floor.what == "precision"] == [False]
    table = render(by_kind(OUTCOMES), {"ours": scored(OUTCOMES)}, missed, {"arxiv": 3, "semantic_scholar": 40})
    assert "| precision | 0.998 | 0.7500 | MISSED |" in table
    assert "| ours | 0.7500 | 0.6667 | 0.7317 | 0.7778 | 6 | 2 |" in table
    assert "Requests: 3 to arxiv, 40 to semantic scholar." in table


@pytest.mark.parametrize(
    ("title", "chosen_by"),
    [
        ("Ray tracing: deterministic fractals", [True, True, True, True, True, True]),
        ("Ray Tracing Deterministic Fractal", [True, False, False, True, True, True]),
        ("Deterministic Fractals Ray Tracing", [True, False, True, True, False, False]),
        ("Ray Tracing Stochastic Fractals of Sound", [True, False, False, False, False, False]),
    ],
)
def test_each_simple_rule_accepts_what_it_says(title: str, chosen_by: list[bool]) -> None:
    offered = [record("Ray Tracing Deterministic Fractals"), record("Something Else Altogether")]
    assert [rule.choose(title, offered) == offered[0] for rule in RULES] == chosen_by
    assert [rule.choose(title, []) for rule in RULES] == [None] * 6


def test_a_part_of_the_measurement_stays_above_its_floor() -> None:
    pairs, records = shared("eval/pairs.jsonl"), shared("eval/records.jsonl.gz")
    if pairs is None or records is None:
        return
    rows = read_rows(pairs)[::ONE_ROW_IN]
    known = read_known(records, rows, one_in=ONE_RECORD_IN)
    score = scored(measure(rows, titles_alone(rows), known, http=False).outcomes)
    assert score.titles > 300
    assert score.precision >= PRECISION, score
    assert score.recall >= RECALL, score
    assert score.right_or_first >= RIGHT_OR_FIRST, score
