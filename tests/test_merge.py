"""One paper per work, and never a catalogue worse than yesterday's."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from pipeline.emit.catalogue_json import render_catalogue
from pipeline.matching.decide import Rejection, Ruling
from pipeline.merging.gather import Enriched
from pipeline.models import Ids, Links, Paper, PaperId, Record
from tests.merging.samples import (
    DAY,
    LATER,
    OSDI,
    TITLE,
    catalogue_of,
    counts,
    entry,
    from_snapshot,
    preprint,
    published,
    told,
)

BOTH = ("arxiv", "semantic_scholar")
YESTERDAY = catalogue_of(told(preprint(), published()))


def after(*enriched: Enriched, heard: bool = True) -> Paper:
    """What becomes of yesterday's paper a week later."""
    (paper,) = catalogue_of(*enriched, last=YESTERDAY, today=LATER, heard=heard).papers
    return paper


# ---- one paper per work -------------------------------------------------------------------------------------------


def test_a_paper_listed_twice_is_one_paper_with_two_places() -> None:
    places = [entry(line=9), entry(id="wharf", title="Wharf: A Draft", line=4, section=("Serving",))]
    for order in permutations(places):
        (paper,) = catalogue_of(*(told(published(), at=at, verdict="exact") for at in order)).papers
        assert paper.id == "harbor"
        assert [(place.line, place.section) for place in paper.listed] == [(4, ("Serving",)), (9, ())]
        assert paper.former_titles == ("Wharf: A Draft",)


def test_a_title_listed_twice_is_one_paper_even_if_nobody_knows_it() -> None:
    places = [entry(line=9), entry(id="harbor-2", title=TITLE.upper(), line=4)]
    (paper,) = catalogue_of(*(told(at=at, verdict="not_found") for at in places)).papers
    assert (paper.id, paper.title, len(paper.listed)) == ("harbor", TITLE, 2)


def test_places_that_share_no_identifier_directly_are_joined_by_a_third() -> None:
    first = told(published(ids=Ids(corpus_id="7")), at=entry(id="a", line=1))
    second = told(preprint(), at=entry(id="b", title="Another", line=2))
    third = told(published(ids=Ids(corpus_id="7", arxiv="2212.01001")), at=entry(id="c", line=3))
    for order in permutations([first, second, third]):
        assert [paper.id for paper in catalogue_of(*order).papers] == ["a"]


def test_papers_stand_in_the_order_of_the_list_whatever_the_order_given() -> None:
    others = [
        told(published(title=f"Paper {n}", ids=Ids(corpus_id=str(n))), at=entry(f"Paper {n}", id=f"p{n}", line=n))
        for n in range(1, 5)
    ]
    for order in permutations(others):
        assert [paper.id for paper in catalogue_of(*order).papers] == ["p1", "p2", "p3", "p4"]


# ---- no news, no diff ---------------------------------------------------------------------------------------------


def test_a_value_keeps_its_day_while_it_stays_what_it_is() -> None:
    paper = after(told(preprint(), published(citation_count=13), day=LATER))
    assert paper.citations == counts(13, 0, LATER)
    assert {path for path, said in paper.provenance.items() if said.as_of == LATER} == {"citations"}


def test_the_same_answers_give_the_same_bytes() -> None:
    again = catalogue_of(told(published(), preprint(), day=LATER), last=YESTERDAY, today=LATER)
    assert render_catalogue(again) == render_catalogue(YESTERDAY)


# ---- never worse than yesterday -----------------------------------------------------------------------------------


@pytest.mark.parametrize("stale", [False, True])
@pytest.mark.parametrize(
    "records", [(), (from_snapshot(),), (preprint(), published())], ids=["lost", "snapshot", "cached"]
)
def test_when_no_source_answered_nothing_changes_by_a_byte(records: tuple[Record, ...], *, stale: bool) -> None:
    one = told(*records, silent=BOTH, verdict="exact" if records else "unchecked", day=LATER, stale=stale)
    again = catalogue_of(one, last=YESTERDAY, today=LATER, heard=False)
    assert render_catalogue(again) == render_catalogue(YESTERDAY)


@pytest.mark.parametrize(
    "records", [((), ()), ((published(),), ()), ((), (preprint(),))], ids=["neither", "the first", "the second"]
)
def test_a_paper_listed_under_two_titles_stays_one_while_its_records_are_not_at_hand(
    records: tuple[tuple[Record, ...], ...],
) -> None:
    places = [entry(line=4), entry(id="wharf", title="Wharf: A Draft", line=9)]
    known = catalogue_of(*(told(preprint(), published(), at=at, verdict="renamed") for at in places))
    told_again = [
        told(*one, at=at, silent=BOTH, verdict="renamed" if one else "unchecked")
        for at, one in zip(places, records, strict=True)
    ]
    again = catalogue_of(*told_again, last=known, today=LATER, heard=False)
    assert [len(paper.listed) for paper in known.papers] == [2]
    assert render_catalogue(again) == render_catalogue(known)


