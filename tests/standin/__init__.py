"""Local stand-ins for the arXiv query API and Semantic Scholar's Graph API, over real HTTP on loopback ports.

    with Standin(records) as standin:
        standin.arxiv_url, standin.semantic_scholar_url      # for ARXIV_API_URL and SEMANTIC_SCHOLAR_API_URL
        standin.arxiv.faults.append(Fault.status(429))       # the next request fails so
        standin.requests                                     # everything received, in order

They know nothing of the program that they test, and share no code with it. FACTS, where these modules name it, is the
`apis/FACTS.md` of the shared material beside a developer's checkout: notes on both services, each with its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from tests.standin.arxiv import ArxivApi
from tests.standin.exchange import Request, ServiceName
from tests.standin.faults import Fault
from tests.standin.records import Corpus, Record
from tests.standin.semantic_scholar import BulkMode, SemanticScholarApi
from tests.standin.server import Service

__all__ = ["BulkMode", "Corpus", "Fault", "Record", "Request", "ServiceName", "Standin"]


class Standin:
    """Both services over one set of records: a file, Record objects, or a Corpus that several stand-ins share.

    `faults` are queued per service before the first request. Port 0 takes a free one. Usable as a context manager;
    otherwise `close` ends the servers.
    """

    def __init__(
        self,
        records: Path | Iterable[Record] | Corpus,
        faults: Mapping[ServiceName, Iterable[Fault]] | None = None,
        *,
        arxiv_port: int = 0,
        semantic_scholar_port: int = 0,
        bulk: BulkMode = "works",
        required_key: str | None = None,
    ) -> None:
        corpus = _corpus(records)
        self.requests: list[Request] = []
        self.graph = SemanticScholarApi(corpus, bulk=bulk, required_key=required_key)
        self.arxiv = Service("arxiv", ArxivApi(corpus), self.requests, arxiv_port)
        self.semantic_scholar = Service("semantic_scholar", self.graph, self.requests, semantic_scholar_port)
        self.arxiv.faults.extend((faults or {}).get("arxiv", ()))
        self.semantic_scholar.faults.extend((faults or {}).get("semantic_scholar", ()))

    @property
    def arxiv_url(self) -> str:
        """The complete URL of the query endpoint."""
        return f"{self.arxiv.url}/api/query"

    @property
    def semantic_scholar_url(self) -> str:
        """The base URL, without `/graph/v1`."""
        return self.semantic_scholar.url

    def sent_to(self, service: ServiceName) -> list[Request]:
        """The requests that one service received, in order."""
        return [request for request in self.requests if request.service == service]

    def close(self) -> None:
        """Ends both servers and their open connections."""
        self.arxiv.close()
        self.semantic_scholar.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _corpus(records: Path | Iterable[Record] | Corpus) -> Corpus:
    if isinstance(records, Corpus):
        return records
    return Corpus.from_file(records) if isinstance(records, Path) else Corpus.of(records)
