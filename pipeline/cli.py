"""The command line: flags in, exit code out. The one place that reads the clock and the environment.

Exit codes: 0 done; 1 not done, nothing written; 2 bad usage; with --strict also 3 if a service could not be fully
asked, and 4 if an entry needs a person's eye; 130 after Ctrl-C, with every answer so far kept.
"""

from __future__ import annotations

import gc
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import Annotated, NamedTuple

import typer
from rich.console import Console

import pipeline
from pipeline.commands import bulk
from pipeline.errors import PapersError, UsageError
from pipeline.explain import explanation
from pipeline.report import Asked, plan_lines, report, strict_exit_code
from pipeline.run import Job, Paths, Sources, make_ready, named, prepare, proofread, publish, run
from pipeline.sources.opening import Conditions, Reach, open_sources
from pipeline.sources.pace import Clock
from pipeline.sources.registry import configured_hosts
from pipeline.terminal import Hushed, console_for, say, shown, watcher_for

DEFAULT_LIST, DEFAULT_OUT = Path("catalogue/papers.md"), Path("catalogue")
DEFAULT_README, DEFAULT_CACHE, DEFAULT_SNAPSHOT = Path("README.md"), Path("cache"), Path("catalogue/snapshot")
DEFAULT_PATIENCE = 600.0

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Turns a curated Markdown reading list into an enriched, checked catalogue of papers.",
)

app.add_typer(bulk.app, name="bulk")

ListOption = Annotated[Path | None, typer.Option("--list", help=f"The list, in Markdown.  [default: {DEFAULT_LIST}]")]
OutOption = Annotated[
    Path | None, typer.Option("--out", help=f"The folder for what is written.  [default: {DEFAULT_OUT}]")
]
ReadmeOption = Annotated[
    Path | None,
    typer.Option("--readme", help=f"The file that shows the list.  [default: {DEFAULT_README}, for the default list]"),
]
CacheOption = Annotated[Path, typer.Option("--cache", help="The folder for the services' answers.")]
SnapshotOption = Annotated[
    Path | None,
    typer.Option("--snapshot", help=f"A folder of bulk files, heard last.  [default: {DEFAULT_SNAPSHOT}]"),
]


