"""`mlsys-papers summary`: what a run did, for the one who was not there, and for the job that goes on from it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.errors_told import errors_told
from pipeline.emit.run_summary import render_run, with_review
from pipeline.errors import PapersError, UsageError, unreadable
from pipeline.summary import RunSummary, parse_summary, warnings


def summary(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `enrich --summary FILE` has written.")],
    review: Annotated[
        Path | None, typer.Option("--review", help="A review queue: print the text of a pull request with it.")
    ] = None,
    *,
    github: Annotated[
        bool, typer.Option("--github", help="Write the job's summary and outputs where GitHub Actions wants them.")
    ] = False,
) -> None:
    """Show what a run asked, found and changed, as Markdown."""
    with errors_told():
        run = parse_summary(_read(file), str(file))
        if github:
            _tell_github(run)
        elif review:
            typer.echo(with_review(run, _read(review).decode("utf-8", "replace")), nl=False)
        else:
            typer.echo(render_run(run), nl=False)


def _tell_github(run: RunSummary) -> None:
    """https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands."""
    _append("GITHUB_STEP_SUMMARY", render_run(run))
    outputs = {
        "changed": str(bool(run.changed)).lower(),
        "matched": run.papers.get("matched", 0),
        "needs-review": run.papers.get("needs_review", 0),
        "day": run.day.isoformat(),
    }
    _append("GITHUB_OUTPUT", "".join(f"{name}={value}\n" for name, value in outputs.items()))
    for warning in warnings(run):
        escaped = warning.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        typer.echo(f"::warning title=Refresh::{escaped}")


def _append(variable: str, text: str) -> None:
    name = os.environ.get(variable)
    if not name:
        raise UsageError(f"{variable} is not set: --github is for a job of GitHub Actions.")
    try:
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise PapersError(f"{name} cannot be written: {error.strerror}.") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
