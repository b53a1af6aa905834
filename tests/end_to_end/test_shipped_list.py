"""The list that ships, with the project's own snapshot and decisions, against both services and without them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.desk import Desk, Told
from tests.shared import ROOT, shared
from tests.standin import Standin
from tests.standin.listed import listed_records

CATALOGUE = ROOT / "catalogue"
RENAMED = "LightSeq: Sequence Level Parallelism for Distributed Training of Long Context Transformers"


def with_shipped_files(folder: Path, standin: Standin | None) -> Desk:
    desk = Desk(folder, standin)
    desk.snapshot = CATALOGUE / "snapshot"
    for name in ("papers.md", "decisions.toml", "settings.toml"):
        (desk.folder / name).write_bytes((CATALOGUE / name).read_bytes())
    desk.list = desk.folder / "papers.md"
    return desk


@pytest.fixture(scope="module")
def cold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Told]]:
    """The first run of a fresh machine, as a process of its own."""
    with Standin(listed_records()) as standin:
        desk = with_shipped_files(tmp_path_factory.mktemp("shipped") / "desk", standin)
        yield desk, desk.finish("--strict")


def by_listed_title(desk: Desk) -> dict[str, dict[str, Any]]:
    return {paper["listed"][0]["title"]: paper for paper in desk.catalogue["papers"]}


def names(title: str | None) -> str:
    """A title or a name as far as it must agree: letters and digits."""
    return re.sub(r"\W+", "", title or "").casefold()


def assert_right(desk: Desk) -> None:
    """Every paper is the one that it should be, with nothing of any other."""
    path = shared("list/facts.json")
    papers = by_listed_title(desk)
    for fact in json.loads(path.read_bytes()) if path else []:
        paper = papers[fact["listed"]["title"]]
        assert names(paper["title"]) in {names(fact["title"]), names(fact["arxiv_title"])}
        assert (paper["ids"]["arxiv"], paper["year"]) == (fact["arxiv_id"], fact["year"])
        assert (paper["ids"]["doi"] or "") == (fact["doi"] or "").lower()
        assert [names(author["name"]) for author in paper["authors"]] == [names(author) for author in fact["authors"]]


def test_a_cold_run_matches_all_34_in_a_handful_of_requests(cold: tuple[Desk, Told]) -> None:
    desk, told = cold
    assert (told.code, told.err) == (0, "")
    assert Counter(paper["status"] for paper in desk.catalogue["papers"]) == {"matched": 34}
    assert len(told.sent_to("arxiv")) <= 5
    assert len(told.sent_to("semantic_scholar")) <= 17 + 1 + 10
    assert "34 papers: 34 matched" in told.out


def test_it_fills_abstracts_and_counts_and_tells_their_source(cold: tuple[Desk, Told]) -> None:
    desk, _ = cold
    for paper in desk.catalogue["papers"]:
        assert paper["abstract"]
        assert paper["citations"]["count"] is not None
        assert paper["provenance"]["citations"]["source"] == "semantic_scholar"
        assert paper["provenance"]["abstract"]["source"] == ("arxiv" if paper["ids"]["arxiv"] else "semantic_scholar")
        assert paper["stale"] == []


def test_each_paper_is_the_right_one(cold: tuple[Desk, Told]) -> None:
    desk, _ = cold
    assert_right(desk)
    papers = by_listed_title(desk)
    renamed = papers[RENAMED]
    assert (renamed["match"]["verdict"], renamed["ids"]["arxiv"]) == ("renamed", "2310.03294")
    assert renamed["title"].startswith("DISTFLASHATTN")
    pinned = {title.partition(":")[0] for title, paper in papers.items() if paper["match"]["verdict"] == "pinned"}
    assert pinned == {"Grinder", "LUMOS"}


def test_the_project_page_shows_every_paper(cold: tuple[Desk, Told]) -> None:
    desk, _ = cold
    page = desk.readme.read_text("utf-8")
    assert page.count("<details>") == 34
    assert len(re.findall(r" · [\d,]+ citations?\b", page)) == 34
    assert f"(listed as “{RENAMED}”)" in page


def test_the_list_is_left_alone(cold: tuple[Desk, Told]) -> None:
    desk, _ = cold
    for name in ("papers.md", "decisions.toml", "settings.toml"):
        assert (desk.folder / name).read_bytes() == (CATALOGUE / name).read_bytes()


def test_a_warm_run_and_a_refresh_and_a_lost_cache_change_no_byte(cold: tuple[Desk, Told]) -> None:
    desk, _ = cold
    before = desk.written()
    assert desk.finish().requests == ()
    assert desk.written() == before
    refreshed = desk.enrich("--refresh")
    assert Counter(request.service for request in refreshed.requests) == {"arxiv": 1, "semantic_scholar": 1}
    assert desk.written() == before
    desk.cache = desk.folder / "lost"
    again = desk.enrich()
    assert Counter(request.service for request in again.requests) == {"arxiv": 1, "semantic_scholar": 1}
    assert desk.written() == before


def test_what_ships_is_what_a_run_without_a_network_would_write(tmp_path: Path) -> None:
    desk = with_shipped_files(tmp_path / "desk", None)
    desk.out.mkdir()
    edited = {"papers.md", "decisions.toml", "settings.toml"}
    for path in CATALOGUE.iterdir():
        if path.is_file() and path.name not in edited:
            (desk.out / path.name).write_bytes(path.read_bytes())
    desk.readme.write_bytes((ROOT / "README.md").read_bytes())
    before = desk.written()
    assert "Nothing changed." in desk.enrich().out
    assert desk.written() == before


def test_without_a_network_the_snapshot_gives_the_whole_catalogue_and_says_so(tmp_path: Path) -> None:
    desk = with_shipped_files(tmp_path / "desk", None)
    told = desk.enrich()
    assert told.code == 0
    assert "it cannot be reached: connection refused" in told.out
    papers = desk.catalogue["papers"]
    assert Counter(paper["status"] for paper in papers) == {"matched": 34}
    assert_right(desk)
    assert {said["source"] for paper in papers for said in paper["provenance"].values()} <= {"snapshot", "list"}
    assert {paper["abstract"] for paper in papers} == {paper["citations"]["count"] for paper in papers} == {None}
    before = desk.written()
    assert "Nothing changed." in desk.enrich().out
    assert desk.written() == before
    with Standin(listed_records()) as standin:
        desk.ask(standin)
        desk.enrich()
    filled = desk.catalogue["papers"]
    assert all(paper["abstract"] and paper["citations"]["count"] is not None for paper in filled)
    assert_right(desk)
    events = json.loads((desk.out / "changes.json").read_bytes())["events"]
    assert [event["kind"] for event in events] == ["began"]  # a service's first word is no news