def test_a_paper_that_was_two_by_mistake_joins_no_others() -> None:
    mixed = catalogue_of(told(published(ids=Ids(arxiv="2212.01001", doi="10.5555/z"))))
    others = [
        told(preprint(title="Harbor: Scheduling Jobs"), at=entry("Harbor: Scheduling Jobs", id="b", line=2)),
        told(
            published(title="Quay: Storing Tensors", ids=Ids(doi="10.5555/z")),
            at=entry("Quay: Storing Tensors", id="c", line=3),
        ),
    ]
    for order in permutations([told(verdict="not_found"), *others]):
        papers = catalogue_of(*order, last=mixed, today=LATER).papers
        assert [paper.title for paper in papers] == [TITLE, "Harbor: Scheduling Jobs", "Quay: Storing Tensors"]


@pytest.mark.parametrize(
    ("records", "silent", "stale_sources"),
    [
        ((preprint(),), ("semantic_scholar",), {"semantic_scholar"}),
        ((published(),), ("arxiv",), {"arxiv"}),
        ((from_snapshot(),), BOTH, set(BOTH)),
        ((), BOTH, set(BOTH)),
    ],
    ids=["arXiv alone", "Semantic Scholar alone", "the snapshot alone", "nobody"],
)
def test_what_a_silent_source_said_stays_and_is_marked(
    records: tuple[Record, ...], silent: tuple[str, ...], stale_sources: set[str]
) -> None:
    before = YESTERDAY.papers[0]
    now = after(told(*records, silent=silent, verdict="exact" if records else "unchecked", day=LATER))
    assert set(now.stale) == {path for path, said in before.provenance.items() if said.source in stale_sources}
    assert now.model_copy(update={"stale": ()}) == before


def test_it_recovers_with_the_first_full_answer() -> None:
    outage = catalogue_of(told(preprint(), silent=["semantic_scholar"], day=LATER), last=YESTERDAY, today=LATER)
    assert outage.papers[0].stale
    recovered = catalogue_of(told(preprint(), published(), day=LATER), last=outage, today=LATER)
    assert render_catalogue(recovered) == render_catalogue(YESTERDAY)


def test_an_outage_of_arxiv_spoils_no_published_year() -> None:
    dated = published(year=2022, published=date(2022, 12, 20))
    tagged = entry(tag="OSDI ‘23", venue="OSDI", year=2023)
    first = catalogue_of(told(preprint(), dated, at=tagged))
    assert (first.papers[0].year, first.papers[0].published) == (2023, None)
    outage = catalogue_of(told(dated, at=tagged, silent=["arxiv"], day=LATER), last=first, today=LATER)
    assert (outage.papers[0].year, outage.papers[0].published) == (2023, None)
    after_it = catalogue_of(told(preprint(), dated, at=tagged, day=LATER), last=outage, today=LATER)
    assert render_catalogue(after_it) == render_catalogue(first)


def test_while_arxiv_is_silent_a_mistaken_tag_does_not_take_over_the_year() -> None:
    tagged = entry(tag="OSDI ‘24", venue="OSDI", year=2024)
    first = catalogue_of(told(preprint(), published(), at=tagged))
    outage = catalogue_of(told(published(), at=tagged, silent=["arxiv"], day=LATER), last=first, today=LATER)
    for paper in (first.papers[0], outage.papers[0]):
        assert (paper.year, paper.published) == (2023, date(2023, 7, 10))
        assert (paper.provenance["year"].source, paper.provenance["year"].as_of) == ("semantic_scholar", DAY)


def test_a_day_outside_the_years_of_today_does_not_stay() -> None:
    paper = after(told(preprint(), published(year=2024, published=None), day=LATER))
    assert (paper.year, paper.published) == (2024, None)


def test_a_field_that_a_source_no_longer_tells_stays_unmarked() -> None:
    paper = after(told(preprint(), published(citation_count=None, influential_citation_count=None), day=LATER))
    assert (paper.citations, paper.stale) == (counts(12, 0, DAY), ())


def test_a_stale_answer_is_marked_and_loses_nothing() -> None:
    now = after(told(preprint(), published(), silent=BOTH, stale=True))
    assert now.model_copy(update={"stale": ()}) == YESTERDAY.papers[0]
    assert set(now.stale) == set(now.provenance)


def test_a_match_stands_when_nobody_finds_the_paper_any_more() -> None:
    assert after(told(verdict="not_found", day=LATER)) == YESTERDAY.papers[0]


