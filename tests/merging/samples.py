"""One paper as its sources tell it, and a catalogue made of what they say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from pipeline.matching.decide import Ruling
from pipeline.merge import merge
from pipeline.merging.claims import Abstracts
from pipeline.merging.gather import Enriched
from pipeline.merging.last_catalogue import LastCatalogue
from pipeline.models import Author, Catalogue, Citations, Entry, Ids, Paper, Record, Resolution, Sourced, Verdict

DAY, LATER = date(2026, 3, 1), date(2026, 3, 8)
TITLE = "Harbor: Elastic Checkpointing for Preemptible Training Clusters"
OSDI = "USENIX Symposium on Operating Systems Design and Implementation"
PEOPLE = ("Ada Quill", "Bo Larch", "Cy Fenn")


def entry(title: str = TITLE, **more: Any) -> Entry:
    return Entry(**{"id": "harbor", "title": title, "line": 1} | more)


def names(*people: str) -> tuple[Author, ...]:
    return tuple(Author(name=name) for name in people)


def preprint(**more: Any) -> Record:
    """What arXiv says."""
    told = {
        "title": TITLE,
        "authors": names(*PEOPLE),
        "abstract": "As arXiv has it.",
        "venue": "arXiv",
        "year": 2022,
        "published": date(2022, 12, 20),
        "ids": Ids(arxiv="2212.01001"),
    }
    return Record(source="arxiv", **told | more)


def published(**more: Any) -> Record:
    """What Semantic Scholar says."""
    told = {
        "title": TITLE,
        "authors": names(*PEOPLE),
        "abstract": "As Semantic Scholar has it.",
        "venue": OSDI,
        "year": 2023,
        "published": date(2023, 7, 10),
        "ids": Ids(arxiv="2212.01001", doi="10.5555/36.1", semantic_scholar="a" * 40, corpus_id="7"),
        "citation_count": 12,
        "influential_citation_count": 0,
    }
    return Record(source="semantic_scholar", **told | more)


def from_snapshot(**more: Any) -> Record:
    return Record(
        source="snapshot", **{"title": TITLE, "authors": names(*PEOPLE), "venue": "OSDI", "year": 2023} | more
    )


def told(
    *records: Record,
    at: Entry | None = None,
    day: date = DAY,
    silent: Collection[str] = (),
    verdict: Verdict = "exact",
    stale: bool = False,
) -> Enriched:
    """An entry with what was said of it that day."""
    sourced = tuple(Sourced(one, day, stale) for one in records)
    unasked = tuple((name, "down") for name in sorted(silent))
    resolution = Resolution(entry=at or entry(), verdict=verdict, accepted=sourced, unasked=unasked)
    return Enriched(resolution, sourced, frozenset(silent))


def catalogue_of(
    *enriched: Enriched,
    last: Catalogue | None = None,
    abstracts: Abstracts = "all",
    today: date = DAY,
    heard: bool = True,
    rulings: dict[str, Ruling] | None = None,
) -> Catalogue:
    ids = [one.resolution.entry.id for one in enriched] if heard else []
    known = LastCatalogue(last, rulings or {})
    return merge(enriched, known, title="Papers", abstracts=abstracts, today=today, asked=ids)


def paper_of(*records: Record, entries: Sequence[Entry] = (), silent: Collection[str] = ()) -> Paper:
    """The one paper that is known from nothing but these records."""
    (paper,) = catalogue_of(*(told(*records, at=at, silent=silent) for at in entries or [entry()])).papers
    return paper


def counts(count: int | None, influential: int | None, since: date) -> Citations:
    return Citations(count=count, influential=influential, as_of=since)
