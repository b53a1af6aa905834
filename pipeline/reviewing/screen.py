"""PURE: one case as a table for a terminal: what is listed and what is on offer, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from pipeline.models import Candidate, Entry, PaperId
from pipeline.reviewing.cases import Case
from pipeline.reviewing.contrast import contrast
from pipeline.reviewing.telling import offered
from pipeline.vocabulary.addresses import best_url
from pipeline.vocabulary.phrases import day_told, days_told, shorten_names
from pipeline.vocabulary.text import one_line

DIFFERENT = "bold red"
SIDE_BY_SIDE = 3
"""So many candidates fit beside the entry, fewer on a narrow screen; more stand below one another in a second table."""
NARROWEST = 18
"""A column of fewer letters cuts titles to pieces."""
_NAMES = 12
"""Letters that the names of the rows take."""


def heading(case: Case, number: int, of: int) -> Iterator[str]:
    """Which entry it is, how far through the queue, and why it is in doubt."""
    entry = case.entry
    yield f"{number} of {of}, line {entry.line}: {f'[{entry.tag}] ' if entry.tag else ''}{entry.title}"
    if entry.section:
        yield " > ".join(entry.section)
    yield "; ".join((case.resolution.verdict.replace("_", " "), *case.resolution.reasons))


def tables(case: Case, width: int) -> Iterator[Table]:
    """The candidates beside the entry, some at a time; the words that only one of two titles has are in colour. `width`
    is the screen's, in letters."""
    numbered = list(enumerate(case.candidates, start=1))
    several = max(1, min(SIDE_BY_SIDE, (width - _NAMES) // NARROWEST - 1))
    for start in range(0, len(numbered), several):
        yield _table(case.entry, numbered[start : start + several])


_ROWS = ("title", "authors", "year", "days", "venue", "ids", "link", "from", "for", "against")


def _table(entry: Entry, shown: Sequence[tuple[int, Candidate]]) -> Table:
    table = Table(show_lines=False)
    for name in ("", "listed", *(str(number) for number, _ in shown)):
        table.add_column(name, overflow="fold")
    columns = [_listed(entry, [one for _, one in shown]), *(_offered(entry, one) for _, one in shown)]
    for row in _ROWS:
        if row != "days" or entry.period:
            table.add_row(row, *(column.get(row, Text("")) for column in columns))
    return table


def _listed(entry: Entry, shown: Sequence[Candidate]) -> dict[str, Text]:
    best = shown[0].record.title if shown else entry.title
    return {
        "title": _contrasted(entry.title, best),
        "authors": _plain(shorten_names(entry.authors)),
        "year": _plain(str(entry.year or "")),
        "days": _plain(days_told(entry.period)),
        "venue": _plain(entry.venue or ""),
        "ids": _ids(entry.ids),
        "link": _plain(next((link.url for link in entry.links), "")),
    }


def _offered(entry: Entry, candidate: Candidate) -> dict[str, Text]:
    record = candidate.record
    return {
        "title": _contrasted(record.title, entry.title),
        "authors": _plain(shorten_names([author.name for author in record.authors])),
        "year": _plain(str(record.year or "")),
        "days": _plain(day_told(record)),
        "venue": _plain(record.venue or ""),
        "ids": _ids(record.ids.known()),
        "link": _plain(best_url(record.links) or ""),
        "from": _plain(offered(candidate)),
        "for": _plain("; ".join(candidate.for_it)),
        "against": _plain("; ".join(candidate.against_it)),
    }


def _contrasted(title: str, other: str) -> Text:
    pieces = [(piece.text, "" if piece.shared else DIFFERENT) for piece in contrast(title, other)]
    return Text(" ").join(Text(text, style=style) for text, style in pieces)


def _ids(ids: Sequence[PaperId]) -> Text:
    return _plain(", ".join(f"{paper.kind.replace('_', ' ')} {paper.value}" for paper in ids))


def _plain(text: str) -> Text:
    return Text(one_line(text))
