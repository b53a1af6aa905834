"""PURE: the verdict on one link: what was said of its identifier, and how what is there stands to what the entry names.

a person's ruling       a pin to the identifier, or its rejection, settles it
another kind            software, data, a repository or a talk where the paper should be
unknown                 dead, if the service that gives such identifiers does not know it
the title itself        another paper bears the listed title, and the linked one another: the link is wrong
near, or far            see `kinship`
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.auditing.findings import Evidence, Finding, Verdict
from pipeline.auditing.kinship import Bearing, Kinship, bearing
from pipeline.auditing.link_kinds import deposit, other_kind, promises_paper, says_other, says_paper
from pipeline.auditing.rarity import Rarity
from pipeline.auditing.stems import begins_with, title_in
from pipeline.identifiers import ids_in_url
from pipeline.matching.decide import NO_RULING, Ruling
from pipeline.matching.features import listed_title, printed_of
from pipeline.matching.group import same_people, same_work
from pipeline.matching.normalise import key
from pipeline.merging.kinds import is_withdrawn
from pipeline.models import (
    LIST,
    Answer,
    Entry,
    Found,
    IdKind,
    Link,
    NotFound,
    PaperId,
    Record,
    Resolution,
    SourceName,
    Unavailable,
)

GIVEN_BY: Final[dict[IdKind, SourceName]] = {
    "arxiv": "arxiv",
    "semantic_scholar": "semantic_scholar",
    "corpus_id": "semantic_scholar",
}
"""The service that gives identifiers of a kind, and so knows each of them. Of a DOI that Semantic Scholar does not
know, nobody can say here that it does not exist."""

CERTAIN_SHARE: Final = 0.5
"""Where the linked paper's title shares this much with the listed one, no search for the listed title is needed. The
title that a CVF address spells out must share this much too: it is the paper's own title, and no nickname."""


class Judge:
    """Judges the links of one list. `rulings` are keyed by entry id."""

    def __init__(self, rarity: Rarity, evidence: Evidence, rulings: Mapping[str, Ruling]) -> None:
        self._rarity, self._evidence, self._rulings = rarity, evidence, rulings

    def findings(self, entry: Entry) -> tuple[Finding, ...]:
        """One for each distinct link that says it is the paper, or that holds an identifier."""
        return tuple(self._finding(entry, link, paper) for link, paper in links_of(entry))

    def looks_wrong(self, entry: Entry) -> bool:
        """Whether some link's paper is not plainly the one named, so that it pays to look for the title itself."""
        found = (self._bearing(entry, link, self._records(paper)) for link, paper in links_of(entry) if paper)
        return any(one and one.kinship > Kinship.SAME and one.share < CERTAIN_SHARE for one in found)

    def _finding(self, entry: Entry, link: Link, paper: PaperId | None) -> Finding:
        verdict, reason, title = self._verdict(entry, link, paper)
        return Finding(link=link, identifier=paper, verdict=verdict, leads_to=title, reason=reason)

    def _verdict(self, entry: Entry, link: Link, paper: PaperId | None) -> tuple[Verdict, str, str | None]:
        records = self._records(paper)
        title = records[0].title if records else None
        if paper and (ruled := _ruled(paper, self._rulings.get(entry.id, NO_RULING))):
            return (*ruled, title)
        if (other := _other_kind(entry, link, paper)) is not None:
            return "wrong_kind", f"it leads to {other}, not to the paper", title
        if paper is None:
            return "unchecked", "the address holds no identifier that could be looked up", None
        if near := self._bearing(entry, link, records):
            return self._of_paper(entry, records, near)
        if (spelt := title_in(paper)) is not None:
            return self._of_stem(entry, spelt)
        return (*_unknown(paper, self._evidence.heard.get(paper, {})), None)

    def _records(self, paper: PaperId | None) -> list[Record]:
        """What each service holds under the identifier, the service that gives it first."""
        heard = self._evidence.heard.get(paper, {}) if paper else {}
        own = GIVEN_BY.get(paper.kind) if paper else None
        named = sorted(heard, key=lambda name: (name != own, name))
        answers = [heard[name] for name in named]
        return [record for answer in answers if isinstance(answer, Found) for record in answer.records]

    def _bearing(self, entry: Entry, link: Link, records: list[Record]) -> Bearing | None:
        return bearing(_names(entry, link), records, self._rarity) if records else None

    def _of_paper(self, entry: Entry, records: list[Record], near: Bearing) -> tuple[Verdict, str, str]:
        verdict, reason = self._near_or_far(entry, records, near)
        if verdict in ("ok", "renamed") and any(is_withdrawn(record.comment) for record in records):
            return "withdrawn", "arXiv says that the paper has been withdrawn", near.title
        return verdict, reason, near.title

    def _near_or_far(self, entry: Entry, records: list[Record], near: Bearing) -> tuple[Verdict, str]:
        if near.kinship is not Kinship.SAME and _by_listed_authors(entry, records):
            return "renamed", "its title is another, and its authors are the listed ones"
        other = _another_with_this_title(self._evidence.resolved.get(entry.id), records, near)
        if near.kinship is not Kinship.SAME and other is not None:
            return "wrong_paper", f"its title is another, and the listed one is that of {other}"
        verdict, reason = _BY_TITLES[near.kinship]
        return verdict, reason.format(share=near.share)

    def _of_stem(self, entry: Entry, spelt: str) -> tuple[Verdict, str, str]:
        """CVF's addresses spell out how the title begins: among 316 in public lists one right one did not."""
        names = [entry.title, listed_title(entry)]
        near = bearing(names, [Record(source=LIST, title=spelt)], self._rarity)
        if near.kinship is Kinship.SAME or any(begins_with(name, spelt) for name in names):
            return "ok", "the address spells out the listed title", spelt
        if near.share >= CERTAIN_SHARE:
            return "renamed", "the address spells out a title much like the listed one", spelt
        return "wrong_paper", "the address spells out another title", spelt


