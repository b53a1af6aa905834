"""arXiv, through its official client: many titles or identifiers to one request.

    find    titles as quoted phrases, joined with OR ──▶ records ──▶ candidates of each title
            (short titles, which thousands of papers hold as a phrase: ten at once, and a longer page)
    look_again  titles that no phrase found, by their rarest words or their name ──▶ candidates of each
    fetch   identifiers, 200 at once ──▶ records, by identifier

A page may hold fewer records than the service has, or an entry that cannot be read and does not show which paper it is
of. Then the titles that the page did not name exactly are asked for again in halves, until each has a page of its own.
An entry that cannot be read but shows its paper leaves that paper without an answer, and causes no further request. A
page without any result is asked for once more before it is believed, because the service sends such pages by mistake at
times. The client is used for queries and parsing; pace, time-outs, retries and checks are the transport's.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from pipeline.identifiers import canonical_arxiv
from pipeline.models import (
    Answer,
    Found,
    IdKind,
    NotFound,
    PaperId,
    Question,
    Record,
    TitleQuery,
    Unavailable,
    WordsQuery,
)
from pipeline.sources.arxiv_feed import NAME, Unread, entries_in, escaped, flaw, record_of, sifted, total_of, unread_of
from pipeline.sources.attribution import candidates, is_named, loosely_alike
from pipeline.sources.base import refuse_other_kinds
from pipeline.sources.batching import halves, in_halves, packed, tries_for
from pipeline.sources.host import Host, checked_url, interval_for, is_official
from pipeline.sources.phrases import LONGEST, arxiv_clause, encoded_size, has_words, is_short, loose_clause
from pipeline.sources.retry import BackOff, Policy, Reply
from pipeline.sources.transport import Transport
from pipeline.sources.trouble import SourceError

if TYPE_CHECKING:  # loaded with the first question, and not at all by a run that is answered from the cache
    import arxiv

OFFICIAL_URL = "https://export.arxiv.org/api/query"
FLOOR = 3.0
"""Seconds between requests. arXiv's terms of use: one request every three seconds, one connection at a time."""

POLICY: Policy = {
    "throttled": BackOff(60.0, 600.0),
    "server": BackOff(5.0, 40.0),
    "network": BackOff(5.0, 40.0),
    "body": BackOff(5.0, 40.0),
    "forbidden": BackOff(60.0, 60.0, tries=1),
}
"""A 429 comes without Retry-After, and those who ask again within a minute get the next (measured by others, 2026-08).
A 403 is the page for clients taken for robots; asking on would prove them right."""

IDS_AT_ONCE = 200
TITLES_AT_ONCE = 60
SHORT_TITLES_AT_ONCE = 10
LOOSE_TITLES_AT_ONCE = 30
PAGE, LONG_PAGE = 200, 300
"""Results asked for at once. 100 to 200 work reliably, thousands lead to a 503; an entry is about 2.3 KB."""
EMPTY_PAGES = 2
"""So many pages without any result are believed."""
_BETWEEN_CLAUSES, _COMMA = " OR ", ","
_BROKEN = "arXiv sent a record that cannot be read"


def arxiv_host(url: str = OFFICIAL_URL, interval: float | None = None) -> Host:
    """Where arXiv is. `url` is that of the query itself; `interval` can only slow the official host down.

    Raises UsageError for a malformed URL or interval.
    """
    base = checked_url(url)
    official = is_official(base, "arxiv.org")
    return Host(NAME, base, interval_for(interval, FLOOR, official=official), official, POLICY, flaw)


Titled = TypeVar("Titled", TitleQuery, WordsQuery)
Offering: TypeAlias = Callable[[str, Iterable[Record]], tuple[Record, ...]]
"""Which of the records on a page may be what a title means."""


class Page(NamedTuple):
    """What came back. `unread` are the entries that make no record. `cut` means that the service has more results than
    the page holds. `broken` means that an entry was lost altogether, or that there are results and none could be read:
    such a page tells nothing of the papers that it lacks."""

    records: tuple[Record, ...]
    unread: tuple[Unread, ...]
    cut: bool
    broken: bool


