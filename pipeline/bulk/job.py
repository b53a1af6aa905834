"""A match to be done: where everything is, by what means, and from where it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import pipeline
from pipeline.bulk import kernel
from pipeline.bulk.between import again_in, answers_name, first_round_in, repeated_in
from pipeline.bulk.group import Group
from pipeline.bulk.grouping import grouped
from pipeline.bulk.lookups import Lookups, read_answers
from pipeline.bulk.manifest import COMMON, SUPERSEDED, Manifest, Part
from pipeline.bulk.means import Means
from pipeline.bulk.whole_file import empty, sweep
from pipeline.progress import Watcher

MOST_LINES = 250_000
"""The most titles of a chunk. Chunks are read and settled side by side, so a million titles keep four processes busy.
Shards are not read more often for more chunks."""

LINES_A_GIGABYTE = 500_000
"""Titles of a chunk for each gigabyte of a worker. The rows of a chunk are joined and sorted at once, so a worker with
less than half a gigabyte gets smaller chunks."""

_LAYOUT = 6
"""Raised when the intermediate files change, so that no match goes on from what an older program left."""

_OF_WHICH_OPEN = 4
"""About one title in four equals no record's, and is open for the round of near titles."""


@dataclass(frozen=True)
class Matching:
    """A match to be done: where everything is, and by what means."""

    titles: Path
    prepared: Path
    manifest: Manifest
    held: Path
    means: Means
    watcher: Watcher
    lines_at_once: int = MOST_LINES

    @cached_property
    def work(self) -> Path:
        """The folder of the intermediate files: the one in which this match was begun, or else a new one with a name of
        its own, so that a worker which outlives its program writes into the folder of no other match."""
        return min(self.begun(), default=self.held / f"{self._mark}-{token_hex(4)}")

    def begun(self) -> list[Path]:
        """The folders of this match that are there: one at most."""
        return [path for path in self.held.glob(f"{self._mark}-*") if path.is_dir()]

    @cached_property
    def _mark(self) -> str:
        """What tells this match from every other: the program, the file of titles as it is, and what was prepared."""
        told = self.titles.stat()
        titles = str(self.titles), told.st_size, told.st_mtime_ns
        mark = repr((pipeline.__version__, _LAYOUT, titles, self.manifest.model_dump()))
        return sha256(mark.encode()).hexdigest()[:16]

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
        """All shards, in the groups in which they are looked into for so many lines. On a cluster each shard is a group
        of its own, because nobody knows how many workers there will be."""
        shards = self.shards
        if self.means.workers is None:
            return [self.group([part]) for part in shards]
        places = grouped([part.records for part in shards], lines, self.means.workers)
        return [self.group(shards[group.start : group.stop]) for group in places]

    def lookups(self, lines: int) -> Lookups:
        """The lookups for so many lines. Both rounds use the same groups, whose size fits the longer one, which is that
        of near titles."""
        at_once = _OF_WHICH_OPEN * kernel.texts_at_once(self.means.share)
        groups = self.groups(min(lines, at_once))
        return Lookups(self.means.lookers, self.means.share, self.watcher, self.work, groups)


def lines_at_once(gigabytes: float, workers: int) -> int:
    """How many lines a chunk holds, so that each worker has the memory for one."""
    return max(1, min(int(LINES_A_GIGABYTE * gigabytes / workers), MOST_LINES))


def work_folder(out: Path) -> Path:
    return out.with_name(f".{out.name}.work")


def make_ready(job: Matching, *, resume: bool) -> bool:
    """Make the folder for intermediate files, empty unless the same match is to go on. Returns whether it goes on."""
    same = resume and bool(job.begun())
    if not same:
        empty(job.held)
        job.work.mkdir()
    sweep(job.work)
    if same:
        _look_again(job.work)
    return same


def _look_again(work: Path) -> None:
    """Forget which shards were missed, and every file that was made without them, so that a match which an outage
    stopped goes on as if there had been none. Not once anything was decided on near titles."""
    if any(work.glob("late-*")) or any(work.glob("rows-*")):
        return
    equal, near = (work / answers_name(function.__name__) for function in (kernel.equal, kernel.near))
    stale = [near] if near.is_file() and read_answers(near).missed else []
    if equal.is_file() and read_answers(equal).missed:
        stale = [again_in(work), repeated_in(work), *work.glob("near-*"), *first_round_in(work), equal]
    for file in stale:  # the answers come last: should this be killed before, they still tell what else to remove
        file.unlink(missing_ok=True)
