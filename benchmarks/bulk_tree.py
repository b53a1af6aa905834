"""What a program takes together with the processes that it starts."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGCONT, SIGKILL, SIGSTOP
from time import monotonic
from typing import NamedTuple

from benchmarks.usage import ROOT, FailedError

_INTERVAL = 0.1


class TreeUsage(NamedTuple):
    """CPU seconds of all processes, the most memory that they held together, in MB, and seconds on the clock.

    Memory is the sum of proportional set sizes, looked at ten times a second; where the system does not tell them, it
    is the largest single process.
    """

    cpu_seconds: float
    peak_megabytes: float
    wall_seconds: float


class Pauses(NamedTuple):
    """Whenever a program has taken so many CPU seconds since the last pause, all its processes stand still, and
    `other` measures something else. A program shorter than that has none, nor has any where a system does not tell
    what a running process has taken."""

    every: float
    other: Callable[[], TreeUsage]


def measured_tree(command: Sequence[str], pauses: Pauses | None = None) -> TreeUsage:
    """Runs a command in the project's folder. What is measured in its pauses is no part of it.

    Raises FailedError unless it exits with 0.
    """
    before = _cpu_of_ended()
    began, peak, paused_at = monotonic(), 0.0, 0.0
    others: list[TreeUsage] = []
    with _group(command) as process:
        while True:
            try:
                told, _ = process.communicate(timeout=_INTERVAL)
                break
            except subprocess.TimeoutExpired:
                family = _family(process.pid)
                peak = max(peak, sum(map(_megabytes, family)))
            if pauses and (taken := sum(map(_cpu_seconds, family))) >= paused_at + pauses.every:
                os.killpg(process.pid, SIGSTOP)
                others.append(pauses.other())
                os.killpg(process.pid, SIGCONT)
                paused_at = taken
    if process.returncode:
        raise FailedError(f"{' '.join(command)} exited with {process.returncode}:\n{told}")
    cpu = _cpu_of_ended() - before - sum(other.cpu_seconds for other in others)
    wall = monotonic() - began - sum(other.wall_seconds for other in others)
    return TreeUsage(cpu, peak or _largest_of_ended(), wall)


@contextmanager
def _group(command: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """A program in a process group of its own, with all that it starts; none of them outlives the block."""
    with subprocess.Popen(  # noqa: S603  our own command
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, process_group=0
    ) as process:
        try:
            yield process
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, SIGKILL)
            raise


def _cpu_of_ended() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _largest_of_ended() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / 1e6


def _family(root: int) -> set[int]:
    """A process and its descendants, so far as the system tells them."""
    parents: dict[int, int] = {}
    for place in Path("/proc").glob("[0-9]*"):
        if fields := _stat(int(place.name)):
            parents[int(place.name)] = int(fields[1])
    family = {root}
    while grown := {one for one, parent in parents.items() if parent in family} - family:
        family |= grown
    return family


def _megabytes(process: int) -> float:
    """The proportional set size of a process; 0 where it cannot be told."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) / 1e3 for line in lines if line.startswith("Pss:")), 0.0)


def _cpu_seconds(process: int) -> float:
    """What a process has taken so far, with those of its children that have ended; 0 where it cannot be told."""
    return sum(map(int, _stat(process)[11:15])) / os.sysconf("SC_CLK_TCK")


def _stat(process: int) -> list[str]:
    """The fields of proc(5)'s `stat` from the third on; none of a process that has just ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
