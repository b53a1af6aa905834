"""One identifier under two titles."""

from __future__ import annotations

import pytest

from pipeline.auditing.findings import Audited, Evidence
from pipeline.auditing.judge import Judge
from pipeline.auditing.shared import with_borrowed, with_shared
from pipeline.auditing.stems import is_by
from pipeline.models import PaperId
from tests.auditing.samples import ARXIV, OTHER, RARITY, TITLE, entry, found, record

PMLR = "https://proceedings.mlr.press/v162/quill22a.html"
OPENREVIEW = "https://openreview.net/forum?id=abcDEF123"
PEOPLE = {"harbor": ("Ada Quill", "Bo Larch"), "quarry": ("Di Moss",)}


def shared(url: str, people: dict[str, tuple[str, ...]], other: str = OTHER) -> list[tuple[str, bool]]:
    entries = [entry(url, line=3), entry(url, title=other, id="quarry", line=9)]
    judge = Judge(RARITY, Evidence({}, {}), {})
    audited = [Audited(entry=one, findings=judge.findings(one)) for one in entries]
    return [(one.verdict, one.needs_a_person) for one in with_shared(audited, people, RARITY)]


def test_the_one_that_the_address_does_not_name_is_wrong() -> None:
    assert shared(PMLR, PEOPLE) == [("ok", False), ("wrong_paper", True)]


def test_where_only_the_wrong_ones_authors_are_known_a_person_looks_at_the_other() -> None:
    assert shared(PMLR, {"quarry": PEOPLE["quarry"]}) == [("unchecked", True), ("wrong_paper", True)]


@pytest.mark.parametrize(("url", "people"), [(PMLR, {}), (OPENREVIEW, PEOPLE)])
def test_where_nothing_tells_a_person_must(url: str, people: dict[str, tuple[str, ...]]) -> None:
    assert shared(url, people) == [("unchecked", True), ("unchecked", True)]


@pytest.mark.parametrize("title", [TITLE, "Harbor", "Anchor: Elastic Checkpointing on Spot Machines"])
def test_two_names_of_one_paper_are_no_contest(title: str) -> None:
    assert shared(PMLR, {}, other=title) == [("unchecked", False), ("unchecked", False)]


def borrowed(first: str, second: str, printed: str = TITLE) -> list[tuple[str, bool]]:
    """Two entries that link to the paper that bears the printed title."""
    entries = [entry(title=first, line=3), entry(title=second, id="quarry", line=9)]
    judge = Judge(RARITY, Evidence({ARXIV: {"arxiv": found(record(printed))}}, {}), {})
    audited = [Audited(entry=one, findings=judge.findings(one)) for one in entries]
    return [(one.verdict, one.needs_a_person) for one in with_borrowed(audited, RARITY)]


@pytest.mark.parametrize("short", ["Rest Is All You Need", "Quarry", "On the Depth of Quarries"])
def test_a_short_name_with_the_link_of_another_entry_is_for_a_person(short: str) -> None:
    assert borrowed(TITLE, short) == [("ok", False), ("unchecked", True)]
    assert borrowed(short, TITLE) == [("unchecked", True), ("ok", False)]


def test_a_short_name_with_the_link_of_a_renamed_entry_is_for_a_person() -> None:
    printed = "Anchor: Elastic Checkpointing on Spot Machines"
    assert borrowed(TITLE, "Quarry", printed) == [("renamed", False), ("unchecked", True)]


def test_a_short_name_with_a_link_of_its_own_is_not() -> None:
    assert borrowed("Pier", "Quarry") == [("unchecked", False), ("unchecked", False)]


def test_two_entries_under_names_of_one_paper_borrow_nothing() -> None:
    assert borrowed("Pier: Elastic Checkpointing for Preemptible Training", "Pier") == [
        ("renamed", False),
        ("unchecked", False),
    ]


@pytest.mark.parametrize(
    ("paper", "names", "expected"),
    [
        (PaperId("pmlr", "v162/quill22a"), ["Ada Quill"], True),
        (PaperId("pmlr", "v162/quill22a"), ["Di Moss"], False),
        (PaperId("usenix", "osdi22/li-zhouhan"), ["Zhuohan Li"], True),
        (PaperId("usenix", "osdi22/yu"), ["Di Moss"], False),
        (PaperId("cvf", "Quill_Harbor_Elastic_CVPR_2020"), ["Ada Quill"], True),
        (PaperId("openreview", "abcDEF123"), ["Ada Quill"], None),
        (PaperId("pmlr", "v162/quill22a"), [], None),
    ],
)
def test_the_surname_in_an_address(paper: PaperId, names: list[str], expected: bool | None) -> None:  # noqa: FBT001  a case
    assert is_by(paper, names) is expected
