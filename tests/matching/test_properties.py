"""What holds for any text and any order."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.matching.decide import decide
from pipeline.matching.features import Offered, Printed
from pipeline.matching.group import group
from pipeline.matching.normalise import cuts, fold, key
from pipeline.matching.titles import TitleRelation, compare_titles
from pipeline.models import PaperId, Via
from tests.matching.samples import entry, offers_for, record

TITLE = "Tidepool Scheduling of Preemptible Training Jobs"


@given(st.text())
def test_any_text_folds_and_what_is_folded_stays(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert key(fold(text)) == key(text)


@given(st.from_regex(r"[A-Za-z0-9 :–-]{1,40}", fullmatch=True))
def test_digits_survive(text: str) -> None:
    assert [c for c in key(text) if c.isdigit()] == [c for c in text if c.isdigit()]


@given(st.text(min_size=1), st.text(min_size=1), st.text())
def test_no_text_makes_a_decision_fail(listed: str, printed: str, name: str) -> None:
    at = entry(listed, authors=(name,))
    decision = decide(at, offers_for(at, record(printed, name, venue=name)))
    assert bool(decision.accepted) is (decision.verdict in ("exact", "strong", "renamed"))


@pytest.mark.parametrize("linked", [None, "2104.00011"])
def test_the_order_of_the_offers_never_matters(linked: str | None) -> None:
    on_offer = [
        record(TITLE, "Dee Marsh", source="arxiv", year=2021, arxiv="2104.00011"),
        record(TITLE, "Dee Marsh", year=2021, arxiv="2104.00011", corpus_id="1"),
        record(TITLE, "Eli Shore", year=2024, arxiv="2408.00012"),
        record(f"{TITLE}: A Survey", "Eli Shore"),
    ]
    at = entry(TITLE, arxiv=linked)
    decisions = [decide(at, offers_for(at, *order)) for order in permutations(on_offer)]
    assert {decision.verdict for decision in decisions} == {"exact" if linked else "ambiguous"}
    assert all(set(one.accepted) == set(decisions[0].accepted) for one in decisions)
    assert all(one.day == date.min for one in decisions[0].accepted)


def test_works_of_one_title_stand_in_one_order_and_give_one_reason() -> None:
    at = entry(TITLE, authors=("Dee Marsh",), year=2021)
    on_offer = [
        record(TITLE, "Dee Marsh", year=2009, arxiv="0904.00011"),
        record(TITLE, "Eli Shore", year=2021, arxiv="2108.00012"),
        record(TITLE, "Fay Brook", year=2012, arxiv="1208.00013"),
    ]
    decisions = [decide(at, offers_for(at, *order)) for order in permutations(on_offer)]
    assert len(decisions[0].candidates) == len(on_offer)
    assert all(decision == decisions[0] for decision in decisions)


def test_neither_a_work_nor_the_order_inside_it_depends_on_the_order_of_the_offers() -> None:
    arxiv, doi = PaperId("arxiv", "2104.00011"), PaperId("doi", "10.1/tidepool")
    on_offer: list[tuple[Printed, Via]] = [
        (Printed(TITLE, ids=(arxiv,), source="semantic_scholar"), "title"),
        (Printed(TITLE, 2021, ids=(arxiv,), source="arxiv"), "title"),
        (Printed(TITLE, ids=(arxiv,), source="arxiv"), "title"),
        (Printed(TITLE, 2021, ids=(arxiv, doi), source="semantic_scholar"), "title"),
        (Printed(TITLE, 2021, ("Dee Marsh",), "SOSP", (doi,), "snapshot"), "link"),
    ]
    orders = [[Offered(place, *one) for place, one in enumerate(order)] for order in permutations(on_offer)]
    works = [[(one.printed, one.via) for one in work] for order in orders for work in group(order)]
    assert len(works) == len(orders)
    assert all(work == works[0] for work in works)
    assert set(works[0]) == {*on_offer} - {on_offer[2]}  # of one record offered twice, the one that says more


@pytest.mark.parametrize("title", ["\\verb", "Queues \\verb", "\\" + "{" * 3000], ids=["verb", "in a title", "braces"])
def test_tex_that_its_parser_cannot_bear_is_folded_as_it_stands(title: str) -> None:
    assert fold(title) == " ".join("".join(c if c.isalnum() else " " for c in title.casefold()).split())


def test_of_thousands_of_colons_the_first_few_part_a_title() -> None:
    pairs = cuts(": ".join(["ebb"] * 5_000))
    assert [name.count("ebb") for name, _ in pairs] == list(range(1, len(pairs) + 1))
    assert 2 < len(pairs) < 20


def test_a_hundred_thousand_blanks_in_a_title_take_no_time() -> None:
    title = f"Ebb and Flow{' ' * 100_000}of Tidepools"
    assert cuts(f"{title}: A Study") == (("Ebb and Flow of Tidepools", "A Study"),)
    assert compare_titles(title, f"{title} (extended)").relation is TitleRelation.NOTE
