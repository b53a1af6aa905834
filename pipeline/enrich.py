"""Enrich: the full record of every accepted paper from every source, in bulk.

Each source is asked once for each work, by the identifier it knows best; identifiers learnt from one source go to the
others, until nobody can add any. Decides nothing but whether a record that came back is of the work asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import assert_never

from pipeline.answers import answers
from pipeline.matching import rules
from pipeline.matching.decide import NO_RULING, REJECTED, Ruling, is_rejected
from pipeline.matching.titles import TitleRelation, compare_titles, shared_share
from pipeline.merging.claims import merged_ids
from pipeline.merging.gather import Enriched
from pipeline.models import (
    Answer,
    Found,
    Ids,
    NotFound,
    PaperId,
    Question,
    Record,
    Resolution,
    Sourced,
    SourceName,
    Unavailable,
)
from pipeline.progress import Watcher
from pipeline.side_by_side import side_by_side
from pipeline.sources.base import Source


class _Work:
    """One accepted paper while its records come in."""

    def __init__(self, resolution: Resolution, fallbacks: frozenset[SourceName]) -> None:
        self.resolution, self.fallbacks = resolution, fallbacks
        self.fetched: dict[SourceName, list[Sourced]] = {}
        self.asked: set[tuple[SourceName, Question]] = set()
        self.silent: set[SourceName] = {name for name, _ in resolution.unasked}
        self._ids: Ids | None = None

    def questions(self, source: Source) -> list[PaperId]:
        """What is worth asking this source about the work: of a service the best identifier that it was not yet asked
        about, of a fallback, which has all of its records at hand, every one.

        A service that has sent its record is asked again if that record brought a better identifier: the next run will
        ask by that one. It costs no request, because the record at hand is stored as the answer.
        """
        kinds = source.id_kinds
        ids = sorted((paper for paper in self.ids.known() if paper.kind in kinds), key=lambda i: kinds.index(i.kind))
        candidates = ids[:1] if source.name in self.fetched and source.name not in self.fallbacks else ids
        fresh = [paper for paper in candidates if (source.name, paper) not in self.asked]
        return fresh if source.name in self.fallbacks else fresh[:1]

    @property
    def ids(self) -> Ids:
        """Every identifier known of the work by now."""
        if self._ids is None:
            self._ids = merged_ids([one.record for one in self.records])
        return self._ids

    @property
    def records(self) -> tuple[Sourced, ...]:
        """What each service told when asked, or else what it had on offer; of a fallback, both.

        Once a service has sent its own record of the work, whatever else it had offered is left out: the next run asks
        by identifier and would not see it.
        """
        fetched = [one for records in self.fetched.values() for one in records]
        left = self.fetched.keys() - self.fallbacks
        return tuple(dict.fromkeys((*fetched, *(o for o in self.resolution.accepted if o.record.source not in left))))

    def hear(self, source: SourceName, answer: Answer) -> None:
        self.asked.add((source, answer.question))
        match answer:
            case Found(records=records, asked=asked, stale=stale):
                own = [Sourced(r, r.as_of or asked.date(), stale) for r in records if self._is_mine(r)]
                before = self.fetched.get(source, []) if source in self.fallbacks else []
                if any(one not in before for one in own):
                    self.fetched[source], self._ids = list(dict.fromkeys((*before, *own))), None
            case NotFound():
                pass
            case Unavailable():
                self.silent.add(source)
            case _:
                assert_never(answer)

    def _is_mine(self, record: Record) -> bool:
        """Whether a record's title is still related to one the work is known by: a DOI that authors mistyped at arXiv
        must not bring another paper's citations."""
        titles = (self.resolution.entry.title, *(one.record.title for one in self.resolution.accepted))
        return any(_related(title, record.title) for title in titles)

    def enriched(self, ruling: Ruling) -> Enriched:
        told = {one.record.source for one in self.records if not one.stale}
        silent = frozenset(self.silent - told)
        if ruling.pin is None and any(is_rejected(one.record, ruling) for one in self.records):
            refused = {"verdict": "rejected", "reasons": REJECTED, "accepted": ()}
            return Enriched(self.resolution.model_copy(update=refused), (), silent)
        return Enriched(self.resolution, self.records, silent)


def enrich(
    resolutions: Sequence[Resolution],
    services: Sequence[Source],
    fallbacks: Sequence[Source],
    watcher: Watcher,
    rulings: Mapping[str, Ruling],
) -> list[Enriched]:
    """The records of every accepted paper, in the order of `resolutions`; entries without a paper pass through.

    A source that does not know the work by one identifier is asked by the next one it understands. A paper whose full
    records show that it is one that a person has rejected (`rulings` are keyed by entry id) is none after all.
    """
    works = [_Work(resolution, frozenset(source.name for source in fallbacks)) for resolution in resolutions]
    accepted = [work for work in works if work.resolution.accepted]
    while questions := _open_questions(accepted, [*services, *fallbacks]):
        side_by_side([partial(_ask, source, asked, watcher) for source, asked in questions])
    return [work.enriched(rulings.get(work.resolution.entry.id, NO_RULING)) for work in works]


def _open_questions(
    works: Sequence[_Work], sources: Sequence[Source]
) -> list[tuple[Source, list[tuple[PaperId, _Work]]]]:
    asked = [(source, [(paper, work) for work in works for paper in work.questions(source)]) for source in sources]
    return [(source, questions) for source, questions in asked if questions]


def _ask(source: Source, asked: Sequence[tuple[PaperId, _Work]], watcher: Watcher) -> None:
    for work, answer in answers(source.fetch, asked, watcher, f"records, {source.name}"):
        work.hear(source.name, answer)


def _related(title: str, other: str) -> bool:
    close = compare_titles(title, other).relation is not TitleRelation.UNRELATED
    return close or shared_share(title, other) >= rules.RENAMED_SHARE
