from __future__ import annotations

import io
from pathlib import Path

import pytest

from pipeline.finished import FinishedRun
from pipeline.job import Job, Paths
from pipeline.models import Entry, LeftOver, ReadingList
from pipeline.report import report
from pipeline.settings import Settings
from pipeline.terminal import console_for
from tests.finished import REASON, finished, tallies


def job(left_over: int = 0) -> Job:
    lines = tuple(LeftOver(line=n, text=f"bullet {n}", reason="no title") for n in range(1, left_over + 1))
    reading = ReadingList(title=None, entries=(Entry(id="some-title", title="Some Title", line=5),), left_over=lines)
    paths = Paths(Path("list.md"), Path("out"), None, Path("cache"), None)
    return Job(paths, reading, Settings(), {}, ("[[pin]] 'x': no entry has this id or title",), None)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def reported(run: FinishedRun, about: Job, *, verbose: bool = False, changed: tuple[Path, ...] = ()) -> list[str]:
    log = io.StringIO()
    report(console_for(log), about, run, changed, verbose=verbose)
    return log.getvalue().splitlines()


def test_the_summary_of_a_run_in_which_all_went_well() -> None:
    lines = reported(finished("matched", "exact", tallies()), job(), changed=(Path("out/catalogue.json"), Path("R.md")))
    assert lines == [
        "arXiv: 1 request, 2 answers, everything answered",
        "Semantic Scholar: 1,200 requests, 0 answers, nothing to ask",
        "decisions.toml: [[pin]] 'x': no entry has this id or title",
        "1 paper: 1 matched",
        "1 paper keeps values past their freshness, because their source did not answer",
        "Written in 61.2 s: out/catalogue.json, R.md",
    ]


def test_the_summary_of_a_run_in_which_not_all_went_well() -> None:
    lines = reported(finished("needs_review", "ambiguous", tallies(unanswered=REASON)), job())
    assert lines[1:] == [
        "Semantic Scholar: 1,200 requests, 0 answers, 1 question without an answer: failed: [/red] [bold]x[/nope] [31m",
        "decisions.toml: [[pin]] 'x': no entry has this id or title",
        "1 paper: 1 doubtful",
        "To settle the doubtful entries: `mlsys-papers review` with this run's paths, or see out/review.md",
        "Nothing changed.",
    ]


def test_without_a_queue_on_the_disk_the_doubtful_are_settled_on_a_terminal() -> None:
    about = job()._replace(settings=Settings(outputs=("json",)))
    (told,) = [
        line for line in reported(finished("needs_review", "ambiguous", tallies()), about) if "To settle" in line
    ]
    assert told == "To settle the doubtful entries: `mlsys-papers review` with this run's paths"


def test_who_was_not_to_be_asked_is_not_blamed() -> None:
    lines = reported(finished("unavailable", "unchecked", tallies(), "offline"), job())
    assert "Semantic Scholar: 1,200 requests, 0 answers, not asked (--offline)" in lines
    assert "1 paper: 1 not checked yet" in lines


def test_on_a_terminal_the_services_stand_in_a_table_whatever_they_say() -> None:
    screen = Terminal()
    report(console_for(screen), job(), finished("matched", "exact", tallies(unanswered=REASON)), (), verbose=False)
    assert "arXiv            │" in screen.getvalue()
    assert "[/red]" in screen.getvalue()
    assert "\x1b[31m" not in screen.getvalue()


def test_on_a_narrow_terminal_the_services_have_a_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    screen = Terminal()
    report(console_for(screen), job(), finished("matched", "exact", tallies()), (), verbose=False)
    assert "arXiv: 1 request, 2 answers, everything answered" in " ".join(screen.getvalue().split())


def test_lines_that_are_not_read_are_told_ten_at_a_time_and_all_of_them_when_asked() -> None:
    run = finished("matched", "exact", tallies())
    few = [line for line in reported(run, job(left_over=11)) if "not read" in line]
    assert few[0] == "list.md, line 1, is not read (no title): bullet 1"
    assert few[9:] == [
        "list.md, line 10, is not read (no title): bullet 10",
        "list.md: 1 more line is not read; -v shows all",
    ]
    assert len([line for line in reported(run, job(left_over=11), verbose=True) if "not read" in line]) == 11


def test_verdicts_are_told_as_published() -> None:
    lines = reported(finished("matched", "exact", tallies()), job(), verbose=True)
    assert lines[0] == "line 5: Some Title: exact (as it happens)"
