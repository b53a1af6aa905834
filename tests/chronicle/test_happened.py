"""What is news of one paper, and what is none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.models import Author, Ids, Paper, Version
from pipeline.news import Chronicle, news
from tests.chronicle.samples import (
    ARXIV,
    MONDAY,
    NEXT,
    S2,
    SNAPSHOT,
    between,
    catalogue,
    event,
    links,
    paper,
    row,
    said,
    told,
)

OSDI = "USENIX Symposium on Operating Systems Design and Implementation"
AT_OSDI = {"venue": "OSDI", "year": 2026} | said(venue=S2)
TACL = "Transactions of the Association for Computational Linguistics"
TKDD = "ACM Transactions on Knowledge Discovery from Data"
REFUSED = "ICLR 2026 (Reject)"
CODE, PDF = "https://github.com/quill/harbor", "https://arxiv.org/pdf/2501.1"
TOCS = Version(kind="journal", venue="TOCS", year=2027)
UNHEARD = {"verdict": "unchecked"}
DAY = timedelta(days=1)


def at(venue: str) -> dict[str, Any]:
    return AT_OSDI | {"venue": venue}


def at_arxiv(
    number: int | None, *others: Version, withdrawn: bool = False, name: str = "2501.00001"
) -> dict[str, tuple[Version, ...]]:
    """The versions of a paper with a preprint of this number."""
    return {
        "versions": (
            *others,
            Version(kind="preprint", venue="arXiv", ids=Ids(arxiv=name), version=number, withdrawn=withdrawn),
        )
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {}, None),
        # names
        ({}, {"title": "Port: A Paper"}, ("retitled", "Harbor: A Paper", "Port: A Paper")),
        ({}, {"title": "HARBOR - a “Paper”"}, None),
        ({"title": "Port"} | said(title=SNAPSHOT, authors=SNAPSHOT, venue=SNAPSHOT, links_pdf=S2), {}, None),
        # venues
        ({}, AT_OSDI, ("appeared", "arXiv 2025", "OSDI 2026")),
        ({"venue": None, "year": None}, AT_OSDI, ("appeared", None, "OSDI 2026")),
        (AT_OSDI, {}, None),
        (AT_OSDI, AT_OSDI | {"venue": OSDI}, None),
        (AT_OSDI, AT_OSDI | {"year": 2027}, None),
        (AT_OSDI, AT_OSDI | {"venue": "TOCS", "year": 2027}, ("appeared", "OSDI 2026", "TOCS 2027")),
        (said(authors=ARXIV), AT_OSDI, None),
        (
            at("ICML Workshop on Efficient Systems"),
            at("ICML"),
            ("appeared", "ICML Workshop on Efficient Systems 2026", "ICML 2026"),
        ),
        (at("ACL"), at(TACL), ("appeared", "ACL 2026", f"{TACL} 2026")),
        (at("KDD"), at(TKDD), ("appeared", "KDD 2026", f"{TKDD} 2026")),
        ({}, {"venue": REFUSED, "year": 2026} | said(venue=S2), None),
        (AT_OSDI | at_arxiv(1), AT_OSDI | at_arxiv(1, TOCS), ("appeared", "OSDI 2026", "TOCS 2027")),
        (AT_OSDI, AT_OSDI | at_arxiv(1, TOCS), None),
        # at arXiv
        (at_arxiv(1), at_arxiv(3), ("new_version", 1, 3)),
        (at_arxiv(3), at_arxiv(1), None),
        (at_arxiv(1), at_arxiv(2, withdrawn=True), ("withdrawn", None, None)),
        (at_arxiv(2, withdrawn=True), at_arxiv(2, withdrawn=True), None),
        ({}, at_arxiv(2, withdrawn=True), None),
        (at_arxiv(None), at_arxiv(2), None),
        (at_arxiv(1), at_arxiv(2, name="2501.99999"), None),
        # links
        ({}, links(code=CODE), ("code", None, CODE)),
        ({}, links(code=CODE) | said(links_code="list"), ("code", None, CODE)),
        (said(links_code=S2), links(code=CODE), None),
        (links(code="https://github.com/other/place"), links(code=CODE), None),
        (links(code=CODE), {}, None),
        ({}, links(pdf=PDF), ("pdf", None, PDF)),
        (links(pdf=PDF), {}, None),
        # counts
        ({"cited": 9}, {"cited": 10}, ("milestone", 9, 10)),
        ({"cited": 9}, {"cited": 9}, None),
        ({"cited": 10}, {"cited": 24}, None),
        ({"cited": 5}, {"cited": 270}, ("milestone", 5, 270)),
        ({"cited": 990}, {"cited": 1000}, ("milestone", 990, 1000)),
        ({"cited": None}, {"cited": 270}, None),
        ({"cited": 12}, {"cited": 8}, None),
        ({"cited": 9} | said(citations=SNAPSHOT), {"cited": 12}, None),
        # identity
        ({"verdict": "not_found"}, {}, ("matched", None, "Harbor: A Paper")),
        ({"verdict": "ambiguous"}, {"verdict": "pinned"}, ("matched", None, "Harbor: A Paper")),
        ({}, {"verdict": "retired"}, ("unmatched", "Harbor: A Paper", None)),
        ({}, {"verdict": "rejected"}, ("unmatched", "Harbor: A Paper", None)),
        ({"verdict": "not_found"}, {"verdict": "ambiguous"}, None),
        (
            {"title": "Port", "ids": Ids(doi="10.1/1"), "cited": 900},
            {"ids": Ids(doi="10.1/2"), "cited": 2} | AT_OSDI,
            ("matched", "Port", "Harbor: A Paper"),
        ),
        # what is no change of the paper
        ({}, {"abstract": "Now known."}, None),
        ({}, {"authors": (Author(name="Ada Quill"), Author(name="Bo Larch"))}, None),
        ({}, {"stale": ("venue", "citations")}, None),
        # a failure, and its end
        ({}, UNHEARD, None),
        (UNHEARD, {}, None),
        (UNHEARD, {"verdict": "not_found"}, None),
        ({"verdict": "not_found"}, UNHEARD, None),
    ],
)
def test_what_is_news_of_a_paper(
    before: dict[str, Any], after: dict[str, Any], expected: tuple[str, str | int | None, str | int | None] | None
) -> None:
    found = told(between(paper(**before), paper(**after)))
    assert found == ([] if expected is None else [(expected[0], "harbor", *expected[1:])])


def test_an_entry_whose_coming_was_news_is_news_again_when_it_is_identified() -> None:
    found = between(paper(verdict="unchecked"), paper(), events=(event("added"),))
    assert told(found)[1:] == [("matched", "harbor", None, "Harbor: A Paper")]


def test_a_service_that_gives_new_identifiers_still_means_the_paper_of_that_name() -> None:
    moved = {"ids": Ids(semantic_scholar="b" * 40)}
    assert told(between(paper(ids=Ids(semantic_scholar="a" * 40)), paper(**moved))) == []
    namesake = paper(**moved, authors=(Author(name="Eve Reed"),))
    found = told(between(paper(ids=Ids(semantic_scholar="a" * 40)), namesake))
    assert [kind for kind, *_ in found] == ["matched"]


# ---- fast risers --------------------------------------------------------------------------------------------------


def risen(*counts: tuple[int, int], events: tuple[Any, ...] = (), source: str = S2) -> list[Any]:
    """The rises told where these counts were read, each so many days before today."""
    rows = [row(count, NEXT - days * DAY, source=source) for count, days in counts[:-1]]
    (before, until), (now, since) = counts[-2:]
    found = between(
        paper(cited=(before, NEXT - until * DAY)),
        paper(cited=(now, NEXT - since * DAY)),
        rows=rows,
        events=events or (event("began", None, 1, name=None),),
    )
    return [one for one in told(found) if one[0] == "rising" and one[2] != 1]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([(40, 28), (45, 7), (60, 0)], [("rising", "harbor", 40, 60)]),
        ([(40, 28), (45, 7), (59, 0)], []),
        ([(3, 7), (7, 0)], []),
        ([(3, 7), (23, 0)], [("rising", "harbor", 3, 23)]),
        ([(1000, 28), (1400, 0)], []),
        ([(1000, 28), (1500, 0)], [("rising", "harbor", 1000, 1500)]),
        ([(10, 200), (90, 0)], []),
        ([(10, 31), (90, 7), (95, 0)], []),
        ([(10, 30), (90, 7), (95, 0)], [("rising", "harbor", 10, 95)]),
    ],
)
def test_a_fast_riser_gains_half_of_what_it_had_and_twenty_within_a_month(
    counts: list[tuple[int, int]], expected: list[Any]
) -> None:
    assert risen(*counts) == expected


def test_a_riser_is_told_of_once_a_quarter() -> None:
    counts = [(40, 28), (80, 0)]
    assert risen(*counts, events=(event("rising", 1, 2, NEXT - 90 * DAY),)) == []
    assert risen(*counts, events=(event("rising", 1, 2, NEXT - 91 * DAY),)) == [("rising", "harbor", 40, 80)]


def test_the_counts_of_two_sources_make_no_rise() -> None:
    assert risen((40, 28), (80, 0), source=SNAPSHOT) == []


# ---- coming and going ---------------------------------------------------------------------------------------------


def test_papers_come_and_go() -> None:
    found = between(catalogue(paper("harbor"), paper("quarry")), catalogue(paper("quarry"), paper("ferry")))
    assert told(found) == [("added", "ferry", None, None), ("removed", "harbor", None, None)]


def test_a_new_place_in_the_list_is_no_news() -> None:
    one, other = paper("harbor"), paper("quarry")
    assert told(between(catalogue(one, other), catalogue(other, one))) == []


@pytest.mark.parametrize(
    ("renamed", "expected"),
    [
        (paper("port", listed="HARBOR!", title="Harbor: A Paper"), []),
        (paper("port", title="Harbor: A Paper", ids=paper().ids), []),
        (paper("port", verdict="not_found"), [("added", "port"), ("removed", "harbor")]),
    ],
    ids=["by its listed title", "by its identifier", "by nothing"],
)
def test_an_entry_that_is_renamed_in_the_list_is_followed(renamed: Paper, expected: list[tuple[str, str]]) -> None:
    found = between(paper(), renamed, rows=[row(7)])
    assert [one[:2] for one in told(found)] == expected
    rows = found.chronicle.rows or ()
    assert [one.paper for one in rows] == ["harbor" if expected else "port"]


def test_two_entries_that_prove_to_be_one_paper_lose_nothing() -> None:
    both = paper("harbor")
    both = both.model_copy(update={"listed": (*both.listed, *paper("quarry").listed)})
    assert told(between(catalogue(paper("harbor"), paper("quarry", verdict="not_found")), both)) == []


def test_the_first_catalogue_is_one_event() -> None:
    found = between(None, catalogue(paper("harbor", cited=120), paper("quarry")), events=())
    (only,) = found.chronicle.events or ()
    assert (only.kind, only.paper, only.title, only.after, only.date) == ("began", None, "Papers", 2, NEXT)
    assert found.chronicle.rows == (row(120, MONDAY),)


def test_a_record_that_begins_beside_a_catalogue_tells_what_is_new_since() -> None:
    found = between(paper(cited=9), paper(cited=11), events=())
    assert [one.kind for one in found.chronicle.events or ()] == ["began", "milestone"]


def test_a_catalogue_that_was_lost_is_no_news() -> None:
    found = between(None, paper(cited=120), rows=[row(100, MONDAY - 7 * DAY)])
    assert told(found) == []
    assert found.chronicle.rows == (row(100, MONDAY - 7 * DAY), row(120, MONDAY))


def test_where_nobody_keeps_a_record_there_is_none() -> None:
    found = news(catalogue(paper(cited=100)), catalogue(paper(cited=3)), {}, Chronicle(), date(2026, 3, 9))
    assert found.chronicle == (None, None)
    assert found.catalogue.papers[0].citations.count == 3