def main() -> None:
    """The console script; ends the program. What the terminal's or the log's encoding lacks becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    gc.freeze()  # what is imported by now lives as long as the program, and so
    gc.set_threshold(500_000, 50, 100)  # do a catalogue's objects: looking for cycles among them costs half the run
    app()


@app.callback(invoke_without_command=True)
def _about(
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"mlsys-papers {pipeline.__version__}")
        raise typer.Exit


@app.command()
def enrich(  # noqa: PLR0913  a parameter for each flag
    list_file: ListOption = None,
    out: OutOption = None,
    readme: ReadmeOption = None,
    cache: CacheOption = DEFAULT_CACHE,
    snapshot: SnapshotOption = None,
    *,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no service: the cache and the snapshot answer.")
    ] = False,
    refresh: Annotated[bool, typer.Option("--refresh", help="Treat every cached answer as expired.")] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="ID_OR_TITLE", help="Ask for this entry alone; repeatable.")
    ] = None,
    patience: Annotated[
        float,
        typer.Option("--patience", metavar="SECONDS", min=0, help="How long in all to wait for a failing service."),
    ] = DEFAULT_PATIENCE,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 3 if a service could not be fully asked, 4 if a person must look.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be asked, and ask nothing.")] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Tell each verdict, and each line not read.")
    ] = False,
) -> None:
    """Resolve and enrich every entry of the list, and write the catalogue."""
    if offline and refresh:
        raise typer.BadParameter("--refresh asks everybody again, and --offline asks nobody: choose one.")
    if math.isnan(patience):
        raise typer.BadParameter("--patience takes a number of seconds.")
    console = console_for(sys.stdout)
    reach: Reach = "planned" if dry_run else "offline" if offline else "live"
    wishes = Wishes(reach, refresh=refresh, patience=patience, only=tuple(only or ()), writes=not dry_run)
    with _errors_told():
        job = prepare(_paths(list_file, out, readme, cache, snapshot))
        if dry_run:
            say(console, plan_lines(_ask(job, console, wishes).opened))
            return
        asked = _ask(job, console, wishes)
        changed = publish(job, asked.outcome)
        report(console, job, asked, changed, verbose=verbose)
    if strict:
        raise typer.Exit(strict_exit_code(asked))


@app.command()
def explain(
    entry: Annotated[str, typer.Argument(metavar="ID_OR_TITLE", help="The entry, by its id or its listed title.")],
    list_file: ListOption = None,
    out: OutOption = None,
    readme: ReadmeOption = None,
    cache: CacheOption = DEFAULT_CACHE,
    snapshot: SnapshotOption = None,
) -> None:
    """Show why an entry got its paper: candidates, comparison, verdict, and where every field comes from.

    Asks no service: it goes by the cache, the snapshot and the last catalogue.
    """
    console = console_for(sys.stdout)
    with _errors_told():
        job = prepare(_paths(list_file, out, readme, cache, snapshot))
        asked = _ask(job, console, Wishes("offline", refresh=False, patience=0.0, only=(entry,), writes=False))
        say(console, explanation(entry, asked.outcome))


# ---- behind the commands ------------------------------------------------------------------------------------------


class Wishes(NamedTuple):
    """What the command line says about asking, and whether anything is to be written."""

    reach: Reach
    refresh: bool
    patience: float
    only: tuple[str, ...]
    writes: bool


def _ask(job: Job, console: Console, wishes: Wishes) -> Asked:
    """The flow, watched. Everything that can be refused is, before a folder is made or a service asked."""
    named(job.reading.entries, wishes.only)
    hosts = configured_hosts(os.environ)
    contact = os.environ.get("MLSYS_PAPERS_CONTACT") or job.settings.contact
    live = wishes.reach == "live"
    with (
        _ctrl_c_heard() as interrupted,
        watcher_for(console, time.monotonic) if live else Hushed(console) as watcher,
        ExitStack() as stack,
    ):
        clock = Clock(time.monotonic, time.time, interrupted.wait)
        conditions = Conditions(wishes.reach, wishes.refresh, wishes.patience, hosts, contact, clock, _now, watcher)
        if wishes.writes:
            make_ready(job.paths)
        opened = open_sources(conditions, job.settings, job.paths.cache, job.paths.snapshot, stack)
        if live:
            proofread(job, opened.fallbacks)
        sources = Sources(opened.services, opened.memory, opened.fallbacks, opened.heard)
        began = time.monotonic()
        outcome = run(job, sources, watcher, _now().date(), wishes.only)
        return Asked(outcome, opened, watcher.requests, time.monotonic() - began)


@contextmanager
def _ctrl_c_heard() -> Iterator[threading.Event]:
    """An event that Ctrl-C sets before it is raised, so that no thread begins another wait while the run ends."""
    interrupted = threading.Event()

    def hear(_signal: int, _frame: FrameType | None) -> None:
        interrupted.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


def _now() -> datetime:
    return datetime.now(UTC)


def _paths(list_file: Path | None, out: Path | None, readme: Path | None, cache: Path, snapshot: Path | None) -> Paths:
    """Where everything is. A README is touched unasked only beside the default list and folder."""
    default = list_file is None and out is None
    return Paths(
        list=list_file or DEFAULT_LIST,
        out=out or DEFAULT_OUT,
        readme=readme or (DEFAULT_README if default else None),
        cache=cache,
        snapshot=_existing(snapshot) if snapshot else DEFAULT_SNAPSHOT if DEFAULT_SNAPSHOT.is_dir() else None,
    )


def _existing(snapshot: Path) -> Path:
    if not snapshot.is_dir():
        raise UsageError(f"{snapshot} is no folder: `--snapshot` names a folder of bulk files, which may be empty.")
    return snapshot


@contextmanager
def _errors_told() -> Iterator[None]:
    """One clear sentence on the error stream, and the exit code that belongs to it."""
    try:
        yield
    except PapersError as error:
        typer.echo(shown(f"mlsys-papers: {error}"), err=True)
        raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error
    except KeyboardInterrupt as interrupt:
        typer.echo(
            "mlsys-papers: interrupted; every answer so far is kept, and the next run goes on from here.", err=True
        )
        raise typer.Exit(130) from interrupt
