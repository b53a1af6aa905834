"""What passes between a client and the stand-in: a request as it was received, and the answer to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

ServiceName: TypeAlias = Literal["arxiv", "semantic_scholar"]
Delivery: TypeAlias = Literal["whole", "short", "reset", "stall"]

JSON = "application/json"
ATOM = "application/atom+xml; charset=utf-8"
HTML = "text/html; charset=utf-8"
TEXT = "text/plain"


@dataclass
class Request:
    """One request, logged when it was read whole. `status` is None until it was answered, and after a reset.

    `query` holds the decoded parameters of the URL and, for arXiv, of a form body; of a repeated one the last counts.
    `body` is the parsed JSON body, or None. `connection` is the client's port, the same for requests that share one
    connection. `started` and `finished` are seconds of a monotonic clock.
    """

    service: ServiceName
    method: str
    path: str
    query: dict[str, str]
    body: Any
    line: bytes
    headers: Mapping[str, str]
    connection: int
    started: float
    finished: float | None = None
    status: int | None = None


@dataclass(frozen=True)
class Response:
    """An answer. `delivery` says how it leaves: whole, cut off half-way, not at all (reset), or not until released."""

    status: int
    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...] = ()
    delivery: Delivery = "whole"


Answer: TypeAlias = Callable[[Request], Response]


def json_response(status: int, value: object) -> Response:
    """A JSON answer, with the line end that the service's application adds."""
    return Response(status, f"{json.dumps(value)}\n".encode(), JSON)
