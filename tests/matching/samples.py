"""Entries, records and offers in a line each."""

from __future__ import annotations

from pipeline.matching.decide import Offer
from pipeline.models import Author, Entry, Ids, Links, PaperId, Record, Via


def entry(
    title: str,
    *,
    authors: tuple[str, ...] = (),
    venue: str | None = None,
    year: int | None = None,
    aliases: tuple[str, ...] = (),
    arxiv: str | None = None,
) -> Entry:
    """An entry; `arxiv` is the identifier that its link leads to."""
    ids = (PaperId("arxiv", arxiv),) if arxiv else ()
    return Entry(id="e", title=title, line=1, authors=authors, venue=venue, year=year, aliases=aliases, ids=ids)


def record(
    title: str,
    *authors: str,
    source: str = "semantic_scholar",
    venue: str | None = None,
    year: int | None = None,
    landing: str | None = None,
    **ids: str,
) -> Record:
    return Record(
        source=source,
        title=title,
        authors=tuple(Author(name=name) for name in authors),
        venue=venue,
        year=year,
        ids=Ids(**ids),
        links=Links(landing=landing),
    )


def offer(found: Record, via: Via = "title") -> Offer:
    return Offer(found, via)


def offers_for(listed: Entry, *records: Record) -> list[Offer]:
    """The records as a search brings them; one that bears an identifier of the entry counts as linked."""
    return [offer(one, "title" if set(listed.ids).isdisjoint(one.ids.known()) else "link") for one in records]