def test_an_edited_title_keeps_its_paper_and_the_old_title() -> None:
    paper = after(told(preprint(), published(), at=entry("Harbor: Elastic Checkpoints"), day=LATER))
    assert (paper.title, paper.listed[0].title) == (TITLE, "Harbor: Elastic Checkpoints")
    assert paper.former_titles == ("Harbor: Elastic Checkpoints",)


def test_a_new_entry_and_a_removed_one_touch_no_other() -> None:
    new = told(published(title="Quarry", ids=Ids(corpus_id="8")), at=entry("Quarry", id="quarry", line=2), day=LATER)
    both = catalogue_of(told(preprint(), published(), day=LATER), new, last=YESTERDAY, today=LATER)
    assert both.papers[0] == YESTERDAY.papers[0]
    assert both.papers[1].provenance["title"].as_of == LATER
    removed = catalogue_of(told(preprint(), published(), day=LATER), last=both, today=LATER)
    assert render_catalogue(removed) == render_catalogue(YESTERDAY)


def test_a_landing_page_that_followed_from_a_doi_changes_with_it() -> None:
    paper = after(told(preprint(), published(ids=Ids(arxiv="2212.01001", doi="10.5555/36.2")), day=LATER))
    assert paper.links.landing == paper.links.doi == "https://doi.org/10.5555/36.2"


ODD = "https://doi.org/10.5555/ab%23c%3Fd"
"""The page of the DOI `10.5555/ab#c?d`, whose signs an address would read otherwise."""


def test_every_page_of_a_doi_is_escaped() -> None:
    (paper,) = catalogue_of(told(published(ids=Ids(doi="10.5555/ab#c?d")))).papers
    pages = [paper.links.doi, paper.links.landing, *(one.links.doi for one in paper.versions)]
    assert pages == [ODD, ODD, ODD]
    assert paper.versions[0].links.landing == ODD


@pytest.mark.parametrize("landing", [ODD, "https://doi.org/10.5555/ab#c?d"], ids=["escaped", "as once written"])
def test_a_landing_page_that_followed_from_such_a_doi_changes_with_it_too(landing: str) -> None:
    before = catalogue_of(told(published(ids=Ids(arxiv="2212.01001", doi="10.5555/ab#c?d"))))
    links = before.papers[0].links.model_copy(update={"landing": landing})
    last = before.model_copy(update={"papers": (before.papers[0].model_copy(update={"links": links}),)})
    now = told(published(ids=Ids(arxiv="2212.01001", doi="10.5555/36.2")), day=LATER)
    (paper,) = catalogue_of(now, last=last, today=LATER).papers
    assert paper.links.landing == "https://doi.org/10.5555/36.2"


def test_a_landing_page_that_a_source_told_stays_when_it_tells_no_more() -> None:
    before = catalogue_of(told(published(links=Links(landing="https://example.org/harbor"))))
    (paper,) = catalogue_of(told(published(), day=LATER), last=before, today=LATER).papers
    assert paper.links.landing == "https://example.org/harbor"


# ---- what takes a match back --------------------------------------------------------------------------------------


def test_another_paper_takes_its_place_with_nothing_of_the_old_one() -> None:
    other = Record(source="semantic_scholar", title="Quarry", ids=Ids(corpus_id="8"))
    paper = after(told(other, day=LATER, verdict="pinned"))
    assert (paper.title, paper.abstract, paper.ids, paper.year) == ("Quarry", None, Ids(corpus_id="8"), None)
    assert paper.former_titles == (TITLE,)


@pytest.mark.parametrize(
    ("ruling", "verdict"),
    [
        (Ruling(rejections=(Rejection(PaperId("corpus_id", "7")),)), "rejected"),
        (Ruling(retired="Withdrawn."), "retired"),
    ],
)
def test_a_person_takes_a_match_back_even_while_everybody_is_silent(ruling: Ruling, verdict: str) -> None:
    one = told(silent=BOTH, verdict="rejected" if verdict == "rejected" else "retired")
    (paper,) = catalogue_of(one, last=YESTERDAY, today=LATER, rulings={"harbor": ruling}).papers
    assert (paper.status, paper.match.verdict, paper.ids, paper.abstract) == ("not_found", verdict, Ids(), None)
    assert paper.title == TITLE


def test_an_unmatched_entry_keeps_its_verdict_while_nobody_can_be_asked() -> None:
    before = catalogue_of(told(verdict="ambiguous"))
    again = catalogue_of(told(verdict="unchecked", silent=BOTH), last=before, today=LATER)
    assert render_catalogue(again) == render_catalogue(before)


def test_nothing_known_and_nobody_asked_is_no_finding() -> None:
    (paper,) = catalogue_of(told(verdict="unchecked", silent=BOTH)).papers
    assert (paper.status, paper.title, paper.venue) == ("unavailable", TITLE, None)
    assert OSDI not in render_catalogue(catalogue_of(told(verdict="unchecked", silent=BOTH)))
