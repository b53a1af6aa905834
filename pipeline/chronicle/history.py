"""PURE. How often each paper was cited, and when: one row per paper and day on which its count had changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from pipeline.models import Paper, SourceName


class HistoryRow(NamedTuple):
    """A count that a source told on a day, other than the count before. `pending` marks one that nobody believes yet.

    Days on which nobody asked, or nothing changed, have no row: what lies between two rows is not known.
    """

    paper: str
    date: date
    citations: int
    source: SourceName
    pending: bool = False


def by_paper(rows: Iterable[HistoryRow]) -> dict[str, tuple[HistoryRow, ...]]:
    """The rows of each paper, in the order of their days."""
    return {paper: tuple(own) for paper, own in groupby(sorted(rows), key=attrgetter("paper"))}


def curves(rows: Iterable[HistoryRow]) -> Mapping[str, Sequence[tuple[date, int]]]:
    """For each paper the days and the counts that are believed."""
    return {
        paper: tuple((row.date, row.citations) for row in own if not row.pending)
        for paper, own in by_paper(rows).items()
        if not all(row.pending for row in own)
    }


def with_count_of(paper: Paper, settled: Sequence[HistoryRow]) -> tuple[HistoryRow, ...]:
    """The believed rows of a paper with its present count, if that differs from the one in effect on its day.

    A day has one row: of two readings the later one stays. A reading older than the last row, as after a clock that
    went wrong, finds its own place and moves nothing.
    """
    count, day = paper.citations.count, paper.citations.as_of
    if count is None or day is None:
        return tuple(settled)
    until_then = [row for row in settled if row.date <= day]
    if until_then and until_then[-1].citations == count:
        return tuple(settled)
    said = paper.provenance.get("citations")
    row = HistoryRow(paper.id, day, count, said.source if said else "")
    return tuple(sorted((*(other for other in settled if other.date != day), row)))
