"""`mlsys-papers check`: what is read from a list, and what is not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.check import reading_json, reading_lines
from pipeline.commands.errors_told import errors_told
from pipeline.commands.options import DEFAULT_LIST, ListOption
from pipeline.list_file import read_file
from pipeline.terminal import console_for, say


def check(
    list_path: Annotated[
        Path | None, typer.Argument(metavar="LIST", help=f"The list.  [default: {DEFAULT_LIST}]", show_default=False)
    ] = None,
    list_file: ListOption = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Show how a list is read: its entries with their notes, and every line left over with the reason.

    Asks no service and writes nothing.
    """
    if list_path is not None and list_file is not None:
        raise typer.BadParameter("name the list once: as LIST or with --list.")
    with errors_told():
        listed = read_file(list_path or list_file or DEFAULT_LIST)
    if as_json:
        typer.echo(reading_json(listed))
    else:
        say(console_for(sys.stdout), reading_lines(listed))
