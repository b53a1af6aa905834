"""One identifier under two titles."""

from __future__ import annotations

import pytest

from pipeline.auditing.findings import Audited, Evidence
from pipeline.auditing.judge import Judge
from pipeline.auditing.shared import with_shared
from pipeline.auditing.stems import is_by
from pipeline.models import PaperId
from tests.auditing.samples import OTHER, RARITY, TITLE, entry

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
