"""Answers that the real services once gave, served byte for byte to the real adapters.

The recordings lie beside a developer's checkout; without them these tests have no cases, and the run says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from pipeline.identifiers import canonical_arxiv, parse_id
from pipeline.models import Found, NotFound, PaperId, TitleQuery, Unavailable
from pipeline.sources.arxiv import ArxivSource, arxiv_host
from pipeline.sources.semantic_scholar import SemanticScholarSource, semantic_scholar_host
from pipeline.sources.semantic_scholar_paper import record_of_paper
from tests.shared import shared
from tests.sources.scripted import Canned, Scripted
from tests.sources.ticking import Ticking, Watching, transport_to

ATOM = "{http://www.w3.org/2005/Atom}"


def recordings(service: str, *patterns: str) -> list[Path]:
    folder = shared(f"apis/recorded/{service}")
    return sorted(path for pattern in patterns for path in folder.glob(pattern)) if folder else []


def named(path: Path) -> str:
    return path.stem


@contextmanager
def arxiv(answer: Canned) -> Iterator[ArxivSource]:
    ticking = Ticking()
    with (
        Scripted(always=answer) as server,
        transport_to(arxiv_host(f"{server.url}/api/query"), ticking, Watching()) as sender,
    ):
        yield ArxivSource(sender, ticking.utc)


@contextmanager
def semantic_scholar(answer: Canned) -> Iterator[SemanticScholarSource]:
    ticking = Ticking()
    with (
        Scripted(always=answer) as server,
        transport_to(semantic_scholar_host(server.url), ticking, Watching()) as sender,
    ):
        yield SemanticScholarSource(sender, ticking.utc)


def text_in(entry: ET.Element, tag: str) -> str:
    return " ".join((entry.findtext(f"{ATOM}{tag}") or "").split())


# ---- arXiv --------------------------------------------------------------------------------------------------------


ABSENT = PaperId("arxiv", "0704.9999")


def titles_in(path: Path) -> dict[PaperId, str]:
    """The title of each entry of a feed, read without our parser or the client's."""
    entries = ET.fromstring(path.read_bytes()).findall(f"{ATOM}entry")  # noqa: S314  a recording, not a download
    ids = (canonical_arxiv(text_in(entry, "id").partition("/abs/")[2]) for entry in entries)
    return {PaperId("arxiv", one or ""): text_in(entry, "title") for one, entry in zip(ids, entries, strict=True)}


@pytest.mark.parametrize("path", recordings("arxiv", "id_*.xml", "search_*.xml", "legacy_*.xml"), ids=named)
def test_every_entry_of_a_recorded_feed_is_found_by_its_identifier(path: Path) -> None:
    titles = titles_in(path)
    with arxiv(Canned(path.read_bytes())) as source:
        answers = list(source.fetch(list(titles)))
    assert {a.question: a.records[0].title for a in answers if isinstance(a, Found)} == titles


@pytest.mark.parametrize("path", recordings("arxiv", "id_*.xml"), ids=named)
def test_an_identifier_that_a_recorded_answer_passes_over_is_not_found(path: Path) -> None:
    with arxiv(Canned(path.read_bytes())) as source:
        answers = {answer.question: answer for answer in source.fetch([*titles_in(path), ABSENT])}
    assert isinstance(answers[ABSENT], NotFound)


@pytest.mark.parametrize(("name", "status"), [("error_400_bad_id.xml", 400), ("error_429_rate_exceeded.txt", 429)])
def test_a_recorded_refusal_says_nothing_of_a_paper(name: str, status: int) -> None:
    for path in recordings("arxiv", name):
        with arxiv(Canned(path.read_bytes(), status=status)) as source:
            answers = [*source.fetch([ABSENT]), *source.find([TitleQuery("Any Title At All")])]
        assert all(isinstance(answer, Unavailable) for answer in answers)
        assert len(answers) == 2


# ---- Semantic Scholar ---------------------------------------------------------------------------------------------


def recorded(path: Path) -> tuple[dict[str, Any], Canned]:
    """What was asked, and the answer as it came."""
    told = json.loads(path.read_bytes())
    answer = told["response"]
    return told["request"], Canned(answer["body"].encode(), status=answer["status"])


@pytest.mark.parametrize("path", recordings("semanticscholar", "match_*.json"), ids=named)
def test_a_recorded_match_is_offered_and_a_recorded_miss_is_not_found(path: Path) -> None:
    _, canned = recorded(path)
    with semantic_scholar(canned) as source:
        (answer,) = source.find([TitleQuery("Some Title That Is Not Asked About Anywhere")])
    rows = json.loads(canned.body).get("data") or []
    if canned.status != 200 or not rows:
        assert isinstance(answer, NotFound)
    else:
        assert isinstance(answer, Found)
        assert [record.title for record in answer.records] == [" ".join(row["title"].split()) for row in rows]


@pytest.mark.parametrize("path", recordings("semanticscholar", "batch_200_*.json"), ids=named)
def test_the_rows_of_a_recorded_batch_answer_the_identifiers_they_were_asked_by(path: Path) -> None:
    request, canned = recorded(path)
    body = request["body"]
    ids = [parse_id(text) for text in (json.loads(body) if isinstance(body, str) else body)["ids"]]
    asked = [paper for paper in ids if paper]
    rows = json.loads(canned.body)
    with semantic_scholar(canned) as source:
        answers = {answer.question: answer for answer in source.fetch(asked)}
    assert len(asked) == len(ids) == len(rows)
    for paper, row in zip(asked, rows, strict=True):
        answer = answers[paper]
        if isinstance(answer, Found):
            assert row is not None
            assert answer.records[0].title == " ".join(row["title"].split())
        else:
            assert isinstance(answer, Unavailable) or row is None


@pytest.mark.parametrize("path", recordings("semanticscholar", "*_429.json", "*_403*.json", "*_500.json"), ids=named)
def test_a_recorded_failure_says_nothing_of_a_paper(path: Path) -> None:
    _, canned = recorded(path)
    with semantic_scholar(canned) as source:
        answers = [*source.fetch([PaperId("doi", "10.1000/x")]), *source.find([TitleQuery("Any Title At All")])]
    assert [type(answer) for answer in answers] == [Unavailable, Unavailable]


def recorded_papers() -> list[Any]:
    """Every recorded paper with a title, from single look-ups and searches; some asked for other fields alone."""
    bodies = [
        json.loads(recorded(path)[1].body) for path in recordings("semanticscholar", "paper_doi_*", "search_200_*")
    ]
    papers = [paper for body in bodies for paper in (body.get("data", []) if "paperId" not in body else [body])]
    return [paper for paper in papers if paper.get("title")]


def test_no_recorded_paper_is_lost_and_nothing_unknown_becomes_a_value() -> None:
    papers = recorded_papers()
    assert bool(papers) is bool(recordings("semanticscholar", "search_200_*"))
    for paper in papers:
        record = record_of_paper(paper)
        assert record is not None
        assert record.citation_count == paper.get("citationCount")
        assert record.abstract == ((paper.get("abstract") or "").strip() or None)
        assert record.venue == ((paper.get("venue") or "").strip() or None)
        assert record.ids.doi is None or not record.ids.doi.startswith("10.48550/")
        assert [author.name for author in record.authors] == [
            author["name"].strip() for author in paper.get("authors") or [] if author["name"]
        ]
