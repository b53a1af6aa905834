"""All prepared shards are looked into, a group at a time; of a group that fails, each shard alone.

An answer is a file beside the output, and one that is there is not asked for again. What could not be looked into is
written down once all others have answered, and then it stays so: decisions are taken on these answers, and no other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.bulk.engine import Share
from pipeline.bulk.group import Group
from pipeline.bulk.mappers import Failure, Mapper
from pipeline.emit.writer import replace_files
from pipeline.errors import PapersError
from pipeline.progress import Watcher


class Answers(NamedTuple):
    """The answers that are there. `missed` names the shards that could not be looked into, with the reason."""

    files: tuple[Path, ...]
    missed: dict[str, str]


class Lookups:
    """Calls functions of the kernel for the titles that `titles` names, over all groups."""

    def __init__(
        self, mapper: Mapper, share: Share, watcher: Watcher, work: Path, titles: str, groups: Sequence[Group]
    ) -> None:
        self._mapper, self._share, self._watcher = mapper, share, watcher
        self._work, self._titles, self._groups = work, titles, groups

    def __call__(self, function: Callable[..., Any], asked: Path | Sequence[Path], *more: object) -> Answers:
        """The answers of all groups, or of the shards of those that fail. Raises PapersError where there is none."""
        written = self._written(function)
        if not written.is_file():
            failed = self._look(function, self._groups, asked, more)
            alone = [shard for group in failed if len(group.names) > 1 for shard in group.shards()]
            failed |= self._look(function, alone, asked, more)
            missed = {group.names[0]: reason for group, reason in failed.items() if len(group.names) == 1}
            if not self._answers(function):
                name, reason = next(iter(missed.items()))
                raise PapersError(f"No shard could be looked into, and nothing was written. {name}: {reason}")
            replace_files({written: json.dumps(missed)})
        return Answers(self._answers(function), self.missed(function))

    def missed(self, function: Callable[..., Any]) -> dict[str, str]:
        """What was missed, once all have been asked."""
        missed: dict[str, str] = json.loads(self._written(function).read_bytes())
        return missed

    def _written(self, function: Callable[..., Any]) -> Path:
        return self._work / f"{function.__name__}-{self._titles}-missed.json"

    def _answers(self, function: Callable[..., Any]) -> tuple[Path, ...]:
        """The files that are there: of each group its own, or those of its shards."""
        files: list[Path] = []
        for group in self._groups:
            own = self._target(function, group)
            parts = [own] if own.is_file() else [self._target(function, shard) for shard in group.shards()]
            files.extend(part for part in parts if part.is_file())
        return tuple(files)

    def _look(
        self,
        function: Callable[..., Any],
        groups: Sequence[Group],
        asked: Path | Sequence[Path],
        more: Sequence[object],
    ) -> dict[Group, str]:
        """Looks into each group whose answer is not there; returns those where that failed, and why."""
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
        return self._work / f"{function.__name__}-{self._titles}-{group.names[0]}{count}.parquet"
