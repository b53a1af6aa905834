"""What a program takes together with the processes that it starts."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
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


def measured_tree(command: Sequence[str]) -> TreeUsage:
    """Runs a command in the project's folder. Raises FailedError unless it exits with 0."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began, peak = monotonic(), 0.0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:  # noqa: S603  our own command
        while True:
            try:
                told, _ = process.communicate(timeout=_INTERVAL)
                break
            except subprocess.TimeoutExpired:
                peak = max(peak, _megabytes(process.pid))
    wall = monotonic() - began
    if process.returncode:
        raise FailedError(f"{' '.join(command)} exited with {process.returncode}:\n{told}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    unit = 1 if sys.platform == "darwin" else 1024
    return TreeUsage(cpu, peak or after.ru_maxrss * unit / 1e6, wall)


def _megabytes(root: int) -> float:
    """The proportional set sizes of a process and its descendants; 0 where they cannot be told."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended just now
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    family = {root}
    while grown := {one for one, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(map(_of_one, family)) / 1e3


def _of_one(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)
