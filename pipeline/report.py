"""What a run tells at its end: the counts, the services' state, what was written, and what a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.emit.commit_message import in_numbers
from pipeline.emit.standing import known_offline_only
from pipeline.finished import FinishedRun
from pipeline.job import Job
from pipeline.models import Status
from pipeline.outcome import Outcome, as_published
from pipeline.reading.evidence import HERE
from pipeline.reviewing.unfit import unfit
from pipeline.sources.registry import SERVICES
from pipeline.sources.tally import TallySource
from pipeline.terminal import say, shown
from pipeline.vocabulary.phrases import counted, source_name

_LEFT_OVER_SHOWN = 10
_NOT_ASKED = ("0 requests", "0 answers", "nothing to ask")
_TABLE_TAKES = 60
"""Columns of a terminal, below which the table of services would cut words."""
_NOTHING_CHANGED = "Nothing changed."
_IN_WORDS: dict[Status, str] = {
    "matched": "matched",
    "needs_review": "doubtful",
    "not_found": "not found",
    "unavailable": "not checked yet",
}


def report(console: Console, job: Job, finished: FinishedRun, changed: Sequence[Path], *, verbose: bool) -> None:
    """Print the summary: a table on a terminal, plain lines elsewhere. `verbose` adds each entry's verdict, and every
    line of the list that is not read."""
    if verbose:
        say(console, _verdicts(finished.outcome))
    _say_rows(console, [_service_row(finished, tally) for tally in finished.opened.tallies])
    say(console, summary(job, finished.outcome, None if verbose else _LEFT_OVER_SHOWN))
    say(console, _news(job, finished.outcome))
    say(
        console,
        [f"Written in {finished.seconds:.1f} s: {', '.join(map(str, changed))}" if changed else _NOTHING_CHANGED],
    )


def report_unchanged(console: Console, said: Sequence[str]) -> None:
    """Print the summary of a run that had nothing to do: what the last one `said` still holds."""
    _say_rows(console, [_ServiceRow(source_name(each.name), *_NOT_ASKED) for each in SERVICES])
    say(console, [*said, _NOTHING_CHANGED])


def summary(job: Job, outcome: Outcome, left_over_shown: int | None = _LEFT_OVER_SHOWN) -> list[str]:
    """What stands in the catalogue, and what a person should look at; the same for as long as both are the same."""
    misfits = (*job.unheeded, *unfit(outcome.resolutions, job.rulings, {}))
    return [
        *(f"{job.paths.decisions}: {line}" for line in misfits),
        *_left_over(job, left_over_shown),
        *_findings(outcome),
        *_to_settle(job, outcome),
    ]


def _verdicts(outcome: Outcome) -> Iterator[str]:
    for one in as_published(outcome):
        yield f"line {one.entry.line}: {one.entry.title}: {one.verdict} ({'; '.join(one.reasons)})"


def _left_over(job: Job, most: int | None) -> Iterator[str]:
    """The lines of the list that are neither entry nor note, at most so many, and how many more there are. A table of
    contents is only counted, unless all are wanted."""
    left = job.reading.left_over
    telling = [line for line in left if most is None or line.reason != HERE]
    for line in telling[:most]:
        yield f"{job.paths.list}, line {line.line}, is not read ({line.reason}): {line.text}"
    if more := len(left) - len(telling[:most]):
        what = "more line is" if telling else "line is", "more lines are" if telling else "lines are"
        yield f"{job.paths.list}: {counted(more, *what)} not read; -v shows all"


class _ServiceRow(NamedTuple):
    name: str
    requests: str
    answers: str
    state: str


def _service_row(finished: FinishedRun, tally: TallySource) -> _ServiceRow:
    return _ServiceRow(
        source_name(tally.name),
        counted(finished.requests[tally.name], "request", "requests"),
        counted(len(tally.answered), "answer", "answers"),
        "not asked (--offline)" if finished.opened.reach == "offline" else _state(tally),
    )


def _state(tally: TallySource) -> str:
    if reason := tally.commonest_reason:
        return f"{counted(len(tally.unanswered), 'question', 'questions')} without an answer: {reason}"
    return "everything answered" if tally.answered else _NOT_ASKED[-1]


def _say_rows(console: Console, rows: Sequence[_ServiceRow]) -> None:
    if console.is_terminal and console.width >= _TABLE_TAKES:
        console.print(_table(rows))
    else:
        say(console, (f"{name}: {', '.join(cells)}" for name, *cells in rows))


def _table(rows: Sequence[_ServiceRow]) -> Table:
    table = Table(show_edge=False, show_header=False, pad_edge=False)
    for justify in ("left", "right", "right", "left"):
        table.add_column(justify=justify)
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    return table


def _findings(outcome: Outcome) -> Iterator[str]:
    papers = outcome.catalogue.papers
    counts = Counter(paper.status for paper in papers)
    found = ", ".join(f"{counts[status]:,} {words}" for status, words in _IN_WORDS.items() if counts[status])
    yield f"{counted(len(papers), 'paper', 'papers')}: {found}"
    if offline := known_offline_only(papers):
        kept = counted(offline, "paper is", "papers are")
        yield f"{kept} known from the snapshot alone so far: a run with a network adds abstracts and citation counts"
    if stale := sum(bool(paper.stale) for paper in papers):
        kept = counted(stale, "paper keeps", "papers keep")
        yield f"{kept} values past their freshness, because their source did not answer"


def _news(job: Job, outcome: Outcome) -> Iterator[str]:
    """What this run has learnt; that a record begins is not worth a line here."""
    known = set(job.chronicle.events or ())
    new = [event for event in outcome.chronicle.events or () if event not in known and event.kind != "began"]
    if new:
        where = f"; see {job.paths.news}" if "news" in job.settings.outputs else ""
        yield f"What is new: {', '.join(in_numbers(new))}{where}"


def _to_settle(job: Job, outcome: Outcome) -> Iterator[str]:
    if outcome.is_doubtful:
        where = f", or see {job.paths.review}" if "review" in job.settings.outputs else ""
        yield f"To settle the doubtful entries: `mlsys-papers review` with this run's paths{where}"
