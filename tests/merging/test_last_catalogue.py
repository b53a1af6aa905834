"""What stays known of an entry when people have decided something about it."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.matching.decide import Rejection, Ruling
from pipeline.merging.last_catalogue import LastCatalogue
from pipeline.models import Catalogue, Ids, Match, Paper, PaperId, Place, Verdict
from tests.merging.samples import TITLE, entry

IDS = Ids(arxiv="2212.01001", doi="10.5555/36.1")
SAME, ANOTHER = PaperId("doi", "10.5555/36.1"), PaperId("doi", "10.5555/36.2")


def last(verdict: Verdict = "exact", **more: object) -> Catalogue:
    told = {"id": "harbor", "status": "matched", "title": "Harbor", "ids": IDS, "match": Match(verdict=verdict)}
    listed = (Place(title=TITLE, line=1),)
    return Catalogue(title="A list", papers=(Paper.model_validate({"listed": listed} | told | more),))


def known(catalogue: Catalogue, ruling: Ruling | None, **of_entry: Any) -> bool:
    one = entry(**of_entry)
    found = LastCatalogue(catalogue, {one.id: ruling} if ruling else {})
    return one.id in found.known([one])


@pytest.mark.parametrize(
    ("ruling", "stays"),
    [
        (None, True),
        (Ruling(pin=SAME), True),
        (Ruling(pin=ANOTHER), False),
        (Ruling(retired="A talk."), False),
        (Ruling(rejections=(Rejection(SAME),)), False),
        (Ruling(rejections=(Rejection(ANOTHER),)), True),
    ],
)
def test_a_paper_is_forgotten_where_a_person_has_said_otherwise(ruling: Ruling | None, *, stays: bool) -> None:
    assert known(last(), ruling) == stays
    one = entry()
    assert (LastCatalogue(last(), {one.id: ruling} if ruling else {}).paper_of(one) is not None) == stays


def test_what_was_pinned_is_known_only_while_it_is_pinned() -> None:
    assert known(last("pinned"), Ruling(pin=ANOTHER))  # whether the pin is the same, its records tell
    assert not known(last("pinned"), None)


def test_what_is_not_settled_is_not_known() -> None:
    assert not known(last("ambiguous", status="needs_review"), None)


def test_an_entry_is_found_by_its_id_before_its_title() -> None:
    first, second = last().papers[0], last(id="haven", title="Haven").papers[0]
    both = LastCatalogue(Catalogue(title="A list", papers=(first, second)), {})

    assert both.known([entry(), entry(id="new")])["harbor"].titles == ("Harbor",)
    assert both.known([entry(id="new", title=TITLE.upper())])["new"].titles == ("Haven",)
    assert both.known([entry(id="new", title="Harbor")]) == {}
    assert both.papers_of([entry(), entry(id="haven"), entry()]) == [first, second]
