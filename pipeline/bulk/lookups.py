"""All prepared shards are looked into, a group at a time; of a group that fails, each shard alone.

An answer is a file beside the output, and one that is there is not asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipeline.bulk.engine import Share
from pipeline.bulk.group import Group
from pipeline.bulk.mappers import Failure, Mapper
from pipeline.errors import PapersError
from pipeline.progress import Watcher


class Lookups:
    """Calls functions of the kernel for one chunk of titles. `missed` names the shards that could not be looked into,
    with the reason."""

    def __init__(
        self, mapper: Mapper, share: Share, watcher: Watcher, work: Path, chunk: int, groups: Sequence[Group]
    ) -> None:
        self._mapper, self._share, self._watcher = mapper, share, watcher
        self._work, self._chunk, self._groups = work, chunk, groups
        self.missed: dict[str, str] = {}

    def __call__(self, function: Callable[..., Any], asked: Path, *more: object) -> list[Path]:
        """Returns the answers, of all shards but those that are missed. Raises PapersError where there is none."""
        failed = self._look(function, self._groups, asked, more)
        alone = [shard for group in failed if len(group.names) > 1 for shard in group.shards()]
        failed |= self._look(function, alone, asked, more)
        self.missed |= {group.names[0]: reason for group, reason in failed.items() if len(group.names) == 1}
        targets = (self._target(function, group) for group in (*self._groups, *alone))
        found = [target for target in targets if target.is_file()]
        if not found:
            name, reason = next(iter(self.missed.items()))
            raise PapersError(f"No shard could be looked into, and nothing was written. {name}: {reason}")
        return found

    def _look(
        self, function: Callable[..., Any], groups: Sequence[Group], asked: Path, more: Sequence[object]
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
        return self._work / f"{function.__name__}-{self._chunk:04}-{group.names[0]}{count}.parquet"
