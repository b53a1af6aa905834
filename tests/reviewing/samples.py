"""Entries in doubt, with candidates."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.models import Author, Candidate, Entry, Ids, Record, Resolution, Verdict

DAY = date(2026, 11, 1)
TITLE = "Harbor: Elastic Checkpointing for Preemptible Training Clusters"


def entry(title: str = TITLE, **more: Any) -> Entry:
    return Entry(**{"id": "harbor", "title": title, "line": 3} | more)


def candidate(title: str = TITLE, **more: Any) -> Candidate:
    told = {"authors": (Author(name="Ada Quill"),), "venue": "OSDI", "year": 2023, "ids": Ids(arxiv="2305.01001")}
    record = Record(**{"source": "semantic_scholar", "title": title} | told | more)
    return Candidate(
        record=record, via="title", similarity=91, for_it=("the venue agrees",), against_it=("the year does not fit",)
    )


def doubt(listed: Entry, *candidates: Candidate, verdict: Verdict = "ambiguous") -> Resolution:
    return Resolution(entry=listed, verdict=verdict, reasons=("2 works have this title",), candidates=candidates)
