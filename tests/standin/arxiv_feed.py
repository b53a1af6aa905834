"""Atom feeds in the shape of arXiv's server since November 2025 (FACTS 1.8), element order and namespaces included."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha1
from urllib.parse import quote_plus
from xml.etree import ElementTree as ET

from tests.standin.records import Record

_NAMESPACES = {
    "xmlns:opensearch": "http://a9.com/-/spec/opensearch/1.1/",
    "xmlns:arxiv": "http://arxiv.org/schemas/atom",
    "xmlns": "http://www.w3.org/2005/Atom",
}
_SCHEME = "http://arxiv.org/schemas/atom"
_ERRORS = "https://arxiv.org/api/errors"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_BETWEEN_VERSIONS = timedelta(days=30)


@dataclass(frozen=True)
class Page:
    """What a feed says of the question: the rewritten query, the query as searched, and the window."""

    title: str
    link: str
    ids: str
    start: int
    size: int
    total: int


def feed(page: Page, entries: Iterable[tuple[Record, int]]) -> bytes:
    """A feed of records, each in the version named beside it."""
    title = f"search_query={page.title}&id_list={page.ids}&start={page.start}&max_results={page.size}"
    window = f"start={page.start}&max_results={page.size}&id_list={page.ids}"
    query = quote_plus(page.link, safe=":(),/")
    root = _head(f"https://arxiv.org/api/{_key(title)}", f"arXiv Query: {title}")
    link = f"https://arxiv.org/api/query?search_query={query}&{window}"
    ET.SubElement(root, "link", href=link, type="application/atom+xml")
    _window(root, page.size, page.total, page.start)
    for record, version in entries:
        root.append(_entry(record, version))
    return _bytes(root)


def error_feed(message: str, fragment: str | None = None) -> bytes:
    """A feed whose one entry is an error; it is no paper, and has no `<published>`."""
    root = _head("https://arxiv.org/", "arXiv Search Results")
    _window(root, 1, 1, 0)
    entry, name = ET.SubElement(root, "entry"), f"{_ERRORS}#{fragment}" if fragment else _ERRORS
    _texts(entry, id=name, title="Error", updated=_now())
    ET.SubElement(entry, "link", href=name, rel="alternate", type="text/html")
    _texts(entry, summary=message)
    _texts(ET.SubElement(entry, "author"), name="arXiv api core")
    return _bytes(root)


def submitted(record: Record) -> date:
    """The day of the first version: the known one, or the first day of the month that the identifier names."""
    known = record.arxiv_date or record.date
    if known:
        return date.fromisoformat(known)
    digits = (record.arxiv_id or "").rpartition("/")[2]
    year, month = int(digits[:2]), int(digits[2:4])
    return date((1900 if year > 90 else 2000) + year, month, 1)


def updated(record: Record, version: int) -> date:
    """The day of a version. Later ones follow at even distances, for want of anything known."""
    return submitted(record) + (version - 1) * _BETWEEN_VERSIONS


def category(arxiv_id: str) -> str:
    """The primary category: an old identifier names it; for a new one it is not known, and cs.LG stands for it."""
    return arxiv_id.partition("/")[0] if "/" in arxiv_id else "cs.LG"


def _entry(record: Record, version: int) -> ET.Element:
    entry, name = ET.Element("entry"), f"{record.arxiv_id}v{version}"
    _texts(entry, id=f"http://arxiv.org/abs/{name}", title=record.arxiv_title or record.title)
    _texts(entry, updated=_stamp(updated(record, version)))
    ET.SubElement(entry, "link", href=f"https://arxiv.org/abs/{name}", rel="alternate", type="text/html")
    pdf = f"https://arxiv.org/pdf/{name}"
    ET.SubElement(entry, "link", href=pdf, rel="related", type="application/pdf", title="pdf")
    _texts(entry, summary=record.text_of_abstract() or "")
    term = category(record.arxiv_id or "")
    ET.SubElement(entry, "category", term=term, scheme=_SCHEME)
    _texts(entry, published=_stamp(submitted(record)))
    _texts(entry, **{"arxiv:comment": record.arxiv_comment})
    ET.SubElement(entry, "arxiv:primary_category", term=term)
    _texts(entry, **{"arxiv:journal_ref": record.journal_ref})
    for author in record.authors if record.arxiv_authors is None else record.arxiv_authors:
        _texts(ET.SubElement(entry, "author"), name=author)
    _add_doi(entry, record.doi)
    return entry


def _add_doi(entry: ET.Element, doi: str | None) -> None:
    if doi and not doi.lower().startswith("10.48550/"):
        _texts(entry, **{"arxiv:doi": doi})
        ET.SubElement(entry, "link", rel="related", href=f"https://doi.org/{doi}", title="doi")


def _head(name: str, title: str) -> ET.Element:
    root = ET.Element("feed", _NAMESPACES)
    _texts(root, id=name, title=title, updated=_now())
    return root


def _window(root: ET.Element, size: int, total: int, start: int) -> None:
    counts = {"itemsPerPage": size, "totalResults": total, "startIndex": start}
    _texts(root, **{f"opensearch:{name}": str(count) for name, count in counts.items()})


def _texts(parent: ET.Element, **texts: str | None) -> None:
    for name, text in texts.items():
        if text is not None:
            ET.SubElement(parent, name).text = _NOT_XML.sub("", text)


def _key(query: str) -> str:
    return b64encode(sha1(query.encode(), usedforsecurity=False).digest()).decode().rstrip("=")


def _now() -> str:
    """The time of the call, as the server stamps its feeds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text.replace(b" />", b"/>") + b"\n"  # spelled as the server spells it; elsewhere `>` is escaped
