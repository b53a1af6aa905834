"""What can go wrong on the way: answers that a service gives instead of the one it meant to give."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from tests.standin.arxiv_feed import error_feed
from tests.standin.exchange import ATOM, HTML, JSON, TEXT, Response, ServiceName

RATE_EXCEEDED = b"Rate exceeded."
_PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>\n"
_JSON_BODIES = {
    401: b'{"error":"A valid API key is required"}\n',
    403: b'{"message":"Forbidden"}',
    429: b'{"message": "Too Many Requests. Please slow down.", "code": "429"}',
    500: b'{"message": "Internal Server Error"}\n',
    504: b'{"message": "Endpoint request timed out"}',
}
"""Semantic Scholar's bodies as recorded (FACTS 2.4), the advice of the 429 shortened."""

Alter = Callable[[ServiceName, Response], Response]


@dataclass(frozen=True)
class Fault:
    """One mishap; `alter` turns the answer that the service meant to give into the one that is sent."""

    name: str
    alter: Alter

    @classmethod
    def status(cls, code: int, *, retry_after: int | str | None = None) -> Fault:
        """An error of the service or of the gateway before it, with the body that this service sends for it.

        429 comes without Retry-After unless one is given, in seconds or as an HTTP date.
        """
        headers = () if retry_after is None else (("Retry-After", str(retry_after)),)
        return cls(f"status {code}", lambda service, _: replace(_outage(service, code), headers=headers))

    @classmethod
    def body(cls, content: bytes, content_type: str, status: int = 200) -> Fault:
        """Any body under any status."""
        return cls(f"body {content[:20]!r}", lambda _service, _meant: Response(status, content, content_type))

    @classmethod
    def html(cls) -> Fault:
        """200 with a page, as a proxy or a robot check sends it."""
        return cls.body(_PAGE.format("Access Denied").encode(), HTML)

    @classmethod
    def text(cls) -> Fault:
        """200 with the text of a rate limit."""
        return cls.body(RATE_EXCEEDED, TEXT)

    @classmethod
    def empty_body(cls) -> Fault:
        """200 with nothing at all."""
        return cls("empty body", lambda _, meant: replace(meant, status=200, body=b""))

    @classmethod
    def error_feed(cls) -> Fault:
        """200 with a feed whose one entry is an error, as the old arXiv server answered."""
        return cls.body(error_feed("The server is busy"), ATOM)

    @classmethod
    def empty_feed(cls) -> Fault:
        """200 with a well-formed feed that lost its entries, as arXiv sends now and then by mistake."""
        return cls("empty feed", lambda _, meant: replace(meant, body=_without_entries(meant.body)))

    @classmethod
    def cut(cls) -> Fault:
        """The first half of the answer, with a Content-Length that agrees."""
        return cls("cut", lambda _, meant: replace(meant, body=meant.body[: len(meant.body) // 2]))

    @classmethod
    def short(cls) -> Fault:
        """Half the body that Content-Length promises, then the connection closes."""
        return cls("short", lambda _, meant: replace(meant, delivery="short"))

    @classmethod
    def reset(cls) -> Fault:
        """The connection is reset before a byte is sent."""
        return cls("reset", lambda _, meant: replace(meant, delivery="reset"))

    @classmethod
    def stall(cls) -> Fault:
        """Nothing is sent until the service is released or closed; then the answer, late."""
        return cls("stall", lambda _, meant: replace(meant, delivery="stall"))

    @classmethod
    def redirect(cls, url: str) -> Fault:
        """301 to another place."""
        page = _PAGE.format("Moved Permanently").encode()
        return cls("redirect", lambda _service, _meant: Response(301, page, HTML, (("Location", url),)))


def _outage(service: ServiceName, code: int) -> Response:
    if service == "semantic_scholar" and code in _JSON_BODIES:
        return Response(code, _JSON_BODIES[code], JSON)
    if service == "arxiv" and code == HTTPStatus.TOO_MANY_REQUESTS:
        return Response(code, RATE_EXCEEDED, TEXT)
    if service == "arxiv" and code == HTTPStatus.INTERNAL_SERVER_ERROR:
        return Response(code, error_feed("The server encountered an internal error."), ATOM)
    return Response(code, _PAGE.format(f"{code} {HTTPStatus(code).phrase}").encode(), HTML)


def _without_entries(feed: bytes) -> bytes:
    bare = re.sub(rb"\s*<entry>.*</entry>", b"", feed, flags=re.DOTALL)
    return re.sub(rb"(totalResults>)\d+", rb"\g<1>0", bare)
