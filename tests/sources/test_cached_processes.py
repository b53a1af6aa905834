"""The cache under real processes: killed at the worst moment, and two at once on one folder."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from unittest.mock import patch

import pytest

from pipeline.models import Answer, Found, Ids, PaperId, Record
from pipeline.sources.cached import CachedSource, Freshness, Mode
from tests.sources.fakes import FakeSource, Notes

SPAWN = multiprocessing.get_context("spawn")
PATIENCE = 60  # seconds; only a broken test waits so long
IDS = tuple(PaperId("arxiv", f"2001.0000{digit}") for digit in range(5))


def utc_now() -> datetime:
    return datetime.now(UTC)


def source_of(abstract: str) -> FakeSource:
    return FakeSource(
        [Record(source="fake", title="T", abstract=abstract, ids=Ids(arxiv=key.value)) for key in IDS], utc_now
    )


def cached(inner: FakeSource, folder: Path, mode: Mode, watcher: Notes) -> CachedSource:
    return CachedSource(inner, folder, Freshness(6, 6, 3, 3), utc_now, mode=mode, watcher=watcher)


class StallingSource(FakeSource):
    """Answers three questions, then says so and never another word."""

    stalled: Event

    def fetch(self, ids: Sequence[PaperId]) -> Iterator[Answer]:
        for number, answer in enumerate(super().fetch(ids)):
            if number == 3:
                stall(self.stalled)
            yield answer


def stall(stalled: Event) -> None:
    stalled.set()
    SPAWN.Event().wait()


def run_until_killed_between_answers(folder: Path, stalled: Event) -> None:
    inner = StallingSource(source_of("x").records, utc_now)
    inner.stalled = stalled
    list(cached(inner, folder, "normal", Notes()).fetch(IDS))


def run_until_killed_while_writing(folder: Path, stalled: Event) -> None:
    calls: list[int] = []

    def stall_at_the_fourth(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 4:
            stall(stalled)

    with patch.object(os, "fsync", stall_at_the_fourth):
        list(cached(source_of("x"), folder, "normal", Notes()).fetch(IDS))


@pytest.mark.parametrize("run", [run_until_killed_between_answers, run_until_killed_while_writing])
def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path, run: Callable[[Path, Event], None]) -> None:
    stalled = SPAWN.Event()
    process = SPAWN.Process(target=run, args=(tmp_path, stalled))
    process.start()
    assert stalled.wait(PATIENCE)
    process.kill()
    process.join()

    inner, watcher = source_of("x"), Notes()
    answers = list(cached(inner, tmp_path, "normal", watcher).fetch(IDS))
    assert len(inner.asked[0]) == 2
    assert sorted(answer.question for answer in answers) == sorted(IDS)
    assert watcher.notes == []


def refresh_again_and_again(folder: Path, abstract: str, start: Barrier) -> None:
    """Rewrite and reread the same few files; a torn one would be set aside with a note, which fails the process."""
    watcher = Notes()
    start.wait(PATIENCE)
    for _ in range(25):
        for mode in ("refresh", "offline"):
            answers = list(cached(source_of(abstract), folder, mode, watcher).fetch(IDS))
            assert all(isinstance(answer, Found) for answer in answers)
    assert watcher.notes == []


def test_two_processes_share_one_cache(tmp_path: Path) -> None:
    start = SPAWN.Barrier(2)
    abstracts = ("a" * 100_000, "b" * 200_000)
    processes = [SPAWN.Process(target=refresh_again_and_again, args=(tmp_path, a, start)) for a in abstracts]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [process.exitcode for process in processes] == [0, 0]
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == {".json"}
    for answer in cached(source_of("never asked"), tmp_path, "offline", Notes()).fetch(IDS):
        assert isinstance(answer, Found)
        assert answer.records[0].abstract in abstracts