class ArxivSource:
    """`now` gives the time in UTC, for the answers."""

    name = NAME
    id_kinds: tuple[IdKind, ...] = ("arxiv",)

    def __init__(self, transport: Transport, now: Callable[[], datetime]) -> None:
        self._transport, self._now = transport, now

    def find(self, queries: Sequence[TitleQuery]) -> Iterator[Answer]:
        """A title without a single letter or digit is NotFound without asking: no phrase could find it."""
        distinct = dict.fromkeys(queries)
        asked = [query for query in distinct if has_words(query.title)]
        yield from (self._not_found(query) for query in distinct if not has_words(query.title))
        for batch in title_batches(asked):
            yield from in_halves(batch, self._find)

    @property
    def looks_again(self) -> bool:
        return True

    def look_again(self, queries: Sequence[WordsQuery]) -> Iterator[Answer]:
        """A title of common words alone is NotFound without asking: they would bring a thousand others."""
        distinct = dict.fromkeys(queries)
        asked = [query for query in distinct if loose_clause(query.title)]
        yield from (self._not_found(query) for query in distinct if not loose_clause(query.title))
        for batch in word_batches(asked):
            yield from in_halves(batch, self._look_again)

    def fetch(self, ids: Sequence[PaperId]) -> Iterator[Answer]:
        """An identifier that cannot be one of arXiv's is NotFound without asking: it would sink its whole batch."""
        distinct = dict.fromkeys(ids)
        refuse_other_kinds(self, distinct)
        asked = [paper for paper in distinct if canonical_arxiv(paper.value)]
        yield from (self._not_found(paper) for paper in distinct if not canonical_arxiv(paper.value))
        for batch in packed(asked, _id_size, LONGEST, IDS_AT_ONCE):
            yield from in_halves(batch, self._fetch)

    def _find(self, queries: Sequence[TitleQuery]) -> Iterator[Answer]:
        size = LONG_PAGE if len(queries) == 1 or any(is_short(query.title) for query in queries) else PAGE
        page = self._page(size, tries_for(queries), query=_BETWEEN_CLAUSES.join(arxiv_clause(q.title) for q in queries))
        return self._told(queries, page, candidates, self._find)

    def _look_again(self, queries: Sequence[WordsQuery]) -> Iterator[Answer]:
        text = _BETWEEN_CLAUSES.join(loose_clause(query.title) for query in queries)
        page = self._page(LONG_PAGE, tries_for(queries), query=text)
        return self._told(queries, page, loosely_alike, self._look_again)

    def _told(
        self,
        queries: Sequence[Titled],
        page: Page,
        offered_for: Offering,
        ask: Callable[[Sequence[Titled]], Iterator[Answer]],
    ) -> Iterator[Answer]:
        """What a page says of each title.

        Titles that the page does not name exactly are asked for again, in halves, if the page was cut, or if it holds
        an entry that cannot be read and may belong to any of them, which would leave all of them without an answer.
        """
        again: list[Titled] = []
        unread = [Record(source=NAME, title=entry.title) for entry in page.unread if entry.title]
        nameless = page.broken or len(unread) < len(page.unread)
        partial = len(queries) > 1 and (page.cut or (nameless and bool(page.records)))
        for query in queries:
            offered = offered_for(query.title, page.records)
            if partial and not is_named(query.title, offered):
                again.append(query)
            else:
                hidden = nameless or bool(offered_for(query.title, unread))
                yield self._answer(query, offered, hidden=hidden and not is_named(query.title, offered))
        for half in halves(again):
            yield from in_halves(half, ask)

    def _fetch(self, ids: Sequence[PaperId]) -> Iterator[Answer]:
        spelt = {paper: canonical_arxiv(paper.value) or "" for paper in ids}
        page = self._page(len(ids), tries_for(ids), ids=list(spelt.values()))
        by_id = {record.ids.arxiv: (record,) for record in page.records}
        unread = {entry.arxiv for entry in page.unread}
        lost = set(spelt.values()) if page.broken or None in unread else unread
        lost -= set(by_id)
        return (self._answer(paper, by_id.get(spelt[paper], ()), hidden=spelt[paper] in lost) for paper in ids)

    def _answer(self, question: Question, offered: tuple[Record, ...], *, hidden: bool) -> Answer:
        """`hidden` means that the paper may be an entry which cannot be read, and is not among those offered."""
        if hidden:
            return Unavailable(question=question, reason=_BROKEN)
        return Found(question=question, records=offered, asked=self._now()) if offered else self._not_found(question)

    def _not_found(self, question: Question) -> Answer:
        return NotFound(question=question, asked=self._now())

    def _page(self, size: int, tries: int, query: str = "", ids: Sequence[str] = ()) -> Page:
        for _ in range(EMPTY_PAGES):
            page = self._page_once(size, tries, query, ids)
            if page.records or page.broken:
                break
        return page

    def _page_once(self, size: int, tries: int, query: str, ids: Sequence[str]) -> Page:
        """Raises SourceError, also for what the client cannot parse."""
        import arxiv  # noqa: PLC0415  see the import block

        seam = _Seam(self._transport, size, tries)
        self._client.page_size, self._client._session = size, seam  # noqa: SLF001  the client has no public seam
        search = arxiv.Search(query=query, id_list=list(ids), max_results=size)
        try:
            results = list(self._client.results(search))
        except (ValueError, arxiv.ArxivError) as error:
            raise SourceError("arXiv's feed cannot be read") from error
        read = [(record_of(result), result) for result in results]
        records = tuple(record for record, _ in read if record)
        unread = (*seam.unread, *(unread_of(result) for record, result in read if record is None))
        sent, total = sum(entries_in(body) for body in seam.bodies), total_of(seam.bodies[0])
        lost = len(records) + len(unread) < sent or (bool(seam.unread) and len(seam.bodies) > 1)
        return Page(records, unread, cut=total > sent, broken=lost or (not records and max(total, sent) > 0))

    @cached_property
    def _client(self) -> arxiv.Client:
        import arxiv  # noqa: PLC0415  see the import block

        logging.getLogger("arxiv").setLevel(logging.CRITICAL + 1)  # its warnings quote text from outside
        client = arxiv.Client(delay_seconds=0, num_retries=0)
        client.query_url_format = f"{self._transport.host.base_url}?{{}}"
        return client


