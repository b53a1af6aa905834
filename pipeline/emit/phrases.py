"""How people read what is known: names shortened, venue and year, the best link, the names of sources, counts.

Plain text throughout; whoever renders escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.emit.addresses import web_address
from pipeline.emit.text import one_line
from pipeline.emit.venues import short_name
from pipeline.matching.compare import day_or_year
from pipeline.matching.features import printed_of
from pipeline.models import (
    LIST,
    Candidate,
    Catalogue,
    Link,
    Links,
    Paper,
    Period,
    Record,
    SourceName,
    Status,
    Verdict,
    Via,
)

_NAMES = {"arxiv": "arXiv", "semantic_scholar": "Semantic Scholar", "snapshot": "the snapshot", "list": "the list"}
MARKS: dict[Verdict, str] = {
    "ambiguous": "Needs review: it is not settled which paper this is.",
    "different": "Needs review: it is not settled which paper this is.",
    "not_found": "Not found: no source knows a paper of this title.",
    "rejected": "Not found: the papers on offer were rejected by hand.",
    "retired": "Not found: known by hand to be indexed nowhere.",
    "unchecked": "Not checked yet: a source could not be asked.",
}
"""What stands beside a paper whose match is not settled."""
_VIA: dict[Via, str] = {
    "pin": "a pin",
    "link": "the entry's link",
    "catalogue": "the last catalogue",
    "title": "a search by title",
}
_FIELD_NAMES = {
    "acl": "ACL",
    "arxiv": "arXiv",
    "corpus_id": "S2 corpus",
    "dblp": "DBLP",
    "doi": "DOI",
    "openalex": "OpenAlex",
    "pdf": "PDF",
    "semantic_scholar": "Semantic Scholar",
}
_DOUBTS: dict[Status, tuple[str, str]] = {
    "needs_review": ("needs review", "need review"),
    "not_found": ("not found", "not found"),
    "unavailable": ("not checked yet", "not checked yet"),
}


def shorten_names(names: Sequence[str]) -> str:
    """Up to four names as they are; of more, the first three and how many follow."""
    if len(names) <= 4:
        return ", ".join(names)
    return f"{', '.join(names[:3])} and {len(names) - 3:,} more"


def venue_and_year(venue: str | None, year: int | None) -> str:
    """`SOSP 2023`, by the venue's short name; the year only once where the venue names it; empty if neither is
    known."""
    name = short_name(venue or "")
    if name and year and str(year) in name:
        return name
    return " ".join(str(part) for part in (name, year) if part)


def days_json(period: Period | None) -> list[str] | None:
    """The first day and the last; None where no days are known."""
    return [day.isoformat() for day in period] if period else None


def days_told(period: Period | None) -> str:
    """`2024-06-05`, `2024-06-03 to 2024-06-09`; empty where no days are known."""
    return " to ".join(dict.fromkeys(days_json(period) or ()))


def day_told(record: Record) -> str:
    """The day on which a record appeared, its year where no more is known, or nothing."""
    day, year = day_or_year(printed_of(record))
    return str(day or year or "")


def best_url(known: Links, listed: Sequence[Link] = ()) -> str | None:
    """Where a title leads: the publisher's page if there is one, and the list's own links last. Only what is safe."""
    ours = (known.landing, known.arxiv, known.doi, known.pdf, known.semantic_scholar)
    urls = (*ours, *(link.url for link in listed))
    return next((url for url in urls if url and web_address(url)), None)


def source_name(source: SourceName) -> str:
    """The name of a source as people know it; its registered name where none is on file."""
    return _NAMES.get(source, source)


def offered_by(candidate: Candidate) -> str:
    """Which source a candidate comes from, and how it came up: `arXiv, through the entry's link`."""
    return f"{source_name(candidate.record.source)}, through {_VIA[candidate.via]}"


def field_name(path: str) -> str:
    """`links.pdf` as people say it: `PDF link`."""
    kind, _, name = path.rpartition(".")
    said = _FIELD_NAMES.get(name, name.replace("_", " "))
    return f"{said} {kind.removesuffix('s')}" if kind else said


def marks(paper: Paper) -> Iterator[str]:
    """Sentences on what is in doubt: the match, a paper that was withdrawn, and what may be out of date. Of the last,
    identifiers and links are named only where nothing that people read is."""
    if paper.match.verdict in MARKS:
        yield MARKS[paper.match.verdict]
    if paper.versions and paper.versions[0].withdrawn:
        yield "Withdrawn."
    if paper.stale:
        told = [path for path in paper.stale if "." not in path] or paper.stale
        yield f"May be out of date: {', '.join(map(field_name, told))}."


def known_offline_only(papers: Iterable[Paper]) -> int:
    """How many matched papers no service has spoken of yet: all that is known comes from the snapshot or the list."""
    return sum(paper.status == "matched" and _is_known_offline_only(paper) for paper in papers)


def _is_known_offline_only(paper: Paper) -> bool:
    sources = [row.source for row in paper.provenance.values()]
    return "snapshot" in sources and all(source in ("snapshot", LIST) for source in sources)


def counted(number: int, one: str, many: str) -> str:
    """`1 paper`, `2,000 papers`."""
    return f"{number:,} {one if number == 1 else many}"


def named_links(known: Links, listed: Sequence[Link]) -> list[tuple[str, str]]:
    """What the sources know and what the list links, as label and address: each address once, and only web addresses.

    A label with nothing to see is `link`.
    """
    ours = (
        ("arXiv", known.arxiv),
        ("DOI", known.doi),
        ("PDF", known.pdf),
        ("code", known.code),
        ("Semantic Scholar", known.semantic_scholar),
    )
    shown: dict[str, str] = {}
    for label, url in (*ours, *((link.label, link.url) for link in listed)):
        if url and (address := web_address(url)):
            shown.setdefault(address, one_line(label) or "link")
    return [(label, address) for address, label in shown.items()]


def how_settled(catalogue: Catalogue) -> str:
    """`all matched`, or how many papers are, and how many of the others need what."""
    statuses = [paper.status for paper in catalogue.papers]
    doubts = [counted(number, *words) for status, words in _DOUBTS.items() if (number := statuses.count(status))]
    return ", ".join([f"{statuses.count('matched'):,} matched", *doubts]) if doubts else "all matched"


def where_counts_are_from(catalogue: Catalogue) -> str:
    """A sentence on who counted the citations, and when a count last changed; empty where none is known."""
    known = [paper for paper in catalogue.papers if paper.citations.count is not None]
    dates = [paper.citations.as_of for paper in known if paper.citations.as_of]
    if not dates:
        return ""
    sources = {source_name(row.source) for paper in known if (row := paper.provenance.get("citations"))}
    origin = f" from {', '.join(sorted(sources))}" if sources else ""
    return f"Citation counts{origin}, last changed on {max(dates).isoformat()}."


def what_is_missing(catalogue: Catalogue) -> str:
    """A sentence where no service could be asked yet: then abstracts and counts are missing, and not unknown."""
    number = known_offline_only(catalogue.papers)
    if not number:
        return ""
    return f"{counted(number, 'is', 'are')} known from the snapshot alone so far, without abstract and citation count."
