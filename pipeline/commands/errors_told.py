"""How a command that cannot be carried out ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from pipeline.errors import PapersError, UsageError
from pipeline.interrupts import interrupted_exit_code
from pipeline.terminal import shown

_GOES_ON = "every answer so far is kept, and the next run goes on from here."


@contextmanager
def errors_told(*, interrupted: str = _GOES_ON) -> Iterator[None]:
    """One clear sentence on the error stream, and the exit code that belongs to it. `interrupted` says what an
    interrupted run leaves."""
    try:
        yield
    except PapersError as error:
        typer.echo(shown(f"mlsys-papers: {error}"), err=True)
        raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error
    except KeyboardInterrupt as interrupt:
        typer.echo(f"mlsys-papers: interrupted; {interrupted}", err=True)
        raise typer.Exit(interrupted_exit_code()) from interrupt
