"""The program run over one list: cold, warm, with its seal lost, a week later, and with its cache lost.

It runs as its users run it, a process of its own, in the project's folder with the snapshot that ships, and asks
stand-ins at no interval. The stand-ins run in this process and are no part of what is measured.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

from benchmarks.ageing import age
from benchmarks.figures import Run, RunKind, Score, Trial
from benchmarks.listing import listing
from benchmarks.usage import measured
from benchmarks.works import Material, Work
from tests.standin import Standin

DAYS_TO_A_REFRESH = 7
_OURS = ("ARXIV_", "SEMANTIC_SCHOLAR_", "MLSYS_PAPERS_")
_WRITTEN = ("catalogue.json", "README.md")

Tell = Callable[[str], None]


class Place:
    """A folder with a list, and the services that are asked about it."""

    def __init__(self, folder: Path, standin: Standin) -> None:
        self.folder, self.standin, self.cache = folder, standin, folder / "cache"
        self.list = folder / "papers.md"
        services = {"ARXIV_API_URL": standin.arxiv_url, "SEMANTIC_SCHOLAR_API_URL": standin.semantic_scholar_url}
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)} | services

    def run(self, kind: RunKind) -> Run:
        """Runs `enrich` once. Raises FailedError."""
        before = len(self.standin.requests)
        places = {"--list": self.list, "--out": self.folder, "--readme": self.folder / "README.md"}
        flags = [str(word) for flag in (places | {"--cache": self.cache}).items() for word in flag]
        usage = measured([sys.executable, "-m", "pipeline", "enrich", *flags], self._environment)
        sent = [request.service for request in self.standin.requests[before:]]
        return Run(kind, sent.count("arxiv"), sent.count("semantic_scholar"), usage)

    def written(self) -> list[bytes]:
        """What consumers read, byte for byte."""
        return [(self.folder / name).read_bytes() for name in _WRITTEN]

    def papers(self) -> list[dict[str, Any]]:
        papers: list[dict[str, Any]] = json.loads((self.folder / "catalogue.json").read_bytes())["papers"]
        return papers


def trial(material: Material, tell: Tell) -> Trial:
    """All runs over the list of `material`, and how right the catalogue is. Hears `tell` before each run."""
    listed = listing(material.works)
    with TemporaryDirectory() as folder, Standin(material.corpus) as standin:
        place = Place(Path(folder), standin)
        place.list.write_text(listed.text, encoding="utf-8")
        runs: list[Run] = []
        written: list[list[bytes]] = []
        for kind in get_args(RunKind):
            tell(f"{len(material.works):,} titles, {kind}")
            _prepare(kind, place.cache)
            runs.append(place.run(kind))
            written.append(place.written())
        score = scored(place.papers(), listed.by_line)
    off_arxiv = sum(not work.on_arxiv for work in material.works)
    return Trial(len(material.works), off_arxiv, tuple(runs), score, steady=all(one == written[0] for one in written))


def scored(papers: Iterable[dict[str, Any]], by_line: dict[int, Work]) -> Score:
    """Compares a catalogue's papers with what the listed titles mean. An entry that is missing counts as open."""
    found = {place["line"]: paper for paper in papers for place in paper["listed"] if paper["status"] == "matched"}
    outcomes = [_outcome(found.get(line), work) for line, work in by_line.items()]
    return Score(*(outcomes.count(outcome) for outcome in Score._fields))


def _outcome(paper: dict[str, Any] | None, work: Work) -> str:
    if paper is None:
        return "left_open" if work.answers else "rightly_open"
    names = {f"{kind}:{value}" for kind in ("arxiv", "corpus_id") if (value := paper["ids"][kind]) is not None}
    return "right" if names and names <= work.answers else "wrong"


def _prepare(kind: RunKind, cache: Path) -> None:
    if kind == "seal lost":
        shutil.rmtree(cache / "runs")
    if kind == "a week later":
        age(cache, DAYS_TO_A_REFRESH)
    if kind == "cache lost":
        shutil.rmtree(cache)
