"""What is printed of a trial: what each run took, what was promised, and how right the catalogue is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from benchmarks.figures import (
    ARXIV_SECONDS,
    SEMANTIC_SCHOLAR_SECONDS,
    Run,
    Trial,
    seconds_one_by_one,
    targets,
)

_LIMITS = (
    f"At the limits: arXiv {ARXIV_SECONDS:g} s from one request to the next, Semantic Scholar "
    f"{SEMANTIC_SCHOLAR_SECONDS:g} s, both side by side. CPU time and peak memory are those of the program alone."
)
_WEEK = (
    "Warm: nothing has changed, and the run's seal says so. Seal lost: every cached answer is worked through again. A "
    "week later: the dates in the cache files moved back by seven days. Cache lost: only catalogue.json is left."
)


def show(console: Console, trial: Trial) -> None:
    """Prints one trial."""
    console.print(Group(*_parts(trial)))


def show_terms(console: Console) -> None:
    """Prints what the words in the tables mean."""
    console.print(_LIMITS, _WEEK, sep="\n", style="dim")


def _parts(trial: Trial) -> Iterator[RenderableType]:
    yield _runs(trial)
    yield _targets(trial)
    score = trial.score
    yield Text(
        f"Papers: {score.right:,} right, {score.wrong:,} wrong, {score.left_open:,} left open though on offer, "
        f"{score.rightly_open:,} rightly open\n"
    )


def _runs(trial: Trial) -> Table:
    title = f"{trial.titles:,} titles, {trial.off_arxiv:,} of them not on arXiv"
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("run", no_wrap=True)
    for heading in ("arXiv requests", "Semantic Scholar requests", "at the limits", "CPU s", "peak MB", "here, s"):
        table.add_column(heading, justify="right")
    for run in trial.runs:
        table.add_row(*_row(run))
    one_by_one = _duration(seconds_one_by_one(trial.titles))
    table.add_row("one by one", f"{trial.titles:,}", f"{trial.titles:,}", one_by_one, *(3 * "–"), style="dim")
    return table


def _row(run: Run) -> Iterator[str]:
    yield run.kind
    yield f"{run.arxiv:,}"
    yield f"{run.semantic_scholar:,}"
    yield _duration(run.seconds_at_the_limits)
    yield f"{run.usage.cpu_seconds:.2f}"
    yield f"{run.usage.peak_megabytes:,.0f}"
    yield f"{run.usage.wall_seconds:.1f}"


def _targets(trial: Trial) -> Table:
    table = Table("target", box=None, pad_edge=False)
    for heading in ("limit", "reached", ""):
        table.add_column(heading, justify="right")
    for target in targets(trial):
        table.add_row(target.what, target.limit, target.reached, Text("ok", "green") if target.ok else _MISSED)
    return table


_MISSED = Text("missed", "bold red")


def _duration(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds)))
