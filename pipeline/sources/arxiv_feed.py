"""PURE: arXiv's Atom feeds. What is wrong with one, and what its entries become.

The official client parses them, forgivingly: it makes no results of a page that is no feed, and half the results of one
that was cut, and says nothing (measured with arxiv 4.0.2). So `flaw` looks first, and `total_of` and `entries_in` tell
what the client does not. An entry without a day that can be read makes it drop the entry, and then ask for a page that
there is not, or drop the whole feed: `sifted` takes such entries out before.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

from pipeline.identifiers import arxiv_of_doi, canonical_arxiv, canonical_doi, url_of
from pipeline.models import Author, Ids, Links, PaperId, Record
from pipeline.sources.retry import Reply

if TYPE_CHECKING:  # the client is loaded with the first question, and not at all by a run answered from the cache
    import arxiv

NAME = "arxiv"
_TOTAL = re.compile(rb"<(?:\w+:)?totalResults[^>]*>\s*(\d{1,9})\s*<")
_ERROR = re.compile(rb"<id>\s*https?://(?:export\.)?arxiv\.org/api/errors")
_ENTRY = re.compile(rb"<entry[\s>]")
_WHOLE_ENTRY = re.compile(rb"<entry[\s>].*?</entry>", re.DOTALL)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_VERSION = re.compile(r"v(\d{1,4})$")


def flaw(reply: Reply) -> str | None:
    """Why the body of a 200 cannot be believed, or None.

    An error feed is told by the id of its entry, as a paper may be called "Error". The old server sent such feeds with
    status 200.
    """
    body = reply.content.strip()
    if not body:
        return "empty"
    if not body.startswith((b"<?xml", b"<feed")) or b"<feed" not in body[:600]:
        return "no Atom feed"
    if not body.endswith(b"</feed>"):
        return "a feed cut short"
    if _ERROR.search(body):
        return "an error in the guise of a feed"
    return None if _TOTAL.search(body) else "a feed without a total"


def total_of(body: bytes) -> int:
    """How many results the service has, of which the feed holds some."""
    found = _TOTAL.search(body)
    return int(found[1]) if found else 0


def entries_in(body: bytes) -> int:
    """How many entries the feed holds, readable or not. Text cannot be mistaken for one: there `<` is `&lt;`."""
    return len(_ENTRY.findall(body))


class Unread(NamedTuple):
    """An entry that makes no record, and as much of whose it is as can be read."""

    arxiv: str | None
    title: str


def escaped(body: bytes) -> bytes:
    """The same feed, where text that stands in a CDATA section is written as all other text: nothing in it is markup.

    The client reads both alike; what is looked for here, by patterns, would miss the one or stumble over it.
    """
    return _CDATA.sub(lambda found: escape(found[1].decode("latin-1")).encode("latin-1"), body)  # whatever its bytes


def sifted(body: bytes, size: int) -> tuple[bytes, tuple[Unread, ...]]:
    """The feed without the entries whose days or whose id cannot be read, and those entries. `size` entries were asked
    for.

    The feed's total is lowered by as many: the client would otherwise ask for a further page to make up for them.
    """
    unread: list[Unread] = []

    def kept(found: re.Match[bytes]) -> bytes:
        entry = found[0]
        if entries_in(entry) > 1 or (
            _inner(entry, "id") and _has_day(entry, "published") and _has_day(entry, "updated")
        ):
            return entry
        unread.append(Unread(_arxiv_of(_inner(entry, "id")), _line(_inner(entry, "title"))))
        return b""

    rest = _WHOLE_ENTRY.sub(kept, body)
    if not unread:
        return body, ()
    left = min(total_of(body), size) - len(unread)
    return _TOTAL.sub(lambda found: found[0].replace(found[1], b"%d" % max(left, 0)), rest, count=1), tuple(unread)


def unread_of(result: arxiv.Result) -> Unread:
    """What is known of an entry that the client can read, but `record_of` cannot make a record of."""
    return Unread(_arxiv_of(result.entry_id), _line(result.title))


def record_of(result: arxiv.Result) -> Record | None:
    """One entry, as parsed by the official client; None when it has no arXiv identifier or no title.

    Year and day are those of the first version. Links lead to the latest version, so that a revision changes none.
    """
    paper, version = _arxiv_of(result.entry_id), _VERSION.search(result.entry_id)
    title = _line(result.title)
    if paper is None or not title:
        return None
    doi = _doi(result.doi)
    page = url_of(PaperId("arxiv", paper))
    return Record(
        source=NAME,
        title=title,
        authors=tuple(Author(name=name) for author in result.authors if (name := _line(author.name))),
        abstract=result.summary.strip() or None,
        venue="arXiv",
        year=result.published.year,
        published=result.published.date(),
        updated=result.updated.date(),
        version=int(version[1]) if version else None,
        comment=_line(result.comment) or None,
        journal_ref=_line(result.journal_ref) or None,
        ids=Ids(arxiv=paper, doi=doi),
        links=Links(
            landing=page,
            arxiv=page,
            pdf=f"https://arxiv.org/pdf/{paper}",
            doi=url_of(PaperId("doi", doi)) if doi else None,
        ),
    )


def _arxiv_of(entry_id: str) -> str | None:
    return canonical_arxiv(entry_id.strip().rpartition("/abs/")[2])


def _inner(entry: bytes, name: str) -> str:
    """The text of the first element of this name; "" where there is none."""
    found = re.search(rb"<%s(?:\s[^>]*)?>([^<]*)<" % name.encode(), entry)
    return unescape(found[1].decode(errors="replace")) if found else ""


def _has_day(entry: bytes, name: str) -> bool:
    try:
        datetime.fromisoformat(_inner(entry, name).strip()).astimezone(UTC)
    except (ValueError, OverflowError):  # no date, or one that there cannot be
        return False
    return True


def _doi(text: str | None) -> str | None:
    """The first usable DOI of what the authors gave, which may be several; arXiv's own is no published version's."""
    found = (canonical_doi(word) for word in (text or "").split())
    return next((doi for doi in found if doi and not arxiv_of_doi(doi)), None)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
