"""A match that is killed leaves no output, and goes on from what lies whole beside it."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, ClassVar, NamedTuple

import pytest

from pipeline.bulk import deciding, kernel
from pipeline.bulk.mappers import Done, Failure, InThisProcess, Job
from tests.bulk.samples import DISTRIBUTED, PAGED, PAPERS, bulk, prepared, rows_of, write_lines


class Stopped(BaseException):
    """As a kill, which no clean-up of the program hears."""


class StopsAfter(InThisProcess):
    """Stops the program when so many jobs are done, and counts them by what was to be done."""

    done: ClassVar[Counter[str]] = Counter()
    stop_at: int | None = None

    def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
        for answer in super().__call__(function, jobs):
            StopsAfter.done[function.__name__] += 1
            yield answer
            if StopsAfter.done.total() == StopsAfter.stop_at:
                raise Stopped


def killed(*_: object) -> None:
    raise Stopped


def stopped(*words: object) -> None:
    """Runs the command, which has to be stopped midway."""
    with pytest.raises(Stopped):
        raise bulk(*words).exception or AssertionError("not stopped")


@pytest.mark.parametrize("stop_at", [2, 4, 6])
def test_a_killed_match_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int) -> None:
    sources = [write_lines(tmp_path / f"{n}.gz", PAPERS[n::3]) for n in range(3)]
    snapshot = prepared(tmp_path / "prepared", *sources)
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}, {"title": PAGED.replace("age", "agge")}])
    words = ("match", "--titles", titles, "--prepared", snapshot, "--workers", 1, "--out")
    assert bulk(*words, tmp_path / "whole.jsonl").exit_code == 0
    monkeypatch.setattr("pipeline.bulk.means.InThisProcess", StopsAfter)
    monkeypatch.setattr(StopsAfter, "done", Counter())
    StopsAfter.stop_at = stop_at
    stopped(*words, tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()
    StopsAfter.stop_at = None
    assert bulk(*words, tmp_path / "out.jsonl", "--resume").exit_code == 0
    assert StopsAfter.done == {"equal": 3, "near": 3}, "each shard was looked into once in each round"
    assert rows_of(tmp_path / "out.jsonl") == rows_of(tmp_path / "whole.jsonl")
    assert not list(tmp_path.glob(".*.work")), "nothing is left beside it"


MIXED = [PAGED, *(PAGED.replace("e", letter, 1) for letter in "xyz"), DISTRIBUTED, "No paper has this title at all"]
MIXED += MIXED[1:3]
"""Some are settled by equal titles, some have to be looked for, and two of those are asked for twice."""


class Chunked(NamedTuple):
    """A match in four chunks over three shards, as words of the command but for its output, and the rows it gives."""

    words: tuple[object, ...]
    rows: list[dict[str, Any]]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Chunked:
    folder = tmp_path_factory.mktemp("chunked")
    snapshot = prepared(folder / "prepared", *(write_lines(folder / f"{n}.gz", PAPERS[n::3]) for n in range(3)))
    titles = write_lines(folder / "titles.jsonl", [{"title": title} for title in MIXED])
    words = ("match", "--titles", titles, "--prepared", snapshot, "--workers", 1, "--memory", 2, "--out")
    assert bulk(*words, folder / "whole.jsonl").exit_code == 0
    return Chunked(words, rows_of(folder / "whole.jsonl"))


@pytest.fixture
def chunked(once: Chunked, monkeypatch: pytest.MonkeyPatch) -> Chunked:
    monkeypatch.setattr("pipeline.bulk.job.LINES_A_GIGABYTE", 1)
    return once


@pytest.mark.parametrize("stop_at", range(1, 20))
def test_a_match_of_several_chunks_goes_on_from_wherever_it_was_killed(
    chunked: Chunked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int
) -> None:
    monkeypatch.setattr("pipeline.bulk.means.InThisProcess", StopsAfter)
    monkeypatch.setattr(StopsAfter, "done", Counter())
    StopsAfter.stop_at = stop_at
    stopped(*chunked.words, tmp_path / "out.jsonl")
    StopsAfter.stop_at = None
    result = bulk(*chunked.words, tmp_path / "out.jsonl", "--resume")
    assert (result.exit_code, "chunks of titles read: 4 of 4" in result.output) == (0, True)
    assert StopsAfter.done.pop("read_portion") in range(5, 9), "lines are counted anew"
    looked = [StopsAfter.done.pop(name) for name in ("equal", "near")]
    assert looked == [2, 2], "each of two groups of shards was looked into once in each round"
    assert set(StopsAfter.done) == {"settle", "decide_open", "write_rows"}
    assert set(StopsAfter.done.values()) <= {3, 4}, "once for each chunk; the last of them is the program's own"
    assert rows_of(tmp_path / "out.jsonl") == chunked.rows


@pytest.mark.parametrize(
    ("step", "at"),
    [
        *product(
            ("chunks.write_chunk", "deciding.settle", "chunks.write_spelled", "rows.write_rows", "rows.count"),
            (1, 2, 3, 4),
        ),
        ("match.write_repeated", 1),
        ("rows.write_again", 1),
    ],
)
def test_a_match_goes_on_from_a_kill_between_two_chunks(chunked: Chunked, tmp_path: Path, step: str, at: int) -> None:
    done = resolve_name(f"pipeline.bulk.{step}")
    calls: list[int] = []

    def killed_after(*given: object) -> object:
        answer = done(*given)
        calls.append(1)
        if len(calls) == at:
            raise Stopped
        return answer

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(f"pipeline.bulk.{step}", killed_after)
        stopped(*chunked.words, tmp_path / "out.jsonl")
    assert bulk(*chunked.words, tmp_path / "out.jsonl", "--resume").exit_code == 0
    assert rows_of(tmp_path / "out.jsonl") == chunked.rows


def test_a_shard_that_was_missed_stays_missed_for_titles_decided_without_it(chunked: Chunked, tmp_path: Path) -> None:
    """Or else what nobody looked for would be said to be missing, once the shard is there again."""

    class Loses(InThisProcess):
        def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
            for place, job in enumerate(jobs):
                if function is kernel.near and place == 0:
                    yield Failure(place, "its worker was lost")
                else:
                    yield from super().__call__(function, [job])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("pipeline.bulk.means.InThisProcess", Loses)
        patched.setattr("pipeline.bulk.rows.write_rows", killed)
        stopped(*chunked.words, tmp_path / "out.jsonl")
    result = bulk(*chunked.words, tmp_path / "out.jsonl", "--resume")
    assert (result.exit_code, "not looked into: its worker was lost" in result.output) == (3, True)
    verdicts = {row["title"]: row["verdict"] for row in rows_of(tmp_path / "out.jsonl")}
    assert {verdicts[title] for title in MIXED[1:4]} == {"unchecked"}, "their paper is in that shard"


class Outage(InThisProcess):
    """One shard cannot be looked into for equal titles, and it alone for near ones, or none."""

    none_for_near = False
    lost = "1-"

    def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
        for place, job in enumerate(jobs):
            names = job[0].names if function in (kernel.equal, kernel.near) else ()
            all_lost = function is kernel.near and Outage.none_for_near
            if all_lost or any(name.startswith(Outage.lost) for name in names):
                yield Failure(place, "no worker is left")
            else:
                yield from super().__call__(function, [job])


def test_a_match_goes_on_after_an_outage_as_if_there_had_been_none(
    chunked: Chunked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Outage, "none_for_near", True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("pipeline.bulk.means.InThisProcess", Outage)
        result = bulk(*chunked.words, tmp_path / "out.jsonl")
    assert (result.exit_code, "No shard could be looked into" in result.output) == (1, True)
    assert bulk(*chunked.words, tmp_path / "out.jsonl", "--resume").exit_code == 0
    assert rows_of(tmp_path / "out.jsonl") == chunked.rows


def test_what_was_written_before_an_outage_ended_is_not_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the second shard no title is open, and no outcome of one chunk is another's too; with it both are."""
    first, second = [line for line in PAPERS if line["title"] and line["title"].startswith("Twin papers")]
    snapshot = prepared(
        tmp_path / "prepared", write_lines(tmp_path / "0.gz", [first]), write_lines(tmp_path / "1.gz", [second])
    )
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": first["title"]}] * 2)
    out = tmp_path / "out.jsonl"
    words = ("match", "--titles", titles, "--prepared", snapshot, "--workers", 1, "--memory", 1, "--out", out)
    monkeypatch.setattr("pipeline.bulk.job.LINES_A_GIGABYTE", 1)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("pipeline.bulk.means.InThisProcess", Outage)
        patched.setattr("pipeline.bulk.rows.write_rows", killed)
        stopped(*words)
    assert bulk(*words, "--resume").exit_code == 0
    assert [row["verdict"] for row in rows_of(out)] == ["ambiguous", "ambiguous"]


