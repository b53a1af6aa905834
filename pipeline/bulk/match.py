"""The flow of a match: titles in chunks, two rounds over the shards, one decision each, one file at the end.

    read titles ──▶ asked ──equal──▶ settled in SQL, or decided ──open──near──▶ decided ──▶ rows ──▶ --out

All that lies between is in one folder beside the output; each file in it is whole or not there. So a run that was
killed goes on from them, and loses what was in flight.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import pipeline
from pipeline.bulk import deciding, kernel
from pipeline.bulk.asked import Chunk, chunk_of, extent_of, write_chunk, write_spelled
from pipeline.bulk.engine import Share, engine, literal, parquet
from pipeline.bulk.garbage import seldom_searched
from pipeline.bulk.group import Group
from pipeline.bulk.grouping import grouped
from pipeline.bulk.lookups import Lookups
from pipeline.bulk.manifest import Manifest, Part
from pipeline.bulk.mappers import Failure, Job, Mapper
from pipeline.bulk.titles import Title, read_titles
from pipeline.bulk.trouble import Trouble
from pipeline.bulk.whole_file import empty, sweep
from pipeline.emit.writer import replace_files
from pipeline.errors import PapersError
from pipeline.progress import Watcher

LINES_A_GIGABYTE = 1_000_000
"""Titles are asked for in chunks, of so many for each gigabyte that may be used: the fewer chunks, the less often are
shards read."""


@dataclass
class Told:
    """What a match came to, as far as the summary tells it."""

    lines: int = 0
    empty: int = 0
    records: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    troubles: list[Trouble] = field(default_factory=list)


class Means(NamedTuple):
    """Who does the work, and what each may use: `lookers` look into shards with `share` each, `deciders` decide about
    titles with `small_share` each, and the driver has `whole` while they rest. `workers` look into shards at once; None
    where they are a cluster's."""

    lookers: Mapper
    share: Share
    deciders: Mapper
    small_share: Share
    whole: Share
    workers: int | None


@dataclass(frozen=True)
class Matching:
    """A match to be done: where everything is, and by what means."""

    titles: Path
    prepared: Path
    manifest: Manifest
    held: Path
    means: Means
    watcher: Watcher
    lines_at_once: int = LINES_A_GIGABYTE

    @cached_property
    def work(self) -> Path:
        """Where all that lies between is: another folder for every other match, so that a worker that outlives its
        program writes nowhere else."""
        told = self.titles.stat()
        titles = str(self.titles), told.st_size, told.st_mtime_ns, self.lines_at_once
        mark = repr((pipeline.__version__, titles, self.manifest.model_dump()))
        return self.held / sha256(mark.encode()).hexdigest()[:16]

    @property
    def shards(self) -> list[Part]:
        return [part for part in self.manifest.parts if part.role != "delete"]

    def group(self, parts: Sequence[Part]) -> Group:
        later = self.prepared / SUPERSEDED
        names = tuple(part.name for part in parts)
        generations = tuple(part.generation for part in parts)
        common = self.prepared / COMMON
        return Group(self.prepared, names, generations, common, later if later.is_file() else None)

    def groups(self, titles: int) -> list[Group]:
        """All shards, as they are looked into for so many titles. On a cluster each is a call of its own: nobody knows
        how many workers come."""
        shards = self.shards
        if self.means.workers is None:
            return [self.group([part]) for part in shards]
        places = grouped([part.records for part in shards], titles, self.means.workers)
        return [self.group(shards[group.start : group.stop]) for group in places]


SUPERSEDED, COMMON = "superseded.parquet", "common.parquet"


def work_folder(out: Path) -> Path:
    return out.with_name(f".{out.name}.work")


def make_ready(job: Matching, *, resume: bool) -> bool:
    """The folder for what lies between: emptied, unless the same match is to go on. Returns whether it goes on."""
    same = resume and job.work.is_dir()
    if not same:
        empty(job.held)
        job.work.mkdir()
    sweep(job.work)
    return same


def match(job: Matching) -> Told:
    """Matches every title, chunk by chunk. Leaves `rows-NNNN.parquet` for each in the work folder."""
    if not job.shards:
        raise PapersError(f"{job.prepared} holds deletions alone: prepare the release that they belong to.")
    needed = [COMMON, *([SUPERSEDED] if any(part.generation for part in job.manifest.parts) else [])]
    for lost in (name for name in needed if not (job.prepared / name).is_file()):
        raise PapersError(f"{job.prepared / lost} is gone: prepare the snapshot again, which is soon done.")
    told = Told(records=sum(part.records for part in job.shards))
    titles = _counted(read_titles(job.titles), told)
    number = 0
    while batch := list(islice(titles, 1)):
        chunk = chunk_of(job.work, number)
        with seldom_searched():
            _match_chunk(job, chunk, chain(batch, islice(titles, job.lines_at_once - 1)), told)
        number += 1
    if not number:
        raise PapersError(
            f"{job.titles} holds no title{'' if not told.troubles else ' that can be read'}; nothing was written."
        )
    return told


