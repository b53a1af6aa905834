"""PURE. Merge: one `Paper` per work, each field by precedence, with its source and the date since when it holds.

    gather     entries that mean one work stand together, whatever the list calls them
    claim      what today's records say, field by field                      (merging.claims, merging.versions)
    keep       what the last catalogue says and nobody can tell today        (merging.keep)
    compose    the claims become a Paper
    appear     every version of it, each with its own venue, year and identifiers          (merging.appearances)

The order of the inputs never matters but for the order of the papers, which is that of the list.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from pipeline.matching.decide import confirm
from pipeline.matching.group import same_people
from pipeline.matching.normalise import key
from pipeline.merging.appearances import appearances
from pipeline.merging.claim import Claim
from pipeline.merging.claims import Abstracts, claims, permitted
from pipeline.merging.compose import compose
from pipeline.merging.gather import Enriched, gather
from pipeline.merging.keep import keep, last_claims
from pipeline.merging.last_catalogue import LastCatalogue
from pipeline.models import LIST, STATUS, Catalogue, Match, Paper, Record, Sourced, SourceName, Verdict


def merge(
    enriched: Sequence[Enriched],
    last: LastCatalogue,
    *,
    title: str,
    abstracts: Abstracts,
    today: date,
    asked: Collection[str],
) -> Catalogue:
    """The catalogue of all entries.

    `today` dates what the list itself says for the first time. `asked` are the ids of the entries that services were
    asked about, empty where none of them answered; in the papers of all other entries every mark of staleness stays as
    it was.
    """
    works = gather(enriched, last)
    papers = tuple(_paper(work, last, abstracts, today, asked) for work in works)
    return Catalogue(title=title, papers=papers)


def _paper(
    work: tuple[Enriched, ...], last: LastCatalogue, abstracts: Abstracts, today: date, asked: Collection[str]
) -> Paper:
    entries = [one.resolution.entry for one in work]
    records = tuple(dict.fromkeys(one for each in work for one in each.records))
    was = _was(last.papers_of(entries), records)
    match = _match(work[0], records, was)
    silent = frozenset[SourceName]().union(*(one.silent for one in work))
    now = claims(records, entries, abstracts, silent) or {"title": Claim(entries[0].title, LIST, today)}
    matched = STATUS[match.verdict] == "matched"
    before = last_claims(was) if was is not None and (was.status == "matched") is matched else {}
    if before and matched and not records:
        now = {}  # the match stands though nobody tells of the paper today: the list's own words are no better
    kept = keep(now, before, silent, mark=any(entry.id in asked for entry in entries))
    paper = compose(entries, match, permitted(kept, abstracts), records, was)
    versions = appearances(paper, records, was.versions if was is not None else (), silent)
    return paper.model_copy(update={"versions": versions})


def _was(papers: Sequence[Paper], records: Sequence[Sourced]) -> Paper | None:
    """What the last catalogue held of this work; of several papers that prove to be one, a matched one."""
    same = [paper for paper in papers if _is_same(paper, [one.record for one in records])]
    return min(same, key=lambda paper: paper.status != "matched", default=None)


def _is_same(was: Paper, records: Sequence[Record]) -> bool:
    """Whether the last catalogue's paper is still the one meant. Where one of the two is unmatched, nothing speaks
    against it; a service that has given a paper new identifiers still knows its title and its authors."""
    if not records or was.status != "matched":
        return True
    its = set(was.ids.known())
    if any(not its.isdisjoint(record.ids.known()) for record in records):
        return True
    titles = {key(title) for title in (was.title, *was.former_titles)}
    names = [author.name for author in was.authors]
    namesakes = [record for record in records if key(record.title) in titles]
    return any(
        not names or not record.authors or same_people(names, [author.name for author in record.authors])
        for record in namesakes
    )


def _match(one: Enriched, records: Sequence[Sourced], was: Paper | None) -> Match:
    """Today's verdict, or the last one where today nobody could better it.

    A match stands while a source that could deny it is silent, and when no source finds the paper any more: only
    another paper or a person takes it back. What a person decided stands no longer than the decision.
    """
    resolution = one.resolution
    by_person = resolution.verdict in _DECIDED or (was is not None and was.match.verdict in _DECIDED)
    if was is not None and not by_person:
        nothing_new = resolution.status != "matched" or bool(one.silent)
        if was.status == "matched" and nothing_new:
            return was.match
        if was.status in ("needs_review", "not_found") and resolution.verdict == "unchecked":
            return was.match
    if resolution.status != "matched" or resolution.verdict == "pinned":
        return Match(verdict=resolution.verdict, reasons=resolution.reasons)
    titles = [one.record.title for one in resolution.accepted]
    verdict, reasons = confirm(
        resolution.entry, [one.record for one in records], [*titles, *((was.title, *was.former_titles) if was else ())]
    )
    return Match(verdict=verdict, reasons=reasons)


_DECIDED: tuple[Verdict, ...] = ("pinned", "retired")
"""The verdicts that an entry has for as long as the decision about it stands."""
