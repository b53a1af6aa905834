"""The settled papers as CSL-JSON (https://docs.citationstyles.org/), for citation processors such as Pandoc's.

Abstracts are left out: their sources and notices, which belong with them, have no place here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TypeAlias

from pipeline.emit.citation_keys import bibtex_keys
from pipeline.emit.names import split_name
from pipeline.emit.references import address_of, citable, leading_kind
from pipeline.models import Author, Catalogue, Paper, VersionKind
from pipeline.vocabulary.text import one_line

Json: TypeAlias = "str | int | list[Json] | dict[str, Json]"
Item: TypeAlias = dict[str, Json]

_TYPE: dict[VersionKind, str] = {
    "conference": "paper-conference",
    "workshop": "paper-conference",
    "journal": "article-journal",
    "preprint": "article",
    "other": "document",
}


def render_csl(catalogue: Catalogue) -> str:
    """An item for each settled paper, one a line, in the order of the list, under the same keys as in BibTeX."""
    papers = citable(catalogue.papers)
    keys = bibtex_keys(papers)
    items = (json.dumps(csl_item(paper, keys[paper.id]), ensure_ascii=False) for paper in papers)
    return "[\n" + ",\n".join(items) + "\n]\n"


def csl_item(paper: Paper, key: str) -> Item:
    """One item. What is unknown is left out, as the format wants it."""
    kind = leading_kind(paper)
    item: Item = {"id": key, "type": _TYPE[kind], "title": one_line(paper.title), "author": _names(paper.authors)}
    if kind == "preprint":
        item["publisher"] = "arXiv"
    elif paper.venue:
        item["container-title"] = one_line(paper.venue)
    if date := _date(paper):
        item["issued"] = {"date-parts": [date]}
    if paper.ids.arxiv:
        item |= {"archive": "arXiv", "archive_location": one_line(paper.ids.arxiv)}
    if paper.ids.doi:
        item["DOI"] = one_line(paper.ids.doi)
    if url := address_of(paper):
        item["URL"] = url
    return {name: value for name, value in item.items() if value}


def _date(paper: Paper) -> list[Json]:
    """The day, where it is of the year that is cited; else the year alone."""
    day = paper.published
    if day and paper.year in (None, day.year):
        return [day.year, day.month, day.day]
    return [paper.year] if paper.year else []


def _names(authors: Iterable[Author]) -> list[Json]:
    return [_name(author) for author in authors if one_line(author.name)]


def _name(author: Author) -> Json:
    name = split_name(author.name)
    if not name.given and not name.particle:
        return {"literal": name.family}
    parts: dict[str, Json] = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}
