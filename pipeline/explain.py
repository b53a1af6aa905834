"""PURE: why an entry got its paper, in lines for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from pipeline.errors import PapersError
from pipeline.matching.decide import NO_RULING, Rejection, Ruling
from pipeline.matching.features import is_named
from pipeline.models import Author, Candidate, Paper, Record, Resolution
from pipeline.outcome import Outcome, as_published, paper_of_each
from pipeline.reviewing.telling import appeared, offered
from pipeline.vocabulary.addresses import best_url
from pipeline.vocabulary.phrases import days_told, source_name

_WIDTH = 70
_NAMES_SHOWN = 4


def explanation(name: str, outcome: Outcome, rulings: Mapping[str, Ruling]) -> list[str]:
    """Listed line, verdict, reasons, what was rejected, candidates and field by field provenance of every entry that
    `name` means. `rulings` are keyed by entry id.

    Raises PapersError if it means none.
    """
    found = [one for one in as_published(outcome) if is_named(one.entry, name)]
    if not found:
        raise PapersError(f"No entry of the list has the id or title {name!r}.")
    papers = paper_of_each([one.entry for one in found], outcome.catalogue)
    return [
        line
        for one in found
        for line in _case(one, papers[one.entry.id], rulings.get(one.entry.id, NO_RULING).rejections)
    ]


def _case(resolution: Resolution, paper: Paper, rejections: Sequence[Rejection]) -> Iterator[str]:
    entry = resolution.entry
    yield f"{entry.title}"
    yield f"  id {entry.id}, line {entry.line}, {' > '.join(entry.section) or 'no section'}"
    if entry.tag:
        yield f"  listed as {entry.tag}"
    if entry.period:
        yield f"  listed for {days_told(entry.period)}"
    for link in entry.links:
        yield f"  links to {link.url}"
    yield f"  verdict: {resolution.verdict}, so {paper.status.replace('_', ' ')}"
    yield from (f"    because {reason}" for reason in resolution.reasons)
    yield from (f"  {source_name(source)} was not asked: {why}" for source, why in resolution.unasked)
    if rejections:
        yield "  rejected by hand:"
    for rejection in rejections:
        yield f"    {rejection}{_when_and_why(rejection)}"
    none = "  no other candidates" if rejections else "  no candidates"
    yield "  candidates:" if resolution.candidates else none
    for candidate in resolution.candidates:
        yield from _offered(candidate, dated=entry.period is not None)
    if paper.status == "matched":
        yield "  fields:"
        yield from _fields(paper)


def _when_and_why(rejection: Rejection) -> str:
    day = f", on {rejection.day}" if rejection.day else ""
    return f"{day}: {rejection.reason}" if rejection.reason else day


def _offered(candidate: Candidate, *, dated: bool) -> Iterator[str]:
    record = candidate.record
    yield f"    {record.title}"
    yield f"      {_names(record.authors)}; {record.venue or 'no venue'} {record.year or ''}".rstrip()
    yield f"      {_ids(record)}"
    if dated:
        yield f"      {appeared(record)}"
    yield f"      {offered(candidate)}"
    if url := best_url(record.links):
        yield f"      {url}"
    yield from (f"      + {words}" for words in candidate.for_it)
    yield from (f"      - {words}" for words in candidate.against_it)


def _fields(paper: Paper) -> Iterator[str]:
    for path, said in paper.provenance.items():
        value = (paper.citations.count, paper.citations.influential) if path == "citations" else attrgetter(path)(paper)
        stale = ", past its freshness" if path in paper.stale else ""
        yield f"    {path}: {_shown(value)}  [{source_name(said.source)}, since {said.as_of}{stale}]"


def _shown(value: object) -> str:
    if isinstance(value, tuple) and all(isinstance(each, Author) for each in value):
        return _names(value)
    text = " ".join(str(value).split())
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _names(authors: Sequence[Author]) -> str:
    names = [author.name for author in authors]
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more if names else "no authors"


def _ids(record: Record) -> str:
    return ", ".join(map(str, record.ids.known())) or "no identifier"
