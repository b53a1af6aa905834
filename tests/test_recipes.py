"""The README's recipes do what they say, on the shipped catalogue."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections import Counter
from contextlib import redirect_stdout

import duckdb
import pytest

from tests.recipes import recipe
from tests.shared import ROOT, left_out

HEADING = "The catalogue for programs"
PAPERS = json.loads((ROOT / "catalogue" / "catalogue.json").read_bytes())["papers"]
VENUES = {(paper["venue"], paper["year"]) for paper in PAPERS if paper["status"] == "matched"}


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def printed(code: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102  the README's own code
    return out.getvalue()


def test_the_recipe_for_jq_prints_every_matched_paper() -> None:
    command = recipe(HEADING, "sh", "jq")
    if shutil.which("jq") is None:
        left_out.add("the README's recipe for jq, which is not on this machine")
        return
    told = subprocess.run(["bash", "-euc", command], check=True, capture_output=True, text=True)  # noqa: S603, S607  the README's own command
    lines = [line.split("\t") for line in told.stdout.splitlines()]
    assert len(lines) == sum(paper["status"] == "matched" for paper in PAPERS)
    assert {(venue, int(year)) for year, venue, _ in lines} == VENUES


def test_the_recipe_for_duckdb_counts_papers_by_venue_and_year() -> None:
    rows = duckdb.execute(recipe(HEADING, "sql")).fetchall()
    assert {(venue, year) for venue, year, *_ in rows} == VENUES
    assert sum(row[2] for row in rows) == len(PAPERS)


def test_the_recipe_for_pandas_counts_papers_by_venue() -> None:
    out = printed(recipe(HEADING, "python", "pandas"))
    counts = Counter(paper["venue"] for paper in PAPERS)
    told = dict(line.split() for line in out.splitlines()[1 : 1 + len(counts)])
    assert {venue: int(count) for venue, count in told.items()} == counts
    assert list(told)[:2] == [venue for venue, _ in counts.most_common(2)]


def test_the_recipe_for_python_prints_the_papers_with_code() -> None:
    out = printed(recipe(HEADING, "python", "Catalogue.load"))
    assert out.splitlines() == sorted(f"{paper['year']} {paper['title']}" for paper in PAPERS if paper["links"]["code"])


def test_a_citation_in_latex_names_a_key_of_the_file() -> None:
    key = recipe(HEADING, "tex").split("\\cite{")[1].split("}")[0]
    assert f"{{{key},\n" in (ROOT / "catalogue" / "catalogue.bib").read_text("utf-8")
