"""The flow, and nothing else: resolve, enrich, merge, news, and a key to cite by for each paper that has none.

Before it stands `prepare`, which reads all that it goes by, and after it `publish`, which makes files of what it found.
A source is only ever seen through its contract; who is asked, and how, is settled by the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from pipeline.chronicle.believe import read_on
from pipeline.emit.citation_keys import keyed
from pipeline.enrich import enrich
from pipeline.errors import UsageError
from pipeline.job import Job
from pipeline.matching.features import is_named
from pipeline.merge import merge
from pipeline.merging.gather import Enriched
from pipeline.models import Entry
from pipeline.news import news
from pipeline.outcome import Outcome
from pipeline.progress import Watcher
from pipeline.resolve import resolve
from pipeline.sources.base import Source


class Sources(Protocol):
    """Who is asked, as far as the flow is concerned."""

    @property
    def services(self) -> Sequence[Source]:
        """In the order in which titles go to them."""

    @property
    def memory(self) -> Sequence[Source]:
        """The same services, answering from the cache alone."""

    @property
    def fallbacks(self) -> Sequence[Source]:
        """Heard last."""

    def heard(self) -> bool:
        """Whether a service has answered in this run."""


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
    told = news(job.last, catalogue, read_on(enriched), job.chronicle, today)
    resolutions = {one.resolution.entry.id: one.resolution for one in enriched}
    found = tuple(resolutions[entry.id] for entry in job.reading.entries)
    return Outcome(keyed(told.catalogue), found, heard, told.chronicle)


def _enriched(
    entries: Sequence[Entry], job: Job, services: Sequence[Source], fallbacks: Sequence[Source], watcher: Watcher
) -> list[Enriched]:
    known = job.last_catalogue.known(entries)
    resolutions = resolve(entries, services, fallbacks, rulings=job.rulings, known=known, watcher=watcher)
    return enrich(resolutions, services, fallbacks, watcher, job.rulings)