_BY_TITLES: Final[dict[Kinship, tuple[Verdict, str]]] = {
    Kinship.SAME: ("ok", "its title fits the listed one"),
    Kinship.KIN: ("renamed", "the titles share {share:.0%} of what they say"),
    Kinship.UNCLEAR: ("unchecked", "the listed name says too little to tell whether this is its paper"),
    Kinship.NUMBERED: ("wrong_paper", "the titles differ in a number"),
    Kinship.FAR: ("wrong_paper", "the titles share next to nothing"),
}


def links_of(entry: Entry) -> Iterator[tuple[Link, PaperId | None]]:
    """The links to look at, each identifier and each address once; what is labelled as code or talk is none of them."""
    seen: set[object] = set()
    for link in entry.links:
        paper = next(iter(ids_in_url(link.url)), None)
        if (paper or link.url) in seen or says_other(link) or (paper is None and not says_paper(link, entry)):
            continue
        seen.add(paper or link.url)
        yield link, paper


def _names(entry: Entry, link: Link) -> list[str]:
    """What the list calls the paper behind a link: the entry's title, its aliases, and the link's own text."""
    own = [] if says_paper(link, entry) or not key(link.label) else [link.label]
    return list(dict.fromkeys([listed_title(entry), entry.title, *entry.aliases, *own]))


def _ruled(paper: PaperId, ruling: Ruling) -> tuple[Verdict, str] | None:
    if ruling.pin == paper:
        return "ok", "pinned by hand"
    return ("wrong_paper", "rejected by hand") if paper in ruling.rejected else None


def _other_kind(entry: Entry, link: Link, paper: PaperId | None) -> str | None:
    if paper is not None:
        return "a deposit of software or data" if paper.kind == "doi" and deposit(paper.value) else None
    return other_kind(link) if promises_paper(link, entry) else None


def _unknown(paper: PaperId, heard: Mapping[SourceName, Answer]) -> tuple[Verdict, str]:
    if not heard:
        return "unchecked", f"no service here knows identifiers of the kind {paper.kind}"
    own = heard.get(GIVEN_BY.get(paper.kind, ""))
    if isinstance(own, NotFound):
        return "dead", f"{paper} is unknown to the service that gives such identifiers"
    reasons = sorted(answer.reason for answer in heard.values() if isinstance(answer, Unavailable))
    return "unchecked", f"could not be asked: {reasons[0]}" if reasons else f"no service here knows {paper}"


def _by_listed_authors(entry: Entry, records: list[Record]) -> bool:
    return bool(entry.authors) and any(
        same_people(entry.authors, [author.name for author in record.authors]) for record in records
    )


def _another_with_this_title(found: Resolution | None, records: list[Record], near: Bearing) -> str | None:
    """The other work that bears the listed title, in words; None where none does, or where it may be this one."""
    accepted = [one.record for one in found.accepted] if found and found.verdict in ("exact", "strong") else []
    if not accepted or any(same_work(printed_of(one), printed_of(record)) for one in accepted for record in records):
        return None
    if any(not _other_people(one, record) for one in accepted for record in records):
        unsure = any(one.authors and record.authors for one in accepted for record in records)
        if unsure or near.kinship < Kinship.NUMBERED:
            return None
    known = accepted[0].ids.known()
    return str(known[0]) if known else accepted[0].title


def _other_people(one: Record, other: Record) -> bool:
    """Whether both name authors, and these are not the same."""
    ours, theirs = ([author.name for author in record.authors] for record in (one, other))
    return bool(ours) and bool(theirs) and not same_people(ours, theirs)
