"""One paper at one place of the list, as a Markdown bullet."""

from __future__ import annotations

import unicodedata
from textwrap import indent

from pipeline.emit.markdown import escape_text, link
from pipeline.emit.standing import marks, where_abstract_is_from
from pipeline.models import Paper, Place
from pipeline.vocabulary.addresses import best_url, named_links
from pipeline.vocabulary.phrases import counted, shorten_names
from pipeline.vocabulary.venues import venue_and_year


def render_item(paper: Paper, place: Place, *, with_abstract: bool) -> str:
    """The bullet for `paper` where the list names it at `place`, without a newline at its end.

    Holds the title, linked; who, where, when and how often cited; the links; doubts, in words; the list's notes; and,
    if asked for, the abstract, folded. A line of which nothing is known is left out.
    """
    lines = [
        _title(paper, place),
        _facts(paper, place),
        _links(paper, place),
        *(f"*{escape_text(mark)}*" for mark in marks(paper)),
    ]
    blocks = ["\\\n".join(line for line in lines if line), _notes(place)]
    if with_abstract:
        blocks += _abstract(paper)
    body = "\n\n".join(block for block in blocks if block)
    return "- " + indent(body, "  ").removeprefix("  ")


def _title(paper: Paper, place: Place) -> str:
    title = link(paper.title, best_url(paper.links, place.links)) if escape_text(paper.title) else "untitled"
    listed = "" if _folded(paper.title) == _folded(place.title) else f" (listed as “{escape_text(place.title)}”)"
    return f"**{title}**{listed}"


def _folded(title: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())


def _facts(paper: Paper, place: Place) -> str:
    cited = paper.citations.count
    year_alone = venue_and_year(None, paper.year)
    facts = (
        shorten_names([author.name for author in paper.authors]),
        venue_and_year(paper.venue, paper.year) if paper.venue else place.tag or year_alone,
        "" if cited is None else counted(cited, "citation", "citations"),
    )
    return " · ".join(text for fact in facts if (text := escape_text(fact)))


def _links(paper: Paper, place: Place) -> str:
    """What the sources know and what the list links, each address once."""
    named = named_links(paper.links, place.links, (paper.title, place.title))
    return " · ".join(link(label, address) for label, address in named)


def _notes(place: Place) -> str:
    return "\n".join(f"- {text}" for note in place.notes if (text := escape_text(note)))


def _abstract(paper: Paper) -> tuple[str, ...]:
    text = escape_text(paper.abstract or "")
    if not text:
        return ()
    return ("<details><summary>Abstract</summary>", text, escape_text(where_abstract_is_from(paper)), "</details>")
