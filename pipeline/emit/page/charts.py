"""Where the parts of each picture stand: rows, columns and lengths, for a template to draw.

Lengths are in SVG user units. Every number is rounded, so that a picture is the same on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple, TypeAlias

_SHOWN_VENUES, _SHOWN_YEARS, _SHOWN_SECTIONS = 14, 12, 16
_STEPS = 4
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_MARGIN, _SPARK_STEPS = 80, 18, 2, 38
_BAR_WIDTH = 440

VenueInYear: TypeAlias = tuple[str, int]


class Cell(NamedTuple):
    """How many papers a venue has in a year. `step` is 1 to 4, the shade; 0 where there is none."""

    year: int
    number: int
    step: int


class Row(NamedTuple):
    venue: str
    cells: tuple[Cell, ...]
    total: int


class Matrix(NamedTuple):
    """Papers by venue and year. `rows` begin with the venue of most papers. What is not shown is counted: `rarer`
    papers at venues of few papers, `earlier` ones of years before those shown, `undated` ones of unknown venue or
    year."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]
    rarer: int
    earlier: int
    undated: int


class Bar(NamedTuple):
    """A section's citations. Of its `papers`, the counts of `known` are known; `citations` is None where none is."""

    section: str
    papers: int
    known: int
    citations: int | None
    width: float


class Spark(NamedTuple):
    """A paper's citation history as the path of a line, and where that ends."""

    path: str
    end: tuple[float, float]
    first: tuple[date, int]
    last: tuple[date, int]


def matrix(papers: Sequence[tuple[str | None, int | None]]) -> Matrix | None:
    """Papers by venue and year; None where no paper has both."""
    known = [(venue, year) for venue, year in papers if venue and year is not None]
    if not known:
        return None
    newest = max(year for _, year in known)
    years = tuple(range(max(min(year for _, year in known), newest - _SHOWN_YEARS + 1), newest + 1))
    recent = [pair for pair in known if pair[1] in years]
    totals = Counter(venue for venue, _ in recent)
    venues = sorted(totals, key=lambda venue: (-totals[venue], venue))
    each = Counter(recent)
    most = max(each.values())
    rows = tuple(_row(venue, years, each, most, totals[venue]) for venue in venues[:_SHOWN_VENUES])
    shown = sum(row.total for row in rows)
    return Matrix(years, rows, len(recent) - shown, len(known) - len(recent), len(papers) - len(known))


def _row(venue: str, years: Sequence[int], each: Counter[VenueInYear], most: int, total: int) -> Row:
    cells = (Cell(year, number, -(-number * _STEPS // most)) for year in years for number in [each[venue, year]])
    return Row(venue, tuple(cells), total)


def bars(cited: Iterable[tuple[str, int | None]]) -> tuple[Bar, ...]:
    """Citations by section, most cited first, of pairs of a paper's section and count; none where no count is known."""
    counts: dict[str, list[int | None]] = {}
    for section, count in cited:
        counts.setdefault(section, []).append(count)
    totals = {section: _total(each) for section, each in counts.items()}
    most = max((total for total in totals.values() if total is not None), default=0)
    if all(total is None for total in totals.values()):
        return ()
    ranked = sorted(totals, key=lambda section: -1 if (total := totals[section]) is None else total, reverse=True)
    return tuple(
        Bar(
            section=section,
            papers=len(counts[section]),
            known=sum(count is not None for count in counts[section]),
            citations=totals[section],
            width=round(max(_BAR_WIDTH * total / most, 2), 1) if (total := totals[section]) else 0.0,
        )
        for section in ranked[:_SHOWN_SECTIONS]
    )


def _total(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def spark(history: Sequence[tuple[date, int]]) -> Spark | None:
    """The line through a paper's counts; None for fewer than two.

    A count holds until the next one is known, so the line goes in steps: nothing is read into a gap. Of counts that lie
    closer together than can be seen, the last stands, so that a page does not grow with the years.
    """
    points = sorted(history)
    if len(points) < 2:
        return None
    (start, _), (end, _) = points[0], points[-1]
    points = [points[0], *_apart(points[1:], start, max((end - start).days, 1))]
    least, most = min(count for _, count in points), max(count for _, count in points)
    days, span = max((end - start).days, 1), max(most - least, 1)
    inner_width, inner_height = _SPARK_WIDTH - 2 * _SPARK_MARGIN, _SPARK_HEIGHT - 2 * _SPARK_MARGIN
    places = [
        (
            round(_SPARK_MARGIN + inner_width * (day - start).days / days, 1),
            round(_SPARK_HEIGHT - _SPARK_MARGIN - inner_height * (count - least) / span, 1),
        )
        for day, count in points
    ]
    path = f"M{places[0][0]:g} {places[0][1]:g}" + "".join(f"H{x:g}V{y:g}" for x, y in places[1:])
    return Spark(path, places[-1], points[0], points[-1])


def _apart(points: Sequence[tuple[date, int]], start: date, days: int) -> Iterator[tuple[date, int]]:
    """The last of the counts within each step of the line's width."""
    for _, near in groupby(points, key=lambda point: (point[0] - start).days * _SPARK_STEPS // days):
        yield list(near)[-1]
