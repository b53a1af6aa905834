"""Entries with links, answers to what they link to, and a judge of both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pipeline.auditing.findings import Evidence, Finding
from pipeline.auditing.judge import Judge
from pipeline.auditing.rarity import Rarity
from pipeline.matching.decide import Ruling
from pipeline.models import (
    Answer,
    Author,
    Entry,
    Found,
    Ids,
    Link,
    NotFound,
    PaperId,
    Record,
    Resolution,
    Sourced,
    Unavailable,
)

NOW = datetime(2026, 11, 1, tzinfo=UTC)
TITLE = "Harbor: Elastic Checkpointing for Preemptible Training Clusters"
OTHER = "Quarry: Mining Idle Accelerator Memory for Embedding Tables"
ARXIV = PaperId("arxiv", "2305.01001")
RARITY = Rarity.of([TITLE, OTHER])


def entry(*urls: str, title: str = TITLE, label: str = "link", **more: Any) -> Entry:
    links = tuple(Link(label=label, url=url) for url in urls or ("https://arxiv.org/abs/2305.01001",))
    return Entry(**{"id": "harbor", "title": title, "line": 3, "links": links} | more)


def record(title: str = TITLE, *authors: str, source: str = "arxiv", **more: Any) -> Record:
    names = tuple(Author(name=name) for name in authors)
    return Record(**{"source": source, "title": title, "authors": names, "ids": Ids(arxiv=ARXIV.value)} | more)


def found(*records: Record, of: PaperId = ARXIV) -> Answer:
    return Found(question=of, records=records, asked=NOW)


def unknown(of: PaperId = ARXIV) -> Answer:
    return NotFound(question=of, asked=NOW)


def down(of: PaperId = ARXIV) -> Answer:
    return Unavailable(question=of, reason="HTTP 503")


def judged(
    listed: Entry,
    heard: Mapping[str, Answer] | None = None,
    *,
    of: PaperId = ARXIV,
    ruling: Ruling | None = None,
    resolved: Record | None = None,
) -> Finding:
    """The finding on the entry's one link; `resolved` is the record that a search for its title found."""
    resolutions = {}
    if resolved is not None:
        accepted = (Sourced(resolved, NOW.date()),)
        resolutions[listed.id] = Resolution(entry=listed, verdict="exact", accepted=accepted)
    evidence = Evidence({of: dict(heard or {})}, resolutions)
    (finding,) = Judge(RARITY, evidence, {listed.id: ruling} if ruling else {}).findings(listed)
    return finding
