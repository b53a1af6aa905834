"""The services that a run asks, in the order in which titles go to them. A new service is one more row here.

Reads no environment and opens nothing: it says which variables there are, and builds what it is told to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import UsageError
from pipeline.models import Question, SourceName, TitleQuery
from pipeline.plan import Rates
from pipeline.settings import Freshness as FreshnessDays
from pipeline.sources import arxiv, semantic_scholar
from pipeline.sources.base import Source
from pipeline.sources.cached import Freshness
from pipeline.sources.host import Host
from pipeline.sources.transport import Transport


@dataclass(frozen=True)
class Service:
    """One service: the environment variables that configure it, how its parts are made, and what a run may cost:
    `search_batches` are the searches that titles can take, those that share a request together."""

    name: SourceName
    url_variable: str
    interval_variable: str
    key_variable: str | None
    host: Callable[[str | None, float | None, str | None], Host]
    source: Callable[[Transport, Callable[[], datetime]], Source]
    freshness: Callable[[FreshnessDays], Freshness]
    rates: Callable[[float], Rates]
    search_batches: Callable[[Sequence[TitleQuery]], Iterable[Sequence[Question]]]

    def configured(self, environment: Mapping[str, str]) -> Host:
        """Where the service is and how fast it may be asked, by the environment. Raises UsageError, naming the
        variable that is malformed."""
        url = environment.get(self.url_variable) or None
        interval = environment.get(self.interval_variable)
        key = environment.get(self.key_variable) if self.key_variable else None
        # each part alone first, so that one which is malformed is blamed on its own variable
        with _blamed_on(self.url_variable):
            self.host(url, None, None)
        with _blamed_on(self.interval_variable):
            seconds = _seconds(interval)
            self.host(None, seconds, None)
        with _blamed_on(self.key_variable):
            return self.host(url, seconds, key)


@contextmanager
def _blamed_on(variable: str | None) -> Iterator[None]:
    try:
        yield
    except UsageError as error:
        raise UsageError(f"The environment's {variable}: {error}") from error


def configured_hosts(environment: Mapping[str, str]) -> list[Host]:
    """Where each of `SERVICES` is, by the environment. Raises UsageError, naming the variable that is malformed."""
    return [service.configured(environment) for service in SERVICES]


def configured_host(name: SourceName, environment: Mapping[str, str]) -> Host:
    """The one of these that is called so."""
    return next(host for host in configured_hosts(environment) if host.name == name)


def _arxiv_host(url: str | None, interval: float | None, _key: str | None) -> Host:
    return arxiv.arxiv_host(url or arxiv.OFFICIAL_URL, interval)


def _semantic_scholar_host(url: str | None, interval: float | None, key: str | None) -> Host:
    return semantic_scholar.semantic_scholar_host(url or semantic_scholar.OFFICIAL_URL, interval, key)


SERVICES = (
    Service(
        name="arxiv",
        url_variable="ARXIV_API_URL",
        interval_variable="ARXIV_INTERVAL",
        key_variable=None,
        host=_arxiv_host,
        source=arxiv.ArxivSource,
        freshness=lambda days: Freshness(days.papers, days.titles, days.not_found, days.not_found_longest),
        rates=lambda interval: Rates(arxiv.IDS_AT_ONCE, arxiv.EMPTY_PAGES, titles_one_by_one=False, interval=interval),
        search_batches=arxiv.search_batches,
    ),
    Service(
        name="semantic_scholar",
        url_variable="SEMANTIC_SCHOLAR_API_URL",
        interval_variable="SEMANTIC_SCHOLAR_INTERVAL",
        key_variable="SEMANTIC_SCHOLAR_API_KEY",
        host=_semantic_scholar_host,
        source=semantic_scholar.SemanticScholarSource,
        freshness=lambda days: Freshness(days.citations, days.titles, days.not_found, days.not_found_longest),
        rates=lambda interval: Rates(
            semantic_scholar.IDS_AT_ONCE, searches_a_batch=1, titles_one_by_one=True, interval=interval
        ),
        search_batches=semantic_scholar.phrase_batches,
    ),
)


def _seconds(text: str | None) -> float | None:
    try:
        return float(text) if text and text.strip() else None
    except ValueError:
        raise UsageError(f"{text!r} is not a number of seconds.") from None
