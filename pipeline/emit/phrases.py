"""How people read what is known: names shortened, venue and year, the best link, the names of sources, counts.

Plain text throughout; whoever renders escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.emit.markdown import safe_url
from pipeline.models import LIST, Link, Links, Paper, SourceName

_NAMES = {"arxiv": "arXiv", "semantic_scholar": "Semantic Scholar", "snapshot": "the snapshot", "list": "the list"}


def shorten_names(names: Sequence[str]) -> str:
    """Up to four names as they are; of more, the first three and how many follow."""
    if len(names) <= 4:
        return ", ".join(names)
    return f"{', '.join(names[:3])} and {len(names) - 3} more"


def venue_and_year(venue: str | None, year: int | None) -> str:
    """`SOSP 2023`; the year only once where the venue names it; empty if neither is known."""
    if venue and year and str(year) in venue:
        return venue
    return " ".join(str(part) for part in (venue, year) if part)


def best_url(known: Links, listed: Sequence[Link] = ()) -> str | None:
    """Where a title leads: the publisher's page if there is one, and the list's own links last. Only what is safe."""
    ours = (known.landing, known.arxiv, known.doi, known.pdf, known.semantic_scholar)
    urls = (*ours, *(link.url for link in listed))
    return next((url for url in urls if url and safe_url(url)), None)


def source_name(source: SourceName) -> str:
    """The name of a source as people know it; its registered name where none is on file."""
    return _NAMES.get(source, source)


def known_offline_only(papers: Iterable[Paper]) -> int:
    """How many matched papers no service has spoken of yet: all that is known comes from the snapshot or the list."""
    return sum(paper.status == "matched" and _is_known_offline_only(paper) for paper in papers)


def _is_known_offline_only(paper: Paper) -> bool:
    sources = [row.source for row in paper.provenance.values()]
    return "snapshot" in sources and all(source in ("snapshot", LIST) for source in sources)


def counted(number: int, one: str, many: str) -> str:
    """`1 paper`, `2,000 papers`."""
    return f"{number:,} {one if number == 1 else many}"
