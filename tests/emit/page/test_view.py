"""What the page says of a paper."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.emit.page.view import card, choices, citations_a_year
from pipeline.models import Link, Paper, Provenance, Version
from tests.emit.page.samples import cited
from tests.emit.samples import HOSTILE, LIGHTSEQ, VLLM, hostile, unsettled


def authored(number: int) -> Paper:
    return unsettled(authors=[{"name": f"Author {place}"} for place in range(number)])


def test_titles_that_say_the_same_are_told_once() -> None:
    assert card(VLLM, "").also == (f"Listed as “{VLLM.listed[0].title}”",)
    renamed = LIGHTSEQ.model_copy(update={"former_titles": (LIGHTSEQ.listed[0].title, "LightSeq: A Draft")})
    assert card(renamed, "").also == (f"Listed as “{LIGHTSEQ.listed[0].title}”", "Formerly “LightSeq: A Draft”")


def test_a_linked_title_is_not_told_once_more_among_the_links() -> None:
    place = LIGHTSEQ.listed[0]
    linked = place.model_copy(update={"links": (Link(label=place.title, url="https://l.example"),)})
    assert card(LIGHTSEQ.model_copy(update={"listed": (linked,)}), "").links[-1] == ("link", "https://l.example")


@pytest.mark.parametrize(("number", "at_once", "more"), [(0, 0, 0), (1, 1, 0), (8, 8, 0), (9, 6, 3), (1000, 6, 994)])
def test_many_authors_are_named_on_demand(number: int, at_once: int, more: int) -> None:
    shown = card(authored(number), "")
    names = [name for name in shown.authors.split(", ") if name]
    assert (len(names), len(shown.more_authors)) == (at_once, more)
    assert [*names, *shown.more_authors] == [f"Author {place}" for place in range(number)]


@pytest.mark.parametrize(
    ("year", "citations", "rate"),
    [
        (2024, cited(30), 10.0),
        (2026, cited(7), 7.0),
        (2027, cited(7), 7.0),
        (2024, cited(0), 0.0),
        (2024, cited(None), None),
        (None, cited(30), None),
        (2024, {"count": 30}, None),
    ],
)
def test_citations_a_year_count_the_years_that_a_paper_has_been_out(
    year: int | None, citations: dict[str, object], rate: float | None
) -> None:
    assert citations_a_year(unsettled(year=year, citations=citations)) == rate


def test_an_unknown_count_is_not_zero() -> None:
    assert (card(unsettled(), "").cited, card(unsettled(citations=cited(0)), "").cited) == ("", "0 citations")


def test_sources_are_told_by_day_and_in_words() -> None:
    paper = unsettled(
        provenance={
            "links.pdf": {"source": "arxiv", "as_of": "2026-11-02"},
            "title": {"source": "arxiv", "as_of": "2026-11-02"},
            "ids.doi": {"source": "snapshot", "as_of": "2026-11-23"},
            "citations": {"source": "semantic_scholar", "as_of": "2026-11-01"},
        }
    )
    assert card(paper, "").sources == (
        "Semantic Scholar, since 2026-11-01: citations",
        "arXiv, since 2026-11-02: PDF link, title",
        "The snapshot, since 2026-11-23: DOI id",
    )


def test_doubts_and_withdrawal_are_marked() -> None:
    assert card(unsettled(), "").marks == ("Needs review: it is not settled which paper this is.",)
    assert card(LIGHTSEQ, "").marks == ("May be out of date: citations.",)
    withdrawn = LIGHTSEQ.model_copy(update={"versions": (Version(kind="preprint", withdrawn=True),), "stale": ()})
    assert card(withdrawn, "").marks == ("Withdrawn.",)


def test_a_venue_is_one_venue_by_whichever_name_a_source_calls_it() -> None:
    names = ("Symposium on Operating Systems Principles", "SOSP")
    shown = [card(unsettled(venue=name, year=2023), "") for name in names]
    assert [(each.venue, each.where) for each in shown] == [("SOSP", "SOSP 2023")] * 2


def test_without_a_venue_the_list_s_own_tag_stands_there() -> None:
    assert [card(paper, "").where for paper in (unsettled(), unsettled(venue="OSDI", year=2022))] == [
        "MLSys '22",
        "OSDI 2022",
    ]


def test_no_address_but_of_the_web_is_followed() -> None:
    shown = card(hostile(), "")
    assert shown.url is not None
    assert {url.partition(":")[0] for _, url in shown.links} | {shown.url.partition(":")[0]} == {"http"}
    assert card(unsettled(title=" \u200b "), "").title == "untitled"
    assert shown.title == HOSTILE
    assert shown.has == "pdf"


def test_the_source_and_the_notice_of_an_abstract_go_with_it() -> None:
    assert card(VLLM, "").abstract_source == "From Semantic Scholar. Shown by leave of its publisher."
    assert card(unsettled(provenance={"title": Provenance(source="arxiv", as_of=date(2026, 1, 1))}), "").abstract == ""


def test_choices_are_counted_and_in_order_without_regard_to_case() -> None:
    assert [tuple(each) for each in choices(["SOSP", "", "arXiv", "SOSP", "ACL"])] == [
        ("ACL", "ACL", 1),
        ("arXiv", "arXiv", 1),
        ("SOSP", "SOSP", 2),
    ]
