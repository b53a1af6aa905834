"""`mlsys-papers enrich`: the whole flow, from the list to the files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.asking import Wishes, ask, now
from pipeline.commands.errors_told import errors_told
from pipeline.commands.exit_codes import DOUBTFUL, strict_exit_code
from pipeline.commands.options import (
    DEFAULT_CACHE,
    DEFAULT_PATIENCE,
    CacheOption,
    ListOption,
    OfflineOption,
    OutOption,
    PatienceOption,
    ReadmeOption,
    SnapshotOption,
    check_place,
    paths_of,
)
from pipeline.commands.sealing import leave_seal, standing
from pipeline.dry_run import plan_lines
from pipeline.prepare import prepare
from pipeline.publish import publish
from pipeline.report import report, report_unchanged
from pipeline.seal import given
from pipeline.sources.opening import Reach
from pipeline.summarise import load_last, store, summarise
from pipeline.terminal import console_for, say


def enrich(  # noqa: PLR0913  a parameter for each flag
    list_file: ListOption = None,
    out: OutOption = None,
    readme: ReadmeOption = None,
    cache: CacheOption = DEFAULT_CACHE,
    snapshot: SnapshotOption = None,
    *,
    offline: OfflineOption = False,
    refresh: Annotated[bool, typer.Option("--refresh", help="Treat every cached answer as expired.")] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="ID_OR_TITLE", help="Ask for this entry alone; repeatable.")
    ] = None,
    patience: PatienceOption = DEFAULT_PATIENCE,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 3 if a service could not be fully asked, 4 if a person must look.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be asked, and ask nothing.")] = False,
    summary: Annotated[
        Path | None, typer.Option("--summary", metavar="FILE", help="Write what the run did, in numbers, as JSON.")
    ] = None,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Tell each verdict, and each line not read.")
    ] = False,
) -> None:
    """Resolve and enrich every entry of the list, and write the catalogue."""
    if offline and refresh:
        raise typer.BadParameter("--refresh asks everybody again, and --offline asks nobody: choose one.")
    console = console_for(sys.stdout)
    reach: Reach = "planned" if dry_run else "offline" if offline else "live"
    wishes = Wishes(reach, refresh=refresh, patience=patience, only=tuple(only or ()), writes=not dry_run)
    with errors_told():
        paths = paths_of(list_file, out, readme, cache, snapshot)
        if summary and not dry_run:
            check_place(summary, paths, "a summary", "--summary")
        sealable = reach == "live" and not only
        if sealable and not (refresh or verbose or summary) and (seal := standing(paths)):
            report_unchanged(console, seal.said)
            raise typer.Exit(DOUBTFUL if strict and seal.doubtful else 0)
        given_before = given(paths)
        job = prepare(paths)
        if dry_run:
            say(console, plan_lines(ask(job, console, wishes).opened, offline=offline))
            return
        began = now().date()
        finished = ask(job, console, wishes)
        changed = publish(job, finished.outcome)
        if sealable:
            leave_seal(job, finished, given_before)
        report(console, job, finished, changed, verbose=verbose)
        if summary:
            store(summarise(finished, changed, began, load_last(summary)), summary)
    if strict:
        raise typer.Exit(strict_exit_code(finished))