def _match_chunk(job: Matching, chunk: Chunk, titles: Iterator[Title], told: Told) -> None:
    rows = job.work / f"rows-{chunk.number:04}.parquet"
    missed = job.work / f"missed-{chunk.number:04}.json"
    if rows.is_file():
        told.lines += sum(1 for _ in titles)
    else:
        if chunk.lines.is_file() and chunk.asked.is_file():
            told.lines += sum(1 for _ in titles)
        else:
            write_chunk(_numbered(titles, told), chunk, job.means.whole)
        extent = extent_of(chunk, job.means.whole)
        groups = job.groups(extent.titles)
        lookups = Lookups(job.means.lookers, job.means.share, job.watcher, job.work, chunk.number, groups)
        hits = lookups(kernel.equal, chunk.asked, extent.by_id)
        state = deciding.State(chunk, job.work, hits)
        deciding.settle(state, job.means.whole)
        if not state.spelled.is_file():
            write_spelled(state.open, state.spelled, job.means.whole)
        near = lookups(kernel.near, state.spelled)
        late = _decided(job, state, near)
        replace_files({missed: json.dumps(lookups.missed)})
        deciding.write_rows(state, late, rows, [*lookups.missed, *job.manifest.missing], job.means.whole)
        for file in (*hits, *near, *late, *state.files):
            file.unlink(missing_ok=True)
    told.troubles += [
        Trouble(str(job.prepared / name), f"not looked into: {reason}")
        for name, reason in json.loads(missed.read_bytes()).items()
    ]
    deciding.count(rows, told.verdicts, job.means.whole)


def _decided(job: Matching, state: deciding.State, near: Sequence[Path]) -> list[Path]:
    """Decides on the open titles, slice by slice. A slice whose worker is lost is decided here: no title is told to be
    missing because nobody looked."""
    bounds = deciding.slices(state, job.means.whole)
    targets = [job.work / f"late-{state.chunk.number:04}-{first:09}.jsonl" for first, _ in bounds]
    jobs: list[Job] = [
        (state.open, state.still, near, target, *bound, job.means.small_share)
        for target, bound in zip(targets, bounds, strict=True)
        if not target.is_file()
    ]
    stage = "slices of open titles decided"
    job.watcher.begin(stage, len(jobs))
    mapper = job.means.deciders if len(jobs) > 1 else job.means.lookers  # a process for one slice gains nothing
    for answer in mapper(deciding.decide_open, jobs) if jobs else ():
        if isinstance(answer, Failure):
            deciding.decide_open(*jobs[answer.place])
        job.watcher.advance(stage)
    return targets


def _counted(read: Iterator[Title | Trouble], told: Told) -> Iterator[Title]:
    for one in read:
        if isinstance(one, Trouble):
            told.troubles.append(one)
        else:
            told.empty += not one.title
            yield one


def _numbered(titles: Iterator[Title], told: Told) -> Iterator[Title]:
    for title in titles:
        told.lines += 1
        yield title


def abstracts_of(job: Matching, shards: Sequence[Path], told: Told) -> list[Path]:
    """A last pass over the shards of the `abstracts` dataset, for the papers that were matched alone."""
    matched = job.work / "matched.parquet"
    rows = parquet(*sorted(job.work.glob("rows-*.parquet")))
    with engine(job.means.whole, job.work) as connection:
        connection.execute(
            f"""copy (select distinct corpus_id from {rows} where corpus_id is not null)
                to {literal(matched)} (format parquet)"""
        )
    targets = [job.work / f"abstracts-{place:04}.parquet" for place in range(len(shards))]
    jobs: list[Job] = [(shard, matched, target, job.means.share) for shard, target in zip(shards, targets, strict=True)]
    job.watcher.begin("abstracts in shards", len(jobs))
    for answer in job.means.lookers(kernel.abstracts, jobs):
        if isinstance(answer, Failure):
            told.troubles.append(Trouble(str(shards[answer.place]), f"not read: {answer.reason}"))
        else:
            told.troubles.extend(answer.result)
        job.watcher.advance("abstracts in shards")
    return [target for target in targets if target.is_file()]
