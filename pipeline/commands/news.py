"""`mlsys-papers news`: what the last runs have learnt, as plain lines or as a commit message."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated

import typer

from pipeline.chronicle.latest import latest, told_lines
from pipeline.commands.errors_told import errors_told
from pipeline.commands.options import DEFAULT_CACHE, ListOption, OutOption, paths_of
from pipeline.emit.commit_message import commit_message
from pipeline.errors import UsageError
from pipeline.prepare import remembered
from pipeline.settings import load_settings
from pipeline.terminal import console_for, say


def news(
    list_file: ListOption = None,
    out: OutOption = None,
    *,
    since: Annotated[
        str,
        typer.Option("--since", metavar="DAY", help="The first day, like 2026-01-31; `last` is the newest with news."),
    ] = "last",
    as_commit_message: Annotated[
        bool, typer.Option("--commit-message", help="Print the message for a commit of the refresh.")
    ] = False,
) -> None:
    """Show what the last runs have learnt: papers that appeared somewhere, milestones, new links and the like.

    Asks no service and writes nothing.
    """
    with errors_told():
        first = _day(since)
        paths = paths_of(list_file, out, None, DEFAULT_CACHE, None)
        if not paths.out.is_dir():
            raise UsageError(f"{paths.out} is no folder: no run has written there; `--out` names the one of `enrich`.")
        known = remembered(paths, load_settings(paths.settings))
        found = latest(known.events or (), known.rows or (), first)
    if as_commit_message:
        say(console_for(sys.stdout), commit_message(found.events, found.counts_changed).splitlines())
    else:
        say(console_for(sys.stdout), told_lines(found))


def _day(since: str) -> date | None:
    if since == "last":
        return None
    try:
        return date.fromisoformat(since)
    except ValueError as error:
        raise UsageError(f"--since takes a day like 2026-01-31, or `last`, and not {since!a}.") from error
