"""PURE: what matching looks at, as plain tuples: of an entry, of a record, and of a record on offer for an entry.

Whoever has other objects (rows of a bulk file, say) makes these of them, and is decided about by the same functions.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pipeline.matching.normalise import key
from pipeline.models import Entry, PaperId, Period, Record, SourceName, Via


class Listed(NamedTuple):
    """What a list says of a paper; `title` is without its bracketed aliases, `period` is when it lists the paper."""

    title: str
    year: int | None = None
    authors: tuple[str, ...] = ()
    venue: str | None = None
    period: Period | None = None


class Printed(NamedTuple):
    """What a record says of a paper. `ids` are in canonical spelling, at most one of a kind."""

    title: str
    year: int | None = None
    authors: tuple[str, ...] = ()
    venue: str | None = None
    ids: tuple[PaperId, ...] = ()
    source: SourceName = ""
    published: date | None = None


class Offered(NamedTuple):
    """A record on offer and how it came up. `place` is its number among those on offer, by which to find it again."""

    place: int
    printed: Printed
    via: Via


def listed_of(entry: Entry) -> Listed:
    return Listed(listed_title(entry), entry.year, entry.authors, entry.venue, entry.period)


def printed_of(record: Record) -> Printed:
    names = tuple(author.name for author in record.authors)
    ids = record.ids.known()
    return Printed(record.title, record.year, names, record.venue, ids, record.source, record.published)


def listed_title(entry: Entry) -> str:
    """The entry's title without its bracketed aliases: `… with PagedAttention (vLLM)` names the paper before `(`."""
    title = entry.title
    for alias in entry.aliases:
        title = title.replace(f"({alias})", " ").replace(f"（{alias}）", " ")
    return " ".join(title.split()) or entry.title


def is_named(entry: Entry, name: str) -> bool:
    """Whether a person who writes `name` means this entry: its id, or its title as listed, whatever the case."""
    return name == entry.id or key(name) in {key(entry.title), key(listed_title(entry))}
