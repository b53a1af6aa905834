"""PURE: which version of a work leads, and what describes that version alone.

A published version leads over a preprint. Its venue, year, day, DOI, authors and title come from records that describe
it and from nothing else: a conference never gets the year or the DOI of the preprint.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final, NamedTuple

from pipeline.matching.normalise import surname
from pipeline.matching.venues import is_preprint_venue, same_venue
from pipeline.merging.claim import Claim, Value, claim
from pipeline.merging.kinds import is_preprint_doi, is_refused, kind_of
from pipeline.models import LIST, Entry, PaperId, Record, Sourced, SourceName

VERSION_FIELDS: Final = ("title", "authors", "venue", "year", "published", "ids.doi", "links.landing")
"""The fields that describe one version; they are taken from one, and kept from one, together."""

PUBLISHED_FIRST: Final = (
    ("semantic_scholar", True),
    ("snapshot", True),
    ("arxiv", False),
    ("semantic_scholar", False),
    ("snapshot", False),
)
"""Who speaks for the leading version, the first before the next: (source, its record is of a published version)."""

_DBLP_YEAR = re.compile(r"^(?:conf|journals)/(?!corr/).*?(?P<year>\d\d)[a-z]?$")
"""The year at the end of a DBLP key, as in `conf/sosp/KwonLZ0ZY0ZS23`; https://dblp.org/faq/1474785.html."""

_YEAR_IN_NAME = re.compile(r"\b(?:19|20)\d\d\b")


