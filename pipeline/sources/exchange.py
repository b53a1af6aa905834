"""One HTTP request and its whole answer, over one kept connection. Neither waits, nor retries, nor judges a body.

Loaded when the first request is due: `requests` takes longer to import than an all-cached run takes to answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import requests
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError, MaxRetryError, NameResolutionError, SSLError

from pipeline import __version__
from pipeline.sources.deadline import Deadline, TooLateError
from pipeline.sources.dial import CONNECT_SECONDS, DialAdapter
from pipeline.sources.host import Host
from pipeline.sources.retry import Reply, printable

LARGEST_ANSWER = 64 * 2**20
"""Bytes, unpacked. Six times the largest answer that either service promises to send."""
_CHUNK = 2**16


class BrokenOff(NamedTuple):
    """No whole answer came. `connected` tells whether a connection stood."""

    reason: str
    connected: bool


class Exchange:
    """Sends to one host, and to no other. `now` is a monotonic clock, in seconds.

    The key goes into the header `x-api-key` of requests to the host and nowhere else; no answer ever holds it. A
    loopback host is asked directly; for others the proxies of the environment count, as with any `requests` session.
    No password from `.netrc` is ever sent.
    """

    def __init__(self, host: Host, contact: str | None, now: Callable[[], float]) -> None:
        self._host, self._deadline = host, Deadline(now)
        self._session = requests.Session()
        self._session.trust_env = not host.loopback
        self._session.auth = _no_password
        self._session.mount("https://", DialAdapter(self._deadline))
        self._session.mount("http://", DialAdapter(self._deadline))
        self._session.headers["User-Agent"] = user_agent(contact)
        if host.sendable_key:
            self._session.headers["x-api-key"] = host.sendable_key

    def close(self) -> None:
        self._session.close()

    def __call__(self, method: str, url: str, body: object, seconds: float) -> Reply | BrokenOff:
        """The answer, whatever its status. `body` is sent as JSON unless it is None.

        `seconds` is how long the service may stay silent; an answer that is not whole after twice as long, head and
        body, is broken off when the next piece of it comes. Raises ValueError for a URL of another host.
        """
        if not self._host.owns(url):
            raise ValueError(f"not a URL of {self._host.base_url}")
        self._deadline.set(2 * seconds)
        timeout = (CONNECT_SECONDS, seconds)
        try:
            with self._session.request(
                method, url, json=body, timeout=timeout, allow_redirects=False, stream=True
            ) as response:
                content = _whole(_pieces(response))
                if isinstance(content, BrokenOff):
                    return content
                return Reply(response.status_code, self._redacted(content), self._headers(response), url)
        except TooLateError:
            return BrokenOff("the answer trickles in too slowly", connected=True)
        except requests.RequestException as error:
            return _broken_off(error, seconds)

    def _headers(self, response: requests.Response) -> CaseInsensitiveDict[str]:
        shown = {name: self._redacted(value.encode()).decode() for name, value in response.headers.items()}
        return CaseInsensitiveDict(shown)

    def _redacted(self, content: bytes) -> bytes:
        """Without the key, should the service quote it: from here on texts reach errors, records and the cache."""
        return content.replace(self._host.key.encode(), b"(key)") if self._host.key else content


def user_agent(contact: str | None) -> str:
    """Who asks, as both services want to be told; `contact` is an address, kept to what a header may hold."""
    address = re.sub(r"[^\x21-\x7e]|[()\\;]", "", contact or "")
    mail = f"; mailto:{address}" if address else ""
    return f"mlsys-papers/{__version__} (+https://github.com/Nyovelt/mlsys_papers{mail})"


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """An authentication that adds nothing. With it in place `requests` does not look into `.netrc`."""
    return request


def _whole(pieces: Iterator[bytes]) -> bytes | BrokenOff:
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > LARGEST_ANSWER:
            return BrokenOff(f"an answer of more than {LARGEST_ANSWER // 2**20} MB", connected=True)
    return bytes(content)


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """The body, unpacked, in pieces as they come, however small.

    `iter_content` would wait until a piece is full, and meanwhile nobody looks at clock or size. The errors are those
    that it would raise.
    """
    try:
        while piece := response.raw.read1(_CHUNK, decode_content=True):
            yield piece
    except SSLError as error:
        raise requests.exceptions.SSLError(error) from error
    except HTTPError as error:
        raise requests.ConnectionError(error) from error


def _broken_off(error: requests.RequestException, seconds: float) -> BrokenOff:
    """The failure in plain words: never the exception's own text, which holds addresses of memory and whole URLs."""
    if isinstance(error, requests.exceptions.ProxyError):
        return BrokenOff("the proxy cannot be reached, or refuses", connected=False)
    if isinstance(error, requests.exceptions.SSLError):
        return BrokenOff("no trusted TLS connection", connected=False)
    if isinstance(error, requests.ConnectTimeout):
        return BrokenOff(f"no connection within {CONNECT_SECONDS:.0f} s", connected=False)
    if isinstance(error, requests.Timeout):
        return BrokenOff(f"no answer within {seconds:.0f} s", connected=True)
    cause = error.args[0] if error.args else None
    if isinstance(cause, MaxRetryError):
        return _not_connected(cause.reason)
    return BrokenOff("the connection broke off", connected=True)


def _not_connected(reason: Exception | None) -> BrokenOff:
    if isinstance(reason, NameResolutionError):
        return BrokenOff("its name cannot be resolved", connected=False)
    cause = reason.__cause__ if reason else None
    words = cause.strerror if isinstance(cause, OSError) and cause.strerror else "no connection"
    return BrokenOff(printable(words).lower(), connected=False)
