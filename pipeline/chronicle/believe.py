"""PURE: a count that falls by more than half is held until a second reading, on a later day, says so too.

Until then the catalogue keeps the old count with its day, and the history a pending row: an index may have lost its
data for a day, or split a record in two. A reading that is not so low lets the pending row go; a source that is silent
leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from pipeline.chronicle.history import HistoryRow, by_paper, with_count_of
from pipeline.chronicle.pairs import Pair
from pipeline.chronicle.rules import is_steep_fall
from pipeline.merging.gather import Enriched
from pipeline.models import Paper, SourceName

ReadOn: TypeAlias = Mapping[tuple[int, str], Mapping[SourceName, date]]
"""By line and listed title: the day of the newest count that each source has told."""


class Believed(NamedTuple):
    """The pairs, each paper with the count that is believed, and the history with it, in order."""

    pairs: tuple[Pair, ...]
    rows: tuple[HistoryRow, ...]


def read_on(enriched: Sequence[Enriched]) -> ReadOn:
    """On which day each source last told a count of each entry's paper; an answer of the cache counts for its day."""
    return {
        (one.resolution.entry.line, one.resolution.entry.title): {
            said.record.source: said.day
            for said in sorted(one.records, key=lambda said: said.day)
            if said.record.citation_count is not None
        }
        for one in enriched
    }


def believe(pairs: Sequence[Pair], days: ReadOn, rows: Sequence[HistoryRow]) -> Believed:
    """Each paper with a count that may be believed, and the rows with what is new in them; rows of papers that are no
    longer listed stay."""
    history = by_paper(rows)
    listed = {pair.paper.id for pair in pairs}
    followed = {pair.paper.id: _followed(pair, history, listed) for pair in pairs}
    moved = {pair.last.id for pair in pairs if pair.last is not None and pair.last.id not in listed}
    left = (own for paper, own in history.items() if paper not in listed and paper not in moved)
    believed = [_believed(pair, followed[pair.paper.id], days) for pair in pairs]
    kept = (*left, *(own for _, own in believed))
    return Believed(tuple(pair for pair, _ in believed), tuple(sorted(row for own in kept for row in own)))


def _followed(pair: Pair, history: Mapping[str, Sequence[HistoryRow]], listed: set[str]) -> Sequence[HistoryRow]:
    """The rows that tell of the work that the paper is now; those of another work, for which it was taken, go."""
    if pair.corrected or pair.taken_back:
        return ()
    own = history.get(pair.paper.id, ())
    if own or pair.last is None or pair.last.id in listed:
        return own
    return [row._replace(paper=pair.paper.id) for row in history.get(pair.last.id, ())]


def _believed(pair: Pair, own: Sequence[HistoryRow], days: ReadOn) -> tuple[Pair, Sequence[HistoryRow]]:
    settled = [row for row in own if not row.pending]
    pending = next((row for row in own if row.pending), None)
    if fallen := _fallen(pair):
        first = pending or fallen
        if fallen.date <= first.date and fallen._replace(pending=False) not in settled:
            held = _with_last_count(pair)
            return held, (*with_count_of(held.paper, settled), first)
    elif pending is not None and pair.continues is not None and not _is_read_after(pending, pair.paper, days):
        return pair, (*with_count_of(pair.paper, settled), pending)
    return pair, with_count_of(pair.paper, settled)


def _fallen(pair: Pair) -> HistoryRow | None:
    """The reading that nobody believes at once."""
    now, last = pair.paper.citations, pair.continues
    if last is None or last.citations.count is None or now.count is None or now.as_of is None:
        return None
    if not is_steep_fall(last.citations.count, now.count):
        return None
    return HistoryRow(pair.paper.id, now.as_of, now.count, _source(pair.paper), pending=True)


def _is_read_after(pending: HistoryRow, paper: Paper, days: ReadOn) -> bool:
    """Whether the source of the paper's count has told it anew since the pending reading."""
    read = [days.get((place.line, place.title), {}).get(_source(paper), date.min) for place in paper.listed]
    return max(read, default=date.min) > pending.date


def _source(paper: Paper) -> SourceName:
    said = paper.provenance.get("citations")
    return said.source if said else ""


def _with_last_count(pair: Pair) -> Pair:
    last = pair.continues
    if last is None:
        return pair
    said = {path: row for path, row in last.provenance.items() if path == "citations"}
    kept = {"citations": last.citations, "provenance": pair.paper.provenance | said}
    return pair._replace(paper=pair.paper.model_copy(update=kept))
