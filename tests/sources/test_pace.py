"""One pace per host: within a process, and for official hosts over all processes, whatever lies in the pace file."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.sources.arxiv import arxiv_host
from pipeline.sources.pace import LONGEST_QUEUE, Clock, MachinePace, Pace, ProcessPace, pace_for
from pipeline.sources.pace_file import LONGEST_STAND_DOWN, PaceError, PaceFile
from pipeline.sources.semantic_scholar import semantic_scholar_host
from pipeline.sources.trouble import GivenUpError
from tests.shared import ROOT
from tests.sources.ticking import Ticking

HOST = "official.example"
FILE = f"mlsys-papers-{HOST}.pace"

PACE = """
import json, os, sys, threading, time
from pathlib import Path
from pipeline.sources.pace import Clock, MachinePace
clock = Clock(time.monotonic, time.time, threading.Event().wait)
pace = MachinePace("official.example", 0.05, clock, Path(sys.argv[1]))
"""
TAKE_TURNS = f"""{PACE}
print("ready", flush=True)
sys.stdin.readline()
for _ in range(4):
    with pace.turn():
        began = time.time()
        noted = json.loads((Path(sys.argv[1]) / "mlsys-papers-official.example.pace").read_bytes())["started"]
        time.sleep(0.01)
        print(began, noted, time.time(), flush=True)
"""
"""A request takes 10 ms here, and the next may start 50 ms after it did. Prints when the block began, the start that
all processes count from, and when the block ended."""

DIE_IN_TURN = f"""{PACE}
with pace.turn():
    os._exit(1)
