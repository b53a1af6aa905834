"""Semantic Scholar, through its official client: 500 identifiers to a request, and titles in as few as it allows.

    fetch   /paper/batch          nulls stay where they are, so rows and questions stay aligned
    find    /paper/search/bulk    titles as phrases, joined with `|`, as long as that pays; a title it does not name
                                  exactly goes on to
            /paper/search/match   one title at a time; only this can tell that a title is not there

Whether bulk search honours joined phrases is not known for sure, so it has to earn its requests: two first batches that
find none of their titles end it for the run, and so does a bulk that saves too little later on. The client is used for
queries; pace, time-outs, retries, checks and the key are the transport's.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.identifiers import canonical_arxiv, canonical_doi
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
from pipeline.sources.attribution import candidates, is_named
from pipeline.sources.base import refuse_other_kinds
from pipeline.sources.batching import in_halves, packed, tries_for
from pipeline.sources.host import Host, checked_key, checked_url, interval_for, is_official
from pipeline.sources.json_body import json_of
from pipeline.sources.phrases import LONGEST, bulk_phrase, encoded_size, has_words, is_short, whole
from pipeline.sources.retry import BackOff, Policy
from pipeline.sources.semantic_scholar_paper import FIELDS, NAME, flaw, record_of_paper
from pipeline.sources.transport import MOST_TRIES, Transport
from pipeline.sources.trouble import RefusedError, SourceError

if TYPE_CHECKING:  # loaded with the first question, and not at all by a run that is answered from the cache
    from semanticscholar import SemanticScholar

OFFICIAL_URL = "https://api.semanticscholar.org"
FLOOR, FLOOR_WITHOUT_KEY = 1.05, 3.0
"""Seconds between requests. With a key: one request a second over all endpoints (release notes, 2024), and a little.
Without: a pool shared with everybody, which answers 429 more often than not; so a third of that."""

_BACK_OFF = BackOff(2.0, 60.0)
POLICY: Policy = {
    "throttled": _BACK_OFF,
    "server": _BACK_OFF,
    "network": _BACK_OFF,
    "body": _BACK_OFF,
    "forbidden": BackOff(2.0, 2.0, tries=2),
}
"""Exponential back-off is a condition of use. A 403 was now and then a whim (2025-07): it gets one second chance."""

IDS_AT_ONCE = 500
PHRASES_AT_ONCE = 25
SEVERAL = 4
MOST_VAIN = 2
"""So many batches of several titles that find none of them, before any other has found one, are taken for a service
that does not join phrases: one batch may hold nothing but titles that nobody knows."""
MOST_WASTED = 8
"""Bulk requests beyond the titles that they found. One request per title, and ten over, is what a search may cost."""
_BETWEEN_PHRASES = " | "
_BROKEN = "Semantic Scholar sent a record that cannot be read"
_ALL_UNKNOWN, _NO_SUCH_TITLE = "no valid paper ids", "title match not found"
"""The service's own words, in lower case, for what it does not know; a gateway has others (`Not Found`)."""

_SPELT: Mapping[IdKind, tuple[str, Callable[[str], object]]] = {
    "arxiv": ("ARXIV:", canonical_arxiv),
    "doi": ("DOI:", canonical_doi),
    "semantic_scholar": ("", re.compile(r"[0-9a-f]{40}").fullmatch),
    "corpus_id": ("CorpusId:", re.compile(r"\d{1,12}").fullmatch),
    "acl": ("ACL:", re.compile(r"[\w.-]{1,64}", re.ASCII).fullmatch),
}
"""How each kind of identifier is written in a request, and what one looks like."""


def semantic_scholar_host(url: str = OFFICIAL_URL, interval: float | None = None, key: str | None = None) -> Host:
    """Where Semantic Scholar is. `url` is the base of all its APIs; `interval` can only slow the official host down.

    Raises UsageError for a malformed URL, interval or key.
    """
    base, key = checked_url(url), checked_key(key)
    official = is_official(base, "semanticscholar.org")
    pace = interval_for(interval, FLOOR if key else FLOOR_WITHOUT_KEY, official=official)
    hint = "" if key else "a key in SEMANTIC_SCHOLAR_API_KEY would help"
    return Host(NAME, base, pace, official, POLICY, flaw, key, hint)


