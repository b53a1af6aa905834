"""The services that a run asks, in the order in which titles go to them. A new service is one more row here.

Reads no environment and opens nothing: it says which variables there are, and builds what it is told to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import UsageError
from pipeline.models import SourceName
from pipeline.plan import Rates
from pipeline.settings import Freshness as FreshnessDays
from pipeline.sources import arxiv, semantic_scholar
from pipeline.sources.base import Source
from pipeline.sources.cached import Freshness
from pipeline.sources.host import Host
from pipeline.sources.transport import Transport


@dataclass(frozen=True)
class Service:
    """One service: the environment variables that configure it, and how its parts are made."""

    name: SourceName
    url_variable: str
    interval_variable: str
    key_variable: str | None
    host: Callable[[str | None, float | None, str | None], Host]
    source: Callable[[Transport, Callable[[], datetime]], Source]
    freshness: Callable[[FreshnessDays], Freshness]
    rates: Callable[[float], Rates]

    def configured(self, environment: Mapping[str, str]) -> Host:
        """Where the service is and how fast it may be asked, by the environment. Raises UsageError, naming what is
        malformed and in which variable."""
        url = environment.get(self.url_variable) or None
        key = environment.get(self.key_variable) if self.key_variable else None
        try:
            return self.host(url, _seconds(environment.get(self.interval_variable), self.interval_variable), key)
        except UsageError as error:
            names = ", ".join(name for name in (self.url_variable, self.interval_variable, self.key_variable) if name)
            raise UsageError(f"{error} See the environment: {names}.") from error


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
        rates=lambda interval: Rates(
            arxiv.IDS_AT_ONCE, arxiv.TITLES_AT_ONCE, titles_one_by_one=False, interval=interval
        ),
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
            semantic_scholar.IDS_AT_ONCE, semantic_scholar.PHRASES_AT_ONCE, titles_one_by_one=True, interval=interval
        ),
    ),
)


def _seconds(text: str | None, variable: str) -> float | None:
    try:
        return float(text) if text and text.strip() else None
    except ValueError:
        raise UsageError(f"{variable} is {text!r}, which is not a number of seconds.") from None
