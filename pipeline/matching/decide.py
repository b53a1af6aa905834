"""PURE: which of the works on offer does an entry mean? The verdict, its reasons, and every candidate's case.

a person's ruling     pinned, rejected, retired: obeyed whatever else speaks against it
equal title           exact, if the title stands alone or a second witness agrees
near title            strong, if no veto speaks against it and what is left of the title stands alone or has a witness
linked, other title   renamed, if the titles still share enough and no other work has the listed title
several, or in doubt  ambiguous or different: a person decides
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.matching import rules
from pipeline.matching.compare import AN_AUTHOR_AGREES, Comparison, compare, listed_title
from pipeline.matching.grade import NO_RIVALS, Rivals, by_identifier, by_title, rivals_among, too_little
from pipeline.matching.group import Offer, group, stands_alone
from pipeline.matching.normalise import folded_title_id
from pipeline.matching.titles import TitleRelation
from pipeline.models import LIST, Candidate, Entry, Ids, Links, Paper, PaperId, Record, Sourced, Verdict


class Ruling(NamedTuple):
    """What a person decided about one entry; `pin_title` and `pin_year` where the pin names the paper by them."""

    pin: PaperId | None = None
    pin_title: str | None = None
    pin_year: int | None = None
    pin_reason: str = ""
    pin_day: date = date.min
    rejected: tuple[PaperId, ...] = ()
    retired: str | None = None


class Decision(NamedTuple):
    """`accepted` are all records of the accepted work, the deciding one first; empty unless the verdict is a match."""

    verdict: Verdict
    reasons: tuple[str, ...]
    accepted: tuple[Sourced, ...] = ()
    candidates: tuple[Candidate, ...] = ()


class Judged(NamedTuple):
    """One work and its case. `grade` is the verdict it would get alone, or None where something speaks against it."""

    work: tuple[Offer, ...]
    best: Offer
    comparison: Comparison
    grade: Verdict | None
    for_it: tuple[str, ...]
    against_it: tuple[str, ...]
    year_denied: bool = False

    @property
    def linked(self) -> bool:
        return any(offer.via == "link" for offer in self.work)


NO_RULING = Ruling()


def decide(
    entry: Entry, offers: Sequence[Offer], ruling: Ruling = NO_RULING, former_titles: Sequence[str] = ()
) -> Decision:
    """The verdict on `entry` over the records on offer.

    `former_titles` are the titles under which the last catalogue held this entry's paper: an identifier from there is
    believed under a new title only if one of them is still related. Never `unchecked`: whether every source could be
    asked is not known here.
    """
    if ruling.retired is not None:
        return Decision("retired", (f"retired by hand: {ruling.retired}",))
    if ruling.pin is not None:
        return _pinned(entry, offers, ruling, ruling.pin)
    works = group(offers)
    kept = [
        work for work in works if not any(is_paper(offer.record, paper) for offer in work for paper in ruling.rejected)
    ]
    cases = [_compared(entry, work) for work in kept]
    judged = [_judge(entry, case, former_titles, _rivals(case, cases)) for case in cases]
    decision = _choose(judged)
    if decision.verdict == "not_found" and len(kept) < len(works):
        return decision._replace(verdict="rejected", reasons=("the only likely paper was rejected by hand",))
    return decision


def is_paper(record: Record | Paper, paper: PaperId) -> bool:
    """Whether a record, or a published paper, is the one that an identifier names."""
    if paper.kind == "url":
        return paper.value.rstrip("/") in {(link or "").rstrip("/") for link in record.links.model_dump().values()}
    if paper.kind == "folded_title":
        return paper in {folded_title_id(record.title, year) for year in _years_about(record.year)}
    return paper in record.ids.known()


def _years_about(year: int | None) -> tuple[int | None, ...]:
    """A pin by title and year also means the same title a year off: programmes and proceedings disagree that much."""
    return (None,) if year is None else (year, year - 1, year + 1)


def _pinned(entry: Entry, offers: Sequence[Offer], ruling: Ruling, pin: PaperId) -> Decision:
    """The pinned paper: every record of it on offer, or, where nobody knows it, what the person says of it. What a
    service answers to the pinned identifier is the paper, whatever it is called by now: services merge records."""
    works = group(offers)
    named = (work for work in works if any(is_paper(offer.record, pin) for offer in work))
    answering = (work for work in works if any(offer.via == "pin" for offer in work))
    pinned = next(named, None) or next(answering, ())
    first = sorted(pinned, key=lambda offer: not is_paper(offer.record, pin))
    records = tuple(_sourced(offer) for offer in first) or (Sourced(_as_pinned(entry, ruling, pin), ruling.pin_day),)
    paper = f"{ruling.pin_title} ({ruling.pin_year})" if ruling.pin_title else str(pin)
    said = f"pinned by hand to {paper}: {ruling.pin_reason}" if ruling.pin_reason else f"pinned by hand to {paper}"
    unknown = () if pinned else ("no source that was asked knows it",)
    if pinned and not is_paper(first[0].record, pin):
        unknown = (f"that has become {next(iter(first[0].record.ids.known()), 'another record')}",)
    return Decision(
        "pinned",
        (said, *unknown),
        records,
        (Candidate(record=records[0].record, via="pin", similarity=compare(entry, records[0].record).similarity),),
    )


def _as_pinned(entry: Entry, ruling: Ruling, pin: PaperId) -> Record:
    return Record(
        source=LIST,
        title=ruling.pin_title or listed_title(entry),
        year=ruling.pin_year,
        ids=Ids.model_validate({pin.kind: pin.value}) if pin.kind in Ids.model_fields else Ids(),
        links=Links(landing=pin.value) if pin.kind == "url" else Links(),
    )


# ---- one work ------------------------------------------------------------------------------------------------------


class Case(NamedTuple):
    """A work, each of its records compared with the entry, and the one that comes nearest."""

    work: tuple[Offer, ...]
    comparisons: tuple[Comparison, ...]
    nearest: Comparison
    best: Offer
    against: tuple[str, ...]

    @property
    def linked(self) -> bool:
        return any(offer.via == "link" for offer in self.work)


def _compared(entry: Entry, work: tuple[Offer, ...]) -> Case:
    pairs = [(compare(entry, offer.record), offer) for offer in work]
    nearest, best = min(pairs, key=_nearest_first)
    comparisons = tuple(one for one, _ in pairs)
    return Case(work, comparisons, nearest, best, _against(entry, nearest, comparisons))


def _rivals(case: Case, cases: Sequence[Case]) -> Rivals:
    """The other works that have all that the listed title says, and nothing against them."""
    return rivals_among(other.nearest.titles for other in cases if other is not case and not other.against)


def _judge(entry: Entry, case: Case, former_titles: Sequence[str], rivals: Rivals) -> Judged:
    comparison, printed = case.nearest, case.best.record.title
    witnesses = (*(["the entry links to it"] if case.linked else []), *_witnesses(case.comparisons))
    against = case.against
    grade = None if against else by_title(listed_title(entry), comparison.titles, witnesses, rivals)
    if grade is None and (case.linked or any(offer.via == "catalogue" for offer in case.work)):
        titles = (listed_title(entry),) if case.linked else (listed_title(entry), *former_titles)
        grade = by_identifier(titles, printed, comparison.titles)
        if grade and not case.linked:
            witnesses = ("the last catalogue holds it under the same identifier", *witnesses)
    because = () if grade else against or (_too_little(case, rivals),)
    denied = _all_deny(one.year_fits for one in case.comparisons)
    return Judged(case.work, case.best, comparison, grade, (_words(comparison), *witnesses), because, denied)


def _too_little(case: Case, rivals: Rivals) -> str:
    if case.linked and case.nearest.relation is not TitleRelation.EQUAL:
        return "the entry links to it, but the titles share too little for one paper under two titles"
    return too_little(case.nearest.titles, rivals)


def _nearest_first(pair: tuple[Comparison, Offer]) -> tuple[int, float, str, str]:
    comparison, record = pair[0], pair[1].record
    return _CLOSENESS[comparison.relation], -comparison.similarity, record.source, record.title


_CLOSENESS = {relation: place for place, relation in enumerate(TitleRelation)}


def _witnesses(comparisons: Sequence[Comparison]) -> tuple[str, ...]:
    """What any record of the work says for it, the strongest first, and of the years the one that says most."""
    said = {witness for one in comparisons for witness in one.witnesses}
    if "the year agrees" in said:
        said.discard("the year fits")
    return tuple(sorted(said))


def _against(entry: Entry, closest: Comparison, comparisons: Sequence[Comparison]) -> tuple[str, ...]:
    said = list(closest.vetoes) if closest.relation is not TitleRelation.EQUAL else []
    if closest.relation is TitleRelation.SAME_SUBTITLE:
        said.append("the names before the subtitle differ")
    if _all_deny(one.year_fits for one in comparisons) and not _outweighs_year(entry, closest, comparisons):
        said.append(f"listed for {entry.year}, and the year does not fit")
    if _all_deny(one.same_authors for one in comparisons):
        said.append("no listed author is among its authors")
    return tuple(said)


def _outweighs_year(entry: Entry, closest: Comparison, comparisons: Sequence[Comparison]) -> bool:
    """Whether an equal title that stands alone has an author or the venue for it: services print wrong years (`L3:
    Accelerator-Friendly Lossless Image Format …`, ECCV 2022, is of 2018 to one of them), and journals late ones."""
    attested = any(one.same_authors or one.same_venue for one in comparisons)
    return attested and closest.relation is TitleRelation.EQUAL and stands_alone(listed_title(entry))


def _all_deny(answers: Iterable[bool | None]) -> bool:
    """Whether somebody answered, and nobody with yes."""
    said = [answer for answer in answers if answer is not None]
    return bool(said) and not any(said)


def _words(comparison: Comparison) -> str:
    if comparison.relation in (TitleRelation.SMALL_EDIT, TitleRelation.RELATED, TitleRelation.UNRELATED):
        return f"{comparison.relation} ({comparison.similarity:.0f} of 100)"
    return str(comparison.relation)


# ---- all works -----------------------------------------------------------------------------------------------------


def _choose(judged: Sequence[Judged]) -> Decision:
    """The one work that is meant; several of the same grade are told apart by their witnesses, or not at all."""
    candidates = tuple(_candidate(one) for one in sorted(judged, key=_rank))[: rules.LISTED_CANDIDATES]
    winners = _best_grade(judged)
    if len(winners) == 1:
        return _accept(winners[0], judged, candidates)
    if winners:
        titles = "works have this title" if winners[0].grade == "exact" else "works have a title so near"
        return Decision("ambiguous", (f"{len(winners)} {titles}",), candidates=candidates)
    worth_a_look = [one for one in judged if _is_worth_a_look(one)]
    if not worth_a_look:
        return Decision("not_found", ("no record on offer comes near the listed title",), candidates=candidates)
    nearest = min(worth_a_look, key=_rank)
    verdict: Verdict = "ambiguous" if nearest.comparison.relation is TitleRelation.EQUAL else "different"
    return Decision(verdict, nearest.against_it, candidates=candidates)


def _is_worth_a_look(one: Judged) -> bool:
    """Whether a person should see the work: not if it came up by a search, only shares words with the listed title, and
    is of a year that does not fit."""
    relation = one.comparison.relation
    if one.linked or relation is not TitleRelation.RELATED:
        return one.linked or relation is not TitleRelation.UNRELATED
    known = AN_AUTHOR_AGREES in one.for_it or any(offer.via == "catalogue" for offer in one.work)
    return known or not one.year_denied


def _best_grade(judged: Sequence[Judged]) -> list[Judged]:
    """The works of the best grade: an equal title beats a link to another title, and a link beats the rest."""
    for tier in (
        [one for one in judged if one.grade == "exact"],
        [one for one in judged if one.grade in ("strong", "renamed") and one.linked],
        [one for one in judged if one.grade == "strong"],
        [one for one in judged if one.grade == "renamed"],
    ):
        if tier:
            most = max(_weight(one) for one in tier)
            return [one for one in tier if _weight(one) == most]
    return []


def _weight(one: Judged) -> tuple[bool, int]:
    """A link outweighs any other witnesses; else the number of witnesses decides between two works."""
    return one.linked, len(one.for_it)


def _accept(winner: Judged, judged: Sequence[Judged], candidates: tuple[Candidate, ...]) -> Decision:
    reasons = list(winner.for_it)
    if not winner.linked and any(one.linked for one in judged):
        reasons.append("the entry's own link leads to another paper")
    records = sorted(winner.work, key=lambda offer: offer != winner.best)
    verdict = winner.grade or "strong"
    return Decision(verdict, tuple(reasons), tuple(_sourced(offer) for offer in records), candidates)


def _sourced(offer: Offer) -> Sourced:
    return Sourced(offer.record, offer.day, offer.stale)


def _rank(one: Judged) -> tuple[bool, int, float, str]:
    return one.grade is None, _CLOSENESS[one.comparison.relation], -one.comparison.similarity, one.best.record.title


def _candidate(one: Judged) -> Candidate:
    return Candidate(
        record=one.best.record,
        via=one.best.via,
        similarity=one.comparison.similarity,
        for_it=one.for_it,
        against_it=one.against_it,
    )


def confirm(entry: Entry, records: Sequence[Record], accepted_titles: Sequence[str]) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict and reasons for a work that was accepted, now that all its records are known.

    The same records give the same words, whether the work came up by search or by an identifier of the last catalogue.
    """
    mine = frozenset(entry.ids)
    work = tuple(Offer(record, "catalogue" if mine.isdisjoint(record.ids.known()) else "link") for record in records)
    judged = _judge(entry, _compared(entry, work), accepted_titles, NO_RIVALS)
    return judged.grade or "renamed", judged.for_it
