"""The flow of a match: two rounds over the shards, however many titles there are, and chunks of titles between.

    read titles ──▶ asked                                       chunk by chunk
    all that is asked ──equal──▶ hits                           once: shards take long to read
    hits ──▶ settled in SQL, or decided ──▶ open and spelled    chunk by chunk
    all that is spelled ──near──▶ decided                       once, and then slice by slice
    outcomes ──▶ rows                                           chunk by chunk
    all rows ──▶ --out

All that lies between is in one folder beside the output; each file in it is whole or not there. So a run that was
killed goes on from them, and loses what was in flight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pipeline.bulk import chunks, deciding, kernel, rows
from pipeline.bulk.asked import write_repeated
from pipeline.bulk.between import Chunk, again, again_in, lines_at_once_in, repeated_in
from pipeline.bulk.garbage import seldom_searched
from pipeline.bulk.job import Matching
from pipeline.bulk.lookups import Answers
from pipeline.bulk.manifest import COMMON, SUPERSEDED
from pipeline.bulk.mappers import Done, Job, Mapper
from pipeline.bulk.portions import portions
from pipeline.bulk.titles import read_titles
from pipeline.bulk.trouble import Trouble
from pipeline.bulk.whole_file import empty
from pipeline.errors import PapersError, UsageError
from pipeline.vocabulary.phrases import counted
from pipeline.writer import replace_files


@dataclass
class Told:
    """What a match came to, as far as the summary tells it. `missed` names the shards that were not looked into;
    `not_whole` those of which records are lacking since they were prepared."""

    lines: int = 0
    empty: int = 0
    records: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    troubles: list[Trouble] = field(default_factory=list)
    missed: tuple[str, ...] = ()
    not_whole: tuple[str, ...] = ()


def match(job: Matching) -> Told:
    """Matches every title. Leaves `rows-NNNNNN.parquet` for each chunk in the work folder."""
    _check(job)
    told = Told(records=sum(part.records for part in job.shards))
    read = _read(job, told)
    lookups = job.lookups(told.lines)
    equal = lookups(kernel.equal, [chunk.asked for chunk in read])
    _settle(job, read, equal)
    near = lookups(kernel.near, [chunk.spelled for chunk in read], _repeated(job, read))
    missed = equal.missed | near.missed
    if not all(chunk.rows.is_file() for chunk in read):
        _write_rows(job, read, equal, near)
    for chunk in read:
        rows.count(chunk, told.verdicts, job.means.whole)
    for file in (*near.files, *chain.from_iterable(map(Chunk.second_round, read))):
        file.unlink(missing_ok=True)
    told.missed, told.not_whole = tuple(missed), job.manifest.not_whole
    told.troubles += [
        *(Trouble(str(job.prepared / name), f"not looked into: {reason}") for name, reason in missed.items()),
        *(Trouble(str(job.prepared / name), "could not be prepared") for name in job.manifest.missing),
        *(Trouble(part.source, "was prepared cut short or damaged") for part in job.manifest.cut_short),
    ]
    return told


def _write_rows(job: Matching, read: Iterable[Chunk], equal: Answers, near: Answers) -> None:
    """Decides about all open titles, and writes the rows of each chunk; rows that could be others say so, where a shard
    was missed in this match or when it was prepared."""
    missed = list(dict.fromkeys((*equal.missed, *near.missed, *job.manifest.not_whole)))
    decided = _decided(job, read, near.files, f"{equal.mark}-{near.mark}")
    if not again_in(job.work).is_file():
        rows.write_again(list(map(again, chain.from_iterable(decided.values()))), again_in(job.work), job.means.whole)
    jobs: list[Job] = [
        (chunk, late, again_in(job.work), missed) for chunk, late in decided.items() if not chunk.rows.is_file()
    ]
    _each(job, job.means.here, rows.write_rows, jobs, "chunks of rows written")
    for file in (file for chunk in decided for file in (chunk.lines, chunk.settled, chunk.early)):
        file.unlink(missing_ok=True)


def _repeated(job: Matching, read: Sequence[Chunk]) -> Path:
    target = repeated_in(job.work)
    if not target.is_file():
        write_repeated(read, target, job.means.whole)
    return target


def _check(job: Matching) -> None:
    """Raises PapersError unless there are records, and all that is told of them together."""
    if not job.shards:
        raise PapersError(f"{job.prepared} holds deletions alone: prepare the release that they belong to.")
    needed = [COMMON, *([SUPERSEDED] if any(part.generation for part in job.manifest.parts) else [])]
    for lost in (name for name in needed if not (job.prepared / name).is_file()):
        raise PapersError(f"{job.prepared / lost} is gone: prepare the snapshot again, which is soon done.")


def _read(job: Matching, told: Told) -> list[Chunk]:
    """Reads every title, chunk by chunk, and by all workers if the file can be read from its middle. Raises PapersError
    if it holds no title, or only empty ones."""
    at_once = _lines_of_a_chunk(job)
    before = _state(job.titles)
    parts = portions(job.titles, at_once)
    if parts is None:
        try:
            read = _read_in_turn(job, at_once)
        except UsageError:  # a table without titles leaves nothing to go on from
            empty(job.work)
            raise
    else:
        jobs: list[Job] = [(job.titles, part, Chunk(job.work, number)) for number, part in enumerate(parts)]
        read = _each(job, job.means.here, chunks.read_portion, jobs, _READ)
        if _state(job.titles) != before:
            raise _refused(job, f"{job.titles} was changed while it was read; nothing was written: run again.")
    for one in read:
        told.lines += one.lines
        told.empty += one.empty
        told.troubles += one.troubles
    if told.empty == told.lines:
        raise _refused(job, _no_title(job.titles, told))
    return [Chunk(job.work, number) for number in range(len(read))]


_READ = "chunks of titles read"


def _state(titles: Path) -> tuple[int, int, int]:
    """What would differ if the file were replaced or rewritten between two portions, each of which opens it anew."""
    told = titles.stat()
    return told.st_ino, told.st_size, told.st_mtime_ns


def _read_in_turn(job: Matching, at_once: int) -> list[chunks.Read]:
    titles = read_titles(job.titles)
    read: list[chunks.Read] = []
    while first := list(islice(titles, 1)):
        job.watcher.begin(_READ, 1)  # how many there are is not known before they are read
        batch = chain(first, islice(titles, at_once - 1))
        with seldom_searched():
            read.append(chunks.read(batch, len(read) * at_once, Chunk(job.work, len(read)), job.means.whole))
        job.watcher.advance(_READ)
    return read


def _each(job: Matching, mapper: Mapper, function: Callable[..., Any], jobs: Sequence[Job], stage: str) -> list[Any]:
    """Calls the function for each job, with a share of the memory as last argument; returns the results in the order of
    the jobs.

    A single job, and a job whose worker fails, is done by the driver, which has all the memory meanwhile: there an
    error ends the match.
    """
    job.watcher.begin(stage, len(jobs))
    results: dict[int, Any] = {}
    shared = [(*one, job.means.small_share) for one in jobs] if len(jobs) > 1 else ()
    for answer in mapper(function, shared) if shared else ():
        if isinstance(answer, Done):
            results[answer.place] = answer.result
            job.watcher.advance(stage)
    for place in (place for place in range(len(jobs)) if place not in results):
        with seldom_searched():
            results[place] = function(*jobs[place], job.means.whole)
        job.watcher.advance(stage)
    return [results[place] for place in range(len(jobs))]


def _refused(job: Matching, why: str) -> PapersError:
    """The error for a file of titles that is of no use; removes what was read of it."""
    empty(job.work)
    return PapersError(why)


def _no_title(titles: Path, told: Told) -> str:
    if told.lines:
        return (
            f"{titles} holds no title, only {counted(told.lines, 'empty one', 'empty ones')}; nothing was written. In "
            "tables and JSON lines a title stands under `title`."
        )
    if not told.troubles:
        return f"{titles} holds no title; nothing was written."
    return (
        f"{titles} holds no title that can be read; nothing was written. The first of {len(told.troubles):,}: "
        f"{told.troubles[0]}."
    )


def _lines_of_a_chunk(job: Matching) -> int:
    """The number of lines of a chunk with which this match began, noted if it begins now."""
    written = lines_at_once_in(job.work)
    if not written.is_file():
        replace_files({written: str(job.lines_at_once)})
    return int(written.read_bytes())


def _settle(job: Matching, read: Sequence[Chunk], equal: Answers) -> None:
    """Settles what equal titles and identifiers can, chunk by chunk. Afterwards the files that this was read from are
    removed, unless a shard was missed: a later run may still look into that one."""
    jobs: list[Job] = [(chunk, equal.files) for chunk in read if not chunk.spelled.is_file()]
    _each(job, job.means.here, chunks.settle, jobs, "chunks of titles settled")
    if not equal.missed:
        for file in (*(chunk.asked for chunk in read), *equal.files):
            file.unlink(missing_ok=True)


def _decided(job: Matching, read: Iterable[Chunk], near: Sequence[Path], mark: str) -> dict[Chunk, list[Path]]:
    """The second round: decides on the open titles of every chunk, slice by slice. Returns the outcomes of each chunk,
    as files whose names bear `mark` (`Chunk.late`)."""
    late: dict[Chunk, list[Path]] = {}
    jobs: list[Job] = []
    for chunk in read:
        bounds = deciding.slices(chunk, job.means.whole)
        late[chunk] = [chunk.late(first, mark) for first, _ in bounds]
        jobs += [
            (chunk, repeated_in(job.work), near, target, *bound)
            for target, bound in zip(late[chunk], bounds, strict=True)
            if not target.is_file()
        ]
    _each(job, job.means.deciders, deciding.decide_open, jobs, "slices of open titles decided")
    return late
