"""PURE. News: what has happened since the last catalogue, and which counts are believed.

    pair       each paper with its last self                       (chronicle.pairs)
    believe    a steep fall of a count waits for a second reading  (chronicle.believe)
    happened   what is new of each pair                            (chronicle.happened)
    remember   only what has not been told, two years of it        (chronicle.told)

A run that learns nothing has no event, however often it is repeated; a failure is never one. The first catalogue is one
event, not one for each paper, and so is the first run that keeps a record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.chronicle.believe import ReadOn, believe
from pipeline.chronicle.event import Event
from pipeline.chronicle.happened import Happening, happened
from pipeline.chronicle.history import HistoryRow, by_paper
from pipeline.chronicle.pairs import Pair, gone, pair_up
from pipeline.chronicle.told import Told, remembered
from pipeline.chronicle.wording import wording
from pipeline.models import Catalogue


class Chronicle(NamedTuple):
    """What is remembered beside the catalogue; None where nobody keeps it. Without rows, every count is believed."""

    events: tuple[Event, ...] | None = None
    rows: tuple[HistoryRow, ...] | None = None


class News(NamedTuple):
    """The catalogue with the counts that are believed, and the chronicle as it is now."""

    catalogue: Catalogue
    chronicle: Chronicle


def news(last: Catalogue | None, merged: Catalogue, days: ReadOn, known: Chronicle, today: date) -> News:
    """What is to be published. `days` tells when each source last told a count; `today` dates the events.

    Without a `last` catalogue nothing can have happened: papers are then not added, they are there.
    """
    pairs: Sequence[Pair] = pair_up(last, merged) if last else [Pair(paper, None) for paper in merged.papers]
    rows = known.rows
    if rows is not None:
        pairs, rows = believe(pairs, days, rows)
    catalogue = merged.model_copy(update={"papers": tuple(pair.paper for pair in pairs)})
    if known.events is None:
        return News(catalogue, Chronicle(None, rows))
    new = list(_new_events(last, catalogue, pairs, known.events, rows or (), today))
    return News(catalogue, Chronicle(remembered(known.events, new, today), rows))


def _new_events(
    last: Catalogue | None,
    catalogue: Catalogue,
    pairs: Sequence[Pair],
    known: Sequence[Event],
    rows: Sequence[HistoryRow],
    today: date,
) -> Iterator[Event]:
    if not known:
        yield _event(Happening("began", None, len(catalogue.papers)), None, catalogue.title, today)
    if last is None or catalogue == last:
        return
    told, history = Told(known), by_paper(rows)
    found = [
        _event(one, pair.paper.id, pair.paper.title, today)
        for pair in pairs
        for one in happened(pair, history.get(pair.paper.id, ()), announced=told.is_listed(pair.paper.id))
    ]
    found += [_event(Happening("removed"), paper.id, paper.title, today) for paper in gone(last, catalogue)]
    yield from (event for event in found if not told.has(event))


def _event(one: Happening, paper: str | None, title: str, today: date) -> Event:
    return Event(
        date=today,
        kind=one.kind,
        paper=paper,
        title=title,
        before=one.before,
        after=one.after,
        text=wording(one.kind, one.before, one.after),
    )
