"""PURE: the queue as lines for a log and as JSON for other front ends."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pipeline.models import Candidate, Record
from pipeline.reviewing.cases import Case
from pipeline.vocabulary.addresses import best_url
from pipeline.vocabulary.phrases import counted, day_told, days_json, days_told, offered_by, shorten_names
from pipeline.vocabulary.text import encodable
from pipeline.vocabulary.venues import venue_and_year


def queue_lines(queue: Sequence[Case]) -> Iterator[str]:
    """Every case in plain lines."""
    for case in queue:
        yield from case_lines(case)
        yield ""
    waiting = counted(len(queue), "entry needs", "entries need")
    yield f"{waiting} a person's eye{_nearest(queue)}." if queue else "Nothing needs a person's eye."


def _nearest(queue: Sequence[Case]) -> str:
    near = sum(case.comes_near for case in queue)
    return f"; {near:,} with a candidate that comes near stand first" if 0 < near < len(queue) else ""


def case_lines(case: Case) -> Iterator[str]:
    """One case: the entry as listed, why it is in doubt, and what is on offer."""
    entry = case.entry
    yield f"line {entry.line}: {f'[{entry.tag}] ' if entry.tag else ''}{entry.title}"
    if entry.section:
        yield f"  {' > '.join(entry.section)}"
    if entry.period:
        yield f"  listed for {days_told(entry.period)}"
    yield from (f"  links to {link.url}" for link in entry.links)
    yield f"  {'; '.join((case.resolution.verdict, *case.resolution.reasons))}"
    for number, candidate in enumerate(case.candidates, start=1):
        record = candidate.record
        yield f"  {number}  {record.title}"
        names = shorten_names([author.name for author in record.authors])
        yield f"     {names or 'no authors'}; {venue_and_year(record.venue, record.year) or 'no venue'}"
        ids = ", ".join(map(str, record.ids.known()))
        yield f"     {ids or 'no identifier'}; {best_url(record.links) or 'no link'}"
        if entry.period:
            yield f"     {appeared(record)}"
        yield f"     {offered(candidate)}"
        yield from (f"     + {words}" for words in candidate.for_it)
        yield from (f"     - {words}" for words in candidate.against_it)


def offered(candidate: Candidate) -> str:
    """Where a candidate comes from, and how near its title is."""
    return f"{offered_by(candidate)}; titles {candidate.similarity:.0f} of 100 alike"


def appeared(record: Record) -> str:
    """When a candidate appeared, to be held against the days for which its entry is listed."""
    told = day_told(record)
    return f"appeared {'on' if '-' in told else 'in'} {told}" if told else "no day known"


def queue_json(queue: Sequence[Case], decisions: str, misfits: Sequence[str], dated: date) -> str:
    """The queue as one document: each entry, its candidates, and the TOML that each answer adds to `decisions`."""
    document = {
        "decisions": decisions,
        "unfit": list(misfits),
        "entries": [_case(case, dated) for case in queue],
    }
    return encodable(json.dumps(document, ensure_ascii=True, indent=2)) + "\n"


def _case(case: Case, dated: date) -> dict[str, Any]:
    entry = case.entry
    numbers = range(1, len(case.candidates) + 1)
    return {
        "id": entry.id,
        "title": entry.title,
        "line": entry.line,
        "section": list(entry.section),
        "tag": entry.tag,
        "period": days_json(entry.period),
        "links": [{"label": link.label, "url": link.url} for link in entry.links],
        "verdict": case.resolution.verdict,
        "reasons": list(case.resolution.reasons),
        "comes_near": case.comes_near,
        "candidates": [_candidate(number, one) for number, one in enumerate(case.candidates, start=1)],
        "answers": {
            "accept": {str(number): block for number in numbers if (block := case.accept(number, dated))},
            "reject": case.reject(dated),
            "retire": case.retire(dated),
        },
    }


def _candidate(number: int, candidate: Candidate) -> dict[str, Any]:
    record = candidate.record
    return {
        "number": number,
        "title": record.title,
        "authors": [author.name for author in record.authors],
        "year": record.year,
        "venue": record.venue,
        "published": record.published.isoformat() if record.published else None,
        "ids": dict(record.ids.known()),
        "url": best_url(record.links),
        "source": record.source,
        "via": candidate.via,
        "similarity": candidate.similarity,
        "for": list(candidate.for_it),
        "against": list(candidate.against_it),
    }
