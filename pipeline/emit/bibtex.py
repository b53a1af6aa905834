"""The settled papers as BibTeX, for LaTeX and for reference managers.

Abstracts are left out: their sources and notices, which belong with them, have no place here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pipeline.emit.citation_keys import bibtex_keys
from pipeline.emit.names import Name, split_name
from pipeline.emit.references import address_of, citable, leading_kind
from pipeline.emit.tex import escape_tex
from pipeline.models import Author, Catalogue, Paper, VersionKind

_TYPE: dict[VersionKind, str] = {
    "conference": "inproceedings",
    "workshop": "inproceedings",
    "journal": "article",
    "preprint": "misc",
    "other": "misc",
}


def render_bibtex(catalogue: Catalogue) -> str:
    """An entry for each settled paper, in the order of the list. Text is escaped for TeX, titles keep their case."""
    papers = citable(catalogue.papers)
    keys = bibtex_keys(papers)
    return "\n".join(bibtex_entry(paper, keys[paper.id]) for paper in papers)


def bibtex_entry(paper: Paper, key: str) -> str:
    """One entry, with a newline at its end. `key` is printed as it is; `bibtex_keys` makes those."""
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(paper) if value)
    return f"@{_TYPE[leading_kind(paper)]}{{{key},\n{lines}}}\n"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{escape_tex(paper.title)}}}"
    yield "author", " and ".join(_names(paper.authors))
    yield from _venue(paper)
    yield "year", str(paper.year or "")
    yield "doi", _verbatim(paper.ids.doi)
    if paper.ids.arxiv:
        yield "eprint", _verbatim(paper.ids.arxiv)
        yield "archiveprefix", "arXiv"
    yield "url", _verbatim(address_of(paper))


def _venue(paper: Paper) -> Iterator[tuple[str, str]]:
    field: dict[VersionKind, str] = {
        "conference": "booktitle",
        "workshop": "booktitle",
        "journal": "journal",
        "other": "howpublished",
    }
    kind = leading_kind(paper)
    if paper.venue and kind in field:
        yield field[kind], escape_tex(paper.venue)


def _names(authors: Iterable[Author]) -> Iterator[str]:
    for author in authors:
        name = split_name(author.name)
        if name.family:
            yield _name(name)


def _name(name: Name) -> str:
    """In the form that leaves nothing to guess: `van der Last, Jr., First`; a group's name in braces of its own."""
    family, given, particle, suffix = map(escape_tex, name)
    if not given and not particle:
        return f"{{{family}}}"
    return ", ".join(part for part in (f"{particle} {family}".strip(), suffix, given) if part)


def _verbatim(text: str | None) -> str:
    """An identifier or an address, which styles print as it stands: what could end the field is percent-encoded."""
    return quote(text or "", safe="/:?#&=+,;@!%~()<>[]$*'._-", encoding="utf-8", errors="replace")
