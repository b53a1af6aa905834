from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from time import monotonic, time

import pytest

from pipeline.models import Answer, NotFound, PaperId, Unavailable
from pipeline.settings import Settings
from pipeline.sources.answer_files import AnswerFiles, Kept, folder_of
from pipeline.sources.opening import Conditions, Opened, Reach, open_sources
from pipeline.sources.pace import Clock
from pipeline.sources.registry import configured_hosts
from tests.sources.fakes import FakeClock, Notes

NOBODY = {"ARXIV_API_URL": "http://127.0.0.1:9/api/query", "SEMANTIC_SCHOLAR_API_URL": "http://127.0.0.1:9"}
ASKED = PaperId("arxiv", "1712.05880")


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def opened(
    reach: Reach,
    cache: Path,
    stack: ExitStack,
    *,
    refresh: bool = False,
    snapshot: Path | None = None,
    at: Mapping[str, str] = NOBODY,
) -> Opened:
    """The sources of a run in which no service listens, and no wait takes any time."""
    clock = Clock(monotonic, time, lambda _seconds: False)
    conditions = Conditions(reach, refresh, 0.0, configured_hosts(at), None, clock, FakeClock(), Notes())
    return open_sources(conditions, Settings(), cache, snapshot, stack)


def remember(cache: Path, at: Mapping[str, str] = NOBODY) -> None:
    """An answer of arXiv at that address in the cache, a day old."""
    yesterday = FakeClock().now - timedelta(days=1)
    folder = folder_of(cache, configured_hosts(at)[0])
    AnswerFiles(folder, "arxiv", Notes()).write(Kept(NotFound(question=ASKED, asked=yesterday), misses=1))


def answer(opened: Opened) -> Answer:
    (only,) = opened.services[0].fetch([ASKED])
    return only


def test_every_service_is_there_to_be_asked_and_to_be_remembered(tmp_path: Path, stack: ExitStack) -> None:
    run = opened("live", tmp_path, stack)
    names = ["arxiv", "semantic_scholar"]
    assert [each.name for each in run.services] == names
    assert [each.name for each in run.memory] == names
    assert [each.name for each in run.tallies] == names
    assert list(run.fallbacks) == []


def test_a_live_run_asks_and_keeps_account(tmp_path: Path, stack: ExitStack) -> None:
    run = opened("live", tmp_path, stack)
    assert isinstance(answer(run), Unavailable)
    assert list(run.tallies[0].unanswered) == [ASKED]
    assert not run.heard()
    run.tallies[1].answered.add(ASKED)
    assert run.heard()


def test_a_live_run_believes_what_is_fresh_unless_it_is_to_refresh(tmp_path: Path, stack: ExitStack) -> None:
    remember(tmp_path)
    assert isinstance(answer(run := opened("live", tmp_path, stack)), NotFound)
    assert run.tallies[0].unanswered == {}
    answer(run := opened("live", tmp_path, stack, refresh=True))
    assert list(run.tallies[0].unanswered) == [ASKED]


def test_a_live_run_that_goes_on_from_memory_asks_nobody(tmp_path: Path, stack: ExitStack) -> None:
    run = opened("live", tmp_path, stack)
    run.tallies[1].answered.add(ASKED)
    assert isinstance(answer(run.remembering()), Unavailable)
    assert run.tallies[0].unanswered == {}
    assert not run.remembering().heard()


def test_an_offline_run_asks_nobody_and_makes_no_folder(tmp_path: Path, stack: ExitStack) -> None:
    run = opened("offline", tmp_path / "cache", stack)
    assert isinstance(answer(run), Unavailable)
    assert run.tallies[0].unanswered == {}
    assert not run.heard()
    assert not (tmp_path / "cache").exists()


def test_a_planned_run_counts_what_would_be_asked_and_makes_no_folder(tmp_path: Path, stack: ExitStack) -> None:
    run = opened("planned", tmp_path / "cache", stack)
    assert isinstance(answer(run), Unavailable)
    assert list(run.tallies[0].unanswered) == [ASKED]
    assert not (tmp_path / "cache").exists()


def test_a_planned_run_leaves_out_what_is_fresh_unless_it_is_to_refresh(tmp_path: Path, stack: ExitStack) -> None:
    remember(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    answer(run := opened("planned", tmp_path, stack))
    assert (run.tallies[0].unanswered, run.heard()) == ({}, False)
    answer(run := opened("planned", tmp_path, stack, refresh=True))
    assert list(run.tallies[0].unanswered) == [ASKED]
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


OFFICIAL: dict[str, str] = {}
MIRROR = {"ARXIV_API_URL": "https://arxiv.org/api/query"}
ANOTHER = {"ARXIV_API_URL": "http://127.0.0.1:9/api/other"}


@pytest.mark.parametrize(("said", "asked"), list(permutations((OFFICIAL, NOBODY, ANOTHER), 2)))
def test_what_one_address_said_answers_for_no_other(
    said: Mapping[str, str], asked: Mapping[str, str], tmp_path: Path, stack: ExitStack
) -> None:
    remember(tmp_path, said)
    assert isinstance(answer(opened("offline", tmp_path, stack, at=asked)), Unavailable)
    assert isinstance(answer(opened("offline", tmp_path, stack, at=said)), NotFound)


@pytest.mark.parametrize("at", [OFFICIAL, MIRROR])
def test_the_service_s_own_answers_lie_where_they_always_lay(
    at: Mapping[str, str], tmp_path: Path, stack: ExitStack
) -> None:
    remember(tmp_path, OFFICIAL)
    assert [path.relative_to(tmp_path).parts[:2] for path in tmp_path.rglob("*.json")] == [("arxiv", "ids")]
    assert isinstance(answer(opened("offline", tmp_path, stack, at=at)), NotFound)


def test_a_snapshot_is_a_fallback(tmp_path: Path, stack: ExitStack) -> None:
    run = opened("offline", tmp_path, stack, snapshot=tmp_path)
    assert [each.name for each in run.fallbacks] == ["snapshot"]
