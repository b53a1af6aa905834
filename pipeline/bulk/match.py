"""The flow of a match: a round over the shards for each chunk of titles, and one for all that is left of them.

    read titles ──▶ asked ──equal──▶ settled in SQL, or decided ──▶ open and spelled    chunk by chunk
    all that is spelled ──near──▶ decided, slice by slice                               once: shards take long to read
    outcomes ──▶ rows                                                                   chunk by chunk
    all rows ──▶ --out

All that lies between is in one folder beside the output; each file in it is whole or not there. So a run that was
killed goes on from them, and loses what was in flight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import pipeline
from pipeline.bulk import deciding, kernel
from pipeline.bulk.asked import any_by_id, write_chunk, write_repeated, write_spelled
from pipeline.bulk.between import Chunk, again, answers_name, repeated_in
from pipeline.bulk.engine import Share, engine, literal, parquet
from pipeline.bulk.garbage import seldom_searched
from pipeline.bulk.group import Group
from pipeline.bulk.grouping import grouped
from pipeline.bulk.lookups import Lookups, read_answers
from pipeline.bulk.manifest import Manifest, Part
from pipeline.bulk.mappers import Failure, Job, Mapper
from pipeline.bulk.titles import Title, read_titles
from pipeline.bulk.trouble import Trouble
from pipeline.bulk.whole_file import empty, sweep
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

    def groups(self, lines: int) -> list[Group]:
        """All shards, as they are looked into for so many lines. On a cluster each is a call of its own: nobody knows
        how many workers come."""
        shards = self.shards
        if self.means.workers is None:
            return [self.group([part]) for part in shards]
        places = grouped([part.records for part in shards], lines, self.means.workers)
        return [self.group(shards[group.start : group.stop]) for group in places]

    def lookups(self, titles: str, lines: int) -> Lookups:
        return Lookups(self.means.lookers, self.means.share, self.watcher, self.work, titles, self.groups(lines))


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
    if same:
        _look_again(job.work)
    return same


def _look_again(work: Path) -> None:
    """Forgets which shards were missed, and what follows from that, as long as nothing was decided on near titles: so
    that a match which an outage stopped goes on as if there had been none."""
    if any(work.glob("late-*")) or any(work.glob("rows-*")):
        return
    for written in [one for one in work.glob(answers_name("*", "*")) if read_answers(one).missed]:
        stale = [repeated_in(work)]
        function, name, _ = written.name.split("-")
        if function == kernel.equal.__name__:
            chunk = Chunk(work, int(name))
            stale += [chunk.settled, chunk.early, chunk.still, chunk.open, chunk.spelled, *work.glob("near-*")]
        for file in (*stale, written):  # this one at last: by it the others are found, should this be killed
            file.unlink(missing_ok=True)


def match(job: Matching) -> Told:
    """Matches every title. Leaves `rows-NNNN.parquet` for each chunk in the work folder."""
    _check(job)
    told = Told(records=sum(part.records for part in job.shards))
    chunks = _settled(job, told)
    lookups = job.lookups("all", min(told.lines, job.lines_at_once))
    near = lookups(kernel.near, [chunk.spelled for chunk in chunks], _repeated(job, chunks))
    missed = {chunk: equal | near.missed for chunk, equal in chunks.items()}
    if not all(chunk.rows.is_file() for chunk in chunks):
        _write_rows(job, missed, near.files)
    for chunk in chunks:
        deciding.count(chunk, told.verdicts, job.means.whole)
    for file in (*near.files, *chain.from_iterable(map(Chunk.second_round, chunks))):
        file.unlink(missing_ok=True)
    told.troubles += [
        Trouble(str(job.prepared / name), f"not looked into: {reason}")
        for name, reason in dict(chain.from_iterable(map(dict.items, missed.values()))).items()
    ]
    return told


def _write_rows(job: Matching, chunks: Mapping[Chunk, dict[str, str]], near: Sequence[Path]) -> None:
    """Decides about all that is open, and writes the rows of each chunk; with each, the shards that were missed."""
    from_before: list[Path] = []
    for chunk, late in _decided(job, chunks, near).items():
        if not chunk.rows.is_file():
            missed = [*chunks[chunk], *job.manifest.missing]
            deciding.write_rows(chunk, [*late, *from_before], missed, job.means.whole)
        from_before += map(again, late)
        for file in (chunk.lines, chunk.settled, chunk.early):
            file.unlink(missing_ok=True)


def _repeated(job: Matching, chunks: Mapping[Chunk, dict[str, str]]) -> Path:
    """Where a shard was missed for one chunk and not for another, the same title may have other candidates in each, and
    is decided about in each."""
    target = repeated_in(job.work)
    if not target.is_file():
        write_repeated([] if any(chunks.values()) else list(chunks), target, job.means.whole)
    return target


def _check(job: Matching) -> None:
    """Raises PapersError unless there are records, and all that is told of them together."""
    if not job.shards:
        raise PapersError(f"{job.prepared} holds deletions alone: prepare the release that they belong to.")
    needed = [COMMON, *([SUPERSEDED] if any(part.generation for part in job.manifest.parts) else [])]
    for lost in (name for name in needed if not (job.prepared / name).is_file()):
        raise PapersError(f"{job.prepared / lost} is gone: prepare the snapshot again, which is soon done.")


def _settled(job: Matching, told: Told) -> dict[Chunk, dict[str, str]]:
    """The first round, chunk by chunk; of each, the shards that it missed. Raises PapersError where no title is."""
    titles = _counted(read_titles(job.titles), told)
    chunks: dict[Chunk, dict[str, str]] = {}
    while batch := list(islice(titles, 1)):
        chunk = Chunk(job.work, len(chunks))
        with seldom_searched():
            chunks[chunk] = _settle_chunk(job, chunk, chain(batch, islice(titles, job.lines_at_once - 1)), told)
    if not chunks:
        raise PapersError(
            f"{job.titles} holds no title{'' if not told.troubles else ' that can be read'}; nothing was written."
        )
    return chunks


def _settle_chunk(job: Matching, chunk: Chunk, titles: Iterator[Title], told: Told) -> dict[str, str]:
    """What equal titles and identifiers settle. Returns the shards that were missed, and why."""
    first = told.lines
    if chunk.spelled.is_file() or (chunk.lines.is_file() and chunk.asked.is_file()):
        told.lines += sum(1 for _ in titles)
    else:
        write_chunk(_numbered(titles, told), first, chunk, job.means.whole)
    if chunk.spelled.is_file():
        return read_answers(chunk.answers).missed
    lookups = job.lookups(chunk.name, told.lines - first)
    hits = lookups(kernel.equal, chunk.asked, any_by_id(chunk, job.means.whole))
    deciding.settle(chunk, hits.files, job.means.whole)
    write_spelled(chunk, job.means.whole)
    for file in () if hits.missed else (*hits.files, chunk.asked):
        file.unlink(missing_ok=True)
    return hits.missed


def _decided(job: Matching, chunks: Iterable[Chunk], near: Sequence[Path]) -> dict[Chunk, list[Path]]:
    """The second round: decides on the open titles of every chunk, slice by slice; returns the outcomes of each. Those
    of a slice whose worker is lost are decided here: no title is told to be missing because nobody looked."""
    late: dict[Chunk, list[Path]] = {}
    jobs: list[Job] = []
    for chunk in chunks:
        bounds = deciding.slices(chunk, job.means.whole)
        late[chunk] = [chunk.late(first) for first, _ in bounds]
        jobs += [
            (chunk, repeated_in(job.work), near, target, *bound, job.means.small_share)
            for target, bound in zip(late[chunk], bounds, strict=True)
            if not target.is_file()
        ]
    stage = "slices of open titles decided"
    job.watcher.begin(stage, len(jobs))
    mapper = job.means.deciders if len(jobs) > 1 else job.means.lookers  # a process for one slice gains nothing
    for answer in mapper(deciding.decide_open, jobs) if jobs else ():
        if isinstance(answer, Failure):
            with seldom_searched():
                deciding.decide_open(*jobs[answer.place])
        job.watcher.advance(stage)
    return late


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
