"""PURE: decisions that no longer fit, so that a person hears of them: their paper is unknown, or another by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.matching.decide import Ruling, is_paper
from pipeline.models import LIST, Answer, Entry, Found, PaperId, Record, Resolution

_NAMELESS = ("url", "folded_title")
"""A paper that a person names by its page or its title may well be known to no service: that is why it is named so."""


def unfit(
    resolutions: Sequence[Resolution], rulings: Mapping[str, Ruling], answers: Mapping[PaperId, Sequence[Answer]]
) -> Iterator[str]:
    """A line for each pin or rejection whose identifier nobody knows, or which has become another.

    `rulings` are keyed by entry id; `answers` are what the sources say of the identifiers in them.
    """
    for one in resolutions:
        ruling = rulings.get(one.entry.id)
        if ruling is None:
            continue
        for kind, paper in (("pin", ruling.pin), *(("reject", each) for each in ruling.rejected)):
            if paper is not None and paper.kind not in _NAMELESS:
                records = _records(answers.get(paper, ())) or (_followed(one) if kind == "pin" else [])
                yield from _told(kind, one.entry, paper, records)
        if ruling.pin is not None and ruling.pin.kind not in _NAMELESS and _is_known_to_nobody(one):
            yield f"[[pin]] {one.entry.id!r}: no source that was asked knows {ruling.pin}; see whether it is right"


def identifiers(rulings: Mapping[str, Ruling]) -> list[PaperId]:
    """The identifiers in people's decisions that a source could be asked about, each once."""
    named = [paper for one in rulings.values() for paper in (one.pin, *one.rejected) if paper is not None]
    return [paper for paper in dict.fromkeys(named) if paper.kind not in _NAMELESS]


def _records(answers: Sequence[Answer]) -> list[Record]:
    return [record for answer in answers if isinstance(answer, Found) for record in answer.records]


def _followed(resolution: Resolution) -> list[Record]:
    """The records that a pin has led to, whatever they are called by now."""
    return [one.record for one in resolution.accepted if one.record.source != LIST]


def _told(kind: str, entry: Entry, paper: PaperId, records: Sequence[Record]) -> Iterator[str]:
    if records and not any(is_paper(record, paper) for record in records):
        now = next(iter(records[0].ids.known()), None)
        yield f"[[{kind}]] {entry.id!r}: {paper} has become {now or 'another paper'}, “{records[0].title}”"


def _is_known_to_nobody(resolution: Resolution) -> bool:
    """Whether only the person speaks for the pinned paper, though everybody was asked."""
    return resolution.verdict == "pinned" and not _followed(resolution) and not resolution.unasked
