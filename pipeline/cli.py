"""The command line: which commands there are, and how the program begins.

Exit codes: 0 done; 1 not done, nothing written; 2 bad usage; with --strict also 3 if a service could not be fully
asked, and 4 if an entry needs a person's eye; audit always 4 for that; 130 after Ctrl-C and 143 after SIGTERM, with
every answer so far kept.
"""

from __future__ import annotations

import errno
import gc
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

import pipeline
from pipeline.commands import bulk
from pipeline.commands.audit import audit
from pipeline.commands.check import check
from pipeline.commands.enrich import enrich
from pipeline.commands.explain import explain
from pipeline.commands.news import news
from pipeline.commands.page import page
from pipeline.commands.review import review
from pipeline.commands.summary import summary
from pipeline.interrupts import interrupted_exit_code, terminations_interrupt

_DEAF = {errno.ENOSPC, errno.EDQUOT, errno.EIO}
"""What a full disk behind the output, or a terminal that has gone, answers to a write that names no file."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Turns a curated Markdown reading list into an enriched, checked catalogue of papers.",
)


def main() -> None:
    """The console script; ends the program. What the terminal's or the log's encoding lacks becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        Path.cwd()
    except FileNotFoundError:  # and with it every path that does not begin at the root
        sys.exit("mlsys-papers: the folder that it was started in is gone; go to one that is there.")
    gc.freeze()  # what is imported by now lives as long as the program, and so
    gc.set_threshold(500_000, 50, 100)  # do a catalogue's objects: looking for cycles among them costs half the run
    try:
        terminations_interrupt()
        app()
    except KeyboardInterrupt:  # no command has begun, or it is done: they tell what an interrupt leaves
        sys.exit(interrupted_exit_code())
    except OSError as error:
        if error.filename is not None or error.errno not in _DEAF:
            raise
        sys.stdout = None  # so that the interpreter does not try once more to print what is left
        sys.exit(f"mlsys-papers: what there is to say cannot be printed ({error.strerror}); every file is whole.")


@app.callback(invoke_without_command=True)
def _about(
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"mlsys-papers {pipeline.__version__}")
        raise typer.Exit


for command in (check, enrich, explain, review, audit, page, news, summary):
    app.command()(command)
app.add_typer(bulk.app, name="bulk")
