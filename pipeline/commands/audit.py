"""`mlsys-papers audit`: does each link lead to the paper that its entry names, and which tags could say more by now?"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.audit import audit as audit_of
from pipeline.audit import look_up
from pipeline.auditing.findings import Audit
from pipeline.auditing.patch import Patch
from pipeline.auditing.patch import patch as patch_of
from pipeline.auditing.telling import audit_json, audit_lines
from pipeline.commands.asking import Wishes, at_hand, now
from pipeline.commands.errors_told import errors_told
from pipeline.commands.exit_codes import DOUBTFUL
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
from pipeline.job import Job
from pipeline.prepare import prepare
from pipeline.run import run
from pipeline.sources.opening import Reach
from pipeline.terminal import Hushed, console_for, say
from pipeline.vocabulary.phrases import counted
from pipeline.writer import put_file


def audit(  # noqa: PLR0913  a parameter for each flag
    list_file: ListOption = None,
    out: OutOption = None,
    readme: ReadmeOption = None,
    cache: CacheOption = DEFAULT_CACHE,
    snapshot: SnapshotOption = None,
    *,
    offline: OfflineOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    patch: Annotated[
        Path | None, typer.Option("--patch", metavar="FILE", help="Write the better tags as a diff of the list.")
    ] = None,
    patience: PatienceOption = DEFAULT_PATIENCE,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Tell every link.")] = False,
) -> None:
    """See whether each link leads to the paper that its entry names, and which tags could say more by now.

    Exits with 4 if a link needs a person's eye.
    """
    console = console_for(sys.stderr if as_json else sys.stdout)
    with errors_told():
        job = prepare(paths_of(list_file, out, readme, cache, snapshot))
        if patch is not None:
            check_place(patch, job.paths, "a diff", "--patch")
        reach: Reach = "offline" if offline else "live"
        found = _audited(job, Wishes(reach, refresh=False, patience=patience, only=(), writes=False), as_json=as_json)
        placed = _placed(job, found)
        if as_json:
            typer.echo(audit_json(found, str(job.paths.list), placed.unplaced), nl=False)
        else:
            say(console, audit_lines(found, verbose=verbose))
            say(console, (f"line {one.entry.line}: change this tag by hand" for one in placed.unplaced))
        if patch is not None:
            put_file(patch, placed.diff)
            say(console, [_what_the_patch_does(patch, len(found.upgrades), len(placed.unplaced))])
    if found.needs_a_person:
        raise typer.Exit(DOUBTFUL)


def _audited(job: Job, wishes: Wishes, *, as_json: bool) -> Audit:
    """Links and doubtful titles are asked for; what else is known of the papers comes from the cache alone."""
    console = console_for(sys.stderr if as_json else sys.stdout)
    entries = job.reading.entries
    with at_hand(job, console, wishes) as (opened, watcher):
        evidence = look_up(entries, opened.services, opened.fallbacks, job.rulings, watcher)
        outcome = run(job, opened.remembering(), Hushed(console), now().date())
    return audit_of(entries, evidence, outcome.catalogue, job.rulings)


def _placed(job: Job, found: Audit) -> Patch:
    text = job.paths.list.read_bytes().decode("utf-8")
    where = Path(os.path.relpath(job.paths.list))
    name = where.name if ".." in where.parts else where.as_posix()
    return patch_of(text, name, found.upgrades, [entry.line for entry in job.reading.entries])


def _what_the_patch_does(patch: Path, suggested: int, by_hand: int) -> str:
    """An empty diff replaces the last one all the same: nobody should apply that twice."""
    if suggested == by_hand:
        return f"{patch} is empty: no tag can say more by now" + (" but those to change by hand" if by_hand else "")
    return f"{patch} betters {counted(suggested - by_hand, 'tag', 'tags')}; to take them: git apply {patch}"
