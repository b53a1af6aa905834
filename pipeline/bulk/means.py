"""Who does the work of bulk mode, and how memory and threads are divided among them.

The engine is not all that a process holds: Python holds some beside it, so that each share is a little less than its
part of the memory.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pipeline.bulk.engine import Share, most_threads
from pipeline.bulk.mappers import InThisProcess, Mapper, OnDask, OnSpark, Processes

_OF_A_WORKER, _OF_THE_DRIVER = 150, 200
"""Megabytes that are left to Python beside the engine: in each worker, and in the driver."""

_LEAST = 128
"""Megabytes: no worker's engine gets less, even where all together then take more than they may."""


class MapperKind(StrEnum):
    """What the workers are: processes of this machine, or those of a cluster."""

    LOCAL = "local"
    DASK = "dask"
    SPARK = "spark"


class Means(NamedTuple):
    """Who does the work, and what each may use.

    `lookers` look into shards with `share` each, `deciders` decide about titles with `small_share` each, and the driver
    has `whole` while they rest. `here` are processes of this machine, with `small_share` each too, for what is done to
    chunks: a cluster may not have the titles, and may outlive the program. `workers` is how many look into shards at
    once; None where they are a cluster's.
    """

    lookers: Mapper
    share: Share
    deciders: Mapper
    here: Mapper
    small_share: Share
    whole: Share
    workers: int | None


def means_for(kind: MapperKind, scheduler: str | None, workers: int, gigabytes: float, shards: int) -> Means:
    """The means of a run over so many shards, by at most so many workers with so much memory all together.

    Fewer shards than workers leave some without one to look into: the others get their memory and their threads.
    """
    at_once = max(1, min(workers, shards))
    megabytes = int(gigabytes * 1000)
    return Means(
        lookers=_mapper(kind, scheduler, at_once),
        share=_share(_of_each(megabytes, at_once), workers // at_once),
        deciders=_mapper(kind, scheduler, workers),
        here=_mapper(MapperKind.LOCAL, None, workers),
        small_share=Share(_of_each(megabytes, workers), 1),
        whole=_share(megabytes - _OF_THE_DRIVER, workers),
        workers=None if scheduler else at_once,
    )


def _share(megabytes: int, threads: int) -> Share:
    return Share(megabytes, min(threads, most_threads(megabytes)))


def _of_each(megabytes: int, processes: int) -> int:
    """What the engine may hold in each of so many processes."""
    return max(_LEAST, megabytes // processes - _OF_A_WORKER)


def _mapper(kind: MapperKind, scheduler: str | None, workers: int) -> Mapper:
    match kind:
        case MapperKind.DASK:
            return OnDask(scheduler, workers)
        case MapperKind.SPARK:
            return OnSpark(scheduler, workers)
        case MapperKind.LOCAL:
            return Processes(workers) if workers > 1 else InThisProcess()
