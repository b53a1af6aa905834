"""The catalogue as a table in CSV (RFC 4180), for spreadsheets and data frames: a row for each paper, found or not."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence

from pipeline.emit.citation_keys import bibtex_keys
from pipeline.emit.references import address_of
from pipeline.models import Catalogue, Paper
from pipeline.vocabulary.addresses import web_address
from pipeline.vocabulary.text import one_line

_FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What makes spreadsheets compute a cell instead of showing it; https://owasp.org/www-community/attacks/CSV_Injection."""


class _Rows(list[str]):
    """What a CSV writer writes to, in place of a file."""

    def write(self, row: str) -> None:
        self.append(row)


def render_table(catalogue: Catalogue) -> str:
    """The table with a heading line, in the order of the list; lines end in CR LF, as the format says.

    An unknown value is an empty cell, and several values in one cell are parted by `; `. A cell that a spreadsheet
    would compute begins with an apostrophe, which is not part of the value.
    """
    rows = _Rows()
    writer = csv.writer(rows)
    writer.writerow(_COLUMNS)
    keys = bibtex_keys(catalogue.papers)
    writer.writerows([_cell(value) for value in _values(paper, keys.get(paper.id))] for paper in catalogue.papers)
    return "".join(rows)


_COLUMNS = (
    *("id", "key", "status", "verdict", "title", "authors", "venue", "year", "published"),
    *("doi", "arxiv", "semantic_scholar", "url", "pdf", "code"),
    *("citations", "influential_citations", "counted", "sections", "tags", "listed_titles", "notes", "stale"),
)


def _values(paper: Paper, key: str | None) -> Sequence[object]:
    ids, links, cited, listed = paper.ids, paper.links, paper.citations, paper.listed
    return (
        *(paper.id, key, paper.status, paper.match.verdict, paper.title),
        *(_several(author.name for author in paper.authors), paper.venue, paper.year, paper.published),
        *(ids.doi, ids.arxiv, ids.semantic_scholar, address_of(paper), *map(_address, (links.pdf, links.code))),
        *(cited.count, cited.influential, cited.as_of),
        _several(" > ".join(place.section) for place in listed),
        _several(place.tag or "" for place in listed),
        _several(place.title for place in listed),
        _several(note for place in listed for note in place.notes),
        _several(paper.stale),
    )


def _several(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for value in values if (text := one_line(value))))


def _address(url: str | None) -> str | None:
    return web_address(url) if url else None


def _cell(value: object) -> str:
    text = "" if value is None else one_line(str(value))
    return f"'{text}" if _FORMULA.match(text) else text
