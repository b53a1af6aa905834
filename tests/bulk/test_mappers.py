"""The same rows by processes, by Dask and by Spark, a worker killed midway or not."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pipeline.bulk import job as jobs
from pipeline.bulk import kernel
from pipeline.bulk import match as flow
from pipeline.bulk.engine import Share
from pipeline.bulk.manifest import read_manifest
from pipeline.bulk.mappers import Done, Failure, InThisProcess, Job, Mapper, OnDask, OnSpark, Processes
from pipeline.bulk.means import Means
from pipeline.bulk.preparing import prepare_all
from pipeline.bulk.shards import Shard, find_shards
from pipeline.bulk.verdict import Asked, Outcome, decided
from pipeline.bulk.whole_file import held
from pipeline.bulk.write_out import write_out
from pipeline.errors import PapersError, UsageError
from pipeline.progress import Silent
from tests.bulk.deadly import Deadly, killed_always, killed_once, late, twice
from tests.bulk.samples import PAPERS, prepared, rows_of, write_lines
from tests.shared import ROOT, left_out

SHARE = Share(256, 1)
TITLES = [line["title"] for line in PAPERS if line["title"]]
ASKED = [
    *TITLES,
    *(title.replace("e", "ee", 1) for title in TITLES),
    *(title.split(":")[0] for title in TITLES),
    "None",
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shards")
    sources = [write_lines(folder / f"{n}.gz", PAPERS[n::4]) for n in range(4)]
    return prepared(folder / "prepared", *sources)


@pytest.fixture(scope="module")
def expected(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return rows_by(InThisProcess(), snapshot, tmp_path_factory.mktemp("expected"))


def rows_by(mapper: Mapper, snapshot: Path, folder: Path, workers: int | None = None) -> list[dict[str, Any]]:
    _, told = matched_by(mapper, snapshot, folder, workers)
    assert told.troubles == []
    return rows_of(folder / "out.jsonl")


def matched_by(
    mapper: Mapper,
    snapshot: Path,
    folder: Path,
    workers: int | None = None,
    lines_at_once: int = 1_000,
    titles: Sequence[str] = ASKED,
    here: Mapper | None = None,
) -> tuple[jobs.Matching, flow.Told]:
    source = write_lines(folder / "titles.jsonl", [{"title": title} for title in titles])
    out = folder / "out.jsonl"
    work = jobs.work_folder(out)
    manifest = read_manifest(snapshot)
    means = Means(mapper, SHARE, mapper, here or InThisProcess(), SHARE, SHARE, workers)
    job = jobs.Matching(source, snapshot, manifest, work, means, Silent(), lines_at_once)
    with held(work):
        jobs.make_ready(job, resume=False)
        told = flow.match(job)
        write_out(sorted(job.work.glob("rows-*.parquet")), [], out, SHARE, with_abstracts=False)
    return job, told


def test_processes_give_the_same_rows_though_one_is_killed(
    snapshot: Path, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    deadly = Deadly(Processes(2), tmp_path, rounds=2)
    assert rows_by(deadly, snapshot, tmp_path) == expected
    assert [flag.exists() for flag in deadly.kills[:2]] == [True, True], "one in each round over shards"


def test_what_is_done_to_chunks_gives_the_same_rows_though_workers_are_killed(
    snapshot: Path, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    here = Deadly(Processes(2), tmp_path, rounds=3)
    matched_by(InThisProcess(), snapshot, tmp_path, lines_at_once=-(-len(ASKED) // 3), here=here)
    assert rows_of(tmp_path / "out.jsonl") == expected
    assert [flag.exists() for flag in here.kills] == [True] * 3, "as they are read, settled and told"


def leaving_half(flag: str, function: Callable[..., Any], shard: Shard, folder: Path, share: Share) -> Any:
    """As a worker that is killed in the midst of its shard leaves the folder, before another does the same shard."""
    if not Path(flag).exists():
        (folder / f".{shard.name}.papers.parquet.half.tmp").write_bytes(b"half")
        (folder / ".spill-half").mkdir()
    return killed_once(flag, function, shard, folder, share)


def test_a_worker_that_is_killed_leaves_nothing_half_in_what_is_prepared(tmp_path: Path) -> None:
    def killing(function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
        return Processes(2)(leaving_half, [(str(tmp_path / "killed"), function, *job) for job in jobs])

    found = find_shards([write_lines(tmp_path / "papers.jsonl", PAPERS)])
    folder = tmp_path / "prepared"
    folder.mkdir()
    prepared = prepare_all(found, folder, killing, SHARE, SHARE, Silent())
    assert ((tmp_path / "killed").exists(), prepared.missing, prepared.records) == (True, [], len(PAPERS))
    assert [path.name for path in folder.glob(".*")] == []


class NeverThere:
    """A mapper all of whose jobs fail."""

    def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
        yield from (Failure(place, "no memory") for place in range(len(jobs)))


def test_what_no_worker_can_do_to_a_chunk_the_program_does_itself(
    snapshot: Path, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    matched_by(InThisProcess(), snapshot, tmp_path, lines_at_once=3, here=NeverThere())
    assert rows_of(tmp_path / "out.jsonl") == expected


def test_a_job_that_fails_is_told_and_the_others_go_on() -> None:
    answers = sorted(Processes(2)(twice, [(1,), (3,), (5,)]))
    assert answers == [Done(0, 2), Failure(1, "no third"), Done(2, 10)]


def test_a_job_that_kills_every_worker_is_given_up() -> None:
    (answer,) = Processes(1)(killed_always, [()])
    assert isinstance(answer, Failure)
    assert "killed" in answer.reason


def test_workers_that_are_interrupted_as_they_begin_are_silent() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bulk.interrupted"],
        check=False, cwd=ROOT, start_new_session=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (130, "")


def test_who_interrupts_twice_does_not_stop_workers_from_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []

    class Pool(ProcessPoolExecutor):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  as there
            held.append(interrupts_are_held())
            super().shutdown(wait, cancel_futures=cancel_futures)

    monkeypatch.setattr("pipeline.bulk.mappers.ProcessPoolExecutor", Pool)
    answers = Processes(1)(twice, [(1,), (2,)])
    next(answers)
    del answers  # as an interrupt does that leaves the loop over them
    assert (held[0], interrupts_are_held()) == (True, False)


def test_workers_do_not_finish_what_nobody_asks_for_any_more(tmp_path: Path) -> None:
    answers = Processes(2)(late, [("",), (str(tmp_path / "late"),)])
    assert next(answers) == Done(0, 0)
    del answers  # as an interrupt does that reaches the program alone, by SIGTERM
    assert not list(tmp_path.iterdir())


def interrupts_are_held() -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_scheduler_of_dask_gives_the_same_rows_though_a_worker_is_killed(
    snapshot: Path, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    if not find_spec("distributed"):
        left_out.add("rows by Dask: the package `distributed`")
        return
    with scheduler(tmp_path, workers=2) as address:
        deadly = Deadly(OnDask(address, 2), tmp_path, rounds=1)
        assert rows_by(deadly, snapshot, tmp_path) == expected
        assert deadly.kills[0].exists()


def test_a_scheduler_of_dask_without_a_worker_left_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    if not find_spec("distributed"):
        left_out.add("no worker of Dask left: the package `distributed`")
        return
    with scheduler(tmp_path, workers=1) as address:
        answers = sorted(OnDask(address, 1, patience=0.5)(killed_always, [(), ()]))
    assert [answer.place for answer in answers] == [0, 1]
    assert all(isinstance(answer, Failure) and "--resume" in answer.reason for answer in answers)


def test_a_scheduler_of_dask_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    if not find_spec("distributed"):
        left_out.add("no scheduler of Dask: the package `distributed`")
        return

    def silent(*_: object) -> None:
        raise OSError("Timed out trying to connect")

    monkeypatch.setattr("distributed.Client", silent)
    with pytest.raises(UsageError, match="No Dask scheduler answers at tcp"):
        list(OnDask("tcp://127.0.0.1:1", 1)(twice, [(1,)]))


def test_a_match_whose_every_shard_fails_writes_nothing(snapshot: Path, tmp_path: Path) -> None:
    class Failing:
        def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
            yield from (Failure(place, f"lost: {function.__name__}") for place, _ in enumerate(jobs))

    with pytest.raises(PapersError, match="No shard could be looked into"):
        rows_by(Failing(), snapshot, tmp_path)
    assert not (tmp_path / "out.jsonl").exists()


def test_rows_do_not_depend_on_how_many_titles_are_looked_for_at_once(
    snapshot: Path, expected: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.bulk.kernel.titles_at_once", lambda _: 2)
    monkeypatch.setattr("pipeline.bulk.kernel.texts_at_once", lambda _: 3)
    monkeypatch.setattr("pipeline.bulk.deciding.OPEN_AT_ONCE", 2)
    decided: list[str] = []

    class Counting(InThisProcess):
        def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
            decided.extend([function.__name__] * len(jobs))
            return super().__call__(function, jobs)

    assert rows_by(Counting(), snapshot, tmp_path) == expected
    assert decided.count("decide_open") > 2


@pytest.mark.parametrize("texts", [1, 3, 1_000])
def test_rows_do_not_depend_on_the_size_of_chunks(
    snapshot: Path, expected: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: int
) -> None:
    monkeypatch.setattr("pipeline.bulk.kernel.texts_at_once", lambda _: texts)
    _, told = matched_by(InThisProcess(), snapshot, tmp_path, lines_at_once=4)
    assert (told.lines, rows_of(tmp_path / "out.jsonl")) == (len(ASKED), expected)


def test_a_title_that_is_open_in_several_chunks_is_decided_about_once(
    snapshot: Path, expected: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = next(row["title"] for row in expected if row["reasons"].startswith("the titles differ by a letter"))
    asked: list[str] = []

    def noted(known: Asked, rows: Any) -> Outcome:
        asked.append(known.title)
        return decided(known, rows)

    monkeypatch.setattr("pipeline.bulk.deciding.decided", noted)
    matched_by(InThisProcess(), snapshot, tmp_path, lines_at_once=4, titles=[*ASKED, *ASKED, near])
    answers = [without_id(row) for row in rows_of(tmp_path / "out.jsonl")]
    once = [without_id(row) for row in expected]
    assert answers == [*once, *once, next(row for row in once if row["title"] == near)]
    assert asked.count(near) == 1


def test_each_shard_is_looked_into_twice_however_many_chunks_there_are(snapshot: Path, tmp_path: Path) -> None:
    looked: Counter[tuple[str, str]] = Counter()

    class Counting(InThisProcess):
        def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
            if function in (kernel.equal, kernel.near):
                looked.update((function.__name__, name) for group, *_ in jobs for name in group.names)
            return super().__call__(function, jobs)

    matched_by(Counting(), snapshot, tmp_path, lines_at_once=1)
    shards = [part.name for part in read_manifest(snapshot).parts]
    assert looked == {(round_, name): 1 for round_ in ("equal", "near") for name in shards}


def without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_rows_do_not_depend_on_which_shards_are_looked_into_at_once(
    snapshot: Path, expected: list[dict[str, Any]], tmp_path: Path, workers: int
) -> None:
    groups: set[tuple[str, ...]] = set()

    class Noting(InThisProcess):
        def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
            groups.update(job[0].names for job in jobs if function is kernel.near)
            return super().__call__(function, jobs)

    assert rows_by(Noting(), snapshot, tmp_path, workers) == expected
    assert (len(groups), sum(map(len, groups))) == (workers, 4)


@pytest.mark.parametrize("ending", [".keys.parquet", ".papers.parquet"])
def test_a_shard_that_is_lost_costs_no_other_of_its_group(
    snapshot: Path, expected: list[dict[str, Any]], tmp_path: Path, ending: str
) -> None:
    broken = Path(shutil.copytree(snapshot, tmp_path / "broken"))
    (lost,) = broken.glob(f"0*{ending}")
    lost.unlink()
    _, told = matched_by(InThisProcess(), broken, tmp_path, workers=1)
    assert [Path(trouble.path).name for trouble in told.troubles] == [lost.name.removesuffix(ending)]
    rows = rows_of(tmp_path / "out.jsonl")
    in_it = {str(line["corpusid"]) for line in PAPERS[0::4]}
    assert {row["id"]: row["corpus_id"] for row in rows if row["corpus_id"]} == {
        row["id"]: row["corpus_id"] for row in expected if row["corpus_id"] and row["corpus_id"] not in in_it
    }


class Losing:
    """A mapper that loses the jobs of one function: all of them, or the one at this place."""

    def __init__(self, lost: str, at: int | None = None) -> None:
        self._lost, self._at = lost, at

    def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
        for place, job in enumerate(jobs):
            if function.__name__ == self._lost and self._at in (None, place):
                yield Failure(place, "its worker was lost")
            else:
                yield from InThisProcess()(function, [job])


def test_titles_whose_deciding_worker_is_lost_are_decided_all_the_same(
    snapshot: Path, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert rows_by(Losing("decide_open"), snapshot, tmp_path) == expected


@pytest.mark.parametrize("lost", ["equal", "near"])
def test_what_a_lost_shard_may_hold_is_unchecked_and_not_missing(
    snapshot: Path, expected: list[dict[str, Any]], tmp_path: Path, lost: str
) -> None:
    job, told = matched_by(Losing(lost, at=1), snapshot, tmp_path)
    name = job.shards[1].name
    assert [trouble.what for trouble in told.troubles] == ["not looked into: its worker was lost"]
    rows = rows_of(tmp_path / "out.jsonl")
    unchecked = [row for row in rows if row["verdict"] == "unchecked"]
    assert all(row["reasons"].startswith(f"1 shard could not be looked into as a whole ({name}); ") for row in rows), (
        "a title that has one record may have two"
    )
    assert {row["verdict"] for row in rows} <= {"exact", "strong", "ambiguous", "unchecked"}
    matched = {row["id"] for row in expected if row["verdict"] in ("exact", "strong")}
    assert unchecked
    assert any(row["id"] in matched for row in unchecked) is (lost == "near"), "equal titles are near ones too"
    assert any(row["verdict"] == "exact" for row in rows), "others were found"


def test_a_match_that_goes_on_still_tells_of_the_shards_that_were_lost(snapshot: Path, tmp_path: Path) -> None:
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": title} for title in ASKED])
    losing, whole = Losing("near", at=1), InThisProcess()
    first, second = (
        jobs.Matching(
            titles,
            snapshot,
            read_manifest(snapshot),
            tmp_path,
            Means(mapper, SHARE, mapper, InThisProcess(), SHARE, SHARE, None),
            Silent(),
        )
        for mapper in (losing, whole)
    )
    first.work.mkdir()
    told = flow.match(first).troubles
    assert len(told) == 1
    assert flow.match(second).troubles == told


def test_each_match_has_a_folder_of_its_own(snapshot: Path, tmp_path: Path) -> None:
    """Be it the same match, begun anew."""
    asked = (ASKED, ASKED, ASKED[1:])
    works = {matched_by(InThisProcess(), snapshot, tmp_path, titles=titles)[0].work for titles in asked}
    assert len(works) == 3


def test_a_worker_ends_with_the_program_that_began_it() -> None:
    begin = "import os, threading; from pipeline.bulk.mappers import _end_with; "
    orphan = [sys.executable, "-c", f"{begin}_end_with(-1); threading.Event().wait(60)"]
    child = [sys.executable, "-c", f"{begin}_end_with(os.getppid())"]
    assert [subprocess.run(words, cwd=ROOT, check=False).returncode for words in (orphan, child)] == [1, 0]  # noqa: S603  our own


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # pyspark leaves sockets to the collector
def test_spark_gives_the_same_rows(
    snapshot: Path, expected: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not find_spec("pyspark") or not shutil.which("java"):
        left_out.add("rows by Spark: Java and the package `pyspark`")
        return
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    assert rows_by(OnSpark(None, 2), snapshot, tmp_path) == expected


@contextmanager
def scheduler(folder: Path, workers: int) -> Iterator[str]:
    """A Dask scheduler and its workers, each a process, as on a cluster. Nobody begins a dead worker anew."""
    file = folder / "scheduler.json"
    out = subprocess.DEVNULL
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    common = ["--scheduler-file", str(file)]
    commands = [
        ["dask_scheduler", *common, "--port", "0", "--host", "127.0.0.1", "--no-dashboard", "--no-show"],
        *(
            ["dask_worker", *common, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
            for _ in range(workers)
        ),
    ]
    with ExitStack() as stack:
        for module, *flags in commands:
            command = [sys.executable, "-m", f"distributed.cli.{module}", *flags]
            process = stack.enter_context(
                subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)  # noqa: S603  our own
            )
            stack.callback(process.terminate)
        yield _address(file, workers)


def _address(file: Path, workers: int) -> str:
    """Where the scheduler is, once all its workers are there."""
    import distributed  # noqa: PLC0415 - an extra

    with distributed.Client(scheduler_file=str(file)) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(workers, timeout=60)
        return str(client.scheduler.address)


def test_cycles_are_searched_for_seldom_during_a_call_and_as_before_after_it() -> None:
    before = gc.get_threshold()
    (done,) = InThisProcess()(gc.get_threshold, [()])
    (failed,) = InThisProcess()(os.stat, [("nowhere",)])
    assert isinstance(done, Done)
    assert done.result[0] > 100 * before[0]
    assert (isinstance(failed, Failure), gc.get_threshold()) == (True, before)
