"""`mlsys-papers review`: settles the entries in doubt, one key each."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console

from pipeline.commands.asking import Wishes, at_hand, now
from pipeline.commands.errors_told import errors_told
from pipeline.commands.options import (
    DEFAULT_CACHE,
    CacheOption,
    ListOption,
    OutOption,
    ReadmeOption,
    SnapshotOption,
    paths_of,
)
from pipeline.job import Job
from pipeline.ledger import append_decision
from pipeline.models import Answer, PaperId
from pipeline.outcome import as_published
from pipeline.prepare import prepare
from pipeline.reviewing.cases import Case, cases
from pipeline.reviewing.screen import heading, tables
from pipeline.reviewing.telling import queue_json, queue_lines
from pipeline.reviewing.unfit import identifiers, unfit
from pipeline.run import run
from pipeline.sources.base import Source
from pipeline.terminal import console_for, say
from pipeline.vocabulary.phrases import counted

_LATER, _QUIT = "later", "quit"
_KEYS = "r none of them   n not indexed anywhere   l later   q quit"


def review(
    list_file: ListOption = None,
    out: OutOption = None,
    readme: ReadmeOption = None,
    cache: CacheOption = DEFAULT_CACHE,
    snapshot: SnapshotOption = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the queue as one JSON document, and ask nothing.")
    ] = False,
) -> None:
    """Settle the entries that need a person's eye; every answer goes into decisions.toml at once.

    Asks no service: it goes by the cache, the snapshot and the last catalogue. Where there is no terminal, it lists the
    queue and asks nothing.
    """
    console = console_for(sys.stderr if as_json else sys.stdout)
    with errors_told():
        job = prepare(paths_of(list_file, out, readme, cache, snapshot))
        queue, misfits, unchecked = _queue(job, console)
        if as_json:
            typer.echo(queue_json(queue, str(job.paths.decisions), misfits, now().date()), nl=False)
            return
        say(console, (f"{job.paths.decisions}: {line}" for line in misfits))
        if unchecked:
            waiting = counted(unchecked, "entry has", "entries have")
            say(
                console,
                [f"{waiting} not been looked up in full yet, and may need one: run `mlsys-papers enrich` first."],
            )
        if not (queue and console.is_terminal and sys.stdin.isatty()):
            say(console, [*queue_lines(queue), *(_what_to_do(job) if queue else ())])
            return
        _settle(queue, job.paths.decisions, console)


class _Queue(NamedTuple):
    """What needs a person, the decisions that no longer fit, and how many entries nobody has been asked about."""

    cases: list[Case]
    misfits: list[str]
    unchecked: int


def _queue(job: Job, console: Console) -> _Queue:
    with at_hand(job, console, Wishes("offline", refresh=False, patience=0.0, only=(), writes=False)) as (
        opened,
        watcher,
    ):
        outcome = run(job, opened, watcher, now().date())
        answers = _answers(identifiers(job.rulings), [*opened.services, *opened.fallbacks])
    published = as_published(outcome)
    misfits = [*job.unheeded, *unfit(outcome.resolutions, job.rulings, answers)]
    return _Queue(cases(published), misfits, sum(one.verdict == "unchecked" for one in published))


def _answers(papers: Sequence[PaperId], sources: Sequence[Source]) -> dict[PaperId, list[Answer]]:
    heard: dict[PaperId, list[Answer]] = {paper: [] for paper in papers}
    for source in sources:
        for answer in source.fetch([paper for paper in papers if paper.kind in source.id_kinds]):
            if isinstance(answer.question, PaperId):
                heard[answer.question].append(answer)
    return heard


def _what_to_do(job: Job) -> Iterator[str]:
    yield "This is no terminal, so nothing is asked: run `mlsys-papers review` in one,"
    blocks = f"of {job.paths.review}" if job.paths.review.exists() else "that `--json` gives"
    yield f"or paste a block {blocks} into {job.paths.decisions}."


# ---- on a terminal ------------------------------------------------------------------------------------------------


def _settle(queue: Sequence[Case], decisions: Path, console: Console) -> None:
    """Case after case, until the last one or `q`."""
    told: Counter[str] = Counter()
    for number, case in enumerate(queue, start=1):
        say(console, ["", *heading(case, number, len(queue))])
        for table in tables(case, console.width):
            console.print(table)
        answer = _asked(case, console)
        if answer == _QUIT:
            break
        if answer == _LATER:
            told[_LATER] += 1
            continue
        append_decision(decisions, answer)
        told["settled"] += 1
    left = len(queue) - told["settled"]
    settled = counted(told["settled"], "entry", "entries")
    say(console, ["", f"{settled} settled, {left:,} left. To take the decisions in: `mlsys-papers enrich`, same paths"])


def _asked(case: Case, console: Console) -> str:
    """The block to append, or `_LATER`, or `_QUIT`. Asks until a key means something."""
    numbers = "  ".join(str(number) for number in range(1, len(case.candidates) + 1))
    keys = f"{f'{numbers}  it is that one   ' if numbers else ''}{_KEYS}"
    say(console, [keys])
    while (meant := _meant(case, _key())) is None:
        say(console, [f"That key settles nothing here: {keys}"])
    return meant


def _meant(case: Case, key: str) -> str | None:
    today = now().date()
    if key.isascii() and key.isdigit():
        return case.accept(int(key), today)
    blocks = {"r": case.reject(today), "n": case.retire(today), "l": _LATER, "q": _QUIT, "\x1b": _QUIT}
    return blocks.get(key.lower())


def _key() -> str:
    try:
        return str(typer.getchar())
    except EOFError:
        return "q"
