"""Lines of bulk files as the services write them, and a source over a folder of them."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.models import Answer, Found, Record, TitleQuery
from pipeline.sources.snapshot import SnapshotSource

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SHA = "0123456789abcdef0123456789abcdef01234567"
TITLE = "Tidal Scheduling: Sharing Accelerators between Training and Serving"


def paper_line(title: str | None = TITLE, **members: Any) -> dict[str, Any]:
    """A line of Semantic Scholar's `papers`, with as little in it as the service sends."""
    external = dict.fromkeys(("ACL", "DBLP", "ArXiv", "MAG", "CorpusId", "PubMed", "DOI", "PubMedCentral"))
    return {
        "corpusid": None,
        "externalids": external | members.pop("externalids", {}),
        "url": None,
        "title": title,
        "authors": [],
        "venue": "",
        "year": None,
        "citationcount": None,
        "influentialcitationcount": None,
        "publicationdate": None,
        "updated": None,
    } | members


def arxiv_line(title: str = TITLE, **members: Any) -> dict[str, Any]:
    """A line of arXiv's metadata snapshot."""
    return {
        "id": "2401.00010",
        "authors": "Ada Lovelace",
        "title": title,
        "journal-ref": None,
        "doi": None,
        "abstract": None,
        "versions": [],
        "update_date": "2024-05-06",
        "authors_parsed": [["Lovelace", "Ada", ""]],
    } | members


def write(path: Path, *lines: dict[str, Any] | str) -> None:
    """One object a line, as text or gzipped by the file's ending; a str goes in as it stands."""
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())


def source(folder: Path) -> SnapshotSource:
    return SnapshotSource(folder, clock=lambda: NOW)


def records(answer: Answer) -> tuple[Record, ...]:
    return answer.records if isinstance(answer, Found) else ()


def found(folder: Path, title: str) -> tuple[Record, ...]:
    (answer,) = source(folder).find([TitleQuery(title)])
    return records(answer)


def titles(folder: Path, title: str) -> list[str]:
    return [record.title for record in found(folder, title)]