"""


@pytest.fixture
def ticking() -> Ticking:
    return Ticking()


def machine_pace(folder: Path, ticking: Ticking, interval: float = 3.0) -> MachinePace:
    return MachinePace(HOST, interval, ticking.clock, folder)


def turn(pace: Pace) -> None:
    with pace.turn():
        pass


def both_kinds(folder: Path) -> list[Callable[[Ticking], Pace]]:
    return [lambda ticking: ProcessPace(3.0, ticking.clock), lambda ticking: machine_pace(folder, ticking)]


def test_requests_start_an_interval_apart_however_long_they_take(tmp_path: Path) -> None:
    for make in both_kinds(tmp_path):
        ticking = Ticking()
        pace = make(ticking)
        starts = []
        for seconds in (0.0, 1.0, 5.0, 0.0):
            with pace.turn():
                starts.append(ticking.seconds - 1000.0)
                ticking.pass_by(seconds)
        assert starts == pytest.approx([0.0, 3.0, 6.0, 11.0])


def test_a_stand_down_keeps_everybody_waiting(tmp_path: Path) -> None:
    for make in both_kinds(tmp_path):
        ticking = Ticking()
        pace = make(ticking)
        with pace.turn():
            pace.stand_down(60.0)
        assert pace.stood_down() == pytest.approx(60.0)
        turn(pace)
        assert ticking.seconds - 1000.0 == pytest.approx(60.0)
        assert pace.stood_down() == 0.0


def test_another_process_obeys_the_stand_down(tmp_path: Path, ticking: Ticking) -> None:
    with (one := machine_pace(tmp_path, ticking)).turn():
        one.stand_down(60.0)
    other = machine_pace(tmp_path, ticking)
    assert other.stood_down() == pytest.approx(60.0)


def test_two_processes_take_turns(tmp_path: Path) -> None:
    turns = sorted(turn for turns in together(TAKE_TURNS, tmp_path) for turn in turns)
    assert len(turns) == 8
    for (_, noted, ended), (next_began, next_noted, _) in pairwise(turns):
        assert next_began >= ended
        assert next_noted - noted >= 0.05 - 1e-6


def together(program: str, folder: Path) -> list[list[list[float]]]:
    """The numbers that two processes print, line by line, when they run the program and start at once."""
    runs = [
        subprocess.Popen(  # noqa: S603  a program of this file
            [sys.executable, "-c", program, str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
    outputs = []
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("\n")
        run.stdin.flush()
    for run in runs:
        output, _ = run.communicate(timeout=30)
        assert run.returncode == 0
        outputs.append([[float(number) for number in line.split()] for line in output.splitlines()])
    return outputs


def test_a_process_that_dies_in_its_turn_blocks_nobody(tmp_path: Path, ticking: Ticking) -> None:
    command = [sys.executable, "-c", DIE_IN_TURN, str(tmp_path)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 1  # noqa: S603  a program of this file
    ticking.epoch = time.time() + 10.0
    turn(machine_pace(tmp_path, ticking))
    assert ticking.waits == []


def test_whoever_holds_the_file_is_waited_for_but_not_for_ever(tmp_path: Path, ticking: Ticking) -> None:
    with machine_pace(tmp_path, ticking).turn(), pytest.raises(PaceError, match="another process"):
        turn(machine_pace(tmp_path, ticking))
    assert sum(ticking.waits) == pytest.approx(LONGEST_QUEUE, abs=1.0)


def test_the_wait_for_a_turn_ends_when_the_run_is_interrupted(tmp_path: Path) -> None:
    cancelled = threading.Event()
    cancelled.set()
    pace = MachinePace(HOST, 60.0, Clock(time.monotonic, time.time, cancelled.wait), tmp_path)
    turn(pace)
    with pytest.raises(GivenUpError, match="interrupted"):
        turn(pace)


# ---- what may lie in a folder that anybody may write to ------------------------------------------------------------

NEXT_YEAR = 1_800_000_000.0 + 365 * 86_400


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"null",
        b"[1, 2]",
        b'{"started": 1}',
        b'{"started": "x", "stand_down_until": 0}',
        b'{"started": NaN, "stand_down_until": 0}',
        b'{"started": 0, "stand_down_until": Infinity}',
        b"\xff\x00" * 5000,
        b"[" * 1024,
        json.dumps({"started": NEXT_YEAR, "stand_down_until": 0}).encode(),
    ],
    ids=lambda content: repr(content[:24]),
)
def test_a_damaged_file_counts_as_a_request_that_has_just_started(
    tmp_path: Path, ticking: Ticking, content: bytes
) -> None:
    (tmp_path / FILE).write_bytes(content)
    pace = machine_pace(tmp_path, ticking)
    turn(pace)
    assert ticking.waits == [pytest.approx(3.0)]
    assert json.loads((tmp_path / FILE).read_bytes())["started"] == pytest.approx(ticking.wall())
    turn(pace)
    assert ticking.waits == [pytest.approx(3.0)] * 2


def test_a_stand_down_is_believed_for_an_hour(tmp_path: Path, ticking: Ticking) -> None:
    (tmp_path / FILE).write_text(json.dumps({"started": 0, "stand_down_until": NEXT_YEAR}))
    pace = machine_pace(tmp_path, ticking)
    assert pace.stood_down() == LONGEST_STAND_DOWN
    turn(pace)
    assert sum(ticking.waits) == pytest.approx(LONGEST_STAND_DOWN)


def test_a_clock_set_back_costs_one_interval(tmp_path: Path, ticking: Ticking) -> None:
    pace = machine_pace(tmp_path, ticking)
    turn(pace)
    ticking.epoch -= 86_400.0
    turn(pace)
    assert sum(ticking.waits) == pytest.approx(3.0)


def as_link(path: Path) -> None:
    path.symlink_to(path.with_name("victim"))


def as_second_name(path: Path) -> None:
    path.hardlink_to(path.with_name("victim"))


@pytest.mark.parametrize("lay", [as_link, as_second_name, Path.mkdir, os.mkfifo])
def test_nothing_but_an_ordinary_file_is_used(tmp_path: Path, ticking: Ticking, lay: Callable[[Path], object]) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    lay(tmp_path / FILE)
    with pytest.raises(PaceError, match=f"{FILE}.*; remove it"):
        turn(machine_pace(tmp_path, ticking))
    assert victim.read_text() == "precious"


def test_a_folder_that_is_not_there_is_no_reason_to_hurry(tmp_path: Path, ticking: Ticking) -> None:
    with pytest.raises(PaceError, match="No such file"):
        turn(machine_pace(tmp_path / "missing", ticking))


def test_other_users_may_share_the_file_whatever_the_umask(tmp_path: Path, ticking: Ticking) -> None:
    before = os.umask(0o077)
    try:
        turn(machine_pace(tmp_path, ticking))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o666


def test_a_file_that_was_cleaned_away_is_no_lock(tmp_path: Path) -> None:
    with PaceFile.opened(tmp_path / FILE) as file:
        (tmp_path / FILE).unlink()
        assert not file.lock()
        with PaceFile.opened(tmp_path / FILE) as successor:
            assert not file.lock()
            assert successor.lock()


# ---- who is paced how -----------------------------------------------------------------------------------------------


def test_only_official_hosts_leave_something_on_the_disk(tmp_path: Path, ticking: Ticking) -> None:
    for host in (arxiv_host(), semantic_scholar_host()):
        turn(pace_for(host, ticking.clock, tmp_path))
    for host in (arxiv_host("http://127.0.0.1:1/q"), semantic_scholar_host("http://papers.example")):
        turn(pace_for(host, ticking.clock, tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "mlsys-papers-api.semanticscholar.org.pace",
        "mlsys-papers-export.arxiv.org.pace",
    ]
