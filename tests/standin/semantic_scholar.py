"""Semantic Scholar's Graph API as FACTS 2.1 to 2.4 describe it: one paper, many papers, and three kinds of search."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Literal, TypeAlias
from urllib.parse import unquote

from tests.standin import bulk_query
from tests.standin.exchange import Request, Response, json_response
from tests.standin.index import Hits
from tests.standin.paper_ids import position, well_formed
from tests.standin.papers import Paper, UnknownFieldsError, citation_count, paper, publication_date, wanted
from tests.standin.records import Corpus, corpus_id

BulkMode: TypeAlias = Literal["works", "ignores_grouping", "refused"]
"""What bulk search makes of OR-ed phrases. `ignores_grouping` finds every paper with any of the words, as reported in
allenai/s2-folks #162; `refused` answers 400. Which of them the real service does today is not known (FACTS 2.2)."""

_BASE = "/graph/v1/paper/"
_LARGEST_BATCH = 500
_SEARCH_PAGE = 100
_SEARCH_WINDOW = 1_000
_BULK_PAGE = 1_000
_NOT_IN_BULK = frozenset({"tldr", "embedding", "citations", "references"})
_NO_IDS = "No valid paper ids given"
_LEAST_MATCH = 0.2
"""Share of the words asked for that the nearest title must hold: low, so that wrong ones are offered too."""
_MATCH_SCALE = 7.0
"""Brings `matchScore` near the recorded sizes: about 60 for two rare words, 130 for five."""


