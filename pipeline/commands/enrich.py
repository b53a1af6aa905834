"""`mlsys-papers enrich`: the whole flow, from the list to the files."""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.asking import Wishes, ask, now
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
from pipeline.commands.sealing import leave_seal, standing
from pipeline.emit.outputs import FILES
from pipeline.errors import UsageError
from pipeline.job import Paths
from pipeline.publish import publish
from pipeline.report import DOUBTFUL, plan_lines, report, report_unchanged, strict_exit_code
from pipeline.run import prepare
from pipeline.seal import given
from pipeline.sources.opening import Reach
from pipeline.summarise import load_last, store, summarise
from pipeline.terminal import console_for, say

DEFAULT_PATIENCE = 600.0


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
    if math.isnan(patience):
        raise typer.BadParameter("--patience takes a number of seconds.")
    console = console_for(sys.stdout)
    reach: Reach = "planned" if dry_run else "offline" if offline else "live"
    wishes = Wishes(reach, refresh=refresh, patience=patience, only=tuple(only or ()), writes=not dry_run)
    with errors_told():
        paths = paths_of(list_file, out, readme, cache, snapshot)
        if summary:
            _check_place(summary, paths)
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
        asked = ask(job, console, wishes)
        changed = publish(job, asked.outcome)
        if sealable:
            leave_seal(job, asked, given_before)
        if summary:
            store(summarise(asked, changed, began, load_last(summary)), summary)
        report(console, job, asked, changed, verbose=verbose)
    if strict:
        raise typer.Exit(strict_exit_code(asked))


def _check_place(summary: Path, paths: Paths) -> None:
    """Raises UsageError where the summary would take the place of another file, or of a device (`/dev/null`), or has
    none, or cannot be written: a run that has asked for hours must not end with that."""
    others = [paths.list, paths.settings, paths.decisions, *(paths.out / name for name in FILES.values())]
    others += [paths.readme] if paths.readme else []
    if os.path.realpath(summary) in {*map(os.path.realpath, others)} or (summary.exists() and not summary.is_file()):
        raise UsageError(f"{summary} is not where a summary goes; name another file with `--summary`.")
    folder = next(place for place in summary.absolute().parents if os.path.lexists(place))
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(f"{summary} cannot be written, for {folder} takes no file; name another with `--summary`.")
