"""Where a service is, how fast it may be asked, and who may see the key. Values and rules only: no I/O.

A host is scheme, name and port of the configured base URL. It is official when the name belongs to the service itself,
whatever scheme, port or path stands around it: what is published for the service then binds us.
"""

from __future__ import annotations

import ipaddress
import math
import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from pipeline.errors import UsageError
from pipeline.models import SourceName
from pipeline.sources.retry import Check, Policy

_DEFAULT_PORTS = {"http": 80, "https": 443}
_KEY = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True)
class Host:
    """One service at one address.

    `interval` is the least time between the starts of two requests, in seconds. `check` says why the body of a 200 is
    unusable. `hint` is what a person can do when the service answers "too many requests".
    """

    name: SourceName
    base_url: str
    interval: float
    official: bool
    policy: Policy
    check: Check
    key: str | None = field(default=None, repr=False)
    hint: str = ""

    @property
    def hostname(self) -> str:
        return urlsplit(self.base_url).hostname or ""

    @property
    def address(self) -> str:
        """The name, and the port where one is given: two services may share a name."""
        return urlsplit(self.base_url).netloc

    @property
    def loopback(self) -> bool:
        return is_loopback(self.hostname)

    @property
    def sendable_key(self) -> str | None:
        """The key, where it would travel encrypted or not leave the machine; None elsewhere."""
        return self.key if self.loopback or self.base_url.startswith("https:") else None

    def owns(self, url: str) -> bool:
        """Does `url` lead to this host: the same scheme, name and port?"""
        return _origin(urlsplit(url)) == _origin(urlsplit(self.base_url))


def checked_url(text: str) -> str:
    """An http or https address as a base URL, without its trailing slash. Raises UsageError, naming what is wrong."""
    try:
        parts = urlsplit(text.strip())
        name = (parts.hostname or "").encode("idna")
        good = parts.scheme in _DEFAULT_PORTS and bool(name) and _origin(parts)[2] != 0
    except ValueError:
        good = False
    if not good:
        raise UsageError(f"{text!r} is not an http or https URL.")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise UsageError("A service's URL must not hold a user name, a password, a query or a fragment.")
    return parts.geturl().rstrip("/")


def checked_key(text: str | None) -> str | None:
    """A key fit for a header, or None for a blank one. Raises UsageError, without showing the key."""
    key = (text or "").strip()
    if key and not _KEY.fullmatch(key):
        raise UsageError("The API key holds blanks or characters that no key has.")
    return key or None


def is_official(base_url: str, domain: str) -> bool:
    """Is the host within `domain` (`arxiv.org`: itself, and every name below it)?"""
    name = (urlsplit(base_url).hostname or "").rstrip(".")
    return name == domain or name.endswith(f".{domain}")


def is_loopback(hostname: str) -> bool:
    if hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(hostname).is_loopback
    except ValueError:
        return False


def interval_for(asked: float | None, floor: float, *, official: bool) -> float:
    """Seconds between two requests: never below the published `floor` at an official host, as asked elsewhere.

    Raises UsageError for what is no length of time.
    """
    if asked is not None and not (math.isfinite(asked) and asked >= 0):
        raise UsageError(f"An interval of {asked} seconds makes no sense.")
    return max(floor, asked or 0.0) if official else asked or 0.0


def _origin(parts: SplitResult) -> tuple[str, str, int | None]:
    port = parts.port if parts.port is not None else _DEFAULT_PORTS.get(parts.scheme)
    return parts.scheme, parts.hostname or "", port
