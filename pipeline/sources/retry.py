"""PURE: what an answer is worth, whether to try again, and how long to wait first.

The figures for each service stand beside its adapter; where they come from, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Literal, NamedTuple, TypeAlias

from pipeline.sources.json_body import json_of
from pipeline.sources.trouble import GivenUpError, RefusedError, SourceError

Kind = Literal["unreachable", "network", "throttled", "server", "body", "forbidden"]
"""How one try failed: no connection before the service's first answer; the connection broke; too many requests; an
error of the server; a 200 whose body is not what the service serves; a 403."""

BELIEVED = 3
"""A service's own word on how long to wait (`Retry-After`) is taken as it is so many times in a row; after that the
pauses grow on top of it, because a service that is still struggling has been too hopeful."""

_RETRIED = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY}
_NO_SUCH_SERVICE = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.GONE}
_LONGEST_QUOTE = 160


@dataclass(frozen=True)
class Reply:
    """A whole HTTP answer. Bears the names that the official arXiv client reads off a `requests` response."""

    status_code: int
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    url: str = ""


Check: TypeAlias = Callable[[Reply], str | None]
"""Why the body of a 200 is unusable, or None."""


class BackOff(NamedTuple):
    """Seconds before the second try, doubling with each failure in a row up to `longest`; so many tries in all."""

    first: float
    longest: float
    tries: int = 5


Policy: TypeAlias = Mapping[Kind, BackOff]

UNREACHABLE = BackOff(1.0, 1.0, tries=2)
"""A host that was never reached gets a second chance a second later, and no third."""


class Failure(NamedTuple):
    """One try that failed. `retry_after` is how many seconds the service asked to wait, or None."""

    kind: Kind
    reason: str
    retry_after: float | None = None


def judge(reply: Reply, check: Check, now: datetime) -> Failure | SourceError | None:
    """What is wrong with an answer: nothing, something that may pass (Failure), or something that will not.

    A redirect is never followed, because it would carry questions (and the key) elsewhere. Like a 401, and a 404 that
    is not in the service's own words, it ends the asking for the run: every other request would fare the same. `now`
    is only for a `Retry-After` that is a date.
    """
    wait = retry_after(reply.headers.get("Retry-After"), now)
    if reply.status_code < HTTPStatus.MULTIPLE_CHOICES:
        return _unusable(reply, check, wait)
    said, message = words_of(reply)
    quoted = f"HTTP {reply.status_code}" + (f": {said or message}" if said or message else "")
    if kind := _passing(reply.status_code):
        return Failure(kind, quoted, wait)
    if reply.status_code < HTTPStatus.BAD_REQUEST:
        target = printable(reply.headers.get("Location", "nowhere"))
        return GivenUpError(f"it redirects to {target} ({quoted}), which is not followed")
    if reply.status_code == HTTPStatus.UNAUTHORIZED:
        return GivenUpError(f"it answers only to an API key that it knows ({quoted})")
    if reply.status_code in _NO_SUCH_SERVICE and not said:
        return GivenUpError(f"there is no such service at its address ({quoted})")
    return RefusedError(reply.status_code, said, quoted)


def _passing(status: int) -> Kind | None:
    """The kind of failure that another try may mend; None for any other status."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "throttled"
    if status == HTTPStatus.FORBIDDEN:
        return "forbidden"
    return "server" if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _RETRIED else None


def _unusable(reply: Reply, check: Check, wait: float | None) -> Failure | None:
    if reply.content.lstrip()[:13].lower() == b"rate exceeded":  # arXiv's words, which come with status 200 as well
        return Failure("throttled", "too many requests (said in a 200)", wait)
    odd_status = None if reply.status_code == HTTPStatus.OK else f"HTTP {reply.status_code}"
    why = odd_status or check(reply)
    return Failure("body", f"unusable answer: {why}", wait) if why else None


def pause_after(failure: Failure, in_a_row: int, back_off: BackOff, jitter: float) -> float:
    """Seconds to wait after the `in_a_row`-th failure of its kind since the last good answer.

    `jitter` is between 0 and 1, and lengthens a pause of our own by up to a quarter; it never shortens one.
    """
    grown = min(back_off.longest, back_off.first * 2.0 ** min(in_a_row - 1, 32))
    if failure.retry_after is None:
        return grown * (1 + jitter / 4)
    return failure.retry_after if in_a_row <= BELIEVED else max(failure.retry_after, grown)


def retry_after(header: str | None, now: datetime) -> float | None:
    """The seconds that a `Retry-After` asks for (RFC 9110, 10.2.3: seconds or a date); None if absent, odd or past."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        seconds = float(text[:9])
    else:
        try:
            seconds = (parsedate_to_datetime(text) - now).total_seconds()
        except (TypeError, ValueError, OverflowError):  # no date, none that there can be, or one without a time zone
            return None
    return seconds if seconds > 0 else None


def words_of(reply: Reply) -> tuple[str, str]:
    """What a service and its gateway say of an error: the `error` and the `message` of a JSON object, else ""."""
    try:
        answer = json_of(reply.content)
    except ValueError:
        return "", ""
    parts = (answer.get("error"), answer.get("message")) if isinstance(answer, dict) else ()
    said, message = (printable(part) if isinstance(part, str) else "" for part in parts or ("", ""))
    return said, message


def printable(text: str) -> str:
    """Text from outside in one short line, without control or formatting characters."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: 8 * _LONGEST_QUOTE]).split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"
