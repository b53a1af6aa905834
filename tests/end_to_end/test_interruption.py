"""Pulling the plug, Ctrl-C, SIGTERM, and two runs at once: nothing is lost, no file is half, nothing is asked twice."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Lock

import pytest

from tests.end_to_end.desk import PROGRAM, WRITTEN, Desk, Told
from tests.shared import ROOT, left_out
from tests.standin import Fault, Request, ServiceName, Standin

Moment = tuple[ServiceName, int]
MOMENTS: list[Moment] = [
    ("arxiv", 1),
    ("arxiv", 2),
    ("semantic_scholar", 1),
    ("semantic_scholar", 2),
    ("semantic_scholar", 3),
    ("semantic_scholar", 4),
]
"""A service, and which of its requests the run does not survive."""


class Trap:
    """Holds back the answer to one request, and tells when that request has come."""

    def __init__(self, standin: Standin, moment: Moment) -> None:
        self.sprung = Event()
        self._left, self._lock = moment[1], Lock()
        self._service = standin.arxiv if moment[0] == "arxiv" else standin.semantic_scholar
        self._service.fail_always = self._next

    def _next(self, _request: Request) -> Fault | None:
        with self._lock:
            self._left -= 1
            if self._left:
                return None
        self.sprung.set()
        return Fault.stall()

    def take_away(self) -> None:
        self._service.fail_always = None
        self._service.release()


def stopped_at(desk: Desk, standin: Standin, moment: Moment, how: signal.Signals) -> Told:
    """A run that gets the signal while it waits for the answer to that request."""
    trap = Trap(standin, moment)
    with desk.start() as process:
        assert trap.sprung.wait(30)
        process.send_signal(how)
        out, err = process.communicate(timeout=10)
    trap.take_away()
    return Told(process.returncode, out, err, tuple(standin.requests))


def questions(requests: Iterator[Request] | tuple[Request, ...]) -> list[str]:
    """What was asked for, one by one: identifiers, phrases and titles, each with its service."""
    return [f"{request.service} {part}" for request in requests for part in _parts(request)]


def _parts(request: Request) -> list[str]:
    if request.body:
        return list(request.body["ids"])
    if request.query.get("id_list"):
        return request.query["id_list"].split(",")
    if request.service == "arxiv":
        return request.query["search_query"].split(" OR ")
    return [request.query["query"]] if request.path.endswith("/match") else []


def assert_whole(desk: Desk) -> None:
    """Every file that the program left under its own name is whole, and the folder for output holds no half a set."""
    desk.answers()
    assert sorted(desk.written()) in (
        [],
        ["README.md", *(f"out/{name}" for name in WRITTEN)],
    )


@pytest.mark.parametrize("moment", MOMENTS, ids=[f"{service} {number}" for service, number in MOMENTS])
def test_a_run_that_is_killed_is_taken_up_where_it_stopped(desk: Desk, standin: Standin, moment: Moment) -> None:
    killed = stopped_at(desk, standin, moment, signal.SIGKILL)
    assert killed.code == -signal.SIGKILL
    assert_whole(desk)
    answered = [request for request in killed.requests if request.service == moment[0]][: moment[1] - 1]
    again = desk.enrich()
    assert again.code == 0
    assert not set(questions(tuple(answered))) & set(questions(again.requests))
    assert_whole(desk)
    expected = Desk(desk.folder / "undisturbed", standin)
    expected.enrich()
    assert desk.written() == expected.written()


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize("moment", [("arxiv", 2), ("semantic_scholar", 3)], ids=["arxiv", "semantic_scholar"])
def test_an_interrupt_ends_a_run_within_a_moment_and_keeps_every_answer(
    desk: Desk, standin: Standin, moment: Moment, how: signal.Signals, code: int
) -> None:
    told = stopped_at(desk, standin, moment, how)
    assert told.code == code
    assert told.err == ("mlsys-papers: interrupted; every answer so far is kept, and the next run goes on from here.\n")
    assert "Traceback" not in told.out
    assert desk.written() == {}
    answered = {question for question in questions(told.requests[:-1]) if moment[0] in question.split()[0]}
    again = desk.enrich()
    assert again.code == 0
    assert not answered & set(questions(again.requests))


def test_ctrl_c_ends_a_pause(desk: Desk, standin: Standin) -> None:
    standin.semantic_scholar.fail_always = Fault.status(429, retry_after=500)
    with desk.start() as process:
        assert process.stdout
        while "next try in 500 s" not in process.stdout.readline():
            pass
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=10)
    assert (process.returncode, err.count("\n")) == (130, 1)


def test_half_written_files_of_a_killed_run_are_not_read(desk: Desk) -> None:
    desk.enrich()
    before = desk.written()
    answer = next(desk.cache.rglob("*.json"))
    answer.with_name(f"{answer.name}.0123.tmp").write_bytes(answer.read_bytes()[:40])
    (desk.out / ".catalogue.json.0123.tmp").write_bytes(b'{"schema_ver')
    told = desk.enrich()
    assert (told.code, told.requests) == (0, ())
    del (after := desk.written())["out/.catalogue.json.0123.tmp"]
    assert after == before


def test_a_damaged_answer_is_set_aside_reported_and_asked_again(desk: Desk) -> None:
    desk.enrich()
    before = desk.written()
    answer = next(desk.cache.rglob("semantic_scholar/ids/corpus-id-*.json"))
    answer.write_bytes(answer.read_bytes()[:40])
    told = desk.enrich()
    assert f"{answer} is not JSON: set aside as {answer.name}.damaged" in told.out
    assert [request.path for request in told.requests] == ["/graph/v1/paper/batch"]
    assert answer.with_name(f"{answer.name}.damaged").exists()
    assert desk.written() == before


@pytest.mark.parametrize("words", [("--offline",), ("--dry-run",)])
def test_who_only_reads_leaves_a_damaged_answer_where_it_is(desk: Desk, words: tuple[str, ...]) -> None:
    desk.enrich()
    answer = next(desk.cache.rglob("semantic_scholar/ids/corpus-id-*.json"))
    answer.write_bytes(answer.read_bytes()[:40])
    before = desk.everything()
    told = desk.enrich(*words)
    assert told.out.count(f"{answer} is not JSON: passed over") == 1
    assert desk.everything() == before


def test_output_that_cannot_be_printed_is_one_sentence(desk: Desk) -> None:
    if not Path("/dev/full").exists():
        left_out.add("an output that cannot be printed, for this system has no /dev/full")
        pytest.skip("no /dev/full")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [*PROGRAM, "enrich", *desk.flags]
        run = subprocess.run(  # noqa: S603  our own program
            command, cwd=ROOT, env=desk.environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert "cannot be printed (No space left on device)" in run.stderr
    assert not list(desk.folder.rglob("*.tmp"))


def test_two_runs_at_once_share_a_cache_and_leave_whole_files(desk: Desk, standin: Standin) -> None:
    expected = Desk(desk.folder / "alone", standin)
    expected.enrich()
    runs: list[subprocess.Popen[str]] = [desk.start(), desk.start()]
    said = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert [err for _, err in said] == ["", ""]
    assert desk.written() == expected.written()
    assert desk.answers().keys() == expected.answers().keys()
    assert desk.enrich().requests == ()
    assert not list(desk.folder.rglob("*.tmp"))
    assert json.loads((desk.out / "catalogue.json").read_bytes())["papers"]
