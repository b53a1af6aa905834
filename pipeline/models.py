"""The nouns of the project, all frozen: what a list says, what a source says, what was decided, what is published.

    Entry       one listed paper, as its maintainer wrote it           (read)
    Record      what one source says of one paper                     (sources)
    Answer      Found | NotFound | Unavailable, to one question        (sources)
    Resolution  which record an entry means, and why                   (resolve)
    Paper       everything known of one work, with provenance          (merge)
    Catalogue   all papers, in the order of the list                   (merge)

Nothing here decides, formats or performs I/O.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

SourceName: TypeAlias = str
"""The registered name of a source (`arxiv`, `semantic_scholar`, `snapshot`), or `list` for what the list says."""

LIST: SourceName = "list"

IdKind = Literal[
    "arxiv",
    "doi",
    "semantic_scholar",
    "corpus_id",
    "dblp",
    "openalex",
    "acl",
    "openreview",
    "usenix",
    "cvf",
    "pmlr",
    "neurips",
    "url",
    "folded_title",
]
"""`url` names a paper by its landing page; `folded_title` by title and year, where nothing better is known."""


class PaperId(NamedTuple):
    """One identifier in canonical spelling: no version, no prefix, no URL around it (`arxiv`, `2310.03294`)."""

    kind: IdKind
    value: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


class TitleQuery(NamedTuple):
    """A question by title. `title` is what to search for: whole, unescaped, without a trailing alias in brackets."""

    title: str


class WordsQuery(NamedTuple):
    """A question about a title that no phrase found, by its rarest words in any order, or by its name alone."""

    title: str
    by: Literal["rarest words"] = "rarest words"


Question: TypeAlias = PaperId | TitleQuery | WordsQuery


class Frozen(BaseModel):
    """Base of every model: immutable, and an unknown field is an error rather than lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ---- what the list says -------------------------------------------------------------------------------------------


class Period(NamedTuple):
    """Days, the first and the last included."""

    first: date
    last: date


class Link(Frozen):
    """A link as the list has it; `label` is what it is called there."""

    label: str
    url: str


class Entry(Frozen):
    """One listed paper. `title` is plain text (no Markdown), as listed, aliases included.

    `id` is a readable slug that depends on what the entry says, never on where it stands. `tag` is the bracket as
    listed (`OSDI '22`), `venue` and `year` what it says, or for a venue alone the year of its heading. `period` is
    the month, the week or the day that the list names by a date in the tag or by a heading (`June 3 - June 9,
    2024`). `authors` are the names that the list gives, if any. `ids` are the identifiers found in `links`, in
    their order.
    """

    id: str
    title: str
    line: int
    section: tuple[str, ...] = ()
    tag: str | None = None
    venue: str | None = None
    year: int | None = None
    period: Period | None = None
    aliases: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    ids: tuple[PaperId, ...] = ()


class LeftOver(Frozen):
    """A line of the list that is neither heading, entry nor note, with the reason why not."""

    line: int
    text: str
    reason: str


class ReadingList(Frozen):
    """A list as read. `title` is the document's own heading, without a status mark such as `[WIP]`, or None."""

    title: str | None
    entries: tuple[Entry, ...]
    left_over: tuple[LeftOver, ...] = ()


# ---- what a source says -------------------------------------------------------------------------------------------


class Author(Frozen):
    """A name as the source prints it, in the source's order; `id` is the source's own, where it sends one."""

    name: str
    id: str | None = None


class Ids(Frozen):
    """Identifiers of one work in canonical spelling; strings throughout, because `1712.05889` is not a number."""

    arxiv: str | None = None
    doi: str | None = None
    semantic_scholar: str | None = None
    corpus_id: str | None = None
    dblp: str | None = None
    openalex: str | None = None
    acl: str | None = None

    def known(self) -> tuple[PaperId, ...]:
        """The identifiers that are set, in the order of the fields above."""
        return tuple(PaperId(kind, value) for kind in _ID_KINDS if (value := getattr(self, kind)) is not None)


_ID_KINDS: tuple[IdKind, ...] = ("arxiv", "doi", "semantic_scholar", "corpus_id", "dblp", "openalex", "acl")


class Links(Frozen):
    """Where people go. `landing` is the publisher's page, or the arXiv page of a preprint."""

    landing: str | None = None
    pdf: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    semantic_scholar: str | None = None
    code: str | None = None


class Record(Frozen):
    """What one source says of one paper. A field that the source did not send is None, and never 0 or "".

    `published` is the day of the version that `venue` names (for arXiv: of its first version). `version` and
    `updated` are arXiv's. `comment` and `journal_ref` are the authors' words to arXiv. `abstract_notice` is what the
    source says of the abstract's rights. `as_of` is the day the source itself puts on the record, where it has one
    (files of a snapshot do, the services do not).
    """

    source: SourceName
    title: str
    authors: tuple[Author, ...] = ()
    abstract: str | None = None
    abstract_notice: str | None = None
    venue: str | None = None
    year: int | None = None
    published: date | None = None
    updated: date | None = None
    version: int | None = None
    comment: str | None = None
    journal_ref: str | None = None
    ids: Ids = Ids()
    links: Links = Links()
    citation_count: int | None = None
    influential_citation_count: int | None = None
    as_of: date | None = None


class Sourced(NamedTuple):
    """A record, the day on which its source said so, and whether that is past its freshness."""

    record: Record
    day: date
    stale: bool = False