class RefusedError(Exception):
    """The service answers with this status and error text."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class SemanticScholarApi:
    """Answers below `/graph/v1/paper`. `bulk` and `required_key` may be changed while the server runs.

    The only filter of a search that has an effect is `year`. Authors, citations and recommendations have no endpoint.
    """

    def __init__(self, corpus: Corpus, *, bulk: BulkMode = "works", required_key: str | None = None) -> None:
        self.bulk = bulk
        self.required_key = required_key
        self._corpus = corpus
        self._everything = frozenset(corpus.sha_of)
        self._endpoints: dict[tuple[str, str], Callable[[Request], object]] = {
            ("POST", "batch"): self._batch,
            ("GET", "search"): self._search,
            ("GET", "search/bulk"): self._bulk,
            ("GET", "search/match"): self._match,
        }

    def __call__(self, request: Request) -> Response:
        try:
            self._check_key(request)
            return json_response(200, self._endpoint(request)(request))
        except UnknownFieldsError as error:
            return json_response(400, {"error": str(error)})
        except RefusedError as error:
            return json_response(error.status, {"message" if error.status in (403, 500) else "error": str(error)})

    def _check_key(self, request: Request) -> None:
        key = {name.lower(): value for name, value in request.headers.items()}.get("x-api-key")
        if self.required_key is not None and key != self.required_key:
            raise RefusedError(403, "Forbidden") if key else RefusedError(401, "A valid API key is required")

    def _endpoint(self, request: Request) -> Callable[[Request], object]:
        name = request.path.removeprefix(_BASE)
        if not request.path.startswith(_BASE):
            raise RefusedError(404, "Not Found")
        found = self._endpoints.get((request.method, name))
        if not found and request.method != "GET":
            raise RefusedError(405, "Method Not Allowed")
        return found or self._one

    def _one(self, request: Request) -> Paper:
        name = unquote(request.path.removeprefix(_BASE))
        at = position(self._corpus, name) if well_formed(name) else None
        if at is None:
            raise RefusedError(404, f"Paper with id {name} not found")
        return self._papers([at], request)[0]

    def _batch(self, request: Request) -> list[Paper | None]:
        names = _batch_ids(request.body)
        found = [position(self._corpus, name) for name in names]
        papers = self._papers([at for at in found if at is not None], request)
        if not papers:
            raise RefusedError(400, _NO_IDS)
        rows = iter(papers)
        return [None if at is None else next(rows) for at in found]

    def _match(self, request: Request) -> dict[str, object]:
        nearest = self._corpus.titles.nearest(_text(request))
        if not nearest or nearest[2] < _LEAST_MATCH or not self._filtered([nearest[0]], request):
            raise RefusedError(404, "Title match not found")
        (best,) = self._papers([nearest[0]], request)
        return {"data": [{**best, "matchScore": round(nearest[1] * _MATCH_SCALE, 5)}]}

    def _search(self, request: Request) -> dict[str, object]:
        offset, limit = _number(request, "offset", 0), _number(request, "limit", _SEARCH_PAGE)
        if limit > _SEARCH_PAGE:
            raise RefusedError(400, f"Unacceptable query params: [limit={limit}]")
        hits = self._corpus.titles.words(_text(request))
        ranked = _ranked(hits, self._filtered(hits, request))
        if offset + limit > _SEARCH_WINDOW or offset > max(len(ranked) - 1, 0):
            raise RefusedError(400, "Requested data for this limit and/or offset is not available")
        if not ranked:
            return {"total": 0, "offset": 0}
        following = {"next": offset + limit} if offset + limit < len(ranked) else {}
        data = self._papers(ranked[offset : offset + limit], request)
        return {"total": len(ranked), "offset": offset, **following, "data": data}

    def _bulk(self, request: Request) -> dict[str, object]:
        found = self._filtered(self._bulk_hits(_text(request)), request)
        ordered = self._bulk_order(found, request.query.get("sort", "paperId"))
        start = _offset(request.query.get("token"))
        rest = start + _BULK_PAGE < len(ordered)
        data = self._papers(ordered[start : start + _BULK_PAGE], request, _NOT_IN_BULK)
        return {"total": len(ordered), "token": _token(start + _BULK_PAGE) if rest else None, "data": data}

    def _bulk_hits(self, query: str) -> Collection[int]:
        if self.bulk == "refused" and "|" in query:
            raise RefusedError(400, "Unacceptable query params: [query]")
        if self.bulk == "ignores_grouping":
            return self._corpus.titles.any_word(bulk_query.words(query))
        return bulk_query.matching(query, self._corpus.titles, self._everything)

    def _bulk_order(self, found: Iterable[int], sort: str) -> list[int]:
        name, _, direction = sort.partition(":")
        if name not in _SORT_KEYS:
            raise RefusedError(400, f"Unacceptable query params: [sort={sort}]")
        keys = {at: _SORT_KEYS[name](self._corpus, at) for at in found}
        return sorted(keys, key=lambda at: keys[at], reverse=direction == "desc")

    def _filtered(self, found: Iterable[int], request: Request) -> list[int]:
        """The papers of the years asked for: `2020`, `2020-2022`, `2020-`, `-2022`."""
        asked = request.query.get("year")
        if not asked:
            return list(found)
        first, last = _years(asked)
        return [at for at in found if first <= (self._corpus[at].year or -1) <= last]

    def _papers(self, found: Sequence[int], request: Request, refused: frozenset[str] = frozenset()) -> list[Paper]:
        """Records as papers. Unknown fields are noticed only when there is something to show (FACTS 2.3)."""
        if not found:
            return []
        fields = wanted(request.query.get("fields"), refused)
        return [paper(record := self._corpus[at], corpus_id(record, at), fields) for at in found]


_SORT_KEYS: dict[str, Callable[[Corpus, int], str | int]] = {
    "paperId": lambda corpus, at: corpus.sha_of[at],
    "citationCount": lambda corpus, at: citation_count(corpus[at]) or 0,
    "publicationDate": lambda corpus, at: publication_date(corpus[at]) or "",
}


def _batch_ids(body: object) -> list[str]:
    """The ids of a batch. A body that is no object crashes the service, as recorded; one bad id sinks the batch."""
    if not isinstance(body, dict):
        raise RefusedError(500, "Internal Server Error")
    names = body.get("ids")
    if not isinstance(names, list) or not all(isinstance(name, str) and well_formed(name) for name in names):
        raise RefusedError(400, _NO_IDS)
    if len(names) > _LARGEST_BATCH:
        raise RefusedError(400, f"Too many paper ids: {len(names)} > {_LARGEST_BATCH}")
    return names


def _ranked(hits: Hits, allowed: Iterable[int]) -> list[int]:
    return sorted(allowed, key=lambda at: (-hits[at], at))


def _text(request: Request) -> str:
    text = request.query.get("query", "").strip()
    if not text:
        raise RefusedError(400, "Unacceptable query params: [query]")
    return text


def _number(request: Request, name: str, default: int) -> int:
    text = request.query.get(name, str(default))
    if not text.isdecimal():
        raise RefusedError(400, f"Unacceptable query params: [{name}={text}]")
    return int(text)


def _years(asked: str) -> tuple[int, int]:
    years = re.fullmatch(r"(?P<first>\d{4})?(?P<dash>-)?(?P<last>\d{4})?", asked)
    if not years:
        raise RefusedError(400, f"Unacceptable query params: [year={asked}]")
    first = int(years["first"] or 0)
    return first, int(years["last"] or (9999 if years["dash"] else first))


def _token(start: int) -> str:
    return urlsafe_b64encode(f"standin {start}".encode()).decode()


def _offset(token: str | None) -> int:
    if not token:
        return 0
    try:
        return int(urlsafe_b64decode(token).removeprefix(b"standin "))
    except ValueError:
        raise RefusedError(400, "Unacceptable query params: [token]") from None