class VersionRecords(NamedTuple):
    """One version by the records that describe it, the one that speaks first at the front."""

    published: bool
    sourced: tuple[Sourced, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        return tuple(one.record for one in self.sourced)


def voice_rank(source: SourceName, *, published: bool) -> int:
    """The place of a voice in `PUBLISHED_FIRST`; a source that is not named there speaks last."""
    voice = (source, published)
    return PUBLISHED_FIRST.index(voice) if voice in PUBLISHED_FIRST else len(PUBLISHED_FIRST)


def is_published(record: Record) -> bool:
    """Whether a record describes a published version: it names a venue, or a DOI that no preprint server registered.

    arXiv's own records never do: the DOI that authors enter there is a claim about another version.
    """
    if record.source == "arxiv":
        return False
    at_venue = not is_preprint_venue(record.venue) and not is_refused(record.venue)
    return at_venue or (record.ids.doi is not None and not is_preprint_doi(record.ids.doi))


def leading_version(sourced: Sequence[Sourced]) -> VersionRecords:
    """The version that leads, with every record that describes it. `sourced` must not be empty."""
    return _first_version(sorted(sourced, key=_rank))


def every_version(sourced: Sequence[Sourced]) -> list[VersionRecords]:
    """All versions that the records describe, the leading one first; each record describes one."""
    ranked, found = sorted(sourced, key=_rank), []
    while ranked:
        found.append(_first_version(ranked))
        ranked = [one for one in ranked if one not in found[-1].sourced]
    return found


def _first_version(ranked: Sequence[Sourced]) -> VersionRecords:
    lead = ranked[0].record
    published = is_published(lead)
    members = (one for one in ranked if is_published(one.record) is published and _may_be_one(lead, one.record))
    return VersionRecords(published, tuple(members))


def version_claims(
    version: VersionRecords, sourced: Sequence[Sourced], entries: Sequence[Entry], silent: Collection[SourceName] = ()
) -> dict[str, Claim]:
    """What is said of one version, by field, out of its own records and out of what others in `sourced` tell of it.

    `entries` are the places in the list that name the paper: a tag there may know the year. While arXiv is among the
    `silent`, no date can be told from the preprint's.
    """
    lead = version.sourced[0]
    found = {"title": claim(lead, lead.record.title)}
    if authors := _fullest_authors(version):
        found["authors"] = claim(authors, authors.record.authors)
    if doi := leading_doi(version, sourced):
        found["ids.doi"] = doi
    for one in reversed(version.sourced):
        if one.record.venue is not None and not (version.published and is_preprint_venue(one.record.venue)):
            found["venue"] = claim(one, one.record.venue)
        if one.record.links.landing is not None:
            found["links.landing"] = claim(one, one.record.links.landing)
    return found | _dates(version, _Preprint.of(version, sourced, silent), entries)


def leading_doi(version: VersionRecords, sourced: Sequence[Sourced]) -> Claim | None:
    """The DOI of the leading version. A DOI that only arXiv's record claims is taken last: it belongs to some published
    version, which need not be this one, for a conference paper may have grown into a journal article since."""
    of_arxiv = sorted((one for one in sourced if one.record.source == "arxiv"), key=_rank)
    claimed = (one for one in of_arxiv if not _of_another(one.record, version))
    told = (*version.sourced, *claimed)
    return next((claim(one, one.record.ids.doi) for one in told if one.record.ids.doi is not None), None)


def _of_another(preprint: Record, version: VersionRecords) -> bool:
    """Whether the journal reference at arXiv names a journal while the version is a conference's, or the other way
    round."""
    theirs = kind_of(preprint.journal_ref)
    ours = {kind_of(record.venue, record.ids.dblp) for record in version.records}
    return {theirs, *ours} >= {"journal", "conference"} and theirs not in ours


class _Preprint(NamedTuple):
    """The days that belong to the preprint of a published work. `untold` means that there is a preprint, and that no
    source can say today from which day it is."""

    days: frozenset[date]
    untold: bool

    @classmethod
    def of(cls, version: VersionRecords, sourced: Sequence[Sourced], silent: Collection[SourceName]) -> _Preprint:
        if not version.published:
            return cls(frozenset(), untold=False)
        records = [one.record for one in sourced]
        days = frozenset(record.published for record in records if record.published and not is_published(record))
        on_arxiv = any(record.ids.arxiv for record in records)
        return cls(days, untold=on_arxiv and not days and "arxiv" in silent)

    def may_be_dated(self, day: date | None) -> bool:
        return day is not None and (self.untold or day in self.days)

    def may_be_of(self, year: Value) -> bool:
        return self.untold or year in {day.year for day in self.days}


def _dates(version: VersionRecords, preprint: _Preprint, entries: Sequence[Entry]) -> dict[str, Claim]:
    """Year and day of the leading version; neither where only a preprint's are at hand."""
    own = [one for one in version.sourced if not preprint.may_be_dated(one.record.published)]
    year = _year(version, own, preprint, entries)
    if year is None:
        return {}
    days = [claim(one, day) for one in own if (day := one.record.published) and day.year == year.value]
    return {"year": year} | ({"published": days[0]} if days else {})


def _year(
    version: VersionRecords, own: Sequence[Sourced], preprint: _Preprint, entries: Sequence[Entry]
) -> Claim | None:
    """The year of the version, from whoever can tell it from the preprint's.

    Semantic Scholar often dates a published paper by its arXiv day. A year that may be the preprint's comes after the
    venue's own name (`ICLR 2024`), the DBLP key, a record with another year, and the list's own tag for the same
    venue. Where a record says the year that was found, the claim is that record's, whatever told the year first: so
    its source does not change with what is known of the preprint.
    """
    years = [claim(one, one.record.year) for one in own if one.record.year is not None]
    doubtful = [year for year in years if preprint.may_be_of(year.value)]
    certain = [year for year in years if not preprint.may_be_of(year.value)]
    told = next(
        iter((*_venue_years(version), *_dblp_years(version), *certain, *_tagged_years(version, entries), *doubtful)),
        None,
    )
    sayers = (claim(one, told.value) for one in version.sourced if told and one.record.year == told.value)
    return next(sayers, told)


def _venue_years(version: VersionRecords) -> list[Claim]:
    """The years that venues bear in their names, where a name has but one: `ICLR 2024, Vienna, May 7-11, 2024`."""
    named = [(one, set(_YEAR_IN_NAME.findall(one.record.venue or ""))) for one in version.sourced if version.published]
    return [claim(one, int(years.pop())) for one, years in named if len(years) == 1]


def _dblp_years(version: VersionRecords) -> list[Claim]:
    keys = [(one, _DBLP_YEAR.match(one.record.ids.dblp or "")) for one in version.sourced if version.published]
    years = [(one, int(key["year"])) for one, key in keys if key]
    return [claim(one, (1900 if year > 50 else 2000) + year) for one, year in years]


def _tagged_years(version: VersionRecords, entries: Sequence[Entry]) -> list[Claim]:
    venues = [record.venue for record in version.records]
    return [
        Claim(entry.year, LIST, version.sourced[0].day)
        for entry in entries
        if entry.year is not None and any(same_venue(entry.venue, venue) for venue in venues)
    ]


def _fullest_authors(version: VersionRecords) -> Sourced | None:
    """The record with the authors: the first to speak, unless another one names all of those and more.

    Semantic Scholar lists two of the five authors of Orca; whoever lists the same two among five knows better.
    """
    named = [one for one in version.sourced if one.record.authors]
    best = named[0] if named else None
    for one in named[1:]:
        longer = best and len(one.record.authors) > len(best.record.authors)
        if best and longer and _surnames(best.record) <= _surnames(one.record):
            best = one
    return best


def _surnames(record: Record) -> set[str]:
    return {surname(author.name) for author in record.authors}


def _may_be_one(lead: Record, other: Record) -> bool:
    """Whether nothing tells two records' versions apart: venue, or DOIs without a common venue."""
    same = same_venue(lead.venue, other.venue)
    if same is False:
        return False
    return same or None in (lead.ids.doi, other.ids.doi) or lead.ids.doi == other.ids.doi


def _rank(sourced: Sourced) -> tuple[int, str, tuple[PaperId, ...]]:
    record = sourced.record
    return voice_rank(record.source, published=is_published(record)), record.title, record.ids.known()
