"""PURE: web addresses from outside: which may be followed, which one a title leads to, and what each is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import quote, urlsplit

from pipeline.identifiers import ids_in_url
from pipeline.models import Link, Links
from pipeline.vocabulary.text import one_line

_NO_DIFFERENCE = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


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


def best_url(known: Links, listed: Sequence[Link] = ()) -> str | None:
    """Where a title leads: the publisher's page if there is one, and the list's own links last. Only what is safe."""
    ours = (known.landing, known.arxiv, known.doi, known.pdf, known.semantic_scholar)
    urls = (*ours, *(link.url for link in listed))
    return next((url for url in urls if url and web_address(url)), None)


def named_links(known: Links, listed: Sequence[Link], titles: Iterable[str]) -> list[tuple[str, str]]:
    """What the sources know and what the list links, as label and address: each address once, and only web addresses.

    A link of the list that leads where the publisher's page or a link before it leads, in another spelling or to the
    same identifier, is not repeated; a file of the paper is, where no other is known. A label with nothing to
    see, or that only says one of the paper's `titles` once more, is `link`.
    """
    told = {"", *map(_folded, titles)}
    ours = (
        ("arXiv", known.arxiv),
        ("DOI", known.doi),
        ("PDF", known.pdf),
        ("code", known.code),
        ("Semantic Scholar", known.semantic_scholar),
    )
    shown = {address: label for label, url in ours if url and (address := web_address(url))}
    page = web_address(known.landing) if known.landing else None
    reached = {target for address in (page, *shown) if address for target in _targets(address, known)}
    for link in listed:
        address = web_address(link.url)
        if address and reached.isdisjoint(targets := _targets(address, known)):
            shown[address] = "link" if _folded(link.label) in told else one_line(link.label)
            reached |= targets
    return [(label, address) for address, label in shown.items()]


def _targets(address: str, known: Links) -> set[str]:
    """What a web address stands for: itself without what makes no difference, and the identifier of the paper in it."""
    host, slash, rest = _NO_DIFFERENCE.sub("", address).rstrip("/").removesuffix(".git").partition("/")
    plain = host.lower() + slash + rest
    is_another_file = not known.pdf and urlsplit(address).path.lower().endswith(".pdf")
    return {plain} if is_another_file else {plain, *(f"{one.kind}:{one.value}" for one in ids_in_url(address))}


def _folded(text: str) -> str:
    return one_line(text).casefold()
