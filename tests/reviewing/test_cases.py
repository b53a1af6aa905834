"""Which entries are asked about, and what each answer writes."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from pipeline.decisions import Rulings
from pipeline.models import Ids, Verdict
from pipeline.reviewing.cases import Case, cases
from tests.emit.samples import HOSTILE
from tests.reviewing.samples import DAY, TITLE, candidate, doubt, entry

TOML = 'x"\n[[retire]]\nentry = "everything"\n\\u0000 \x1b[31m \u202e \'\'\' """'


def the_case(*resolutions: Any) -> Case:
    (case,) = cases(resolutions)
    return case


def read(block: str | None) -> Rulings:
    assert block
    return Rulings.model_validate(tomllib.loads(block))


def test_only_entries_that_need_a_person_are_asked_about() -> None:
    verdicts: tuple[Verdict, ...] = (
        *("exact", "ambiguous", "not_found", "different", "unchecked", "pinned", "retired"),
    )
    queue = cases([doubt(entry(f"Paper {v}", id=v), verdict=v) for v in verdicts])
    assert [case.entry.id for case in queue] == ["ambiguous", "different"]


def test_entries_with_a_candidate_that_comes_near_are_asked_about_first() -> None:
    far = candidate("Anchors for the Training of Networks", ids=Ids(arxiv="2305.01002"))
    queue = cases([doubt(entry(id="far", title="A Study of Networks"), far), doubt(entry(), candidate())])
    assert [(case.entry.id, case.comes_near) for case in queue] == [("harbor", True), ("far", False)]
    linked = far.model_copy(update={"via": "link"})
    assert the_case(doubt(entry(id="far", title="A Study of Networks"), linked)).comes_near


def test_each_answer_is_a_decision_about_this_entry() -> None:
    case = the_case(doubt(entry(), candidate(), candidate("Quarry", ids=Ids(doi="10.5555/1.2"))))
    (pin,) = read(case.accept(2, DAY)).pins
    assert (pin.entry, pin.doi, pin.date) == ("harbor", "10.5555/1.2", DAY)
    assert "Quarry" in pin.reason
    assert [each.arxiv or each.doi for each in read(case.reject(DAY)).rejects] == ["2305.01001", "10.5555/1.2"]
    (retirement,) = read(case.retire(DAY)).retirements
    assert (retirement.entry, retirement.date) == ("harbor", DAY)


@pytest.mark.parametrize("number", [0, 2, 9, -1])
def test_a_number_without_a_candidate_settles_nothing(number: int) -> None:
    assert the_case(doubt(entry(), candidate())).accept(number, DAY) is None


def test_a_candidate_that_nothing_names_cannot_be_chosen() -> None:
    case = the_case(doubt(entry(), candidate(ids=Ids(), year=None)))
    assert (case.accept(1, DAY), case.reject(DAY)) == (None, None)


def test_two_records_that_one_decision_names_are_one_candidate() -> None:
    assert len(the_case(doubt(entry(), candidate(), candidate("Harbor, again"))).candidates) == 1


def test_namesakes_are_settled_together_and_by_their_title() -> None:
    twins = [doubt(entry(id=name, section=(name,)), candidate()) for name in ("harbor-1a2b3c", "harbor-4d5e6f")]
    case = the_case(*twins)
    (pin,) = read(case.accept(1, DAY)).pins
    rulings = read(case.accept(1, DAY))
    assert pin.entry == TITLE
    assert rulings.ruling(entry(id="harbor-9z9z9z", section=("Renamed",)))


@pytest.mark.parametrize("title", [TOML, HOSTILE, "\x00\x1b", "'''"])
def test_a_hostile_title_writes_nothing_but_its_own_decision(title: str) -> None:
    one, other = doubt(entry(title, id="a"), candidate(title)), doubt(entry(title, id="b"), candidate(title))
    for case in (the_case(one), *cases([one, other])):
        for block in (case.accept(1, DAY), case.reject(DAY), case.retire(DAY)):
            rulings = read(block)
            assert len(rulings.pins) + len(rulings.rejects) + len(rulings.retirements) == 1
            assert rulings.ruling(case.entry)
            assert not {"\x00", "\x1b", "\u202e"} & set(block or "")
