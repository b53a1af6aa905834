"""Why an entry got its paper, line by line."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.errors import PapersError
from pipeline.explain import explanation
from pipeline.matching.decide import NO_RULING, Rejection, Ruling
from pipeline.matching.normalise import folded_title_id
from pipeline.models import (
    Author,
    Candidate,
    Citations,
    Entry,
    Ids,
    Link,
    Match,
    Paper,
    PaperId,
    Period,
    Place,
    Provenance,
    Record,
    Resolution,
)
from pipeline.outcome import Outcome
from tests.emit.samples import COUNTED, catalogue

TITLE = "Some Title of a Paper about Harbours"
PEOPLE = tuple(Author(name=name) for name in ("A. One", "B. Two", "C. Three", "D. Four", "E. Five", "F. Six"))
ENTRY = Entry(
    id="some-title",
    title=TITLE,
    line=7,
    section=("Training", "Storage"),
    tag="OSDI '23",
    links=(Link(label="link", url="https://arxiv.org/abs/2305.01001"),),
)
RECORD = Record(
    source="arxiv", title=TITLE, authors=PEOPLE, venue="arXiv", year=2022, ids=Ids(arxiv="2305.01001", doi="10.5555/1")
)
BARE = Record(source="semantic_scholar", title="Quite Another Title")
RESOLUTION = Resolution(
    entry=ENTRY,
    verdict="exact",
    reasons=("not what was published",),
    candidates=(
        Candidate(record=RECORD, via="link", similarity=99.6, for_it=("the titles are equal", "the year fits")),
        Candidate(record=BARE, via="title", similarity=31.2, for_it=("few words",), against_it=("no such year",)),
    ),
    unasked=(("semantic_scholar", "HTTP 503"),),
)
PAPER = Paper(
    id="some-title",
    status="matched",
    title=TITLE,
    listed=(Place(title=TITLE, line=7),),
    authors=PEOPLE,
    abstract=f"Line one.\n{'x' * 90}",
    ids=Ids(arxiv="2305.01001"),
    citations=Citations(count=0, influential=None, as_of=COUNTED),
    match=Match(verdict="exact", reasons=("the titles are equal",)),
    provenance={
        "abstract": Provenance(source="arxiv", as_of=COUNTED),
        "authors": Provenance(source="arxiv", as_of=COUNTED),
        "citations": Provenance(source="semantic_scholar", as_of=COUNTED),
        "ids.arxiv": Provenance(source="list", as_of=COUNTED),
    },
    stale=("citations",),
)


def explained(
    name: str, paper: Paper = PAPER, resolution: Resolution = RESOLUTION, *, ruling: Ruling = NO_RULING
) -> list[str]:
    return explanation(name, Outcome(catalogue(paper), (resolution,), heard=False), {"some-title": ruling})


def test_a_match_is_explained_from_the_listed_line_to_the_last_field() -> None:
    assert explained("some-title") == [
        TITLE,
        "  id some-title, line 7, Training > Storage",
        "  listed as OSDI '23",
        "  links to https://arxiv.org/abs/2305.01001",
        "  verdict: exact, so matched",
        "    because the titles are equal",
        "  Semantic Scholar was not asked: HTTP 503",
        "  candidates:",
        f"    {TITLE}",
        "      A. One, B. Two, C. Three, D. Four and 2 more; arXiv 2022",
        "      arxiv:2305.01001, doi:10.5555/1",
        "      arXiv, through the entry's link; titles 100 of 100 alike",
        "      + the titles are equal",
        "      + the year fits",
        "    Quite Another Title",
        "      no authors; no venue",
        "      no identifier",
        "      Semantic Scholar, through a search by title; titles 31 of 100 alike",
        "      + few words",
        "      - no such year",
        "  fields:",
        f"    abstract: Line one. {'x' * 59}…  [arXiv, since 2026-11-16]",
        "    authors: A. One, B. Two, C. Three, D. Four and 2 more  [arXiv, since 2026-11-16]",
        "    citations: (0, None)  [Semantic Scholar, since 2026-11-16, past its freshness]",
        "    ids.arxiv: 2305.01001  [the list, since 2026-11-16]",
    ]


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({"published": date(2023, 5, 2)}, "      appeared on 2023-05-02"),
        ({"published": date(2023, 1, 1), "source": "semantic_scholar"}, "      appeared in 2023"),
        ({"published": None}, "      appeared in 2022"),
        ({"year": None}, "      no day known"),
    ],
)
def test_the_days_of_an_entry_stand_against_those_of_its_candidates(told: dict[str, Any], line: str) -> None:
    entry = ENTRY.model_copy(update={"period": Period(date(2023, 5, 1), date(2023, 5, 7))})
    candidate = RESOLUTION.candidates[0].model_copy(update={"record": RECORD.model_copy(update=told)})
    lines = explained(
        "some-title", resolution=RESOLUTION.model_copy(update={"entry": entry, "candidates": (candidate,)})
    )
    assert lines[2:4] == ["  listed as OSDI '23", "  listed for 2023-05-01 to 2023-05-07"]
    assert line in lines


@pytest.mark.parametrize("name", ["some-title", TITLE, TITLE.upper()])
def test_an_entry_is_meant_by_its_id_or_its_listed_title(name: str) -> None:
    assert explained(name)[0] == TITLE


def test_a_name_that_means_no_entry() -> None:
    with pytest.raises(PapersError, match="No entry of the list has the id or title 'some'"):
        explained("some")


def test_an_entry_without_a_paper_has_no_fields() -> None:
    paper = PAPER.model_copy(
        update={"status": "needs_review", "match": Match(verdict="different", reasons=("no such year",))}
    )
    lines = explained("some-title", paper, RESOLUTION.model_copy(update={"candidates": ()}))
    assert "  verdict: different, so needs review" in lines
    assert lines[-1] == "  no candidates"


def test_what_was_rejected_is_named_with_its_day_and_reason() -> None:
    paper = PAPER.model_copy(update={"status": "not_found", "match": Match(verdict="rejected", reasons=("denied",))})
    rejections = (
        Rejection(PaperId("arxiv", "2305.01001"), reason="Earlier work.", day=COUNTED),
        Rejection(PaperId("doi", "10.5555/1"), day=COUNTED),
        Rejection(folded_title_id("Quite Another Title", 2021), "Quite Another Title", 2021, "Another harbour."),
        Rejection(PaperId("corpus_id", "7")),
    )
    resolution = RESOLUTION.model_copy(update={"candidates": (), "unasked": ()})
    assert explained("some-title", paper, resolution, ruling=Ruling(rejections=rejections))[4:] == [
        "  verdict: rejected, so not found",
        "    because denied",
        "  rejected by hand:",
        "    arxiv:2305.01001, on 2026-11-16: Earlier work.",
        "    doi:10.5555/1, on 2026-11-16",
        "    Quite Another Title (2021): Another harbour.",
        "    corpus_id:7",
        "  no other candidates",
    ]


def test_an_entry_outside_every_section() -> None:
    bare = Entry(id="some-title", title=TITLE, line=7)
    assert explained("some-title", resolution=RESOLUTION.model_copy(update={"entry": bare}))[:3] == [
        TITLE,
        "  id some-title, line 7, no section",
        "  verdict: exact, so matched",
    ]


def test_every_entry_of_that_title_is_explained() -> None:
    again = RESOLUTION.model_copy(update={"entry": ENTRY.model_copy(update={"id": "some-title-2", "line": 9})})
    twice = PAPER.model_copy(update={"listed": (*PAPER.listed, Place(title=TITLE, line=9))})
    outcome = Outcome(catalogue(twice), (RESOLUTION, again), heard=True)
    assert [line for line in explanation(TITLE, outcome, {}) if line.startswith("  id ")] == [
        "  id some-title, line 7, Training > Storage",
        "  id some-title-2, line 9, Training > Storage",
    ]


def test_each_of_two_entries_of_one_paper_keeps_its_own_verdict() -> None:
    nick = ENTRY.model_copy(update={"id": "harbours", "title": "Harbours", "line": 9})
    again = RESOLUTION.model_copy(update={"entry": nick, "verdict": "strong", "reasons": ("a nickname",)})
    twice = PAPER.model_copy(update={"listed": (*PAPER.listed, Place(title="Harbours", line=9))})
    lines = explanation("Harbours", Outcome(catalogue(twice), (RESOLUTION, again), heard=True), {})
    assert [line for line in lines if "verdict" in line or "because" in line] == [
        "  verdict: strong, so matched",
        "    because a nickname",
    ]


def test_an_entry_that_a_silent_source_left_open_has_the_verdict_of_its_paper() -> None:
    silent = RESOLUTION.model_copy(update={"verdict": "unchecked", "reasons": ("nobody answered",)})
    twice = PAPER.model_copy(update={"listed": (*PAPER.listed, Place(title="Harbours", line=9))})
    lines = explanation(TITLE, Outcome(catalogue(twice), (silent,), heard=False), {})
    assert "  verdict: exact, so matched" in lines
