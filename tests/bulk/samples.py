"""A small snapshot of both shapes, and the command as a user runs it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from pipeline.cli import app

PAGED = "Efficient Memory Management for Large Language Model Serving with PagedAttention"
DISTRIBUTED = "Ray: A Distributed Framework for Emerging AI Applications"


def paper(number: int, title: str | None, **members: Any) -> dict[str, Any]:
    """A line of Semantic Scholar's `papers`."""
    return {
        "corpusid": number,
        "externalids": {"ArXiv": members.pop("arxiv", None), "DOI": members.pop("doi", None), "ACL": None},
        "url": f"https://www.semanticscholar.org/paper/{number:040x}",
        "title": title,
        "authors": [{"authorId": str(place), "name": name} for place, name in enumerate(members.pop("authors", ()))],
        "venue": "",
        "year": None,
        "citationcount": 0,
    } | members


def preprint(arxiv: str, title: str, **members: Any) -> dict[str, Any]:
    """A line of arXiv's snapshot; long titles are wrapped as there."""
    return {
        "id": arxiv,
        "submitter": "A. Person",
        "title": title.replace(" for ", "\n  for "),
        "doi": None,
        "authors_parsed": [["Kwon", "Woosuk", ""], ["Li", "Zhuohan", "Jr"]],
        "versions": [{"version": "v1", "created": "Tue, 12 Sep 2023 12:50:04 GMT"}],
        "update_date": "2023-09-13",
    } | members


PAPERS = [
    paper(
        1, PAGED, arxiv="2309.06180", venue="SOSP", year=2023, authors=["Woosuk Kwon", "Zhuohan Li"], citationcount=9
    ),
    paper(2, DISTRIBUTED, year=2018, authors=["Philipp Moritz"], doi="10.5555/RAY.2018"),
    paper(3, "Contents", year=2001),
    paper(4, "Contents", year=2002),
    paper(5, 'Schr\\"odinger operators with $L^p$ potentials on K\\"ahler manifolds', year=2010),
    paper(6, "Эффективное управление памятью больших языковых моделей", year=2024),
    paper(7, "Twin papers about the same distributed training systems", year=2019, authors=["Ann One"]),
    paper(8, "Twin papers about the same distributed training systems", year=2020, authors=["Bob Two"]),
    paper(9, "Scaling sparse attention kernels to very long context windows: a roofline for practitioners", year=2022),
    paper(10, "Asynchronous stochastic gradient methods for heterogeneous clusters of accelerators", year=2021),
    paper(11, None, year=2021),
    *(paper(100 + n, f"Filler paper number {n} about something wholly different from the others") for n in range(30)),
]


def write_lines(path: Path, lines: Iterable[dict[str, Any] | str]) -> Path:
    """JSON lines, gzipped where the name says so; a string stands as it is."""
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def bulk(*words: object) -> Result:
    return CliRunner().invoke(app, ["bulk", *map(str, words)])


def prepared(folder: Path, *sources: Path) -> Path:
    result = bulk("prepare", *sources, "--to", folder, "--workers", 1)
    assert result.exit_code == 0, result.output
    return folder


def matched(
    folder: Path, titles: Sequence[str | dict[str, Any]], snapshot: Path, *flags: object, exit_code: int = 0
) -> list[dict[str, Any]]:
    """The rows that `bulk match` writes for these titles, all of which must be fit to be read."""
    asked = [title if isinstance(title, dict) else {"title": title} for title in titles]
    source = write_lines(folder / "titles.jsonl", asked)
    out = folder / "out.jsonl"
    result = bulk("match", "--titles", source, "--prepared", snapshot, "--out", out, "--workers", 1, *flags)
    assert result.exit_code == exit_code, result.output
    return rows_of(out)


def rows_of(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
