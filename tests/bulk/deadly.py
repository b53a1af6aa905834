"""A worker that is killed at its first job of a kind, and none after that."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

from pipeline.bulk.mappers import Done, Failure, Job, Mapper


def killed_once(flag: str, function: Callable[..., Any], *job: Any) -> Any:
    """Calls the function, unless nobody was killed yet for this flag: then this very process is, as by the system."""
    try:
        Path(flag).touch(exist_ok=False)
    except FileExistsError:
        return function(*job)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


def killed_always(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def late(flag: str) -> int:
    """Leaves the flag after some seconds, unless `flag` is empty: then it is done at once."""
    if flag:
        Event().wait(5)
        Path(flag).touch()
    return 0


def twice(number: int) -> int:
    if number == 3:
        raise OSError("no third")
    return 2 * number


class Deadly:
    """A mapper one of whose workers is killed in the midst of each of the first rounds."""

    def __init__(self, inner: Mapper, folder: Path, rounds: int) -> None:
        self._inner, self._folder, self._rounds = inner, folder, rounds
        self.kills: list[Path] = []

    def __call__(self, function: Callable[..., Any], jobs: Sequence[Job]) -> Iterator[Done | Failure]:
        flag = self._folder / f"killed-{len(self.kills)}"
        self.kills.append(flag)
        if len(self.kills) > self._rounds:
            flag.touch()
        deadly = [(str(flag) if place else str(self._folder), function, *job) for place, job in enumerate(jobs)]
        yield from self._inner(killed_once, deadly)
