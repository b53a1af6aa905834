"""PURE: one line of a bulk file, and the record that it is.

Three shapes: arXiv's metadata snapshot (`arxiv-metadata-oai-snapshot.json`, 14 members, identifiers as strings), and
the `papers` and `abstracts` datasets of Semantic Scholar's Datasets API (all members in lower case). To `papers` the
project's own file adds `landing`, `pdf`, `code`, `openalex` and `as_of`, and leaves `corpusid` null where it is not
known. Members that no record needs are not looked at; one that is needed and is of another type is a ValidationError.
"""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, NonNegativeInt, model_validator

from pipeline.identifiers import arxiv_of_doi, canonical_arxiv, canonical_doi, ids_in_url, url_of
from pipeline.models import Author, Ids, Links, PaperId, Record, SourceName

SNAPSHOT: SourceName = "snapshot"

Shape: TypeAlias = Literal["papers", "arxiv", "abstracts"]


def shape_of(members: object) -> Shape | None:
    """The shape of a parsed first line, by the members that it has; None if it is of no known shape."""
    if not isinstance(members, dict):
        return None
    return next((shape for shape, marks in _MARKS.items() if marks <= members.keys()), None)


_MARKS: dict[Shape, frozenset[str]] = {
    "arxiv": frozenset({"id", "title", "authors_parsed"}),
    "papers": frozenset({"corpusid", "title", "externalids"}),
    "abstracts": frozenset({"corpusid", "abstract"}),
}


def _blank_is_none(value: object) -> object:
    return None if value == "" else value


def _sent_day(value: object) -> object:
    """The day of `Mon, 2 Apr 2007 19:18:42 GMT`, or of the same without a time, where only the day is known."""
    if not isinstance(value, str):
        return value
    try:
        return parsedate_to_datetime(value if ":" in value else f"{value} 00:00:00 GMT").date()
    except OverflowError as error:
        raise ValueError("a date that no calendar holds") from error


Text = Annotated[str | None, BeforeValidator(_blank_is_none)]
Moment = Annotated[datetime | None, BeforeValidator(_blank_is_none)]
"""A day, or a day with its time; the bulk files write both."""


class Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Version(Line):
    version: str
    created: Annotated[date | None, BeforeValidator(_sent_day)] = None


class ArxivLine(Line):
    """A line of arXiv's snapshot. `authors_parsed` holds [last, first, suffix, …], TeX as the authors typed it."""

    id: str
    title: str
    authors_parsed: tuple[tuple[str, ...], ...]
    abstract: Text = None
    comments: Text = None
    journal_ref: Text = Field(default=None, alias="journal-ref")
    doi: Text = None
    versions: tuple[Version, ...] = ()
    update_date: Moment = None
    as_of: Moment = None

    def record(self) -> Record:
        """The preprint. Number and day of its last version stay unset: a line may list the first one alone."""
        arxiv = canonical_arxiv(self.id)
        first = next((version.created for version in self.versions if version.version == "v1"), None)
        return Record(
            source=SNAPSHOT,
            title=_on_one_line(self.title),
            authors=tuple(Author(name=_name(parsed)) for parsed in self.authors_parsed),
            abstract=_on_one_line(self.abstract) if self.abstract else None,
            venue="arXiv",
            year=first.year if first else None,
            published=first,
            comment=self.comments,
            journal_ref=self.journal_ref,
            ids=Ids(arxiv=arxiv, doi=_published_doi(self.doi)),
            links=Links(
                landing=_page("arxiv", arxiv),
                pdf=f"https://arxiv.org/pdf/{arxiv}" if arxiv else None,
                arxiv=_page("arxiv", arxiv),
                doi=_page("doi", _published_doi(self.doi)),
            ),
            as_of=_first_day(self.as_of, self.update_date),
        )


class ExternalIds(Line):
    arxiv: Text = Field(default=None, alias="ArXiv")
    doi: Text = Field(default=None, alias="DOI")
    dblp: Text = Field(default=None, alias="DBLP")
    acl: Text = Field(default=None, alias="ACL")


