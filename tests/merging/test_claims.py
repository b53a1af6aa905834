"""Who is believed, field by field, and what one version never borrows from another."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from pipeline.merging.claims import Abstracts, claims
from pipeline.models import Ids, Record, Sourced
from tests.merging.samples import (
    DAY,
    OSDI,
    PEOPLE,
    TITLE,
    catalogue_of,
    counts,
    entry,
    from_snapshot,
    names,
    paper_of,
    preprint,
    published,
    told,
)

TAGGED = entry(tag="OSDI ‘23", venue="OSDI", year=2023)


def test_each_field_comes_from_the_source_that_is_believed_first() -> None:
    paper = paper_of(preprint(), published(), from_snapshot(ids=Ids(openalex="W1", corpus_id="8")))
    assert paper.abstract == "As arXiv has it."
    assert (paper.venue, paper.year, paper.published) == (OSDI, 2023, date(2023, 7, 10))
    assert paper.ids == Ids(
        arxiv="2212.01001", doi="10.5555/36.1", semantic_scholar="a" * 40, corpus_id="7", openalex="W1"
    )
    assert paper.citations == counts(12, 0, DAY)
    sources = {path: said.source for path, said in paper.provenance.items()}
    assert (sources["abstract"], sources["venue"], sources["ids.openalex"]) == ("arxiv", "semantic_scholar", "snapshot")


def test_the_order_of_the_records_never_matters() -> None:
    records = [preprint(), published(), from_snapshot(), published(ids=Ids(corpus_id="9"), venue=None, year=2022)]
    seen = [claims([Sourced(one, DAY) for one in order]) for order in permutations(records)]
    assert all(one == seen[0] for one in seen)


def test_of_two_dois_that_preprints_claim_one_is_taken_whatever_the_order() -> None:
    records = [
        published(ids=Ids(arxiv="2212.01001", corpus_id="7")),
        preprint(ids=Ids(arxiv="2212.01001", doi="10.5555/36.2")),
        preprint(title=f"{TITLE}, Revisited", ids=Ids(arxiv="2302.02002", doi="10.5555/36.1")),
    ]
    seen = {claims([Sourced(one, DAY) for one in order])["ids.doi"].value for order in permutations(records)}
    assert seen == {"10.5555/36.2"}


def test_zero_is_a_count_and_null_is_none() -> None:
    assert paper_of(published(citation_count=0)).citations == counts(0, 0, DAY)
    unknown = paper_of(published(citation_count=None, influential_citation_count=None))
    assert (unknown.citations.count, unknown.citations.as_of) == (None, None)
    assert "citations" not in unknown.provenance


@pytest.mark.parametrize(
    ("record", "tagged", "year"),
    [
        (published(year=2022, published=date(2022, 12, 20)), True, 2023),
        (published(year=2022, published=date(2022, 12, 20)), False, None),
        (published(year=2022, published=None), True, 2023),
        (published(year=2022, published=date(2022, 12, 20), ids=Ids(dblp="conf/osdi/Quill23")), False, 2023),
        (published(), False, 2023),
    ],
    ids=["the tag knows", "nobody knows", "the year alone", "DBLP knows", "it says so itself"],
)
def test_a_published_venue_never_gets_the_preprints_date(record: Record, tagged: bool, year: int | None) -> None:  # noqa: FBT001  a case
    paper = paper_of(preprint(), record, entries=[TAGGED if tagged else entry()])
    assert (paper.venue, paper.year) == (OSDI, year)
    assert paper.published != date(2022, 12, 20)


def test_a_year_in_the_venues_name_is_the_venues() -> None:
    paper = paper_of(preprint(), published(venue="ICLR 2024, Vienna, May 7-11, 2024", year=2022, published=None))
    assert (paper.year, paper.versions[0].year) == (2024, 2024)
    spanning = published(venue="Proceedings 2019-2020", year=2023)
    assert paper_of(spanning).year == 2023


def test_a_preprint_posted_after_the_conference_dates_nothing() -> None:
    late = preprint(year=2024, published=date(2024, 10, 18))
    paper = paper_of(late, published(year=2024, published=date(2024, 10, 18)), from_snapshot(venue="OSDI", year=2023))
    assert (paper.year, paper.published) == (2023, None)


def test_while_arxiv_is_silent_no_day_is_believed_of_a_paper_that_has_a_preprint() -> None:
    dated = published(year=2022, published=date(2022, 12, 20))
    paper = paper_of(dated, entries=[TAGGED], silent=["arxiv"])
    assert (paper.year, paper.provenance["year"].source, paper.published) == (2023, "list", None)
    alone = paper_of(published(ids=Ids(doi="10.5555/36.1")), silent=["arxiv"])
    assert (alone.year, alone.published) == (2023, date(2023, 7, 10))


def test_the_year_is_its_records_own_whether_or_not_arxiv_answers() -> None:
    early = preprint(year=2023, published=date(2023, 1, 2))
    for records, silent in (((early, published()), ()), ((published(),), ("arxiv",))):
        assert paper_of(*records, entries=[TAGGED], silent=silent).provenance["year"].source == "semantic_scholar"


def test_a_preprint_keeps_its_own_date() -> None:
    paper = paper_of(preprint(), published(venue="arXiv.org", year=2022, published=None, ids=Ids(arxiv="2212.01001")))
    assert (paper.venue, paper.year, paper.published) == ("arXiv", 2022, date(2022, 12, 20))
    assert paper.ids.doi is None


def test_the_fullest_list_of_the_same_authors_wins() -> None:
    two = published(authors=names(*PEOPLE[:2]))
    assert paper_of(two, from_snapshot()).authors == names(*PEOPLE)
    others = from_snapshot(authors=names("Di Moss", "Eve Reed", "Flo Sand"))
    assert paper_of(two, others).authors == names(*PEOPLE[:2])


def test_every_other_title_is_a_former_one_whatever_its_punctuation() -> None:
    paper = paper_of(
        preprint(title="Anchor: Elastic Checkpointing"), published(title=f"{TITLE}."), entries=[entry("Wharf: A Draft")]
    )
    assert paper.title == f"{TITLE}."
    assert set(paper.former_titles) == {"Anchor: Elastic Checkpointing", "Wharf: A Draft"}


@pytest.mark.parametrize(
    ("abstracts", "from_arxiv", "from_elsewhere"),
    [
        ("all", "As arXiv has it.", "As Semantic Scholar has it."),
        ("open", "As arXiv has it.", None),
        ("none", None, None),
    ],
)
def test_whose_abstracts_may_be_published_today_and_of_yesterday(
    abstracts: Abstracts, from_arxiv: str | None, from_elsewhere: str | None
) -> None:
    noticed = published(abstract_notice="Ask the publisher.", ids=Ids(corpus_id="7"))
    for records, abstract in (((preprint(), published()), from_arxiv), ((noticed,), from_elsewhere)):
        now = catalogue_of(told(*records), abstracts=abstracts).papers[0]
        before = catalogue_of(told(*records))
        kept = catalogue_of(
            told(*records, silent=["arxiv", "semantic_scholar"]), last=before, abstracts=abstracts
        ).papers[0]
        assert now.abstract == kept.abstract == abstract
        assert (now.abstract_notice is None) is (abstract != "As Semantic Scholar has it.")
        assert kept.abstract_notice == now.abstract_notice
