"""Two hundred titles: how many requests they cost, and that both services are busy at the same time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice, permutations
from pathlib import Path
from threading import Event
from typing import get_args

import pytest

from tests.end_to_end.desk import Desk
from tests.standin import BulkMode, Record, Request, Standin

TITLES, ONLY_ON_SEMANTIC_SCHOLAR, NOWHERE = 200, 30, 20
LAST_PAGE_OF_TITLES = 5
ON_ARXIV = TITLES - ONLY_ON_SEMANTIC_SCHOLAR - NOWHERE
_NOUNS = """allocators buffers compilers datasets embeddings fabrics gradients heaps indexes journals kernels lattices
meshes nodes pipelines""".split()
_DEEDS = "balancing caching draining evicting fusing hashing inlining migrating ordering packing".split()


def invented_titles() -> Iterator[str]:
    """Titles like real ones, many of them near-duplicates of each other, always the same."""
    chance = random.Random(7)  # noqa: S311  no secret depends on it
    pairs = list(permutations(_NOUNS, 2))
    chance.shuffle(pairs)
    for number, (first, second) in enumerate(pairs):
        yield f"Project {first.title()}{second.title()}: {chance.choice(_DEEDS)} {second} among shared {first} at scale"
        if number % 5 == 0:
            yield f"Project {first.title()}{second.title()} revisited: why {second} outlive the {first} they came from"


RECORDS = [
    Record(
        title=title,
        authors=(f"Author {number}", "Second Hand"),
        year=2020 + number % 5,
        arxiv_id=f"2{number % 5}01.{10_000 + number}" if number < ON_ARXIV else None,
        citation_count=number,
    )
    for number, title in enumerate(islice(invented_titles(), TITLES))
]
SERVED, UNKNOWN = RECORDS[:-NOWHERE], RECORDS[-NOWHERE:]


def crowded(folder: Path, standin: Standin) -> Desk:
    """A desk whose list names all of them, in no order."""
    desk = Desk(folder, standin)
    shuffled = random.Random(11).sample(RECORDS, TITLES)  # noqa: S311  no secret depends on it
    desk.list.write_text("# Crowd\n\n" + "".join(f"- {record.title}\n" for record in shuffled), "utf-8")
    return desk


@pytest.mark.parametrize("bulk", get_args(BulkMode))
def test_a_cold_run_stays_within_its_limits_and_mistakes_no_paper(tmp_path: Path, bulk: BulkMode) -> None:
    with Standin(SERVED, bulk=bulk) as standin:
        desk = crowded(tmp_path / "desk", standin)
        told = desk.enrich()
    assert len(told.sent_to("arxiv")) <= TITLES / 25
    assert len(told.sent_to("semantic_scholar")) <= ONLY_ON_SEMANTIC_SCHOLAR + NOWHERE + TITLES / 500 + 10
    truth = {record.title: record.citation_count for record in SERVED}
    found = {paper["listed"][0]["title"]: paper["citations"]["count"] for paper in desk.catalogue["papers"]}
    assert found == truth | dict.fromkeys(record.title for record in UNKNOWN)


def test_what_follows_is_a_matter_of_batches(tmp_path: Path) -> None:
    with Standin(SERVED) as standin:
        desk = crowded(tmp_path / "desk", standin)
        desk.enrich()
        assert desk.enrich().requests == ()
        told = desk.enrich("--refresh")
    by_id = [request for request in told.requests if request.body or request.query.get("id_list")]
    assert sorted(request.service for request in by_id) == ["arxiv", "semantic_scholar"]
    searches = [request.query["search_query"] for request in told.sent_to("arxiv")]
    clauses = {clause for search in searches if " AND " not in search for clause in search.split(" OR ")}
    assert len(clauses - {""}) == NOWHERE
    assert sum(" AND " in search for search in searches) == 1  # and all of these once more, in other words


def test_semantic_scholar_searches_while_arxiv_is_still_at_work(tmp_path: Path) -> None:
    searching = Event()
    met: list[bool] = []

    def at_semantic_scholar(_request: Request) -> None:
        searching.set()

    def at_arxiv(_request: Request) -> None:
        if len(standin.sent_to("arxiv")) == LAST_PAGE_OF_TITLES:
            met.append(searching.wait(20))

    with Standin(SERVED) as standin:
        standin.semantic_scholar.fail_always, standin.arxiv.fail_always = at_semantic_scholar, at_arxiv
        crowded(tmp_path / "desk", standin).enrich()
    assert met == [True]