class _Seam:
    """Takes the place of the client's session: sends through the transport, keeps the bodies that came back, and hands
    on what the client can read of them."""

    def __init__(self, transport: Transport, size: int, tries: int) -> None:
        self._transport, self._size, self._tries = transport, size, tries
        self.bodies: list[bytes] = []
        self.unread: list[Unread] = []

    def get(self, url: str, headers: object) -> Reply:  # noqa: ARG002  the client names itself there; we do elsewhere
        """What the client calls."""
        reply = self._transport.send("GET", url, tries=self._tries)
        body = escaped(reply.content)
        self.bodies.append(body)
        readable, unread = sifted(body, self._size)
        self.unread += unread
        return replace(reply, content=readable)


def title_batches(queries: Sequence[TitleQuery]) -> Iterator[list[TitleQuery]]:
    """PURE: long titles as many as a request line bears, short ones by tens."""
    long = [query for query in queries if not is_short(query.title)]
    short = [query for query in queries if is_short(query.title)]
    yield from packed(long, _clause_size, LONGEST, TITLES_AT_ONCE)
    yield from packed(short, _clause_size, LONGEST, SHORT_TITLES_AT_ONCE)


def word_batches(queries: Sequence[WordsQuery]) -> Iterator[list[WordsQuery]]:
    """PURE: the titles to be asked for in other words, as many as a request line bears."""
    return packed(queries, _loose_size, LONGEST, LOOSE_TITLES_AT_ONCE)


def search_batches(queries: Sequence[TitleQuery]) -> Iterator[Sequence[TitleQuery | WordsQuery]]:
    """PURE: every batch that these titles can take, were none of them found as it is listed."""
    yield from title_batches(queries)
    in_words = [WordsQuery(query.title) for query in queries]
    yield from word_batches([query for query in in_words if loose_clause(query.title)])


def _clause_size(query: TitleQuery) -> int:
    return encoded_size(arxiv_clause(query.title) + _BETWEEN_CLAUSES)


def _loose_size(query: WordsQuery) -> int:
    return encoded_size(loose_clause(query.title) + _BETWEEN_CLAUSES)


def _id_size(paper: PaperId) -> int:
    return encoded_size(paper.value + _COMMA)
