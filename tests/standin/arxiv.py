"""The arXiv query API as its server behaves since November 2025 (FACTS 1.1 to 1.6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from threading import Lock

from tests.standin import arxiv_feed as atom
from tests.standin.arxiv_query import Group, Node, QueryError, Term, parse
from tests.standin.exchange import ATOM, HTML, Request, Response
from tests.standin.index import Hits, PhraseIndex, Vocabulary
from tests.standin.records import Corpus, Record

_WELL_FORMED = re.compile(r"(?P<name>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v(?P<version>[1-9]\d*))?")
_WINDOW = 10_000
_CLAUSES = 400
_GAP = -2
_SORT_ORDERS = ("ascending", "descending")

_TEXTS: dict[str, Callable[[Record], Iterable[str]]] = {
    "au": lambda record: record.authors if record.arxiv_authors is None else record.arxiv_authors,
    "abs": lambda record: [record.abstract or ""],
    "co": lambda record: [record.arxiv_comment or ""],
    "jr": lambda record: [record.journal_ref or ""],
    "doi": lambda record: [record.doi or ""],
    "rn": lambda record: (),
}
"""Fields that are indexed when first asked for; titles are indexed from the start. An invented abstract holds nothing
but its title, so that searching abstracts is searching titles and given abstracts."""


class BadRequestError(ValueError):
    """A parameter that the server refuses with an error feed; `fragment` names the problem in the entry's id."""

    def __init__(self, message: str, fragment: str | None = None) -> None:
        super().__init__(message)
        self.fragment = fragment


class InternalError(Exception):
    """What the server's search engine refuses: the client sees 500."""


