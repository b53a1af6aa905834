"""Looks into all prepared shards, a group at a time; where a group fails, into each of its shards alone.

An answer is a file in the folder of the match, and is not asked for again once it is there. When all groups have been
asked, a note says which files answered and which shards could not be looked into. From then on decisions are taken on
those answers alone, whatever the number of workers with which the match goes on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.bulk.between import answers_name
from pipeline.bulk.engine import Share
from pipeline.bulk.group import Group
from pipeline.bulk.mappers import Failure, Mapper
from pipeline.errors import PapersError
from pipeline.progress import Watcher
from pipeline.vocabulary.phrases import shorten_names
from pipeline.writer import replace_files


class Answers(NamedTuple):
    """The files that answered. `missed` names the shards that could not be looked into, with the reason."""

    files: tuple[Path, ...]
    missed: dict[str, str]

    @property
    def mark(self) -> str:
        """A short name for this set of answers; another set has another one."""
        return sha256(repr((sorted(file.name for file in self.files), sorted(self.missed))).encode()).hexdigest()[:8]


def read_answers(written: Path) -> Answers:
    files, missed = json.loads(written.read_bytes())
    return Answers(tuple(written.with_name(name) for name in files), missed)


class Lookups:
    """Calls functions of the kernel over all groups, for the titles of all chunks."""

    def __init__(self, mapper: Mapper, share: Share, watcher: Watcher, work: Path, groups: Sequence[Group]) -> None:
        self._mapper, self._share, self._watcher = mapper, share, watcher
        self._work, self._groups = work, groups

    def __call__(self, function: Callable[..., Any], asked: Sequence[Path], *more: object) -> Answers:
        """The answers of all groups, or of the shards of those that fail. Raises PapersError where there is none."""
        written = self._work / answers_name(function.__name__)
        if not written.is_file():
            failed = self._look(function, self._groups, asked, more)
            alone = [shard for group in failed if len(group.names) > 1 for shard in group.shards()]
            failed |= self._look(function, alone, asked, more)
            missed = {group.names[0]: reason for group, reason in failed.items() if len(group.names) == 1}
            answering = (group for group in (*self._groups, *alone) if group not in failed)
            files = [self._target(function, group).name for group in answering]
            if not files:
                first = next(iter(missed.values())).rstrip(".")
                raise PapersError(
                    f"No shard could be looked into ({shorten_names(list(missed))}), and nothing was written: {first}. "
                    "Where prepared files are damaged, delete them and prepare again, which does their shards alone."
                )
            replace_files({written: json.dumps([files, missed])})
        return read_answers(written)

    def _look(
        self,
        function: Callable[..., Any],
        groups: Sequence[Group],
        asked: Sequence[Path],
        more: Sequence[object],
    ) -> dict[Group, str]:
        """Looks into each group that has no answer yet; returns the groups for which that failed, with the reason."""
        waiting = [group for group in groups if not self._target(function, group).is_file()]
        stage = f"{function.__name__} titles in shards"
        self._watcher.begin(stage, sum(len(group.names) for group in waiting))
        jobs = [(group, asked, self._target(function, group), self._share, *more) for group in waiting]
        failed: dict[Group, str] = {}
        for answer in self._mapper(function, jobs) if jobs else ():
            group = waiting[answer.place]
            if isinstance(answer, Failure):
                failed[group] = answer.reason
            self._watcher.advance(stage, len(group.names))
        return failed

    def _target(self, function: Callable[..., Any], group: Group) -> Path:
        count = f"-and-{len(group.names) - 1}-more" if len(group.names) > 1 else ""
        return self._work / f"{function.__name__}-{group.names[0]}{count}.parquet"
