"""The options that several commands take, and what they mean: where everything is, and how to ask."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import UsageError
from pipeline.job import Paths
from pipeline.writer import try_place

DEFAULT_LIST, DEFAULT_OUT = Path("catalogue/papers.md"), Path("catalogue")
DEFAULT_README, DEFAULT_CACHE, DEFAULT_SNAPSHOT = Path("README.md"), Path("cache"), Path("catalogue/snapshot")
DEFAULT_PATIENCE = 600.0


def _checked_seconds(seconds: float) -> float:
    """Raises BadParameter for `nan`, which not every typer refuses by its bound: such patience would never be spent."""
    if math.isnan(seconds):
        raise typer.BadParameter("it takes a number of seconds.")
    return seconds


ListOption = Annotated[
    Path | None, typer.Option("--list", help="The list, in Markdown.", show_default=str(DEFAULT_LIST))
]
OutOption = Annotated[
    Path | None, typer.Option("--out", help="The folder for what is written.", show_default=str(DEFAULT_OUT))
]
ReadmeOption = Annotated[
    Path | None,
    typer.Option(
        "--readme", help="The file that shows the list.", show_default=f"{DEFAULT_README}, for the default list"
    ),
]
CacheOption = Annotated[Path, typer.Option("--cache", help="The folder for the services' answers.")]
SnapshotOption = Annotated[
    Path | None,
    typer.Option("--snapshot", help="A folder of bulk files, heard last.", show_default=str(DEFAULT_SNAPSHOT)),
]
OfflineOption = Annotated[bool, typer.Option("--offline", help="Ask no service: the cache and the snapshot answer.")]
PatienceOption = Annotated[
    float,
    typer.Option(
        "--patience",
        metavar="SECONDS",
        min=0,
        callback=_checked_seconds,
        help="How long in all to wait for a failing service.",
    ),
]


def paths_of(
    list_file: Path | None, out: Path | None, readme: Path | None, cache: Path, snapshot: Path | None
) -> Paths:
    """Where everything is. A README is touched unasked only beside the default list and folder.

    Raises UsageError for what is named and cannot be used.
    """
    for path, option in ((list_file, "--list"), (out, "--out"), (readme, "--readme")):
        _refuse_unspeakable(path, option)
    default = list_file is None and out is None
    return Paths(
        list=list_file or DEFAULT_LIST,
        out=out or DEFAULT_OUT,
        readme=readme or (DEFAULT_README if default else None),
        cache=cache,
        snapshot=_existing(snapshot) if snapshot else DEFAULT_SNAPSHOT if DEFAULT_SNAPSHOT.is_dir() else None,
    )


def _refuse_unspeakable(path: Path | None, option: str) -> None:
    """These names go into what is written, as titles and as places to look at, and that is UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"The name {str(path)!r} is not UTF-8; name another with `{option}`.") from error


def check_place(path: Path, paths: Paths, what: str, option: str) -> None:
    """Raises UsageError where what an option names would take the place of another file, of a folder or of a device
    (`/dev/null`), or cannot be written: a run that has asked for hours must not end with that."""
    others = (*paths.edited, *paths.generated, *([paths.readme] if paths.readme else []))
    try:
        if os.path.realpath(path) in {*map(os.path.realpath, others)} or (path.exists() and not path.is_file()):
            raise UsageError(f"{path} is not where {what} goes; name another file with `{option}`.")
        try_place(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}); name another file with `{option}`.") from error


def _existing(snapshot: Path) -> Path:
    if not snapshot.is_dir():
        raise UsageError(f"{snapshot} is no folder: `--snapshot` names a folder of bulk files, which may be empty.")
    return snapshot
