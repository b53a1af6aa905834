"""What a person sees: bars on a terminal, plain lines in a pipe."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from contextlib import suppress
from pathlib import Path

import pytest

from tests.end_to_end.desk import PROGRAM, WRITTEN, Desk
from tests.shared import ROOT
from tests.standin import Fault, Standin

COLOUR = re.compile(r"\x1b\[(?:3[0-7]|9[0-7]|38;)[\d;]*m")
CONTROL = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")


def on_a_terminal(desk: Desk, environment: dict[str, str], columns: int = 80) -> tuple[int, str]:
    """Exit code and everything that `enrich` writes to a terminal of that width."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    wanted = {name: value for name, value in desk.environment.items() if name not in {"COLUMNS", "LINES"}}
    with subprocess.Popen(  # noqa: S603  our own program
        [*PROGRAM, "enrich", *desk.flags], cwd=ROOT, env=wanted | environment, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = _all_of(ours)
    return process.returncode, shown


def _all_of(terminal: int) -> str:
    """Reads until the other side is closed, which Linux tells by an error."""
    parts = []
    with suppress(OSError):
        while part := os.read(terminal, 65536):
            parts.append(part)
    os.close(terminal)
    return b"".join(parts).decode()


def lines_of(shown: str) -> list[str]:
    """Every line that was ever on the screen."""
    return [line.rstrip() for line in re.split("[\r\n]+", CONTROL.sub("", shown))]


def test_a_terminal_shows_bars_with_counts_and_requests_and_then_a_table(desk: Desk, standin: Standin) -> None:
    standin.semantic_scholar.faults.append(Fault.status(429, retry_after=1))
    code, shown = on_a_terminal(desk, {"TERM": "xterm-256color"})
    assert code == 0
    assert COLOUR.search(shown)
    assert re.search(r"\d:\d\d:\d\d|-:--:--", shown)  # the time left
    lines = lines_of(shown)
    assert any(re.search(r"^titles, Semantic Scholar +━+ +3/3 +5 requests +0:00:\d\d$", line) for line in lines)
    assert any(re.search(r"^titles, arXiv +━+ +4/4 +2 requests +0:00:\d\d$", line) for line in lines)
    assert any(line.startswith("Semantic Scholar: HTTP 429") for line in lines)
    assert any(re.fullmatch(r"arXiv +│ +4 requests +│ +6 answers +│ +everything answered", line) for line in lines)
    assert "5 papers: 4 matched, 1 not found" in lines


def test_no_color_takes_the_colours_and_leaves_the_bars(desk: Desk) -> None:
    code, shown = on_a_terminal(desk, {"TERM": "xterm-256color", "NO_COLOR": "1"})
    assert (code, COLOUR.findall(shown)) == (0, [])
    assert "━" in shown


def test_a_dumb_terminal_gets_lines(desk: Desk) -> None:
    code, shown = on_a_terminal(desk, {"TERM": "dumb"})
    assert (code, CONTROL.findall(shown)) == (0, [])
    assert "titles, arXiv: 4 of 4" in lines_of(shown)


@pytest.mark.parametrize("environment", [{}, {"FORCE_COLOR": "1"}, {"TTY_COMPATIBLE": "1"}, {"COLUMNS": "20"}])
def test_a_pipe_gets_plain_lines(desk: Desk, environment: dict[str, str]) -> None:
    desk.environment |= environment
    told = desk.finish()
    assert (told.code, told.err, "\x1b" in told.out, "\r" in told.out) == (0, "", False, False)
    lines = told.out.splitlines()
    assert "identifiers, arXiv: 1 of 1" in lines
    assert "titles, Semantic Scholar: 3 of 3" in lines
    assert "arXiv: 4 requests, 6 answers, everything answered" in lines
    assert lines[-2] == "5 papers: 4 matched, 1 not found"
    started, _, files = lines[-1].partition(": ")
    assert re.fullmatch(r"Written in \d+\.\d s", started)
    assert sorted(Path(file).name for file in files.split(", ")) == sorted(["README.md", *WRITTEN])


def test_a_log_that_cannot_hold_every_letter_ends_no_run(desk: Desk) -> None:
    desk.list.write_text(desk.list.read_text("utf-8") + "- [日本語の実装](https://github.com/a/b)\n", "utf-8")
    desk.environment |= {"PYTHONIOENCODING": "ascii"}
    told = desk.finish()
    assert (told.code, told.err) == (0, "")
    assert ": ???" in told.out


def test_a_reader_who_leaves_early_ends_no_run(desk: Desk) -> None:
    with desk.start() as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, "")
    assert desk.papers()["Harbor"]["status"] == "matched"
