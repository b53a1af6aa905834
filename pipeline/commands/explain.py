"""`mlsys-papers explain`: why an entry got its paper."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline.commands.asking import Wishes, ask
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
from pipeline.explain import explanation
from pipeline.prepare import prepare
from pipeline.terminal import console_for, say


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
    with errors_told():
        job = prepare(paths_of(list_file, out, readme, cache, snapshot))
        finished = ask(job, console, Wishes("offline", refresh=False, patience=0.0, only=(entry,), writes=False))
        say(console, explanation(entry, finished.outcome, job.rulings))