class SemanticScholarSource:
    """`now` gives the time in UTC, for the answers."""

    name = NAME
    id_kinds: tuple[IdKind, ...] = ("corpus_id", "semantic_scholar", "arxiv", "doi", "acl")
    """Its own identifiers come first: once it has told them, no other source can change what it is asked by."""

    def __init__(self, transport: Transport, now: Callable[[], datetime]) -> None:
        self._transport, self._now = transport, now
        self._bulk_asked = self._bulk_found = self._bulk_vain = 0
        self._bulk_refused = False

    @property
    def looks_again(self) -> bool:
        return False

    def look_again(self, queries: Sequence[WordsQuery]) -> Iterator[Answer]:
        """Nothing: it finds the nearest title as it is."""
        raise ValueError(f"{self.name} cannot look for {len(queries)} titles by their words")

    def fetch(self, ids: Sequence[PaperId]) -> Iterator[Answer]:
        """An identifier that cannot be one of its kind is NotFound without asking: it would sink its whole batch."""
        distinct = dict.fromkeys(ids)
        refuse_other_kinds(self, distinct)
        asked = [paper for paper in distinct if spelt(paper)]
        yield from (self._not_found(paper) for paper in distinct if not spelt(paper))
        for batch in packed(asked, lambda _: 1, IDS_AT_ONCE, IDS_AT_ONCE):
            yield from in_halves(batch, self._batch)

    def find(self, queries: Sequence[TitleQuery]) -> Iterator[Answer]:
        """A title without a single letter or digit is NotFound without asking."""
        offered: dict[TitleQuery, tuple[Record, ...]] = dict.fromkeys(queries, ())
        for batch in phrase_batches(list(offered)):
            if not self._bulk_pays():
                break
            offered |= self._bulk(batch)
            for query in [query for query in batch if is_named(query.title, offered[query])]:
                yield self._answer(query, offered.pop(query))
        for query, records in offered.items():
            yield self._match(query, records) if has_words(query.title) else self._not_found(query)

    def _batch(self, ids: Sequence[PaperId]) -> Iterable[Answer]:
        asked = [spelt(paper) for paper in ids]
        try:
            rows = self._ask(lambda: self._client.get_papers(asked, fields=FIELDS), tries_for(ids))
        except RefusedError as error:
            if _ALL_UNKNOWN in error.said.lower():
                return [self._not_found(paper) for paper in ids]
            raise
        if len(rows) != len(ids):
            raise SourceError(f"Semantic Scholar answered {len(rows)} of {len(ids)} identifiers")
        if not in_order(ids, rows):
            raise SourceError("Semantic Scholar answered in another order than asked")
        return [self._row(paper, row) for paper, row in zip(ids, rows, strict=True)]

    def _bulk(self, queries: Sequence[TitleQuery]) -> dict[TitleQuery, tuple[Record, ...]]:
        """What bulk search offers for each title; nothing, and no bulk search any more, when it is refused."""
        phrases = quote(_BETWEEN_PHRASES.join(bulk_phrase(query.title) for query in queries), safe="")
        self._bulk_asked += 1
        try:
            rows = self._ask(lambda: self._client.search_paper(phrases, bulk=True, fields=FIELDS), tries=2)
        except SourceError:
            self._bulk_refused = True
            return {}
        records = [record for row in rows if (record := record_of_paper(row))]
        offered = {query: candidates(query.title, records) for query in queries}
        found = sum(is_named(query.title, offered[query]) for query in queries)
        self._bulk_found += found
        self._bulk_vain += found == 0 and len(queries) >= SEVERAL
        self._bulk_refused = self._bulk_found == 0 and self._bulk_vain >= MOST_VAIN
        return offered

    def _bulk_pays(self) -> bool:
        return not self._bulk_refused and self._bulk_asked - self._bulk_found < MOST_WASTED

    def _match(self, query: TitleQuery, offered: tuple[Record, ...]) -> Answer:
        """The service's nearest title, right or wrong, before what bulk search had offered for want of better."""
        title = quote(whole(query.title), safe="")
        try:
            rows = self._ask(lambda: self._client.search_paper(title, match_title=True, fields=FIELDS), MOST_TRIES)
        except RefusedError as error:
            if error.status != HTTPStatus.NOT_FOUND or _NO_SUCH_TITLE not in error.said.lower():
                return Unavailable(question=query, reason=error.reason)
            rows = []
        except SourceError as error:
            return Unavailable(question=query, reason=error.reason)
        records = [record_of_paper(row) for row in rows]
        known = [record for record in records if record]
        if len(known) < len(records):
            return Unavailable(question=query, reason=_BROKEN)
        return self._answer(query, tuple(dict.fromkeys((*known, *offered))))

    def _row(self, paper: PaperId, row: object) -> Answer:
        if row is None:
            return self._not_found(paper)
        record = record_of_paper(row)
        return self._answer(paper, (record,)) if record else Unavailable(question=paper, reason=_BROKEN)

    def _answer(self, question: Question, records: tuple[Record, ...]) -> Answer:
        if not records:
            return self._not_found(question)
        return Found(question=question, records=records, asked=self._now())

    def _not_found(self, question: Question) -> Answer:
        return NotFound(question=question, asked=self._now())

    def _ask(self, call: Callable[[], object], tries: int) -> list[object]:
        """The rows of the service's answer to a call of the client, nulls included. Raises SourceError."""
        seam = self._client._AsyncSemanticScholar._requester = _Seam(self._transport, tries)  # noqa: SLF001  no public seam
        call()
        return seam.rows

    @cached_property
    def _client(self) -> SemanticScholar:
        from semanticscholar import SemanticScholar  # noqa: PLC0415  see the import block

        logging.getLogger("semanticscholar").setLevel(logging.CRITICAL + 1)  # it warns of each identifier not found
        root, spare = logging.getLogger(), logging.NullHandler()
        root.addHandler(spare)  # so that the client's basicConfig finds a handler, and does not set up one of its own
        try:
            return SemanticScholar(api_url=self._transport.host.base_url, retry=False)
        finally:
            root.removeHandler(spare)


class _Seam:
    """Takes the place of the client's requester: sends through the transport, and keeps the rows that came back.

    The client is handed an empty answer: its own parsing drops nulls, so that rows lose their questions, and stops at
    a date without a day.
    """

    def __init__(self, transport: Transport, tries: int) -> None:
        self._transport, self._tries = transport, tries
        self.rows: list[object] = []

    async def get_data_async(self, url: str, parameters: str, _headers: object, payload: object = None) -> object:
        """What the client calls, from a loop that has nothing else to do."""
        method = "POST" if payload else "GET"
        query = parameters.lstrip("&")
        reply = self._transport.send(method, f"{url}?{query}", body=payload, tries=self._tries)
        answer = json_of(reply.content)
        data = answer.get("data", []) if isinstance(answer, dict) else answer
        self.rows = data if isinstance(data, list) else []
        return [] if payload else {"data": [{}]}


def spelt(paper: PaperId) -> str | None:
    """PURE: the identifier as a request names it; None if it cannot be one."""
    prefix, looks_right = _SPELT[paper.kind]
    return prefix + paper.value if looks_right(paper.value) else None


def in_order(ids: Sequence[PaperId], rows: Sequence[object]) -> bool:
    """PURE: does the row of each identifier stand in its place?

    Not if one identifier's own record stands only in other places, as the service had it in a recording of 2023. A
    record that does not bear the identifier proves nothing: papers are merged, and then answer to their former ones.
    """
    records = [record_of_paper(row) for row in rows]
    bearers = {known: record for record in records if record for known in record.ids.known()}
    pairs = zip(ids, records, strict=True)
    return all(record is None or bearers.get(paper, record) == record for paper, record in pairs)


def phrase_batches(queries: Sequence[TitleQuery]) -> Iterator[list[TitleQuery]]:
    """PURE: the titles worth a bulk search, as many as a request bears; short ones would bring a thousand others."""
    worth = (query for query in queries if not is_short(query.title))
    return packed(worth, _phrase_size, LONGEST, PHRASES_AT_ONCE)


def _phrase_size(query: TitleQuery) -> int:
    return encoded_size(bulk_phrase(query.title) + _BETWEEN_PHRASES)
