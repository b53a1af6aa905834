"""PURE. Merge: one `Paper` per work, each field by precedence, with its source and the date since when it holds.

    gather     entries that mean one work stand together, whatever the list calls them
    claim      what today's records say, field by field                      (merging.claims, merging.versions)
    keep       what the last catalogue says and nobody can tell today        (merging.keep)
    compose    the claims become a Paper

The order of the inputs never matters but for the order of the papers, which is that of the list.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from pipeline.matching.decide import confirm
from pipeline.merging.claim import Claim
from pipeline.merging.claims import Abstracts, claims, permitted
from pipeline.merging.compose import compose
from pipeline.merging.gather import Enriched, LastCatalogue, gather
from pipeline.merging.keep import keep, last_claims
from pipeline.models import LIST, STATUS, Catalogue, Match, Paper, Sourced, SourceName


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

    `today` dates what the list itself says for the first time. `asked` are the ids of the entries for which services
    were asked, and some answered: of the others' papers, every field is marked stale or not as it was.
    """
    works = gather(enriched)
    papers = tuple(_paper(work, last, abstracts, today, asked) for work in works)
    return Catalogue(title=title, papers=papers)


def _paper(
    work: tuple[Enriched, ...], last: LastCatalogue, abstracts: Abstracts, today: date, asked: Collection[str]
) -> Paper:
    entries = [one.resolution.entry for one in work]
    was = last.paper_of_any(entries)
    records = tuple(dict.fromkeys(one for each in work for one in each.records))
    if was is not None and not _is_same(was, work[0]):
        was = None
    match = _match(work[0], records, was)
    silent = frozenset[SourceName]().union(*(one.silent for one in work))
    now = claims(records, entries, abstracts, silent) or {"title": Claim(entries[0].title, LIST, today)}
    before = (
        last_claims(was)
        if was is not None and (was.status == "matched") is (STATUS[match.verdict] == "matched")
        else {}
    )
    if not records and was is not None and was.status == "matched":
        now = {}
    kept = keep(now, before, silent, mark=any(entry.id in asked for entry in entries))
    return compose(entries, match, permitted(kept, abstracts), records, was)


def _is_same(was: Paper, now: Enriched) -> bool:
    """Whether the last catalogue's paper is still the one meant: an unmatched entry says nothing against it."""
    mine, its = set(now.ids.known()), set(was.ids.known())
    if not mine or not its:
        return True
    return not mine.isdisjoint(its)


def _match(one: Enriched, records: Sequence[Sourced], was: Paper | None) -> Match:
    """Today's verdict, or the last one where today nobody could better it.

    A match stands while a source that could deny it is silent, and when no source finds the paper any more: only
    another paper or a person takes it back.
    """
    resolution = one.resolution
    by_person = resolution.verdict in ("pinned", "retired", "rejected")
    if was is not None and not by_person:
        nothing_new = resolution.verdict in ("unchecked", "not_found") or bool(one.silent)
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
