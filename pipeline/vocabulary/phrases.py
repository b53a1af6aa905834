"""PURE: how counts, days, names of authors, of sources and of fields are put for people."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.matching.compare import day_or_year
from pipeline.matching.features import printed_of
from pipeline.models import Candidate, Period, Record, SourceName, Via

_NAMES = {"arxiv": "arXiv", "semantic_scholar": "Semantic Scholar", "snapshot": "the snapshot", "list": "the list"}
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


def shorten_names(names: Sequence[str]) -> str:
    """Up to four names as they are; of more, the first three and how many follow."""
    if len(names) <= 4:
        return ", ".join(names)
    return f"{', '.join(names[:3])} and {len(names) - 3:,} more"


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


def counted(number: int, one: str, many: str) -> str:
    """`1 paper`, `2,000 papers`."""
    return f"{number:,} {one if number == 1 else many}"
