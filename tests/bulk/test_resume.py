"""A match that is killed leaves no output, and goes on from what lies whole beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.bulk.mappers import Done, Failure, InThisProcess, Job
from tests.bulk.samples import PAGED, PAPERS, bulk, prepared, rows_of, write_lines


class Stopped(BaseException):
    """As a kill, which no clean-up of the program hears."""


class StopsAfter(InThisProcess):
    """Stops the program when so many shards are done, and counts those that were begun."""

    begun = 0
    stop_at: int | None = None

    def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
        for answer in super().__call__(function, jobs):
            StopsAfter.begun += 1
            yield answer
            if StopsAfter.begun == StopsAfter.stop_at:
                raise Stopped


@pytest.mark.parametrize("stop_at", [2, 4, 7])
def test_a_killed_match_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int) -> None:
    sources = [write_lines(tmp_path / f"{n}.gz", PAPERS[n::3]) for n in range(3)]
    snapshot = prepared(tmp_path / "prepared", *sources)
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}, {"title": PAGED.replace("age", "agge")}])
    words = ("match", "--titles", titles, "--prepared", snapshot, "--workers", 1, "--out")
    assert bulk(*words, tmp_path / "whole.jsonl").exit_code == 0
    monkeypatch.setattr("pipeline.commands.bulk.InThisProcess", StopsAfter)
    StopsAfter.begun, StopsAfter.stop_at = 0, stop_at
    with pytest.raises(Stopped):
        raise bulk(*words, tmp_path / "out.jsonl").exception or AssertionError("not stopped")
    assert not (tmp_path / "out.jsonl").exists()
    StopsAfter.stop_at = None
    assert bulk(*words, tmp_path / "out.jsonl", "--resume").exit_code == 0
    assert StopsAfter.begun == 7, "each shard was looked into once in each round, and decided about once"
    assert rows_of(tmp_path / "out.jsonl") == rows_of(tmp_path / "whole.jsonl")
    assert not list(tmp_path.glob(".*.work")), "nothing is left beside it"


def test_an_interrupted_match_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", PAPERS))
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.bulk.match._match_chunk", interrupted)
    result = bulk("match", "--titles", titles, "--prepared", snapshot, "--out", tmp_path / "out.csv")
    assert (result.exit_code, "--resume goes on from here" in result.output) == (130, True)
