"""A program stands still in its pauses, and is measured apart from what is measured in them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.bulk_tree import Pauses, TreeUsage, measured_tree
from tests.shared import left_out

_BUSY = """
import sys, time
while time.process_time() < float(sys.argv[1]):
    pass
"""
_TWO = """
import sys
from subprocess import Popen
for child in [Popen([sys.executable, "-c", *sys.argv[1:3], mark]) for mark in sys.argv[3:]]:
    child.wait()
"""
"""A program that only waits for two others, which can be told from all others by their last word."""


def test_a_program_stands_still_in_its_pauses_and_they_do_not_count(tmp_path: Path) -> None:
    if not Path("/proc/self/stat").exists():
        left_out.add("pauses of a measured program, for this system tells nothing of processes in /proc")
        return
    marks = [f"{tmp_path}/{name}" for name in ("one", "another")]
    states: list[set[str]] = []

    def other() -> TreeUsage:
        usage = measured_tree([sys.executable, "-c", _BUSY, "0.8"])
        states.append({state for state, words in _processes() if words[-1] in marks})
        return usage

    usage = measured_tree([sys.executable, "-c", _TWO, _BUSY, "0.4", *marks], Pauses(0.3, other))
    assert states
    assert set().union(*states) == {"T"}
    assert 0.8 <= usage.cpu_seconds < 0.8 + 0.8 * len(states)


def _processes() -> list[tuple[str, list[str]]]:
    """Each process's state, as proc(5) has it, and the words that it was begun with."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            state = (place / "stat").read_text().rpartition(")")[2].split()[0]
            words = (place / "cmdline").read_text().split("\0")[:-1]
        except OSError:  # it ended just now
            continue
        found.append((state, words or [""]))
    return found


def test_a_program_that_fails_is_told_with_what_it_said() -> None:
    with pytest.raises(RuntimeError, match=r"exited with 3:\nno room"):
        measured_tree([sys.executable, "-c", "print('no room'); raise SystemExit(3)"])
