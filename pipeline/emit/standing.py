"""How things stand, in sentences: what is in doubt about a paper, and how much of a catalogue is known.

Plain text; whoever renders escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.models import LIST, Catalogue, Paper, Status, Verdict
from pipeline.vocabulary.phrases import counted, field_name, source_name
from pipeline.vocabulary.text import one_line

MARKS: dict[Verdict, str] = {
    "ambiguous": "Needs review: it is not settled which paper this is.",
    "different": "Needs review: it is not settled which paper this is.",
    "not_found": "Not found: no source knows a paper of this title.",
    "rejected": "Not found: the papers on offer were rejected by hand.",
    "retired": "Not found: known by hand to be indexed nowhere.",
    "unchecked": "Not checked yet: a source could not be asked.",
}
"""What stands beside a paper whose match is not settled."""
_DOUBTS: dict[Status, tuple[str, str]] = {
    "needs_review": ("needs review", "need review"),
    "not_found": ("not found", "not found"),
    "unavailable": ("not checked yet", "not checked yet"),
}


def marks(paper: Paper) -> Iterator[str]:
    """Sentences on what is in doubt: the match, a paper that was withdrawn, and which fields may be out of
    date. Identifiers and links are named only if no other field may be."""
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


def where_abstract_is_from(paper: Paper) -> str:
    """A sentence on whose words the abstract is, and the notice that goes with it; empty where neither is known."""
    said_by = paper.provenance.get("abstract")
    parts = (f"From {source_name(said_by.source)}." if said_by else "", one_line(paper.abstract_notice or ""))
    return " ".join(part for part in parts if part)


def what_is_missing(catalogue: Catalogue) -> str:
    """A sentence where no service could be asked yet: then abstracts and counts are missing, and not unknown."""
    number = known_offline_only(catalogue.papers)
    if not number:
        return ""
    return f"{counted(number, 'is', 'are')} known from the snapshot alone so far, without abstract and citation count."