class ArxivApi:
    """Answers `/api/query`, by GET and by POST. Does not search TeX-only fields, report numbers or full texts."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._indexes = {"ti": corpus.arxiv_titles}
        self._lock = Lock()

    def __call__(self, request: Request) -> Response:
        if request.path != "/api/query":
            return Response(404, b"<html><body><h1>Not Found</h1></body></html>\n", HTML)
        try:
            return Response(200, self._answer(request.query), ATOM)
        except BadRequestError as error:
            return Response(400, atom.error_feed(str(error), error.fragment), ATOM)
        except QueryError as error:
            return Response(400, atom.error_feed(f"Cannot parse the query: {error}"), ATOM)
        except InternalError:
            return Response(500, atom.error_feed("The server encountered an internal error."), ATOM)

    def _answer(self, query: dict[str, str]) -> bytes:
        start, size = _natural(query, "start", 0), _natural(query, "max_results", 10)
        order = _sorting(query)
        names = [name for name in query.get("id_list", "").split(",") if name]
        versions = self._versions(names)
        parsed = _parsed(query, required=not names)
        if size == 0 or start + size > _WINDOW or (parsed and sum(1 for _ in parsed.terms()) > _CLAUSES):
            raise InternalError
        results = self._results(parsed, versions if names else None, order)
        title, link = (str(parsed), parsed.nested()) if parsed else ("", "")
        page = atom.Page(title, link, ",".join(names), start, size, total=len(results))
        return atom.feed(page, [self._shown(*result) for result in results[start : start + size]])

    def _versions(self, names: Iterable[str]) -> dict[int, list[int]]:
        """Position to the versions asked for, of each name that exists; one malformed name fails the request."""
        versions: dict[int, list[int]] = {}
        for name in names:
            match = _WELL_FORMED.fullmatch(name)
            if not match:
                raise BadRequestError(f"incorrect id format for {name}", f"incorrect_id_format_for_{name}")
            position, version = self._corpus.arxiv_ids.get(match["name"]), int(match["version"] or 0)
            latest = 0 if position is None else self._corpus[position].arxiv_version
            if position is not None and version <= latest:
                versions.setdefault(position, []).append(version or latest)
        return versions

    def _results(
        self, query: Group | None, versions: dict[int, list[int]] | None, order: tuple[str, str]
    ) -> list[tuple[int, int]]:
        """Positions with the version to show (0 is the latest), in order; ids, where given, filter the query."""
        if query is None:
            hits = dict.fromkeys(versions or (), 0.0)
        else:
            hits = {at: score for at, score in self._search(query).items() if versions is None or at in versions}
        asked = versions or {}
        return [(at, version) for at in self._sorted(hits, order) for version in sorted({*asked.get(at, [0])})]

    def _shown(self, position: int, version: int) -> tuple[Record, int]:
        record = self._corpus[position]
        return record, version or record.arxiv_version

    def _sorted(self, hits: Hits, order: tuple[str, str]) -> list[int]:
        by, direction = order
        if by == "relevance":
            return sorted(hits, key=lambda position: (-hits[position], position))
        days = {position: self._day(position, latest=by == "lastUpdatedDate") for position in hits}
        return sorted(hits, key=lambda position: days[position], reverse=direction == "descending")

    def _day(self, position: int, *, latest: bool) -> str:
        record = self._corpus[position]
        return atom.updated(record, record.arxiv_version if latest else 1).isoformat()

    def _search(self, node: Node) -> Hits:
        if isinstance(node, Term):
            return self._term(node)
        hits = self._search(node.operands[-1])
        for operator, operand in zip(reversed(node.operators), reversed(node.operands[:-1]), strict=True):
            hits = _COMBINED[operator](self._search(operand), hits)
        return hits

    def _term(self, term: Term) -> Hits:
        match term.field:
            case "all":
                return _either(self._index("ti").phrase(term.value), self._text(term, "au"), self._text(term, "abs"))
            case "abs":
                return _either(self._index("ti").phrase(term.value), self._text(term, "abs"))
            case "cat":
                return {at: 0.0 for name, at in self._corpus.arxiv_ids.items() if atom.category(name) == term.value}
            case "id":
                return dict.fromkeys(self._versions([term.value]), 0.0)
            case "submittedDate":
                return self._submitted(term.value)
        return self._text(term, term.field)

    def _text(self, term: Term, field: str) -> Hits:
        if not term.quoted and term.value.endswith("*"):
            return self._index(field).prefix(term.value.rstrip("*"))
        return self._index(field).phrase(term.value.replace("_", " ") if field == "au" else term.value)

    def _submitted(self, value: str) -> Hits:
        first, _, last = value.partition(" TO ")
        days = {at: self._day(at, latest=False).replace("-", "") for at in self._corpus.arxiv_ids.values()}
        return {at: 0.0 for at, day in days.items() if first[:8] <= day <= last[:8]}

    def _index(self, field: str) -> PhraseIndex:
        with self._lock:
            if field not in self._indexes:
                self._indexes[field] = _indexed(self._corpus, _TEXTS[field])
            return self._indexes[field]


def _indexed(corpus: Corpus, texts: Callable[[Record], Iterable[str]]) -> PhraseIndex:
    vocabulary = Vocabulary()
    index = PhraseIndex(vocabulary)
    for position in corpus.arxiv_ids.values():
        index.add(position, _apart([vocabulary.learn(text) for text in texts(corpus[position])]))
    return index


def _apart(parts: Iterable[list[int]]) -> list[int]:
    """The parts in one row, with a gap that no phrase bridges between one author and the next."""
    return [number for part in parts for number in (*part, _GAP)]


def _both(left: Hits, right: Hits) -> Hits:
    return {position: left[position] + right[position] for position in left.keys() & right.keys()}


def _either(*hits: Hits) -> Hits:
    total: Hits = {}
    for part in hits:
        for position, score in part.items():
            total[position] = total.get(position, 0.0) + score
    return total


def _without(left: Hits, right: Hits) -> Hits:
    return {position: score for position, score in left.items() if position not in right}


_COMBINED: dict[str, Callable[[Hits, Hits], Hits]] = {"AND": _both, "OR": _either, "ANDNOT": _without}


def _parsed(query: dict[str, str], *, required: bool) -> Group | None:
    text = query.get("search_query", "").strip()
    if not text and required:
        raise BadRequestError("Either a search_query or id_list must be specified for the classic API.")
    return parse(text, raw=query.get("raw") == "1") if text else None


def _natural(query: dict[str, str], name: str, default: int) -> int:
    text = query.get(name, str(default))
    try:
        number = int(text)
    except ValueError:
        raise BadRequestError(f"{name} must be an integer", f"{name}_must_be_an_integer") from None
    if number < 0:
        raise BadRequestError(f"{name} must be non-negative", f"{name}_must_be_non-negative")
    return number


def _sorting(query: dict[str, str]) -> tuple[str, str]:
    by, direction = query.get("sortBy", "relevance"), query.get("sortOrder", "descending")
    if by not in ("relevance", "lastUpdatedDate", "submittedDate"):
        raise BadRequestError("sortBy must be in: relevance, lastUpdatedDate, submittedDate")
    if direction not in _SORT_ORDERS:
        raise BadRequestError(f"sortOrder must be in: {', '.join(_SORT_ORDERS)}")
    return by, direction
