"""The flow, and nothing else.

    prepare   read the list, the settings, the decisions, the last catalogue and what is remembered beside it: nothing
              is asked before all are sound
    run       resolve, enrich, merge, news; a key to cite by for each paper that has none
    publish   render, and replace the files whose content changed             (its own module)

A source is only ever seen through its contract; who is asked, and how, is settled by the caller.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from pipeline.chronicle.believe import read_on
from pipeline.decisions import load_decisions, overruled, ruled
from pipeline.emit.catalogue_json import parse_catalogue
from pipeline.emit.changes_json import parse_changes
from pipeline.emit.citation_keys import keyed
from pipeline.emit.history_csv import parse_history
from pipeline.emit.outputs import FILES
from pipeline.enrich import enrich
from pipeline.errors import PapersError, UsageError, unreadable
from pipeline.job import Job, Paths
from pipeline.matching.features import is_named, listed_title
from pipeline.merge import merge
from pipeline.merging.gather import Enriched
from pipeline.models import Catalogue, Entry, TitleQuery
from pipeline.news import Chronicle, news
from pipeline.outcome import Outcome
from pipeline.progress import Watcher
from pipeline.publish import check_readme
from pipeline.reading.load import load_list
from pipeline.resolve import resolve
from pipeline.settings import Settings, load_settings
from pipeline.sources.base import Source

Kept = TypeVar("Kept")


class Sources(NamedTuple):
    """Who is asked. `services` in the order in which titles go to them; `memory` are the same services, answering
    from the cache alone; `fallbacks` are heard last. `heard` tells whether a service has answered in this run."""

    services: Sequence[Source]
    memory: Sequence[Source]
    fallbacks: Sequence[Source]
    heard: Callable[[], bool]


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
    """What is in those files that the settings keep; of a file that is not there yet, nothing. Raises
    PapersError."""
    events = _parsed(paths.changes, parse_changes) if "changes" in settings.outputs else None
    rows = _parsed(paths.history, parse_history) if "history" in settings.outputs else None
    return Chronicle(events, rows)


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


def named(entries: Sequence[Entry], names: Sequence[str]) -> list[Entry]:
    """The entries that people mean by these ids or titles, in the order of the list; all of them where no name is
    given. Raises UsageError for a name that means none."""
    meant: set[str] = set()
    for name in names:
        ids = {entry.id for entry in entries if is_named(entry, name)}
        if not ids:
            raise UsageError(f"No entry of the list has the id or title {name!r}; give either as listed.")
        meant |= ids
    return [entry for entry in entries if entry.id in meant or not names]


def proofread(job: Job, fallbacks: Sequence[Source]) -> None:
    """Ask the fallbacks for every title, only to see that they can be read: one that cannot must not end a run whose
    services have been asked for an hour. Raises PapersError."""
    queries = list(dict.fromkeys(TitleQuery(listed_title(entry)) for entry in job.reading.entries))
    for fallback in fallbacks:
        for _ in fallback.find(queries):
            pass


def run(job: Job, sources: Sources, watcher: Watcher, today: date, only: Sequence[str] = ()) -> Outcome:
    """The catalogue of the list as the sources know it today. `only` are entry ids or titles: the others are not
    asked for, and stay as they are known."""
    asked = named(job.reading.entries, only)
    chosen = {entry.id for entry in asked}
    left = [entry for entry in job.reading.entries if entry.id not in chosen]
    enriched = _enriched(asked, job, sources.services, sources.fallbacks, watcher)
    enriched += _enriched(left, job, sources.memory, sources.fallbacks, watcher)
    heard = sources.heard()
    catalogue = merge(
        enriched,
        job.last_catalogue,
        title=job.title,
        abstracts=job.settings.abstracts,
        today=today,
        asked=[entry.id for entry in asked] if heard else (),
    )
    told = news(job.last, catalogue, read_on(enriched), job.known, today)
    resolutions = {one.resolution.entry.id: one.resolution for one in enriched}
    found = tuple(resolutions[entry.id] for entry in job.reading.entries)
    return Outcome(keyed(told.catalogue), found, heard, told.chronicle)


def _enriched(
    entries: Sequence[Entry], job: Job, services: Sequence[Source], fallbacks: Sequence[Source], watcher: Watcher
) -> list[Enriched]:
    known = job.last_catalogue.known(entries)
    resolutions = resolve(entries, services, fallbacks, rulings=job.rulings, known=known, watcher=watcher)
    return enrich(resolutions, services, fallbacks, watcher, job.rulings)


def _refuse_overwriting(paths: Paths) -> None:
    """Raises UsageError where a file that people write has the name of one that the run writes."""
    written = {os.path.realpath(paths.out / name) for name in FILES.values()}
    for path in (paths.list, paths.settings, paths.decisions, paths.readme):
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
