"""Keys to cite by: readable, one for each paper, and the same tomorrow."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.emit.citation_keys import bibtex_keys, keyed
from pipeline.models import Author, Catalogue, Ids, Paper, Provenance
from tests.emit.exported import BARE, EXPORTED, HOSTILE, PREPRINT
from tests.emit.samples import LIGHTSEQ, VLLM


def paper(name: str, day: int, **changes: object) -> Paper:
    """A paper by Charlie Chen of 2023 that entered on that day of a month."""
    entered = {"title": Provenance(source="arxiv", as_of=date(2026, 11, day))}
    return PREPRINT.model_copy(update={"id": name, "provenance": entered, **changes})


def test_a_key_says_who_when_and_what() -> None:
    assert bibtex_keys(EXPORTED.papers) == {
        LIGHTSEQ.id: "li2023lightseq",
        VLLM.id: "kwon2023efficient",
        HOSTILE.id: "altinbuken2023hostile",
        BARE.id: "anonymousslora",
        PREPRINT.id: "chen2023speculative",
    }


def test_a_preprint_keeps_its_key_when_a_conference_prints_it_under_another_title() -> None:
    preprint = paper("lightseq-parallelism", 1)
    printed = preprint.model_copy(update={"venue": "COLM", "year": 2024, "title": "DISTFLASHATTN"})
    assert bibtex_keys([preprint]) == bibtex_keys([printed]) == {preprint.id: "chen2023lightseq"}


def test_old_arxiv_identifiers_tell_their_year() -> None:
    old = paper("higgs", 1, ids=Ids(arxiv="hep-th/9711200"), year=1998)
    assert bibtex_keys([old])[old.id] == "chen1997higgs"


def test_papers_added_later_change_no_key_wherever_they_stand() -> None:
    first, second = paper("serving-models", 2), paper("serving-graphs", 3)
    earlier = bibtex_keys([first, second])
    assert earlier == {first.id: "chen2023serving", second.id: "chen2023servinggraphs"}
    later = [paper("serving-all", 9), second, paper("serving", 9), first]
    keys = bibtex_keys(later)
    assert {name: keys[name] for name in earlier} == earlier
    assert len(set(keys.values())) == len(later)


def test_a_key_once_given_stays_whatever_is_learnt_and_whoever_leaves() -> None:
    first, second = paper("serving-models", 2), paper("serving-graphs", 3)
    given = keyed(Catalogue(title="t", papers=(first, second))).papers
    assert [one.key for one in given] == ["chen2023serving", "chen2023servinggraphs"]
    learnt = given[1].model_copy(update={"year": 2022, "authors": (Author(name="Di Moss"),)})
    assert bibtex_keys([learnt]) == {second.id: "chen2023servinggraphs"}
    newcomer = paper("serving-all", 1)
    assert bibtex_keys([newcomer, learnt, given[0]])[newcomer.id] == "chen2023servingall"


def test_a_key_that_two_papers_claim_is_one_paper_s() -> None:
    first, second = (paper(name, day, key="chen2023serving") for name, day in (("serving-a", 2), ("serving-b", 3)))
    for order in ([first, second], [second, first]):
        assert bibtex_keys(order) == {first.id: "chen2023serving", second.id: "chen2023servingb"}


def test_a_paper_that_is_not_settled_has_no_key() -> None:
    unsettled = paper("serving", 1, key="chen2023serving", status="needs_review")
    assert keyed(Catalogue(title="t", papers=(unsettled,))).papers[0].key is None


def test_what_only_the_list_says_does_not_make_a_paper_older() -> None:
    first, second = paper("serving-models", 2), paper("serving-graphs", 3)
    listed = {**second.provenance, "year": Provenance(source="list", as_of=date(2020, 1, 1))}
    assert bibtex_keys([first, second.model_copy(update={"provenance": listed})])[first.id] == "chen2023serving"


_PAPERS = st.builds(
    paper,
    st.text("ab-1", min_size=1, max_size=5),
    st.integers(1, 3),
    authors=st.lists(st.builds(Author, name=st.text("Aé李{ ,", max_size=5)), max_size=2).map(tuple),
)


@given(st.lists(_PAPERS, max_size=6, unique_by=lambda one: one.id), st.data())
def test_no_key_comes_twice_and_the_order_does_not_matter(papers: list[Paper], data: st.DataObject) -> None:
    keys = bibtex_keys(papers)
    assert len(set(keys.values())) == len(papers)
    assert all(re.fullmatch("[a-z0-9]+", key) for key in keys.values())
    assert bibtex_keys(data.draw(st.permutations(papers))) == keys
