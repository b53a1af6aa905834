"""A failure is never recorded as a fact, and no catalogue is worse than yesterday's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.desk import Desk, Told
from tests.end_to_end.samples import FERRY, HARBOR, LIST, NOWHERE, PAPERS, QUARRY, THICKET
from tests.standin import Fault, Request, ServiceName, Standin

ATOM, JSON = "application/atom+xml; charset=utf-8", "application/json"
FEED = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" '
    'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><opensearch:totalResults>1</opensearch:totalResults>'
    "{}</feed>"
)
ON_THE_WAY = [
    *(Fault.status(code) for code in (400, 401, 403, 408, 429, 500, 502, 503, 504)),
    Fault.status(429, retry_after=120),
    Fault.html(),
    Fault.text(),
    Fault.empty_body(),
    Fault.error_feed(),
    Fault.cut(),
    Fault.short(),
    Fault.reset(),
    Fault.body(b"", "text/plain", status=204),
    Fault.body(b"<html><h1>Not Found</h1></html>", "text/html", status=404),
]
AT_ARXIV = [
    Fault.body(text.encode(), ATOM)
    for text in (
        "<feed></feed>",
        "<feed><entry></feed>",
        FEED.format(""),
        FEED.format("").removesuffix("</feed>"),
        FEED.format("<entry></entry>"),
        FEED.format("<entry><id>http://arxiv.org/abs/2305.01001v1</id><title>x</title></entry>"),
        FEED.format(
            "<entry><id>http://arxiv.org/abs/2305.01001v1</id><title>x</title><published>2023-99-99T00:00:00Z"
            "</published><updated>never</updated></entry>"
        ),
    )
]
AT_SEMANTIC_SCHOLAR = [
    Fault.body(text.encode(), JSON)
    for text in (
        "null",
        "1",
        "[]",
        "{}",
        '{"error": "upstream"}',
        '{"message": "[/bold] \\u001b[31m"}',
        '{"data": null}',
        '{"data": [null]}',
        '{"data": [{}]}',
        '{"data": [{"title": 5}]}',
        "[" * 50_000,
    )
]
POISONED: list[tuple[ServiceName, Fault]] = [
    *(("arxiv", fault) for fault in (*ON_THE_WAY, *AT_ARXIV)),
    *(("semantic_scholar", fault) for fault in (*ON_THE_WAY, *AT_SEMANTIC_SCHOLAR)),
]
SURE = {"Harbor": "matched", "Quarry": "matched", "Ferry": "matched", "Thicket": "matched", "Zephyr": "not_found"}


def statuses(desk: Desk) -> dict[str, str]:
    return {name: paper["status"] for name, paper in desk.papers().items()}


def stored(desk: Desk, service: ServiceName) -> list[dict[str, Any]]:
    return [answer for answer in desk.answers().values() if answer["source"] == service]


@pytest.mark.parametrize(
    ("service", "fault"), POISONED, ids=[f"{service} {number} {f.name}" for number, (service, f) in enumerate(POISONED)]
)
def test_a_poisoned_answer_is_no_answer(desk: Desk, standin: Standin, service: ServiceName, fault: Fault) -> None:
    poisoned = standin.arxiv if service == "arxiv" else standin.semantic_scholar
    poisoned.fail_always = fault
    told = desk.enrich("--patience", "0", "--strict")
    assert told.code == 3
    assert stored(desk, service) == []
    assert desk.papers()["Zephyr"]["match"]["verdict"] == "unchecked"
    assert "without an answer" in told.out
    poisoned.fail_always = None
    assert desk.enrich("--strict").code == 0
    assert statuses(desk) == SURE


def test_an_empty_page_sent_by_mistake_is_asked_for_again(desk: Desk, standin: Standin) -> None:
    standin.arxiv.faults.append(Fault.empty_feed())
    desk.enrich()
    assert desk.papers()["Quarry"]["status"] == "matched"
    assert not any(answer["answer"] == "not_found" for answer in stored(desk, "arxiv") if "kind" in answer["question"])


def test_a_failure_that_passes_is_waited_out(desk: Desk, standin: Standin) -> None:
    standin.semantic_scholar.faults.append(Fault.status(429, retry_after=1))
    told = desk.enrich("--strict")
    assert told.code == 0
    assert "Semantic Scholar: HTTP 429" in told.out
    assert "next try in 1 s" in told.out
    assert statuses(desk) == SURE


@pytest.mark.parametrize("service", ["arxiv", "semantic_scholar"])
def test_a_service_that_is_down_takes_nothing_from_yesterday(
    desk: Desk, standin: Standin, service: ServiceName
) -> None:
    desk.enrich()
    before = desk.papers()
    standin.arxiv.fail_always = Fault.status(503) if service == "arxiv" else None
    standin.semantic_scholar.fail_always = Fault.status(503) if service != "arxiv" else None
    desk.cache = desk.folder / "lost"
    desk.enrich("--patience", "0")
    after = desk.papers()
    for name, paper in before.items():
        stale = [path for path, said in paper["provenance"].items() if said["source"] == service]
        assert after[name] == paper | {"stale": sorted(stale)}


def test_what_was_stale_is_no_longer_so_once_the_service_is_back(desk: Desk, standin: Standin) -> None:
    desk.enrich()
    before = desk.written()
    standin.semantic_scholar.fail_always = Fault.status(503)
    told = desk.enrich("--refresh", "--patience", "0")
    assert "4 papers keep values past their freshness" in told.out
    assert "citations" in desk.papers()["Ferry"]["stale"]
    assert "May be out of date" in desk.readme.read_text("utf-8")
    standin.semantic_scholar.fail_always = None
    desk.enrich("--refresh")
    assert desk.written() == before


@pytest.mark.parametrize("words", [(), ("--refresh",)], ids=["fresh cache", "every answer expired"])
def test_when_no_service_answers_a_catalogue_stays_byte_for_byte(
    desk: Desk, standin: Standin, words: tuple[str, ...]
) -> None:
    desk.enrich()
    before = desk.written()
    standin.arxiv.fail_always = standin.semantic_scholar.fail_always = Fault.status(503)
    told = desk.enrich("--patience", "0", *words)
    assert (told.code, desk.written()) == (0, before)
    desk.cache = desk.folder / "lost"
    told = desk.enrich("--patience", "0", *words)
    assert (told.code, desk.written()) == (0, before)
    assert "patience is spent" in told.out


def test_a_new_entry_beside_a_catalogue_that_nobody_can_confirm(desk: Desk, standin: Standin) -> None:
    desk.list.write_text(LIST.replace(f"- {THICKET.title}\n", ""), encoding="utf-8")
    desk.enrich()
    before = desk.papers()
    desk.list.write_text(LIST.replace(f"- {THICKET.title}\n", "") + f"- {THICKET.title}\n", encoding="utf-8")
    standin.arxiv.fail_always = standin.semantic_scholar.fail_always = Fault.status(503)
    desk.enrich("--patience", "0")
    after = desk.papers()
    assert after.pop("Thicket")["match"]["verdict"] == "unchecked"
    assert after == before


def test_a_service_that_dies_midway_costs_only_what_it_had_not_told(desk: Desk, standin: Standin) -> None:
    def dies_at_match(request: Request) -> Fault | None:
        return Fault.status(503) if request.path.endswith("/match") else None

    standin.graph.bulk = "refused"
    standin.semantic_scholar.fail_always = dies_at_match
    told = desk.enrich("--patience", "0", "--strict")
    assert told.code == 3
    assert desk.verdicts() == {
        "Harbor": "exact",
        "Quarry": "exact",
        "Ferry": "unchecked",
        "Thicket": "unchecked",
        "Zephyr": "unchecked",
    }
    standin.semantic_scholar.fail_always = None
    told = desk.enrich("--strict")
    assert (told.code, statuses(desk)) == (0, SURE)
    assert told.sent_to("arxiv") == []


def test_order_of_the_list_changes_order_and_lines_and_nothing_else(desk: Desk) -> None:
    desk.enrich()
    before = desk.papers()
    head, *bullets = LIST.rstrip("\n").split("\n- ")
    desk.list.write_text("\n- ".join([head.replace("## Training", "## Serving"), *reversed(bullets)]), "utf-8")
    desk.enrich()
    unmoved = ("id", "title", "authors", "ids", "citations", "provenance", "match")
    assert {name: [paper[key] for key in unmoved] for name, paper in desk.papers().items()} == {
        name: [paper[key] for key in unmoved] for name, paper in before.items()
    }


def test_both_services_out_of_reach_cost_seconds_two_tries_and_no_paper(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk", None)
    told: Told = desk.enrich("--strict")
    assert told.code == 3
    assert desk.verdicts() == dict.fromkeys(SURE, "unchecked")
    for name in ("arXiv", "Semantic Scholar"):
        assert f"{name}: 2 requests, 0 answers" in told.out
        assert told.out.count(f"{name}: connection refused; next try in 1 s") == 1
    before = desk.written()
    assert (desk.enrich().code, desk.written()) == (0, before)


def test_only_one_service_out_of_reach_leaves_the_other_its_work(tmp_path: Path) -> None:
    with Standin(PAPERS) as standin:
        desk = Desk(tmp_path / "desk", standin)
        desk.environment["ARXIV_API_URL"] = "http://127.0.0.1:9/api/query"
        told = desk.enrich()
    assert told.code == 0
    assert desk.verdicts() | {"Zephyr": ""} == dict.fromkeys(SURE, "exact") | {"Zephyr": ""}
    assert desk.verdicts()["Zephyr"] == "unchecked"
    assert NOWHERE in (desk.out / "review.md").read_text("utf-8").replace("\\", "")
    assert {HARBOR.arxiv_id, QUARRY.arxiv_id} <= {paper["ids"]["arxiv"] for paper in desk.papers().values()}
    assert FERRY.doi in {paper["ids"]["doi"] for paper in desk.papers().values()}
