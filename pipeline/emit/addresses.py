"""Web addresses from outside, as far as they may be followed from what is published."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, urlsplit

from pipeline.emit.text import one_line


@lru_cache(maxsize=256)  # each address is asked about two or three times in a row
def web_address(url: str) -> str | None:
    """The address, or None if it is not http or https with a host.

    Whatever has no place in an address is percent-encoded (white space, quotes, brackets, braces, all beyond ASCII);
    nothing is decoded or normalised. What is left still holds `&`, which HTML, XML and TeX each escape in their way.
    """
    address = one_line(url)
    try:
        parts = urlsplit(address)
    except ValueError:  # a malformed host
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    return quote(address, safe="/:?#&=+,;@!%~")
