"""The contract of `base.py`, held by every source that the program asks, over real HTTP where it asks a service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.sources.arxiv import ArxivSource, arxiv_host
from pipeline.sources.semantic_scholar import SemanticScholarSource, semantic_scholar_host
from pipeline.sources.snapshot import SnapshotSource
from tests.sources.contract import WORKS, ServiceContract, SourceContract, Work
from tests.sources.ticking import Ticking, Watching, transport_to
from tests.standin import Fault, Standin
from tests.standin import Record as Paper


def papers() -> list[Paper]:
    return [
        Paper(title=work.title, authors=work.authors, year=work.year, arxiv_id=work.ids.arxiv, doi=work.ids.doi)
        for work in WORKS
    ]


@pytest.fixture
def standin() -> Iterator[Standin]:
    with Standin(papers()) as running:
        yield running


@pytest.fixture
def broken() -> Iterator[Standin]:
    with Standin(papers()) as running:
        running.arxiv.fail_always = running.semantic_scholar.fail_always = Fault.status(503)
        yield running


def arxiv_at(standin: Standin) -> Iterator[ArxivSource]:
    ticking = Ticking()
    with transport_to(arxiv_host(standin.arxiv_url), ticking, Watching()) as sender:
        yield ArxivSource(sender, ticking.utc)


def semantic_scholar_at(standin: Standin) -> Iterator[SemanticScholarSource]:
    ticking = Ticking()
    with transport_to(semantic_scholar_host(standin.semantic_scholar_url), ticking, Watching()) as sender:
        yield SemanticScholarSource(sender, ticking.utc)


class TestArxiv(ServiceContract):
    @pytest.fixture
    def source(self, standin: Standin) -> Iterator[ArxivSource]:
        yield from arxiv_at(standin)

    @pytest.fixture
    def outage(self, broken: Standin) -> Iterator[ArxivSource]:
        yield from arxiv_at(broken)


class TestSemanticScholar(ServiceContract):
    @pytest.fixture
    def source(self, standin: Standin) -> Iterator[SemanticScholarSource]:
        yield from semantic_scholar_at(standin)

    @pytest.fixture
    def outage(self, broken: Standin) -> Iterator[SemanticScholarSource]:
        yield from semantic_scholar_at(broken)


class TestSnapshot(SourceContract):
    @pytest.fixture
    def source(self, tmp_path: Path) -> SnapshotSource:
        lines = (json.dumps(line(work)) for work in WORKS)
        (tmp_path / "papers.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return SnapshotSource(tmp_path, lambda: datetime(2026, 11, 23, tzinfo=UTC))


def line(work: Work) -> dict[str, object]:
    """A work as a line of Semantic Scholar's `papers` dataset."""
    return {
        "corpusid": None,
        "externalids": {"ArXiv": work.ids.arxiv, "DOI": work.ids.doi},
        "title": work.title,
        "authors": [{"authorId": None, "name": name} for name in work.authors],
        "venue": "",
        "year": work.year,
    }
