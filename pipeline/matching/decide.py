"""PURE: which of the works on offer does an entry mean? The verdict, its reasons, and every candidate's case.

A person's ruling (pinned, rejected, retired) is obeyed whatever else speaks against it; all else is up to `choose`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.matching.choose import Judged, choose, judge_alone, said_of_titles
from pipeline.matching.compare import compare
from pipeline.matching.features import Offered, listed_of, listed_title, printed_of
from pipeline.matching.group import group
from pipeline.matching.normalise import folded_title_id
from pipeline.models import LIST, Candidate, Entry, Ids, Links, Paper, PaperId, Record, Sourced, Verdict, Via


class Offer(NamedTuple):
    """A record on offer for an entry, how it came up, the day its source said so, and whether that has gone stale."""

    record: Record
    via: Via
    day: date = date.min
    stale: bool = False


class Rejection(NamedTuple):
    """A paper that a person denied to an entry; `title` and `year` where it is named by them."""

    paper: PaperId
    title: str | None = None
    year: int | None = None
    reason: str = ""
    day: date | None = None

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.title else str(self.paper)


class Ruling(NamedTuple):
    """What a person decided about one entry; `pin_title` and `pin_year` where the pin names the paper by them."""

    pin: PaperId | None = None
    pin_title: str | None = None
    pin_year: int | None = None
    pin_reason: str = ""
    pin_day: date = date.min
    rejections: tuple[Rejection, ...] = ()
    retired: str | None = None

    @property
    def rejected(self) -> tuple[PaperId, ...]:
        return tuple(one.paper for one in self.rejections)


class Decision(NamedTuple):
    """`accepted` are all records of the accepted work, the deciding one first; empty unless the verdict is a match."""

    verdict: Verdict
    reasons: tuple[str, ...]
    accepted: tuple[Sourced, ...] = ()
    candidates: tuple[Candidate, ...] = ()


NO_RULING = Ruling()
REJECTED = ("the only likely paper was rejected by hand",)
"""The reasons of that verdict."""


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
    works = group(_offered(offers))
    kept = [work for work in works if not any(is_rejected(offers[one.place].record, ruling) for one in work)]
    choice = choose(listed_of(entry), kept, former_titles)
    if choice.verdict == "not_found" and len(kept) < len(works):
        choice = choice._replace(verdict="rejected", reasons=REJECTED)
    return Decision(
        choice.verdict,
        choice.reasons,
        tuple(_sourced(offers[one.place]) for one in choice.accepted),
        tuple(_candidate(offers[one.best.place], one) for one in choice.judged),
    )


def is_paper(record: Record | Paper, paper: PaperId) -> bool:
    """Whether a record, or a published paper, is the one that an identifier names."""
    if paper.kind == "url":
        return paper.value.rstrip("/") in {(link or "").rstrip("/") for link in record.links.model_dump().values()}
    if paper.kind == "folded_title":
        return paper in {folded_title_id(record.title, year) for year in _years_about(record.year)}
    return paper in record.ids.known()


def is_rejected(record: Record | Paper, ruling: Ruling) -> bool:
    """Whether a person has said that the entry is not this paper, as far as the record's own identifiers tell."""
    return any(is_paper(record, paper) for paper in ruling.rejected)


def _years_about(year: int | None) -> tuple[int | None, ...]:
    """A pin by title and year also means the same title a year off: programmes and proceedings disagree that much."""
    return (None,) if year is None else (year, year - 1, year + 1)


def _pinned(entry: Entry, offers: Sequence[Offer], ruling: Ruling, pin: PaperId) -> Decision:
    """The pinned paper: every record of it on offer, or, where nobody knows it, what the person says of it. What a
    service answers to the pinned identifier is the paper, whatever it is called by now: services merge records."""
    works = [tuple(offers[one.place] for one in work) for work in group(_offered(offers))]
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
        (Candidate(record=records[0].record, via="pin", similarity=_similarity(entry, records[0].record)),),
    )


def _as_pinned(entry: Entry, ruling: Ruling, pin: PaperId) -> Record:
    return Record(
        source=LIST,
        title=ruling.pin_title or listed_title(entry),
        year=ruling.pin_year,
        ids=Ids.model_validate({pin.kind: pin.value}) if pin.kind in Ids.model_fields else Ids(),
        links=Links(landing=pin.value) if pin.kind == "url" else Links(),
    )


def confirm(entry: Entry, records: Sequence[Record], accepted_titles: Sequence[str]) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict and reasons for a work that was accepted, now that all its records are known.

    The same records give the same words, whether the work came up by search or by an identifier of the last catalogue.
    """
    mine = frozenset(entry.ids)
    work = tuple(
        Offered(place, printed_of(record), "catalogue" if mine.isdisjoint(record.ids.known()) else "link")
        for place, record in enumerate(records)
    )
    judged = judge_alone(listed_of(entry), work, accepted_titles)
    titles = said_of_titles(judged.comparison)
    return judged.grade or "renamed", judged.for_it if titles in judged.for_it else (titles, *judged.for_it)


def _offered(offers: Sequence[Offer]) -> list[Offered]:
    return [Offered(place, printed_of(offer.record), offer.via) for place, offer in enumerate(offers)]


def _similarity(entry: Entry, record: Record) -> float:
    return compare(listed_of(entry), printed_of(record)).similarity


def _sourced(offer: Offer) -> Sourced:
    return Sourced(offer.record, offer.day, offer.stale)


def _candidate(offer: Offer, judged: Judged) -> Candidate:
    return Candidate(
        record=offer.record,
        via=offer.via,
        similarity=judged.comparison.similarity,
        for_it=judged.for_it,
        against_it=judged.against_it,
    )
