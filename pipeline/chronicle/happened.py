"""PURE: what has happened to a paper since the last catalogue.

Nothing that a silent source left unsaid is an event, and neither is a source's first word on a paper: what it says may
have been so for years. So each event of a field asks that whoever says the new value had spoken of the paper before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.chronicle.event import Kind
from pipeline.chronicle.history import HistoryRow
from pipeline.chronicle.pairs import Pair
from pipeline.chronicle.rules import RISE_WITHIN, is_fast_rise, milestone
from pipeline.matching.normalise import key
from pipeline.matching.venues import is_preprint_venue, same_venue
from pipeline.merging.kinds import is_refused
from pipeline.models import LIST, Paper, SourceName
from pipeline.vocabulary.venues import venue_and_year


class Happening(NamedTuple):
    """An event without its date and words: `before` and `after` are what changed, as `Event` says."""

    kind: Kind
    before: str | int | None = None
    after: str | int | None = None


def happened(pair: Pair, rows: Sequence[HistoryRow], *, announced: bool) -> Iterator[Happening]:
    """The events of one paper. `rows` is its history as believed; `announced` tells whether its coming was news: a
    paper that could not be looked up when the record began is then no news when it can."""
    paper, last = pair.paper, pair.last
    if last is None:
        yield Happening("added")
    elif pair.corrected:
        yield Happening("matched", last.title, paper.title)
    elif pair.taken_back:
        yield Happening("unmatched", last.title)
    elif pair.continues is not None:
        for events in (_retitled, _appeared, _at_arxiv, _linked):
            yield from events(last, paper)
        yield from _cited(last, paper, rows)
    elif paper.status == "matched" and (last.status != "unavailable" or announced):
        yield Happening("matched", None, paper.title)


def _spoke(source: SourceName, last: Paper) -> bool:
    """Whether a source had spoken of the paper before; the list always has."""
    return source == LIST or any(said.source == source for said in last.provenance.values())


def _may_be_news(path: str, last: Paper, paper: Paper) -> bool:
    said = paper.provenance.get(path)
    return said is not None and _spoke(said.source, last)


def _retitled(last: Paper, paper: Paper) -> Iterator[Happening]:
    """Case and punctuation are no new title."""
    if key(last.title) != key(paper.title) and _may_be_news("title", last, paper):
        yield Happening("retitled", last.title, paper.title)


def _appeared(last: Paper, paper: Paper) -> Iterator[Happening]:
    """Another spelling of a venue is no other venue, and one that goes is no event."""
    before = [venue for venue, _ in _appearances(last)]
    told = last.venue and venue_and_year(last.venue, last.year)
    for venue, year in _appearances(paper):
        if any(same_venue(venue, other) for other in before):
            continue
        before.append(venue)
        if _venue_may_be_news(venue, last, paper):
            yield Happening("appeared", told, venue_and_year(venue, year))


def _appearances(paper: Paper) -> list[tuple[str, int | None]]:
    """Where the paper has been published, and when; preprint servers are no venues, nor those that refused it."""
    told = [(paper.venue, paper.year), *((one.venue, one.year) for one in paper.versions)]
    return [(venue, year) for venue, year in told if venue and not is_preprint_venue(venue) and not is_refused(venue)]


def _venue_may_be_news(venue: str, last: Paper, paper: Paper) -> bool:
    """Nobody keeps who told of a version that does not lead: then everybody must have spoken before."""
    if venue == paper.venue:
        return _may_be_news("venue", last, paper)
    return bool(last.versions) and all(_spoke(said.source, last) for said in paper.provenance.values())


def _at_arxiv(last: Paper, paper: Paper) -> Iterator[Happening]:
    before = next((one for one in last.versions if one.version is not None), None)
    now = next((one for one in paper.versions if one.version is not None), None)
    if before is None or now is None or before.ids.arxiv != now.ids.arxiv:
        return
    if now.withdrawn and not before.withdrawn:
        yield Happening("withdrawn")  # which is a version of its own there, and no news besides
    elif before.version is not None and now.version is not None and now.version > before.version:
        yield Happening("new_version", before.version, now.version)


def _linked(last: Paper, paper: Paper) -> Iterator[Happening]:
    """A link that leads elsewhere now is no event, and neither is one that goes."""
    if last.links.code is None and paper.links.code and _may_be_news("links.code", last, paper):
        yield Happening("code", None, paper.links.code)
    if last.links.pdf is None and paper.links.pdf and _may_be_news("links.pdf", last, paper):
        yield Happening("pdf", None, paper.links.pdf)


def _cited(last: Paper, paper: Paper, rows: Sequence[HistoryRow]) -> Iterator[Happening]:
    """Milestones passed and fast rises, out of one source's counts: two sources count differently."""
    before, now = last.citations.count, paper.citations.count
    said = [one.provenance.get("citations") for one in (last, paper)]
    if before is None or now is None or now <= before or not all(said):
        return
    if len({one.source for one in said if one}) > 1:
        return
    if (milestone(now) or 0) > (milestone(before) or 0):
        yield Happening("milestone", before, now)
    yield from _rising(paper, rows)


def _rising(paper: Paper, rows: Sequence[HistoryRow]) -> Iterator[Happening]:
    """The rise since the oldest reading within the time that a rise may take: of a longer gap, nobody knows when it
    came."""
    day, now, said = paper.citations.as_of, paper.citations.count, paper.provenance["citations"]
    if day is None or now is None:
        return
    counts = [
        row.citations
        for row in rows
        if day - RISE_WITHIN <= row.date <= day and row.source == said.source and not row.pending
    ]
    if counts and is_fast_rise(counts[0], now):
        yield Happening("rising", counts[0], now)
