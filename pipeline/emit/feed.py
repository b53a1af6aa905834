"""What is new, as an Atom feed (RFC 4287), for feed readers.

Nothing in it tells when a run took place: an entry bears the day of what it reports, and the feed the newest of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from slugify import slugify

from pipeline.chronicle.event import KINDS, Event, newest_first
from pipeline.emit.changes_md import HEADINGS
from pipeline.emit.dates import entered
from pipeline.emit.references import address_of, citable
from pipeline.models import Catalogue, Paper
from pipeline.vocabulary.phrases import shorten_names
from pipeline.vocabulary.text import one_line
from pipeline.vocabulary.venues import venue_and_year

_LONGEST = 100
"""So many entries at most, the newest: readers ask often, and have the older ones."""


class _News(NamedTuple):
    """One thing to report. `name` is what tells it from all others of this catalogue, today and later; `markup` says
    that `text` is HTML, escaped where it comes from outside."""

    name: str
    first: date
    last: date
    title: str
    url: str | None
    authors: Sequence[str]
    text: str
    markup: bool = False


def render_feed(catalogue: Catalogue, events: Sequence[Event] = (), site: str | None = None) -> str:
    """The feed: the weeks in which something happened, with all of it; where nobody keeps a record of events, each
    settled paper by the day on which it entered the catalogue. The newest comes first.

    `site` is where the catalogue is published; its host vouches for the ids of the entries, which a reader goes by.
    Without it they are told apart by the catalogue's title alone.
    """
    found = _weeks(catalogue, events) if events else _entered(catalogue)
    news = sorted(found, key=lambda one: (-one.last.toordinal(), one.name))[:_LONGEST]
    name = _Namer(catalogue.title, site)
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _add(feed, "id", name.of("feed"))
    _add(feed, "title", catalogue.title)
    _add(feed, "updated", _instant(max((one.last for one in news), default=date.min)))
    _add(ET.SubElement(feed, "author"), "name", catalogue.title)
    if site:
        address = one_line(site)
        ET.SubElement(feed, "link", {"rel": "alternate", "href": address})
        ET.SubElement(feed, "link", {"rel": "self", "href": f"{address.rstrip('/')}/feed.xml"})
    for one in news:
        _entry(feed, one, name.of(one.name))
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _weeks(catalogue: Catalogue, events: Sequence[Event]) -> Iterator[_News]:
    papers = {paper.id: paper for paper in catalogue.papers}
    for (year, number), week in groupby(newest_first(events), key=lambda event: event.date.isocalendar()[:2]):
        told = list(week)
        title = f"{catalogue.title}: week {number} of {year}"
        name, days = f"week/{year}-{number:02}", [event.date for event in told]
        yield _News(name, min(days), max(days), title, None, (), _list_of(told, papers), markup=True)


def _list_of(events: Sequence[Event], papers: dict[str, Paper]) -> str:
    """The events as HTML, by kind."""
    by_kind = groupby(sorted(events, key=lambda event: KINDS.index(event.kind)), key=lambda event: event.kind)
    return "".join(
        f"<h3>{escape(HEADINGS[kind])}</h3><ul>{''.join(_item(event, papers) for event in group)}</ul>"
        for kind, group in by_kind
    )


def _item(event: Event, papers: dict[str, Paper]) -> str:
    paper = papers.get(event.paper or "")
    url, title = address_of(paper) if paper else None, escape(one_line(event.title))
    linked = f'<a href="{escape(url)}">{title}</a>' if url else title
    return f"<li>{linked}: {escape(one_line(event.text))}</li>"


def _entered(catalogue: Catalogue) -> Iterator[_News]:
    for paper in citable(catalogue.papers):
        authors, day = [author.name for author in paper.authors], entered(paper)
        yield _News(f"{paper.id}/added", day, day, paper.title, address_of(paper), authors, _about(paper))


def _about(paper: Paper) -> str:
    """Who, where and when, and what the list says of it."""
    facts = [shorten_names([author.name for author in paper.authors]), venue_and_year(paper.venue, paper.year)]
    notes = dict.fromkeys(note for place in paper.listed for note in place.notes)
    return " ".join([" · ".join(fact for fact in facts if fact), *notes])


class _Namer(NamedTuple):
    """Makes the ids of the feed: tag URIs (RFC 4151), the same for the same thing for ever."""

    title: str
    site: str | None

    def of(self, name: str) -> str:
        catalogue = slugify(self.title) or "catalogue"
        authority = (urlsplit(self.site).hostname if self.site else None) or f"{catalogue}.invalid"
        return f"tag:{authority},2026:{catalogue}/{quote(name, errors='replace')}"


def _entry(feed: ET.Element, one: _News, name: str) -> None:
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", name)
    _add(entry, "title", one.title)
    _add(entry, "published", _instant(one.first))
    _add(entry, "updated", _instant(one.last))
    for author in one.authors:
        _add(ET.SubElement(entry, "author"), "name", author)
    if one.url:
        ET.SubElement(entry, "link", {"rel": "alternate", "href": one.url})
    _add(entry, "content" if one.markup else "summary", one.text, **({"type": "html"} if one.markup else {}))


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = one_line(text)


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