class Found(Frozen):
    """The source answered with candidates, best first where it ranks; never a choice. `asked` is in UTC.

    `stale` marks an answer out of the cache that is past its freshness and could not be asked again.
    """

    question: Question
    records: tuple[Record, ...]
    asked: datetime
    stale: bool = False


class NotFound(Frozen):
    """The source answered, and knows no such paper."""

    question: Question
    asked: datetime
    stale: bool = False


class Unavailable(Frozen):
    """The source could not be asked, or answered badly. Says nothing about the paper, and is never stored."""

    question: Question
    reason: str


Answer: TypeAlias = Found | NotFound | Unavailable


# ---- what was decided ---------------------------------------------------------------------------------------------

Verdict = Literal[
    "exact",
    "strong",
    "renamed",
    "pinned",
    "ambiguous",
    "different",
    "not_found",
    "rejected",
    "retired",
    "unchecked",
]
"""What became of an entry:

exact       a paper bears the very title
strong      a paper bears the title all but for a slip, or so much of it that no other can be meant
renamed     a link, or the last catalogue, leads to a paper of another title that is still related
pinned      a person has said which paper it is
ambiguous   several papers may be meant, or one bears the very title, and something else speaks against it
different   papers on offer come near, and too little speaks for any of them
not_found   nobody who was asked knows a paper that comes near
rejected    the same, but for papers that a person has rejected
retired     a person has said that it is indexed nowhere
unchecked   no match so far, and a source could not be asked
"""

Status = Literal["matched", "needs_review", "not_found", "unavailable"]

STATUS: dict[Verdict, Status] = {
    "exact": "matched",
    "strong": "matched",
    "renamed": "matched",
    "pinned": "matched",
    "ambiguous": "needs_review",
    "different": "needs_review",
    "not_found": "not_found",
    "rejected": "not_found",
    "retired": "not_found",
    "unchecked": "unavailable",
}

Via = Literal["pin", "link", "catalogue", "title"]
"""How a candidate came up: a person's pin, a link of the entry, the last catalogue, or a search by title."""


class Candidate(Frozen):
    """A record that was on offer for an entry. `similarity` of the titles is 0 to 100; `for_it` and `against_it` are
    the comparison in words, the strongest first. One with nothing against it was accepted, unless another has as good a
    claim."""

    record: Record
    via: Via
    similarity: float
    for_it: tuple[str, ...] = ()
    against_it: tuple[str, ...] = ()


class Resolution(Frozen):
    """Which paper an entry means. `accepted` holds every record of that work that was on offer, the one that decided
    first, and is empty unless the verdict's status is `matched`. `candidates` has one record of each work on offer, the
    accepted one among them, best first. `unasked` names the sources that could not be asked, with the reason."""

    entry: Entry
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    accepted: tuple[Sourced, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    unasked: tuple[tuple[SourceName, str], ...] = ()

    @property
    def status(self) -> Status:
        return STATUS[self.verdict]


# ---- what is published --------------------------------------------------------------------------------------------


class Place(Frozen):
    """One place where the list names the paper."""

    title: str
    section: tuple[str, ...] = ()
    tag: str | None = None
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    line: int


class Citations(Frozen):
    """Counts as one source gives them. None means unknown, which is not the same as 0."""

    count: int | None = None
    influential: int | None = None
    as_of: date | None = None


class Match(Frozen):
    """How it was settled which paper an entry means, and why so."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()


class Provenance(Frozen):
    """Who says so, and since when the value has been what it is (not when it was last confirmed)."""

    source: SourceName
    as_of: date


VersionKind = Literal["preprint", "workshop", "conference", "journal", "other"]


class Version(Frozen):
    """One of the forms in which a work has appeared, with what describes that form alone.

    `version` is arXiv's number of a preprint (3 of `v3`), `withdrawn` whether its authors or arXiv have taken it back.
    """

    kind: VersionKind
    venue: str | None = None
    year: int | None = None
    published: date | None = None
    ids: Ids = Ids()
    links: Links = Links()
    version: int | None = None
    withdrawn: bool = False


class Paper(Frozen):
    """One work, as published. `key` is what bibliographies cite it by, and stays once it was given; None where the
    work is not settled, and in catalogues of schema 1.1. `versions` are the forms in which it has appeared; the first
    of them leads: it is what venue, year, day, DOI and authors describe. `provenance` has one row for each field that
    a source filled, keyed by the field's path (`abstract`, `ids.doi`, `links.pdf`, `citations`). `stale` names, in the
    same spelling, the fields that are past their freshness and whose source did not answer."""

    id: str
    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+$")] | None = None
    status: Status
    title: str
    listed: tuple[Place, ...]
    former_titles: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    abstract: str | None = None
    abstract_notice: str | None = None
    venue: str | None = None
    year: int | None = None
    published: date | None = None
    ids: Ids = Ids()
    links: Links = Links()
    citations: Citations = Citations()
    versions: tuple[Version, ...] = ()
    match: Match
    provenance: dict[str, Provenance] = Field(default_factory=dict)
    stale: tuple[str, ...] = ()


SCHEMA_VERSION = "1.2.0"


class Catalogue(Frozen):
    """The whole catalogue: what `catalogue.json` holds, and what programs read."""

    schema_version: Annotated[str, StringConstraints(pattern=r"^1\.\d+\.\d+$")] = SCHEMA_VERSION
    title: str
    papers: tuple[Paper, ...]
