"""A user's desk: a folder with a list, the program, and what it wrote and said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from pipeline.cli import app
from tests.end_to_end.samples import LIST
from tests.shared import ROOT
from tests.standin import Request, Standin

PROGRAM = (sys.executable, "-m", "pipeline")
WRITTEN = (
    "CHANGES.md",
    "catalogue.bib",
    "catalogue.csl.json",
    "catalogue.csv",
    "catalogue.json",
    "catalogue.schema.json",
    "changes.json",
    "feed.xml",
    "history.csv",
    "index.html",
    "review.md",
)
"""What a run writes into the output folder, by the alphabet."""

_OURS = ("ARXIV_", "SEMANTIC_SCHOLAR_", "MLSYS_PAPERS_", "FORCE_COLOR", "NO_COLOR")


class Told(NamedTuple):
    """A run that is over: its exit code, what it said, and the requests that reached the stand-in meanwhile."""

    code: int
    out: str
    err: str
    requests: tuple[Request, ...] = ()

    def sent_to(self, service: str) -> list[Request]:
        return [request for request in self.requests if request.service == service]


class Desk:
    """Everything that one user has, in `folder`. `addresses` are where the services are: a stand-in's, or others."""

    def __init__(self, folder: Path, standin: Standin | None, addresses: Mapping[str, str] | None = None) -> None:
        self.folder, self.standin = folder, standin
        self.list, self.out, self.cache = folder / "list.md", folder / "out", folder / "cache"
        self.readme, self.snapshot = folder / "README.md", folder / "snapshot"
        self.snapshot.mkdir(parents=True)
        self.list.write_text(LIST, encoding="utf-8")
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        self.environment |= addresses or addresses_of(standin)

    def ask(self, standin: Standin) -> None:
        """From now on the services are this stand-in's."""
        self.standin = standin
        self.environment |= addresses_of(standin)

    @property
    def flags(self) -> list[str]:
        """The options that say where everything is."""
        places = {
            "--list": self.list,
            "--out": self.out,
            "--cache": self.cache,
            "--snapshot": self.snapshot,
            "--readme": self.readme,
        }
        return [word for option, path in places.items() for word in (option, str(path))]

    def run(self, *words: str, environment: Mapping[str, str] | None = None) -> Told:
        """The command in this process, and everything it says."""
        before = len(self._requests())
        wanted: dict[str, str | None] = dict.fromkeys(name for name in os.environ if name.startswith(_OURS))
        result = CliRunner().invoke(
            app, list(words), env=wanted | self.environment | dict(environment or {}), catch_exceptions=False
        )
        return Told(result.exit_code, result.stdout, result.stderr, tuple(self._requests()[before:]))

    def enrich(self, *words: str, environment: Mapping[str, str] | None = None, sealed: bool = False) -> Told:
        """`enrich`, which works everything through: a run that finds its seal would prove nothing of the flow."""
        if not sealed:
            self.break_seals()
        return self.run("enrich", *words, *self.flags, environment=environment)

    def break_seals(self) -> None:
        shutil.rmtree(self.seals, ignore_errors=True)

    @property
    def seals(self) -> Path:
        return self.cache / "runs"

    def start(self, *words: str) -> subprocess.Popen[str]:
        """`enrich` as a process of its own, which finds no seal."""
        self.break_seals()
        command = [*PROGRAM, "enrich", *words, *self.flags]
        return subprocess.Popen(  # noqa: S603  our own program
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def finish(self, *words: str) -> Told:
        """`enrich` as a process of its own, to its end."""
        before = len(self._requests())
        with self.start(*words) as process:
            out, err = process.communicate(timeout=60)
        return Told(process.returncode, out, err, tuple(self._requests()[before:]))

    @property
    def catalogue(self) -> dict[str, Any]:
        parsed: dict[str, Any] = json.loads((self.out / "catalogue.json").read_bytes())
        return parsed

    def papers(self) -> dict[str, dict[str, Any]]:
        """The papers of the catalogue, by the name before the colon in their listed title."""
        return {paper["listed"][0]["title"].partition(":")[0]: paper for paper in self.catalogue["papers"]}

    def verdicts(self) -> dict[str, str]:
        return {name: paper["match"]["verdict"] for name, paper in self.papers().items()}

    def written(self) -> dict[str, bytes]:
        """What stands in the output folder and in the README, by name."""
        files = [*self.out.rglob("*"), *([self.readme] if self.readme.exists() else [])]
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in files if path.is_file()}

    def everything(self) -> dict[str, bytes | None]:
        """Every file of the folder with its content, and every folder (None), save the seals of runs."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes() if path.is_file() else None
            for path in self.folder.rglob("*")
            if path != self.seals and self.seals not in path.parents
        }

    def answers(self) -> dict[str, dict[str, Any]]:
        """The cached answers, by file name."""
        return {path.name: json.loads(path.read_bytes()) for path in self.cache.rglob("*.json")}

    def _requests(self) -> list[Request]:
        return self.standin.requests if self.standin else []


def addresses_of(standin: Standin | None) -> dict[str, str]:
    """The environment that leads to a stand-in; without one, to ports at which nobody listens."""
    if standin is None:
        return {
            "ARXIV_API_URL": "http://127.0.0.1:9/api/query",
            "SEMANTIC_SCHOLAR_API_URL": "http://127.0.0.1:9",
        }
    return {"ARXIV_API_URL": standin.arxiv_url, "SEMANTIC_SCHOLAR_API_URL": standin.semantic_scholar_url}
