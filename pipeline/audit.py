"""Audit: does each link lead to the paper that its entry names, and which tags could say more by now?

    1. every linked identifier goes to all services that know its kind, in bulk
    2. the titles of entries whose link leads elsewhere, or seems to, are looked for as in a run
    3. `auditing` judges, and is pure

Asks what a run asks, through the same sources: after one, everything is answered from the cache.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from pipeline.auditing.findings import Audit, Audited, Evidence, Heard
from pipeline.auditing.judge import Judge, links_of
from pipeline.auditing.rarity import Rarity
from pipeline.auditing.shared import contested, with_borrowed, with_shared
from pipeline.auditing.upgrades import upgrades
from pipeline.matching.decide import Ruling
from pipeline.models import Catalogue, Entry, Paper, PaperId
from pipeline.outcome import paper_of_each
from pipeline.progress import Watcher
from pipeline.resolve import resolve
from pipeline.side_by_side import side_by_side
from pipeline.sources.base import Source


def look_up(
    entries: Sequence[Entry],
    services: Sequence[Source],
    fallbacks: Sequence[Source],
    rulings: Mapping[str, Ruling],
    watcher: Watcher,
) -> Evidence:
    """What the services say of every linked identifier, and of the titles of the entries whose links look wrong.

    The fallbacks are heard of both: what is known offline is known to the audit.
    """
    asked = list(dict.fromkeys(paper for entry in entries for _, paper in links_of(entry) if paper is not None))
    heard: Heard = {paper: {} for paper in asked}
    side_by_side([partial(_ask, source, asked, heard, watcher) for source in services])
    for source in fallbacks:
        _ask(source, asked, heard, watcher)
    rarity = _rarity(entries)
    judge = Judge(rarity, Evidence(heard, {}), rulings)
    shared = contested([Audited(entry=entry, findings=judge.findings(entry)) for entry in entries], rarity)
    ids = {entry.id for sharers in shared.values() for entry in sharers}
    suspects = [entry for entry in entries if entry.id in ids or judge.looks_wrong(entry)]
    found = resolve(suspects, services, fallbacks, rulings=rulings, known={}, watcher=watcher)
    return Evidence(heard, {one.entry.id: one for one in found})


def audit(entries: Sequence[Entry], evidence: Evidence, catalogue: Catalogue, rulings: Mapping[str, Ruling]) -> Audit:
    """The verdict on every link, and the tags that could say more. `catalogue` holds the entries' papers."""
    rarity = _rarity(entries)
    judge = Judge(rarity, evidence, rulings)
    judged = [Audited(entry=entry, findings=judge.findings(entry)) for entry in entries]
    papers = paper_of_each(entries, catalogue)
    told = with_borrowed(with_shared(judged, _authors(entries, evidence, papers), rarity), rarity)
    return Audit(told, upgrades(entries, papers))


def _authors(entries: Sequence[Entry], evidence: Evidence, papers: Mapping[str, Paper]) -> dict[str, tuple[str, ...]]:
    """Whose paper each entry is: as listed, as found by its title, or as the catalogue knows it."""
    found = {
        entry_id: tuple(author.name for one in resolution.accepted for author in one.record.authors)
        for entry_id, resolution in evidence.resolved.items()
    }
    known = {entry_id: tuple(author.name for author in paper.authors) for entry_id, paper in papers.items()}
    told = (known, found, {entry.id: entry.authors for entry in entries})
    return {entry_id: names for each in told for entry_id, names in each.items() if names}


def _rarity(entries: Sequence[Entry]) -> Rarity:
    return Rarity.of(entry.title for entry in entries)


def _ask(source: Source, asked: Sequence[PaperId], heard: Heard, watcher: Watcher) -> None:
    known = [paper for paper in asked if paper.kind in source.id_kinds]
    stage = f"links, {source.name}"
    watcher.begin(stage, len(known))
    for answer in source.fetch(known):
        if isinstance(answer.question, PaperId) and answer.question in heard:
            heard[answer.question][source.name] = answer
        watcher.advance(stage)
