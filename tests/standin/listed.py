"""The papers of the shipped list as records, with the look-alikes they are mistaken for: what `make demo` serves.

Reads the project's own snapshot (arXiv's and Semantic Scholar's bulk lines) and `lookalikes.jsonl`, which is kept by
hand. Abstracts and citation counts are invented by the services, as for any record that has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.standin.records import Record

SNAPSHOT = Path(__file__).resolve().parents[2] / "catalogue" / "snapshot"
LOOKALIKES = Path(__file__).with_name("lookalikes.jsonl")

Line = dict[str, Any]


def listed_records(snapshot: Path = SNAPSHOT) -> list[Record]:
    """One record per paper of the snapshot folder, in its order, then the look-alikes."""
    preprints = {line["id"]: line for line in _lines(snapshot / "arxiv.jsonl")}
    papers = [_record(line, preprints) for line in _lines(snapshot / "papers.jsonl")]
    return papers + lookalikes()


def lookalikes() -> list[Record]:
    """Papers that share a name or a wording with a listed one, and are others."""
    return [Record.model_validate(line) for line in _lines(LOOKALIKES)]


def _record(line: Line, preprints: dict[str, Line]) -> Record:
    ids = line["externalids"]
    known = {
        "title": line["title"],
        "authors": [author["name"] for author in line["authors"]],
        "year": line["year"],
        "venue": line["venue"],
        "publication_date": line["publicationdate"],
        "arxiv_id": ids["ArXiv"],
        "doi": ids["DOI"],
        "dblp": ids["DBLP"],
        "corpus_id": line["corpusid"],
        "paper_id": (line["url"] or "").rpartition("/")[2] or None,
        "code": line.get("code"),
    }
    return Record.model_validate(known | _preprint(preprints.get(ids["ArXiv"])))


def _preprint(line: Line | None) -> Line:
    if line is None:
        return {}
    return {
        "arxiv_title": " ".join(line["title"].split()),
        "arxiv_authors": [f"{first} {last} {suffix}".strip() for last, first, suffix in line["authors_parsed"]],
        "arxiv_version": max(len(line["versions"]), 1),
        "arxiv_date": _day(line["versions"][0]["created"]) if line["versions"] else None,
        "arxiv_comment": line["comments"],
        "journal_ref": line["journal-ref"],
    }


def _day(created: str) -> str:
    """The date of a time stamp such as `Mon, 2 Apr 2007 19:18:42 GMT`, with or without the time of day."""
    day = " ".join(created.split()[1:4])
    return datetime.strptime(day, "%d %b %Y").replace(tzinfo=UTC).date().isoformat()


def _lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