class ListedAuthor(Line):
    author_id: Text = Field(default=None, alias="authorId")
    name: Text = None


class PaperLine(Line):
    """A line of Semantic Scholar's `papers`. Has a title or a corpus id, or is none."""

    corpusid: int | None = None
    externalids: ExternalIds | None = None
    url: Text = None
    title: Text = None
    authors: tuple[ListedAuthor, ...] | None = None
    venue: Text = None
    year: int | None = None
    citationcount: NonNegativeInt | None = None
    influentialcitationcount: NonNegativeInt | None = None
    publicationdate: Moment = None
    updated: Moment = None
    landing: Text = None
    pdf: Text = None
    code: Text = None
    openalex: Text = None
    as_of: Moment = None

    @model_validator(mode="after")
    def _names_a_paper(self) -> Self:
        if self.title is None and self.corpusid is None:
            raise ValueError("neither title nor corpusid")
        return self

    def record(self, abstract: AbstractLine | None = None) -> Record:
        """The paper as its line has it, with the text of its line in `abstracts`, where there is one."""
        ids = self._ids()
        return Record(
            source=SNAPSHOT,
            title=_on_one_line(self.title or ""),
            authors=tuple(Author(name=one.name, id=one.author_id) for one in self.authors or () if one.name),
            abstract=abstract.abstract if abstract else None,
            abstract_notice=abstract.licence if abstract else None,
            venue=self.venue,
            year=self.year,
            published=_first_day(self.publicationdate),
            ids=ids,
            links=Links(
                landing=self.landing,
                pdf=self.pdf,
                arxiv=_page("arxiv", ids.arxiv),
                doi=_page("doi", ids.doi),
                semantic_scholar=self.url,
                code=self.code,
            ),
            citation_count=self.citationcount,
            influential_citation_count=self.influentialcitationcount,
            as_of=_first_day(self.as_of, self.updated),
        )

    def _ids(self) -> Ids:
        external = self.externalids or ExternalIds()
        arxiv = external.arxiv or arxiv_of_doi(external.doi or "")
        return Ids(
            arxiv=canonical_arxiv(arxiv) if arxiv else None,
            doi=_published_doi(external.doi),
            semantic_scholar=dict(ids_in_url(self.url or "")).get("semantic_scholar"),
            corpus_id=None if self.corpusid is None else str(self.corpusid),
            dblp=external.dblp,
            openalex=self.openalex,
            acl=external.acl,
        )


class OpenAccess(Line):
    license: Text = None


class AbstractLine(Line):
    """A line of Semantic Scholar's `abstracts`; the text may be a publisher's, hence the licence beside it."""

    corpusid: int
    abstract: Text
    openaccessinfo: OpenAccess | None = None

    @property
    def licence(self) -> str | None:
        return self.openaccessinfo.license if self.openaccessinfo else None


LINES: dict[Shape, type[Line]] = {"papers": PaperLine, "arxiv": ArxivLine, "abstracts": AbstractLine}


def _on_one_line(text: str) -> str:
    """Without the hard wraps of arXiv's file."""
    return " ".join(text.split())


def _name(parsed: tuple[str, ...]) -> str:
    last, first, suffix = (*parsed, "", "", "")[:3]
    return _on_one_line(f"{first} {last} {suffix}")


def _published_doi(text: str | None) -> str | None:
    """The first DOI of the text (arXiv's authors may name several), unless it is arXiv's own of the preprint."""
    doi = canonical_doi(text.split()[0]) if text and text.strip() else None
    return None if doi is None or arxiv_of_doi(doi) else doi


def _page(kind: Literal["arxiv", "doi"], value: str | None) -> str | None:
    return url_of(PaperId(kind, value)) if value else None


def _first_day(*moments: datetime | None) -> date | None:
    return next((moment.date() for moment in moments if moment), None)
