"""PURE: arXiv's Atom feeds. What is wrong with one, and what its entries become.

The official client parses them, forgivingly: it makes no results of a page that is no feed, and half the results of one
that was cut, and says nothing (measured with arxiv 4.0.2). So `flaw` looks first, and `total_of` and `entries_in` tell
what the client does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.identifiers import arxiv_of_doi, canonical_arxiv, canonical_doi, url_of
from pipeline.models import Author, Ids, Links, PaperId, Record
from pipeline.sources.retry import Reply

if TYPE_CHECKING:  # the client is loaded with the first question, and not at all by a run answered from the cache
    import arxiv

NAME = "arxiv"
_TOTAL = re.compile(rb"<(?:\w+:)?totalResults[^>]*>\s*(\d{1,9})\s*<")
_ERROR = re.compile(rb"<id>\s*https?://(?:export\.)?arxiv\.org/api/errors")
_ENTRY = re.compile(rb"<entry[\s>]")
_VERSION = re.compile(r"v(\d{1,4})$")


def flaw(reply: Reply) -> str | None:
    """Why the body of a 200 cannot be believed, or None.

    An error feed is told by the id of its entry, as a paper may be called "Error". The old server sent such feeds with
    status 200.
    """
    body = reply.content.strip()
    if not body:
        return "empty"
    if not body.startswith((b"<?xml", b"<feed")) or b"<feed" not in body[:600]:
        return "no Atom feed"
    if not body.endswith(b"</feed>"):
        return "a feed cut short"
    if _ERROR.search(body):
        return "an error in the guise of a feed"
    return None if _TOTAL.search(body) else "a feed without a total"


def total_of(body: bytes) -> int:
    """How many results the service has, of which the feed holds some."""
    found = _TOTAL.search(body)
    return int(found[1]) if found else 0


def entries_in(body: bytes) -> int:
    """How many entries the feed holds, readable or not. Text cannot be mistaken for one: there `<` is `&lt;`."""
    return len(_ENTRY.findall(body))


def record_of(result: arxiv.Result) -> Record | None:
    """One entry, as parsed by the official client; None when it has no arXiv identifier or no title.

    Year and day are those of the first version. Links lead to the latest version, so that a revision changes none.
    """
    spelt = result.entry_id.rpartition("/abs/")[2]
    paper, version = canonical_arxiv(spelt), _VERSION.search(spelt)
    title = _line(result.title)
    if paper is None or not title:
        return None
    doi = _doi(result.doi)
    page = url_of(PaperId("arxiv", paper))
    return Record(
        source=NAME,
        title=title,
        authors=tuple(Author(name=name) for author in result.authors if (name := _line(author.name))),
        abstract=result.summary.strip() or None,
        venue="arXiv",
        year=result.published.year,
        published=result.published.date(),
        updated=result.updated.date(),
        version=int(version[1]) if version else None,
        comment=_line(result.comment) or None,
        journal_ref=_line(result.journal_ref) or None,
        ids=Ids(arxiv=paper, doi=doi),
        links=Links(
            landing=page,
            arxiv=page,
            pdf=f"https://arxiv.org/pdf/{paper}",
            doi=url_of(PaperId("doi", doi)) if doi else None,
        ),
    )


def _doi(text: str | None) -> str | None:
    """The first usable DOI of what the authors gave, which may be several; arXiv's own is no published version's."""
    found = (canonical_doi(word) for word in (text or "").split())
    return next((doi for doi in found if doi and not arxiv_of_doi(doi)), None)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
