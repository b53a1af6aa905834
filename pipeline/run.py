"""The flow, and nothing else.

    prepare   read the list, the settings, the decisions and the last catalogue: nothing is asked before all are sound
    run       resolve, enrich, merge
    publish   render, and replace the files whose content changed

A source is only ever seen through its contract; who is asked, and how, is settled by the caller.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pipeline.decisions import load_decisions
from pipeline.emit.catalogue_json import parse_catalogue, render_catalogue
from pipeline.emit.markers import END, START, find_markers
from pipeline.emit.readme import render_list, splice
from pipeline.emit.review import render_review
from pipeline.emit.schema import render_schema
from pipeline.emit.writer import replace_files
from pipeline.enrich import enrich
from pipeline.errors import PapersError, UsageError
from pipeline.matching.compare import is_named, listed_title
from pipeline.matching.decide import Ruling
from pipeline.merge import merge
from pipeline.merging.gather import Enriched, LastCatalogue
from pipeline.models import Catalogue, Entry, ReadingList, TitleQuery
from pipeline.outcome import Outcome, as_published
from pipeline.progress import Watcher
from pipeline.reading.load import load_list
from pipeline.resolve import resolve
from pipeline.settings import Settings, load_settings
from pipeline.sources.base import Source

_BETWEEN_MARKERS = re.compile(f"^{re.escape(START)}$.*?^{re.escape(END)}$", re.DOTALL | re.MULTILINE)


class Paths(NamedTuple):
    """Where everything is. `readme` and `snapshot` are None where there is none to write or to read."""

    list: Path
    out: Path
    readme: Path | None
    cache: Path
    snapshot: Path | None

    @property
    def settings(self) -> Path:
        return self.list.parent / "settings.toml"

    @property
    def decisions(self) -> Path:
        return self.list.parent / "decisions.toml"

    @property
    def catalogue(self) -> Path:
        return self.out / "catalogue.json"

    @property
    def schema(self) -> Path:
        return self.out / "catalogue.schema.json"

    @property
    def review(self) -> Path:
        return self.out / "review.md"


class Job(NamedTuple):
    """Everything a run goes by. `rulings` are keyed by entry id; `unheeded` are decisions that name no entry."""

    paths: Paths
    reading: ReadingList
    settings: Settings
    rulings: Mapping[str, Ruling]
    unheeded: tuple[str, ...]
    last: Catalogue | None

    @property
    def title(self) -> str:
        return self.settings.title or self.reading.title or self.paths.list.stem

    @property
    def last_catalogue(self) -> LastCatalogue:
        return LastCatalogue(self.last, self.rulings)


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
    rulings = {entry.id: ruling for entry in reading.entries if (ruling := decisions.ruling(entry))}
    if paths.readme is not None and "readme" in settings.outputs:
        _check_readme(paths.readme)
    return Job(paths, reading, settings, rulings, decisions.orphans(reading.entries), _last(paths.catalogue))


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
    resolutions = {one.resolution.entry.id: one.resolution for one in enriched}
    return Outcome(catalogue, tuple(resolutions[entry.id] for entry in job.reading.entries), heard)


def publish(job: Job, outcome: Outcome) -> tuple[Path, ...]:
    """Write what changed, all or nothing; returns the files that were replaced. Raises PapersError."""
    return replace_files(_rendered(job, outcome))


def _enriched(
    entries: Sequence[Entry], job: Job, services: Sequence[Source], fallbacks: Sequence[Source], watcher: Watcher
) -> list[Enriched]:
    known = job.last_catalogue.known(entries)
    resolutions = resolve(entries, services, fallbacks, rulings=job.rulings, known=known, watcher=watcher)
    return enrich(resolutions, services, fallbacks, watcher)


def _refuse_overwriting(paths: Paths) -> None:
    """Raises UsageError where a file that people write has the name of one that the run writes."""
    written = {os.path.realpath(path) for path in (paths.catalogue, paths.schema, paths.review)}
    for path in (paths.list, paths.settings, paths.decisions, paths.readme):
        if path is not None and os.path.realpath(path) in written:
            raise UsageError(f"{path} would be overwritten by the run's own file; name another folder with `--out`.")


def _last(path: Path) -> Catalogue | None:
    try:
        return parse_catalogue(path.read_bytes(), str(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PapersError(f"{path} cannot be read: {error.strerror}.") from error


# ---- what is written ----------------------------------------------------------------------------------------------


def _rendered(job: Job, outcome: Outcome) -> dict[Path, str]:
    paths, outputs = job.paths, job.settings.outputs
    files: dict[Path, str] = {}
    if "readme" in outputs and paths.readme is not None:
        text = _text_of(paths.readme)
        files[paths.readme] = _spliced(paths.readme, text, render_list(outcome.catalogue))
        if os.path.realpath(paths.readme) == os.path.realpath(paths.list):
            outcome = _moved(outcome, text, files[paths.readme])
    if "json" in outputs:
        files[paths.catalogue] = render_catalogue(outcome.catalogue)
    if "schema" in outputs:
        files[paths.schema] = render_schema()
    if "review" in outputs and (outcome.heard or outcome.catalogue != job.last):
        files[paths.review] = render_review(as_published(outcome), _newest_day(outcome.catalogue))
    return files


def _moved(outcome: Outcome, before: str, after: str) -> Outcome:
    """The outcome with the lines that hold once the file reads `after`: a list that stands below its own rendering
    moves with it, and the next run must find the lines that this one tells."""
    markers = find_markers(before)
    if markers is None:
        return outcome
    last, grown = markers.end + 1, after.count("\n") - before.count("\n")

    def moved(line: int) -> int:
        return line + grown if line > last else line

    papers = tuple(
        paper.model_copy(
            update={"listed": tuple(at.model_copy(update={"line": moved(at.line)}) for at in paper.listed)}
        )
        for paper in outcome.catalogue.papers
    )
    resolutions = tuple(
        one.model_copy(update={"entry": one.entry.model_copy(update={"line": moved(one.entry.line)})})
        for one in outcome.resolutions
    )
    return Outcome(outcome.catalogue.model_copy(update={"papers": papers}), resolutions, outcome.heard)


def _newest_day(catalogue: Catalogue) -> date:
    return max((said.as_of for paper in catalogue.papers for said in paper.provenance.values()), default=date.min)


def _check_readme(readme: Path) -> None:
    """Raises PapersError, before anybody is asked, for a README that cannot take the list.

    What stands between the markers does not matter and would take long to parse, so it is looked at only in doubt:
    the lines that look like the markers may be an example in a code block.
    """
    text = _text_of(readme)
    try:
        splice(_BETWEEN_MARKERS.sub(f"{START}\n{END}", text, count=1), "")
    except PapersError:
        _spliced(readme, text, "")


def _spliced(readme: Path, text: str, rendered: str) -> str:
    try:
        return splice(text, rendered)
    except PapersError as error:
        raise PapersError(f"{readme}: {error}.") from error


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise PapersError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise PapersError(f"{path}, line {line}: is not UTF-8 ({error.reason}); save the file as UTF-8.") from error
