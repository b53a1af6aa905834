"""The same answers give the same bytes, however they are come by, where a service knows one work more than once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.desk import Desk
from tests.standin import Record, Standin

TITLE = "Lantern: Lighting Dark Corners of Collective Communication Libraries"
PEOPLE = ("Ada Quill", "Bo Larch")
ARXIV, DOI = "2303.07007", "10.5555/3600007.7"
PUBLISHED = Record(
    record=10, title=TITLE, authors=PEOPLE, year=2024, venue="OSDI", doi=DOI, citation_count=9, dblp="conf/osdi/Quill24"
)
PREPRINT = Record(
    record=20, title=TITLE, authors=PEOPLE, year=2023, venue="arXiv.org", arxiv_id=ARXIV, arxiv_date="2023-03-13"
)
WHOLE = PUBLISHED.model_copy(update={"arxiv_id": ARXIV, "arxiv_date": "2023-03-13"})
MOVED = WHOLE.model_copy(update={"record": 30, "paper_id": "f" * 40})
"""The same paper under another number: the service has merged it with a double, and forgotten the former one."""

LINKS = {
    "no link": "",
    "the preprint's link": f" [[link]](https://arxiv.org/abs/{ARXIV})",
    "the publisher's link": f" [[link]](https://doi.org/{DOI})",
}
SPLIT = {
    "both halves": (PUBLISHED, PREPRINT),
    "the other half first": (PREPRINT, PUBLISHED),
    "one preprint": (PREPRINT, WHOLE),
}


def snapshot_line(**members: Any) -> str:
    blank: dict[str, Any] = {
        "corpusid": None,
        "externalids": {},
        "title": TITLE,
        "authors": [{"name": name} for name in PEOPLE],
    }
    return json.dumps(blank | {"venue": "OSDI", "year": 2024, "as_of": "2026-02-01"} | members) + "\n"


def desk_of(folder: Path, standin: Standin, link: str) -> Desk:
    desk = Desk(folder, standin)
    desk.list.write_text(f"# Lights\n\n- [OSDI '24] {TITLE}{link}\n", "utf-8")
    return desk


def assert_settled(desk: Desk) -> None:
    """What stands after a run stands after every other way to the same answers, and a second run asks nothing."""
    assert desk.catalogue["papers"][0]["status"] == "matched"
    before = desk.written()
    assert desk.enrich().requests == ()
    assert desk.written() == before
    desk.enrich("--refresh")
    assert desk.written() == before
    shutil.rmtree(desk.cache)
    desk.enrich()
    assert desk.written() == before
    assert desk.enrich().requests == ()
    assert desk.written() == before


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS.keys())
@pytest.mark.parametrize("records", SPLIT.values(), ids=SPLIT.keys())
def test_one_work_in_two_records_is_settled_by_one_run(tmp_path: Path, records: tuple[Record, ...], link: str) -> None:
    with Standin(records) as standin:
        desk = desk_of(tmp_path / "desk", standin, link)
        desk.enrich()
        assert_settled(desk)


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS.keys())
def test_a_number_that_vanishes_moves_nothing_but_identifiers_and_links(tmp_path: Path, link: str) -> None:
    with Standin([WHOLE]) as standin, Standin([MOVED]) as later:
        desk = desk_of(tmp_path / "desk", standin, link)
        desk.enrich()
        (before,) = desk.catalogue["papers"]
        desk.ask(later)
        desk.enrich("--refresh")
        (after,) = desk.catalogue["papers"]
        assert after["ids"]["corpus_id"] != before["ids"]["corpus_id"]
        moved = ("ids", "links", "versions", "provenance")
        assert {name: after[name] for name in after if name not in moved} == {
            name: before[name] for name in before if name not in moved
        }
        assert_settled(desk)


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS.keys())
def test_identifiers_that_the_snapshot_alone_knows_lead_to_what_services_know(tmp_path: Path, link: str) -> None:
    with Standin([PUBLISHED, PREPRINT.model_copy(update={"s2": False, "title": f"{TITLE} (Draft)"})]) as standin:
        desk = desk_of(tmp_path / "desk", standin, link)
        lines = snapshot_line(
            externalids={"DOI": DOI, "ArXiv": ARXIV}, openalex="W7", code="https://github.com/q/lantern"
        )
        (desk.snapshot / "papers.jsonl").write_text(lines, "utf-8")
        desk.enrich()
        (paper,) = desk.catalogue["papers"]
        assert (paper["ids"]["arxiv"], paper["ids"]["openalex"]) == (ARXIV, "W7")
        assert paper["provenance"]["abstract"]["source"] == "arxiv"
        assert_settled(desk)


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS.keys())
def test_a_work_in_two_lines_of_the_snapshot_is_one_paper(tmp_path: Path, link: str) -> None:
    """Its published half bears the DOI alone, its other half the identifier of the preprint; services know neither."""
    with Standin([PREPRINT.model_copy(update={"s2": False, "doi": DOI, "journal_ref": "OSDI 2024"})]) as standin:
        desk = desk_of(tmp_path / "desk", standin, link)
        halves = (
            snapshot_line(externalids={"ArXiv": ARXIV}, venue="arXiv.org", year=2023, pdf="https://a.example/p.pdf"),
            snapshot_line(externalids={"DOI": DOI}, code="https://github.com/q/lantern", openalex="W7"),
        )
        (desk.snapshot / "papers.jsonl").write_text("".join(halves), "utf-8")
        desk.enrich()
        (paper,) = desk.catalogue["papers"]
        assert (paper["venue"], paper["year"], paper["ids"]["openalex"]) == ("OSDI", 2024, "W7")
        assert paper["links"]["code"] == "https://github.com/q/lantern"
        assert_settled(desk)
