"""PURE: Semantic Scholar's JSON. What is wrong with an answer, and what one paper of it becomes."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from pipeline.identifiers import arxiv_of_doi, canonical_arxiv, canonical_doi, url_of
from pipeline.models import Author, Ids, Links, PaperId, Record
from pipeline.sources.json_body import json_of
from pipeline.sources.retry import Reply

NAME = "semantic_scholar"
FIELDS = (
    "paperId,corpusId,externalIds,url,title,abstract,venue,year,publicationDate,"
    "authors,citationCount,influentialCitationCount,openAccessPdf"
).split(",")
"""Exactly what a Record holds. `/paper/search/bulk` serves all of them; one field that it refuses would cost the whole
request."""

_BATCH = "/paper/batch"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEB = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


class _Wire(BaseModel):
    """As sent: camel case, anything may be null, and members that we have no use for are ignored."""

    model_config = ConfigDict(alias_generator=to_camel, frozen=True)


class _WireAuthor(_Wire):
    author_id: str | None = None
    name: str | None = None


class _WirePdf(_Wire):
    url: str | None = None
    disclaimer: str | None = None


class _WirePaper(_Wire):
    paper_id: Annotated[str, Field(min_length=1)]
    corpus_id: int | None = None
    external_ids: dict[str, str | int | None] | None = None
    url: str | None = None
    title: Annotated[str, Field(min_length=1)]
    abstract: str | None = None
    venue: str | None = None
    year: int | None = None
    publication_date: str | None = None
    authors: tuple[_WireAuthor, ...] | None = None
    citation_count: Annotated[int, Field(ge=0)] | None = None
    influential_citation_count: Annotated[int, Field(ge=0)] | None = None
    open_access_pdf: _WirePdf | None = None


def flaw(reply: Reply) -> str | None:
    """Why the body of a 200 cannot be believed, or None.

    A batch answers with a list, a search with an object that holds `data`, or a `total` of 0 and no `data`.
    """
    try:
        answer = json_of(reply.content)
    except ValueError:
        return "no JSON" if reply.content.strip() else "empty"
    if urlsplit(reply.url).path.endswith(_BATCH):
        return None if isinstance(answer, list) else "a batch that is no list"
    if not isinstance(answer, dict):
        return "a search that is no object"
    nothing_found = answer.get("total") == 0 and "data" not in answer
    return None if nothing_found or isinstance(answer.get("data"), list) else "a search without data"


def record_of_paper(paper: object) -> Record | None:
    """One paper of an answer; None when it has no id or no title, or is of another shape.

    What is not known stays None: a null, an empty venue or abstract, a date without its day. A DOI that arXiv itself
    registered is an arXiv identifier, not the DOI of a published version.
    """
    try:
        wire = _WirePaper.model_validate(paper)
    except ValidationError:
        return None
    ids = _ids(wire)
    pdf = wire.open_access_pdf or _WirePdf()
    abstract = (wire.abstract or "").strip() or None
    return Record(
        source=NAME,
        title=" ".join(wire.title.split()),
        authors=tuple(Author(name=a.name.strip(), id=a.author_id) for a in wire.authors or () if a.name),
        abstract=abstract,
        abstract_notice=(pdf.disclaimer or None) if abstract else None,
        venue=(wire.venue or "").strip() or None,
        year=wire.year,
        published=_day(wire.publication_date),
        ids=ids,
        links=Links(
            pdf=_web(pdf.url),
            arxiv=url_of(PaperId("arxiv", ids.arxiv)) if ids.arxiv else None,
            doi=url_of(PaperId("doi", ids.doi)) if ids.doi else None,
            semantic_scholar=_web(wire.url) or url_of(PaperId("semantic_scholar", wire.paper_id)),
        ),
        citation_count=wire.citation_count,
        influential_citation_count=wire.influential_citation_count,
    )


def _ids(wire: _WirePaper) -> Ids:
    """Canonical spellings, as strings: `ArXiv` comes before the arXiv identifier within a DOI."""
    others = {kind: str(value) for kind, value in (wire.external_ids or {}).items() if value}
    doi = canonical_doi(others.get("DOI", ""))
    preprint = arxiv_of_doi(doi) if doi else None
    return Ids(
        arxiv=canonical_arxiv(others.get("ArXiv", "")) or preprint,
        doi=None if preprint else doi,
        semantic_scholar=wire.paper_id,
        corpus_id=str(wire.corpus_id) if wire.corpus_id is not None else others.get("CorpusId"),
        dblp=others.get("DBLP"),
        acl=others.get("ACL"),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text and _DAY.fullmatch(text) else None
    except ValueError:  # the 30th of February
        return None


def _web(url: str | None) -> str | None:
    return url if url and _WEB.fullmatch(url) else None
