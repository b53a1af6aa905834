"""`make enrich`, shown against stand-ins of both services: `python -m tests.standin.demo`.

Works on a copy of the shipped list in a new temporary folder, which is kept, and asks no real service. The first run
starts with an empty cache, the second finds everything there. Exits as the first run that fails does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from rich.console import Console

from tests.standin import Standin
from tests.standin.listed import listed_records

CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue"
EDITED_BY_PEOPLE = ("papers.md", "decisions.toml", "settings.toml", "snapshot")
SECONDS_BETWEEN_REQUESTS = 0.4
"""Slow enough to watch the bars, and far quicker than the real services."""

_LOOK_AT = {
    "README.md": "the list, enriched, for people",
    "catalogue/index.html": "the same as a page, to search and filter",
    "catalogue/catalogue.json": "the same for programs",
    "catalogue/catalogue.schema.json": "its JSON Schema",
    "catalogue/catalogue.bib": "the same for LaTeX",
    "catalogue/feed.xml": "what is new, for feed readers",
    "catalogue/review.md": "what needs a person's eye",
    "catalogue/CHANGES.md": "what is new, week by week",
    "cache": "the services' answers, a file for each question",
}


def main() -> int:
    """Runs the program cold and warm, says where to look, and returns the exit code."""
    console = Console(highlight=False, soft_wrap=True)
    folder = _desk()
    with Standin(listed_records()) as standin:
        environment = _environment(standin)
        for heading in ("First run: nothing is cached yet", "Second run: the cache answers"):
            console.print(f"\n[bold]{heading}[/]")
            before = len(standin.requests)
            if code := _enrich(folder, environment):
                return code
            console.print(f"The stand-ins received {len(standin.requests) - before} requests.")
    console.print("\n[bold]Look at[/]")
    for name, what in _LOOK_AT.items():
        if (folder / name).exists():
            console.print(f"  {folder / name}", what, sep="  ", markup=False)
    console.print("Abstracts and citation counts there are invented by the stand-ins. The folder is yours to delete.")
    return 0


def _desk() -> Path:
    """A new folder with what people edit and what ships beside it; nothing that a run has written."""
    folder = Path(mkdtemp(prefix="mlsys-papers-demo-"))
    (folder / "catalogue").mkdir()
    for name in EDITED_BY_PEOPLE:
        source = CATALOGUE / name
        if source.is_dir():
            shutil.copytree(source, folder / "catalogue" / name)
        elif source.exists():
            shutil.copy(source, folder / "catalogue" / name)
    return folder


def _environment(standin: Standin) -> dict[str, str]:
    """The user's own, save that it leads to the stand-ins, at the demo's pace, and holds no key."""
    pace = str(SECONDS_BETWEEN_REQUESTS)
    ours = {
        "ARXIV_API_URL": standin.arxiv_url,
        "ARXIV_INTERVAL": pace,
        "SEMANTIC_SCHOLAR_API_URL": standin.semantic_scholar_url,
        "SEMANTIC_SCHOLAR_INTERVAL": pace,
    }
    return {name: value for name, value in os.environ.items() if name != "SEMANTIC_SCHOLAR_API_KEY"} | ours


def _enrich(folder: Path, environment: Mapping[str, str]) -> int:
    command = [sys.executable, "-m", "pipeline", "enrich"]
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode  # noqa: S603  our own program


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:  # the run has said what that leaves
        sys.exit(130)
