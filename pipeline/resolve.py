"""Resolve: which paper does each entry mean? Identifiers first, titles last, and matching decides.

    1. every identifier that an entry links to, was matched to before, or is pinned to, goes to all services at once
    2. what that leaves open goes to the first service by title; what it does not settle, to the next, while the first
       is still at work
    3. what is open still, a service that can is asked for in other words
    4. the fallbacks (the snapshot) are heard last, and decide only what no service settled

Chooses nothing itself and knows no service: it carries questions to sources and answers to `decide`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from queue import SimpleQueue
from typing import assert_never

from pipeline.answers import answers
from pipeline.matching.decide import NO_RULING, Decision, Offer, Ruling, decide, is_rejected
from pipeline.matching.features import listed_title, printed_of
from pipeline.matching.group import same_work
from pipeline.merging.last_catalogue import Known
from pipeline.models import (
    LIST,
    Answer,
    Entry,
    Found,
    Ids,
    NotFound,
    PaperId,
    Question,
    Record,
    Resolution,
    Sourced,
    SourceName,
    TitleQuery,
    Unavailable,
    Via,
    WordsQuery,
)
from pipeline.progress import Silent, Watcher
from pipeline.side_by_side import side_by_side
from pipeline.sources.base import Source
from pipeline.vocabulary.phrases import source_name

TITLES_AT_ONCE = 25
"""So many open titles are worth handing on to the next service: a full request of phrases for Semantic Scholar."""

NOTHING_KNOWN = Known(Ids(), ())


class Case:
    """One entry on its way to a resolution: what was offered for it, and who could not be asked."""

    def __init__(self, entry: Entry, ruling: Ruling, known: Known) -> None:
        self.entry, self.ruling, self.known = entry, ruling, known
        self.unasked: dict[SourceName, str] = {}
        self.missed_by: set[SourceName] = set()
        """The services that do not know the title as it is listed."""
        self._offers: list[Offer] = []
        self._fallback_offers: list[Offer] = []
        self._tried: set[tuple[SourceName, PaperId]] = set()
        self._decided: tuple[int, Decision] | None = None
        """The last decision over the services' offers, behind the number of offers that it was taken on."""

    @property
    def query(self) -> TitleQuery:
        """What to search for: the pinned title, or the listed one without its aliases."""
        return TitleQuery(self.ruling.pin_title or listed_title(self.entry))

    def next_ids(self, source: Source) -> list[PaperId]:
        """The identifiers to ask this source about next; from now on they count as asked.

        They are the linked and pinned ones and the best of those known; once the source has denied that one, the next,
        since a service may give a paper another number.
        """
        if self.ruling.retired is not None:
            return []
        known = self.known.ids.known()
        linked = [paper for paper in self.entry.ids if paper not in known]
        pinned = [self.ruling.pin] if self.ruling.pin else []
        best_first = sorted(self._untried(known, source), key=lambda paper: source.id_kinds.index(paper.kind))
        best = [] if self._has_answered(source.name) else best_first[:1]
        asked = list(dict.fromkeys(self._untried((*linked, *pinned, *best), source)))
        self._tried.update((source.name, paper) for paper in asked)
        return asked

    def _untried(self, papers: Iterable[PaperId], source: Source) -> list[PaperId]:
        """Those that the source understands and has not been asked about."""
        return [paper for paper in papers if paper.kind in source.id_kinds and (source.name, paper) not in self._tried]

    def _has_answered(self, source: SourceName) -> bool:
        """Whether this source has told of a paper, or cannot be asked."""
        told = (offer.record.source for offer in (*self._offers, *self._fallback_offers))
        return source in self.unasked or source in told

    def hear(self, source: SourceName, answer: Answer, *, of_fallback: bool = False) -> None:
        """Take in one answer to one question about this entry."""
        match answer:
            case Found(question=question, records=records, asked=asked, stale=stale):
                offers = self._fallback_offers if of_fallback else self._offers
                offers.extend(Offer(r, self._via(question, r), r.as_of or asked.date(), stale) for r in records)
            case NotFound(question=TitleQuery()):
                self.missed_by.add(source)
            case NotFound():
                pass
            case Unavailable(reason=reason):
                self.unasked[source] = reason
            case _:
                assert_never(answer)

    def _via(self, question: Question, record: Record) -> Via:
        """A record that the entry links to counts as linked, however it came up."""
        if question == self.ruling.pin:
            return "pin"
        if not set(record.ids.known()).isdisjoint(self.entry.ids) or question in self.entry.ids:
            return "link"
        return "catalogue" if isinstance(question, PaperId) else "title"

    def is_open(self) -> bool:
        """Whether a search by title could still tell more.

        It can for an entry without a match, and for one matched for the first time to a paper of another title, by
        its link or for want of better: the paper that has the very title may be known to the next service alone.
        """
        if self.ruling.retired is not None:
            return False
        decision = self._services_decide()
        if decision.verdict == "pinned":
            return _is_hearsay(decision) and self.ruling.pin_title is not None
        return not decision.accepted or (decision.verdict in ("strong", "renamed") and not self.known.titles)

    def resolution(self) -> Resolution:
        decision = self._decision()
        unsettled = bool(self.unasked) and decision.verdict in ("not_found", "different", "rejected")
        why = tuple(
            f"{source_name(name)} could not be asked: {reason}" for name, reason in sorted(self.unasked.items())
        )
        return Resolution(
            entry=self.entry,
            verdict="unchecked" if unsettled else decision.verdict,
            reasons=(*why, *decision.reasons) if unsettled else decision.reasons,
            accepted=decision.accepted,
            candidates=decision.candidates,
            unasked=tuple(sorted(self.unasked.items())),
        )

    def _decision(self) -> Decision:
        """What the services say; the fallbacks add to a match, and decide where there is none, or where they know that
        it is the very paper that a person has rejected."""
        decision = self._services_decide()
        if not self._fallback_offers:
            return decision
        if not decision.accepted or _is_hearsay(decision):
            return self._all_decide()
        more = tuple(
            Sourced(offer.record, offer.day, offer.stale)
            for offer in self._fallback_offers
            if any(same_work(printed_of(offer.record), printed_of(accepted.record)) for accepted in decision.accepted)
        )
        if any(is_rejected(one.record, self.ruling) for one in more):
            return self._all_decide()
        return decision._replace(accepted=tuple(dict.fromkeys((*decision.accepted, *more))))

    def _services_decide(self) -> Decision:
        """The decision over the services' offers; remembered until there are more, and they only ever grow."""
        if self._decided is None or self._decided[0] != len(self._offers):
            self._decided = len(self._offers), self._decide(self._offers)
        return self._decided[1]

    def _all_decide(self) -> Decision:
        return self._decide([*self._offers, *self._fallback_offers])

    def _decide(self, offers: Sequence[Offer]) -> Decision:
        return decide(self.entry, offers, self.ruling, self.known.titles)


