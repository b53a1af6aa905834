"""Prepare: all that people and the last run have written is read, and what can be refused is, before anybody is asked.

prepare      the list, the settings, the decisions, the last catalogue and what is remembered beside it
proofread    the fallbacks, which are files too
make_ready   the folder for what is written
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from pipeline.decisions import load_decisions, overruled, ruled
from pipeline.emit.catalogue_json import parse_catalogue
from pipeline.emit.changes_json import parse_changes
from pipeline.emit.history_csv import parse_history
from pipeline.errors import PapersError, UsageError, unreadable
from pipeline.job import Job, Paths
from pipeline.list_file import load_list
from pipeline.matching.features import listed_title
from pipeline.models import Catalogue, TitleQuery
from pipeline.news import Chronicle
from pipeline.publish import check_readme
from pipeline.settings import Settings, load_settings
from pipeline.sources.base import Source

Kept = TypeVar("Kept")


def prepare(paths: Paths) -> Job:
    """Read all that people and the last run have written. Raises PapersError for the first thing that is not sound."""
    _refuse_overwriting(paths)
    settings = load_settings(paths.settings)
    reading = load_list(paths.list)
    decisions = load_decisions(paths.decisions)
    rulings = ruled(decisions, reading.entries, paths.decisions)
    if paths.readme is not None and "readme" in settings.outputs:
        check_readme(paths.readme)
    unheeded = (*decisions.orphans(reading.entries), *overruled(rulings))
    return Job(paths, reading, settings, rulings, unheeded, _last(paths.catalogue), remembered(paths, settings))


def remembered(paths: Paths, settings: Settings) -> Chronicle:
    """The events and the counts that stand beside the catalogue, each where the settings keep them: none at first.

    Raises PapersError for a file that cannot be read.
    """
    events = _parsed(paths.changes, parse_changes) if "changes" in settings.outputs else None
    rows = _parsed(paths.history, parse_history) if "history" in settings.outputs else None
    return Chronicle(events, rows)


def proofread(job: Job, fallbacks: Sequence[Source]) -> None:
    """Ask the fallbacks for every title, only to see that they can be read: one that cannot must not end a run whose
    services have been asked for an hour. Raises PapersError."""
    queries = list(dict.fromkeys(TitleQuery(listed_title(entry)) for entry in job.reading.entries))
    for fallback in fallbacks:
        for _ in fallback.find(queries):
            pass


def make_ready(paths: Paths) -> None:
    """Make the folder for what is written, and see that it can be: nobody should wait for a run that cannot end well.

    Raises PapersError.
    """
    try:
        paths.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PapersError(
            f"{paths.out} cannot be made ({error.strerror}); name another folder with `--out`."
        ) from error
    readme_folder = [(paths.readme.parent, "--readme")] if paths.readme else []
    for folder, option in [(paths.out, "--out"), *readme_folder]:
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PapersError(f"{folder} is no folder that can be written to; name another place with `{option}`.")


def _refuse_overwriting(paths: Paths) -> None:
    """Raises UsageError where a file that people write has the name of one that the run writes."""
    written = {os.path.realpath(path) for path in paths.generated}
    for path in (*paths.edited, paths.readme):
        if path is not None and os.path.realpath(path) in written:
            raise UsageError(f"{path} would be overwritten by the run's own file; name another folder with `--out`.")


def _last(path: Path) -> Catalogue | None:
    data = _bytes_of(path)
    return None if data is None else parse_catalogue(data, str(path))


def _parsed(path: Path, parse: Callable[[bytes, str], tuple[Kept, ...]]) -> tuple[Kept, ...]:
    data = _bytes_of(path)
    return () if data is None else parse(data, str(path))


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(path, error) from error
