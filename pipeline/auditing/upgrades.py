"""PURE: a tag that still says arXiv, of a paper that has appeared at a venue since, in the tag's own style.

`[Arxiv '23]` becomes `[COLM '24]`: the same quote, as many digits, the same order. A tag that says more than a preprint
server and a year is left to people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.auditing.findings import Upgrade
from pipeline.auditing.venue_names import name_in_tags
from pipeline.matching.venues import is_preprint_venue
from pipeline.models import Entry, Paper, Version, VersionKind
from pipeline.vocabulary.phrases import source_name
from pipeline.vocabulary.venues import venue_and_year

_SERVER = r"(?P<server>arxiv(?:\.org)?|corr|preprint|biorxiv|medrxiv)"
_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)"
_BETWEEN = r"[\s,:;/-]*[’'‘`´′ʼ＇]?\s?"
_TAG = re.compile(
    rf"{_SERVER}(?:{_BETWEEN}{_YEAR})?|{_YEAR.replace('year', 'first')}[\s,:;/-]*{_SERVER.replace('server', 'last')}",
    re.IGNORECASE,
)
_PUBLISHED: tuple[VersionKind, ...] = ("workshop", "conference", "journal")


def upgrades(entries: Sequence[Entry], papers: Mapping[str, Paper]) -> list[Upgrade]:
    """One for each entry whose tag can be bettered; `papers` by entry id. In the order of the entries."""
    tagged = [entry.venue for entry in entries if entry.venue is not None]
    found = (_upgrade(entry, papers[entry.id], tagged) for entry in entries if entry.id in papers)
    return [one for one in found if one is not None]


def _upgrade(entry: Entry, paper: Paper, tagged: Sequence[str]) -> Upgrade | None:
    lead = paper.versions[0] if paper.versions else None
    if entry.tag is None or entry.venue is None or not is_preprint_venue(entry.venue) or lead is None:
        return None
    if lead.kind not in _PUBLISHED or lead.venue is None or lead.year is None:
        return None
    name = name_in_tags(lead.venue, tagged)
    better = restyled(entry.tag, name, lead.year) if name else None
    return Upgrade(entry=entry, listed=entry.tag, better=better, evidence=_evidence(paper, lead)) if better else None


def restyled(tag: str, venue: str, year: int) -> str | None:
    """The tag with another venue and year in place of its own; None if it says anything beside those."""
    match = _TAG.fullmatch(tag)
    if match is None:
        return None
    spans = [(match.span("server"), venue), (match.span("last"), venue)]
    spans += [(match.span(name), _digits(match[name], year)) for name in ("year", "first") if match[name]]
    for (start, end), text in sorted(((span, text) for span, text in spans if span[0] >= 0), reverse=True):
        tag = tag[:start] + text + tag[end:]
    return tag


def _digits(listed: str, year: int) -> str:
    return str(year)[-len(listed) :]


def _evidence(paper: Paper, lead: Version) -> str:
    said = paper.provenance.get("venue")
    who = f", says {source_name(said.source)} since {said.as_of}" if said else ""
    where = f": {lead.links.landing}" if lead.links.landing else ""
    return f"{lead.kind} paper at {venue_and_year(lead.venue, lead.year)}{who}{where}"
