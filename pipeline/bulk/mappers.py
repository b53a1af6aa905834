"""The same function over many jobs: by processes of this machine, by Dask, or by Spark. No scheduler of our own.

A job that fails, or whose worker dies twice, comes back as a Failure with its reason; the others go on.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from multiprocessing import active_children, get_context
from typing import Any, NamedTuple, Protocol, TypeAlias

from pipeline.bulk.engine import in_words
from pipeline.bulk.garbage import seldom_searched
from pipeline.errors import PapersError, UsageError
from pipeline.interrupts import interrupts_end, interrupts_held

Job: TypeAlias = tuple[Any, ...]
"""The arguments of one call."""

_TRIES = 2

PATIENCE = 60.0
"""Seconds without a single worker, after which a match does not wait for one any more."""

_LOOK_AGAIN = 5.0
_LOOK_UP = 0.5
"""Seconds after which a worker sees whether its program is still there."""


class Done(NamedTuple):
    """`place` is that of the job among the jobs."""

    place: int
    result: Any


class Failure(NamedTuple):
    place: int
    reason: str


class Mapper(Protocol):
    """Calls a function of a module for every job; answers as they end, in any order."""

    def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]: ...


def attempted(function: Callable[..., Any], place: int, job: Job) -> Done | Failure:
    """One call, whose failure for a reason of data, disk or memory is an answer too."""
    import duckdb  # noqa: PLC0415 - a tenth of a second that other commands can do without

    try:
        with seldom_searched():
            return Done(place, function(*job))
    except (duckdb.Error, OSError, EOFError, MemoryError, PapersError) as error:
        return Failure(place, in_words(error) or type(error).__name__)


class InThisProcess:
    """One job after the other, for a single worker or a single shard."""

    def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
        for place, job in enumerate(jobs):
            yield attempted(function, place, job)


class Processes:
    """A process per worker, begun anew when one of them dies."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
        waiting = dict(enumerate(jobs))
        for _ in range(_TRIES):
            for answer in self._once(function, waiting):
                del waiting[answer.place]
                yield answer
        for place in sorted(waiting):  # what stays may have met the end of a neighbour: now each alone
            yield from self._alone(function, place, waiting[place])

    def _once(self, function: Callable[..., Any], waiting: dict[int, Job]) -> Iterator[Done | Failure]:
        if not waiting:
            return
        workers = min(self._workers, len(waiting))
        with ExitStack() as ending, ProcessPoolExecutor(workers, _SPAWN, _end_with, (os.getpid(),)) as pool:
            try:
                yield from _answers(pool, function, waiting)
            except BaseException:  # an interrupt, or nobody asks any more: once is enough
                ending.enter_context(interrupts_held())
                for worker in active_children():  # a terminal interrupts them too, and nobody else does
                    worker.kill()  # SIGTERM may be ignored, and neither lets them tidy up
                pool.shutdown(cancel_futures=True)
                raise

    def _alone(self, function: Callable[..., Any], place: int, job: Job) -> Iterator[Done | Failure]:
        answer = next(self._once(function, {place: job}), None)
        yield answer or Failure(place, "its worker was killed, or ran out of memory, again and again")


_SPAWN = get_context("spawn")


def _answers(
    pool: ProcessPoolExecutor, function: Callable[..., Any], waiting: dict[int, Job]
) -> Iterator[Done | Failure]:
    """As they end; none of a worker that dies, and none of those that cannot be begun then."""
    futures: list[Future[Done | Failure]] = []
    with interrupts_held():
        for place, job in waiting.items():
            try:
                futures.append(pool.submit(attempted, function, place, job))
            except BrokenExecutor:
                break
    for future in as_completed(futures):
        try:
            yield future.result()
        except BrokenExecutor:
            continue


def _end_with(parent: int) -> None:
    """A worker ends when the program that began it does, be it killed, and is silent where it is interrupted."""
    interrupts_end()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_UP)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class OnDask:
    """A Dask scheduler that runs already, or workers of this machine. What its workers hold is theirs: when one dies,
    Dask gives its jobs to another. Where none is left, and none comes for so many seconds of patience, what is not done
    fails."""

    def __init__(self, scheduler: str | None, workers: int, patience: float = PATIENCE) -> None:
        self._scheduler, self._workers, self._patience = scheduler, workers, patience

    def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
        with self._client() as client:
            waiting = {
                client.submit(attempted, function, place, job, pure=False, retries=_TRIES): place
                for place, job in enumerate(jobs)
            }
            while waiting and (ended := self._ended(client, list(waiting))):
                for future in ended:
                    yield _answer(future, waiting.pop(future))
            for place in waiting.values():
                yield Failure(place, "no worker of Dask is left; start some, and go on with --resume")

    def _client(self) -> Any:  # noqa: ANN401 - an optional package
        distributed = _imported("distributed", "dask")
        if not self._scheduler:
            return distributed.Client(
                n_workers=self._workers, threads_per_worker=1, dashboard_address=None, processes=True
            )
        try:
            return distributed.Client(self._scheduler)
        except (OSError, ValueError) as error:
            raise UsageError(
                f"No Dask scheduler answers at {self._scheduler}: name another with --scheduler."
            ) from error

    def _ended(self, client: Any, waiting: list[Any]) -> list[Any]:  # noqa: ANN401 - an optional package
        """The jobs that have ended, once there are any; none when nobody has been there to do them."""
        wait = _imported("distributed", "dask").wait
        alone = 0.0
        while alone < self._patience:
            step = min(self._patience, _LOOK_AGAIN)
            try:
                return list(wait(waiting, timeout=step, return_when="FIRST_COMPLETED").done)
            except CancelledError:
                return [future for future in waiting if future.done()]
            except TimeoutError:
                alone = 0.0 if client.scheduler_info()["workers"] else alone + step
        return []


def _answer(future: Any, place: int) -> Done | Failure:  # noqa: ANN401 - an optional package
    if future.status == "finished":
        answer: Done | Failure = future.result()
        return answer
    why = type(future.exception()).__name__ if future.status == "error" else future.status
    return Failure(place, f"its worker was lost: {why}")


class OnSpark:
    """A Spark master, else this machine. The workers need this package, and the shards' folder at the same path."""

    def __init__(self, master: str | None, workers: int) -> None:
        self._master = master or f"local[{workers}]"

    def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
        sql = _imported("pyspark.sql", "spark")
        ours = sql.SparkSession.getActiveSession() is None
        builder = sql.SparkSession.builder.appName("mlsys-papers").master(self._master)
        session = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
        try:
            spread = session.sparkContext.parallelize(list(enumerate(jobs)), max(1, len(jobs)))
            # All at once: what Spark hands over one by one, it also computes one by one.
            yield from spread.map(lambda one: attempted(function, *one)).collect()
        finally:
            if ours:
                session.stop()


def _imported(module: str, extra: str) -> Any:  # noqa: ANN401 - optional packages
    from importlib import import_module  # noqa: PLC0415 - the extras alone need it

    try:
        return import_module(module)
    except ImportError as error:
        raise UsageError(f"`--mapper {extra}` needs an extra: pip install 'mlsys-papers[{extra}]'.") from error