def test_what_a_worker_decided_that_outlived_its_program_is_not_taken_up(
    chunked: Chunked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It knows nothing of the shard that has come back since."""
    out, aside = tmp_path / "out.jsonl", tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(Outage, "lost", "0-")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("pipeline.bulk.means.InThisProcess", Outage)
        patched.setattr("pipeline.bulk.rows.write_again", killed)
        stopped(*chunked.words, out)
    (work,) = (path for path in (tmp_path / ".out.jsonl.work").iterdir() if path.is_dir())
    for file in work.glob("late-*"):
        file.rename(aside / file.name)
    assert len(list(aside.iterdir())) > 1, "outcomes of several slices"
    bounds = deciding.slices

    def meanwhile(*given: Any) -> list[tuple[int, int]]:
        for file in aside.iterdir():
            shutil.copy(file, work)
        return bounds(*given)

    monkeypatch.setattr(deciding, "slices", meanwhile)
    assert bulk(*chunked.words, out, "--resume").exit_code == 0
    assert rows_of(out) == chunked.rows


@pytest.mark.parametrize(("before", "after"), [(2, 3), (1, 2), (3, 1)])
@pytest.mark.parametrize("step", ["deciding.settle", "rows.write_rows"])
def test_a_match_goes_on_with_another_number_of_workers(
    chunked: Chunked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, before: int, after: int
) -> None:
    monkeypatch.setattr("pipeline.bulk.means.Processes", lambda _: InThisProcess())
    words = [*chunked.words, tmp_path / "out.jsonl", "--workers"]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(f"pipeline.bulk.{step}", killed)
        stopped(*words, before)
    assert bulk(*words, after, "--resume").exit_code == 0
    assert rows_of(tmp_path / "out.jsonl") == chunked.rows


@pytest.mark.parametrize("memory", [1, 8])
@pytest.mark.parametrize("step", ["deciding.settle", "rows.write_rows"])
def test_a_match_goes_on_with_other_memory(chunked: Chunked, tmp_path: Path, step: str, memory: int) -> None:
    words = [*chunked.words, tmp_path / "out.jsonl"]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(f"pipeline.bulk.{step}", killed)
        stopped(*words)
    result = bulk(*words, "--memory", memory, "--resume")
    assert (result.exit_code, "going on with a match" in result.output) == (0, True)
    assert "chunks of rows written: 4 of 4" in result.output, "chunks are as large as they were"
    assert rows_of(tmp_path / "out.jsonl") == chunked.rows


def test_an_interrupted_match_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", PAPERS))
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    monkeypatch.setattr("pipeline.bulk.match._settle", interrupted)
    result = bulk("match", "--titles", titles, "--prepared", snapshot, "--out", tmp_path / "out.csv")
    assert (result.exit_code, result.stderr) == (
        130,
        "mlsys-papers: interrupted; the same command with --resume goes on from here.\n",
    )


@pytest.mark.parametrize("words", [("prepare", "papers.jsonl"), ("fetch", "--dataset", "papers")])
def test_what_goes_on_by_itself_says_so_when_it_is_interrupted(
    words: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_lines(tmp_path / "papers.jsonl", PAPERS)
    for step in ("prepare_all", "Fetch"):
        monkeypatch.setattr(f"pipeline.commands.bulk.{step}", interrupted)
    result = bulk(*words, "--to", tmp_path / "to")
    assert (result.exit_code, result.stderr) == (
        130,
        "mlsys-papers: interrupted; what is done stays done, and the same command goes on from here.\n",
    )


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt
