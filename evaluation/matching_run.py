"""Asks the real sources for listed titles, through the real resolver, and keeps what each title was offered.

over HTTP     the stand-in's servers on loopback, and a transport as in any run
in process    the same sources and the same answers, handed over without sockets: for work on the rules
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from threading import Event
from time import monotonic, time
from typing import NamedTuple, cast
from urllib.parse import parse_qsl, urlsplit

from pipeline.matching.features import listed_title
from pipeline.models import (
    Answer,
    Entry,
    Found,
    IdKind,
    PaperId,
    Record,
    Resolution,
    SourceName,
    TitleQuery,
    WordsQuery,
)
from pipeline.progress import Silent
from pipeline.resolve import resolve
from pipeline.sources.arxiv import ArxivSource, arxiv_host
from pipeline.sources.base import Source
from pipeline.sources.host import Host
from pipeline.sources.pace import Clock, pace_for
from pipeline.sources.retry import Failure, Reply, judge
from pipeline.sources.semantic_scholar import SemanticScholarSource, semantic_scholar_host
from pipeline.sources.transport import Transport
from pipeline.sources.trouble import SourceError
from tests.standin import Corpus, Standin
from tests.standin.arxiv import ArxivApi
from tests.standin.exchange import Answer as Answering
from tests.standin.exchange import Request, ServiceName
from tests.standin.semantic_scholar import SemanticScholarApi

PATIENCE = 60.0
"""Seconds lost to failures after which a run is not worth finishing: the stand-in has none."""


class Asked(NamedTuple):
    """One title's outcome: its resolution, and every record that was on offer, in the order heard."""

    resolution: Resolution
    offered: tuple[Record, ...]


class Overheard:
    """The source `inner`, unchanged, and a note of every record that it offers for a title."""

    def __init__(self, inner: Source, heard: dict[TitleQuery, list[Record]]) -> None:
        self._inner, self._heard = inner, heard

    @property
    def name(self) -> SourceName:
        return self._inner.name

    @property
    def id_kinds(self) -> tuple[IdKind, ...]:
        return self._inner.id_kinds

    def find(self, queries: Sequence[TitleQuery]) -> Iterator[Answer]:
        for answer in self._inner.find(queries):
            if isinstance(answer, Found) and isinstance(answer.question, TitleQuery):
                self._heard.setdefault(answer.question, []).extend(answer.records)
            yield answer

    @property
    def looks_again(self) -> bool:
        return self._inner.looks_again

    def look_again(self, queries: Sequence[WordsQuery]) -> Iterator[Answer]:
        for answer in self._inner.look_again(queries):
            if isinstance(answer, Found) and isinstance(answer.question, WordsQuery):
                self._heard.setdefault(TitleQuery(answer.question.title), []).extend(answer.records)
            yield answer

    def fetch(self, ids: Sequence[PaperId]) -> Iterator[Answer]:
        return self._inner.fetch(ids)


class Services(NamedTuple):
    """Both services over one corpus, and how many requests each has been sent."""

    sources: tuple[Source, ...]
    sent: Counter[ServiceName]


def ask(entries: Sequence[Entry], sources: Sequence[Source]) -> list[Asked]:
    """What the resolver makes of the entries, each by title alone or with whatever else it says."""
    heard: dict[TitleQuery, list[Record]] = {}
    resolutions = resolve(
        entries, [Overheard(source, heard) for source in sources], (), rulings={}, known={}, watcher=Silent()
    )
    return [Asked(one, tuple(heard.get(TitleQuery(listed_title(one.entry)), ()))) for one in resolutions]


# ---- over HTTP -----------------------------------------------------------------------------------------------------


@contextmanager
def over_http(corpus: Corpus) -> Iterator[Services]:
    """Stand-ins on loopback, and the sources that ask them as they would ask the services."""
    sent: Counter[ServiceName] = Counter()
    with Standin(corpus) as standin, ExitStack() as stack:
        arxiv = stack.enter_context(_transport(arxiv_host(standin.arxiv_url), sent))
        scholar = stack.enter_context(_transport(semantic_scholar_host(standin.semantic_scholar_url), sent))
        yield Services((ArxivSource(arxiv, _now), SemanticScholarSource(scholar, _now)), sent)


class _Counting(Silent):
    def __init__(self, sent: Counter[ServiceName]) -> None:
        self._sent = sent

    def requested(self, source: SourceName) -> None:
        self._sent[cast("ServiceName", source)] += 1


def _transport(host: Host, sent: Counter[ServiceName]) -> Transport:
    clock = Clock(monotonic, time, Event().wait)
    return Transport(host, pace_for(host, clock), clock, _Counting(sent), patience=PATIENCE, jitter=random.random)


def _now() -> datetime:
    return datetime.now(UTC)


# ---- in process ----------------------------------------------------------------------------------------------------


@contextmanager
def in_process(corpus: Corpus) -> Iterator[Services]:
    """The same answers without servers."""
    sent: Counter[ServiceName] = Counter()
    arxiv = _Direct(arxiv_host("http://127.0.0.1/api/query"), "arxiv", ArxivApi(corpus), sent)
    scholar = _Direct(semantic_scholar_host("http://127.0.0.1"), "semantic_scholar", SemanticScholarApi(corpus), sent)
    yield Services(
        (ArxivSource(cast("Transport", arxiv), _now), SemanticScholarSource(cast("Transport", scholar), _now)), sent
    )


class _Direct:
    """Takes a transport's place: hands each request to the function that answers it, and judges the answer."""

    def __init__(self, host: Host, service: ServiceName, answer: Answering, sent: Counter[ServiceName]) -> None:
        self.host, self._service, self._answer, self._sent = host, service, answer, sent

    def send(self, method: str, url: str, *, body: object = None, tries: int = 1) -> Reply:  # noqa: ARG002  a function does not fail twice
        """The answer with status 200. Raises SourceError as a transport does."""
        self._sent[self._service] += 1
        response = self._answer(_request(self._service, method, url, body))
        reply = Reply(response.status, response.body, dict(response.headers), url)
        match judge(reply, self.host.check, _now()):
            case Failure(reason=reason):
                raise SourceError(reason)
            case SourceError() as error:
                raise error
        return reply


def _request(service: ServiceName, method: str, url: str, body: object) -> Request:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return Request(service, method, parts.path, query, body, url.encode(), {}, connection=0, started=0.0)