def _is_hearsay(decision: Decision) -> bool:
    """Whether only a person's pin speaks for the paper so far, and no source."""
    return all(one.record.source == LIST for one in decision.accepted)


def resolve(
    entries: Sequence[Entry],
    services: Sequence[Source],
    fallbacks: Sequence[Source],
    *,
    rulings: Mapping[str, Ruling],
    known: Mapping[str, Known],
    watcher: Watcher,
) -> list[Resolution]:
    """One resolution for each entry, in the order given. `rulings` and `known` are keyed by entry id.

    `services` are asked by title in their order, each only for what the ones before left open; all of them at once.
    """
    cases = [Case(e, rulings.get(e.id, NO_RULING), known.get(e.id, NOTHING_KNOWN)) for e in entries]
    side_by_side([partial(_ask_by_id, service, cases, watcher) for service in services])
    _search_by_title(cases, services, watcher)
    for service in services:
        if service.looks_again:
            _look_again(service, cases, watcher)
    for fallback in fallbacks:
        _ask_fallback(fallback, cases, watcher)
    return [case.resolution() for case in cases]


def _ask_by_id(source: Source, cases: Sequence[Case], watcher: Watcher, *, of_fallback: bool = False) -> None:
    while asked := [(paper, case) for case in cases for paper in case.next_ids(source)]:
        for case, answer in answers(source.fetch, asked, watcher, f"identifiers, {source.name}"):
            case.hear(source.name, answer, of_fallback=of_fallback)


def _search_by_title(cases: Sequence[Case], services: Sequence[Source], watcher: Watcher) -> None:
    """A chain: each service searches for what arrives and passes on what stays open, all at the same time."""
    queues: list[SimpleQueue[Case | None]] = [SimpleQueue() for _ in (*services, None)]
    waiting = [case for case in cases if case.is_open()]
    for case in (*waiting, None):
        queues[0].put(case)
    at_once = [len(waiting), *(TITLES_AT_ONCE for _ in services[1:])]
    links = zip(services, queues, queues[1:], at_once, strict=False)
    side_by_side([partial(_search_what_arrives, *link, watcher) for link in links])


def _search_what_arrives(
    service: Source,
    arriving: SimpleQueue[Case | None],
    leaving: SimpleQueue[Case | None],
    at_once: int,
    watcher: Watcher,
) -> None:
    try:
        for cases in _batches(arriving, at_once):
            asked = [(case.query, case) for case in cases]
            for case, answer in answers(service.find, asked, watcher, f"titles, {service.name}"):
                case.hear(service.name, answer)
                if case.is_open():
                    leaving.put(case)
    finally:
        leaving.put(None)


def _look_again(service: Source, cases: Sequence[Case], watcher: Watcher) -> None:
    """Ask the service in other words for every title that no service has settled, and that this one did not find as it
    is listed."""
    missed = [case for case in cases if service.name in case.missed_by and case.is_open()]
    asked = [(WordsQuery(case.query.title), case) for case in missed]
    for case, answer in answers(service.look_again, asked, watcher, f"other words, {service.name}"):
        case.hear(service.name, answer)


def _batches(arriving: SimpleQueue[Case | None], size: int) -> Iterator[list[Case]]:
    """What arrives, `size` at a time, until the end mark None; the last batch may be smaller."""
    batch: list[Case] = []
    while (case := arriving.get()) is not None:
        batch.append(case)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _ask_fallback(fallback: Source, cases: Sequence[Case], watcher: Watcher) -> None:
    """By identifier, then by title; the search by title shows no progress, for what is at hand answers at once."""
    _ask_by_id(fallback, cases, watcher, of_fallback=True)
    asked = [(case.query, case) for case in cases if case.ruling.retired is None]
    for case, answer in answers(fallback.find, asked, Silent(), f"titles, {fallback.name}"):
        case.hear(fallback.name, answer, of_fallback=True)
