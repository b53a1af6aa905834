"""PURE: which entries of the list name one work."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from pipeline.matching.normalise import folded_title_id, key
from pipeline.merging.claims import merged_ids
from pipeline.merging.last_catalogue import Known, LastCatalogue
from pipeline.models import Ids, Resolution, Sourced, SourceName, Verdict


class Enriched(NamedTuple):
    """A resolution with what every source says of its paper, in no order that matters. `silent` names the sources
    that could not be asked about it. For an entry without a paper, `records` is empty."""

    resolution: Resolution
    records: tuple[Sourced, ...]
    silent: frozenset[SourceName]

    @property
    def ids(self) -> Ids:
        return merged_ids([one.record for one in self.records])


_SUREST_FIRST: tuple[Verdict, ...] = (
    "pinned",
    "exact",
    "strong",
    "renamed",
    "ambiguous",
    "different",
    "unchecked",
    "not_found",
    "rejected",
    "retired",
)


def gather(enriched: Sequence[Enriched], last: LastCatalogue) -> list[tuple[Enriched, ...]]:
    """The entries by work: matched ones by any shared identifier, the others by their listed title, and by their match
    in the last catalogue, which stands while nobody tells of another paper.

    Works stand in the order of the list; inside one, the surest verdict stands first, whatever the order given.
    """
    known = last.known(one.resolution.entry for one in enriched)
    works: dict[Hashable, list[Enriched]] = {}
    names = {id(one): _names_of(one, known.get(one.resolution.entry.id)) for one in enriched}
    for one in enriched:
        same = list({id(works[name]): works[name] for name in names[id(one)] if name in works}.values())
        merged = [*(other for work in same for other in work), one]
        works |= {name: merged for other in merged for name in names[id(other)]}
    unique = _recalled(list({id(work): work for work in works.values()}.values()), known)
    line = {id(work): min(one.resolution.entry.line for one in work) for work in unique}
    return [tuple(sorted(work, key=_surest_first)) for work in sorted(unique, key=lambda work: line[id(work)])]


def _names_of(one: Enriched, known: Known | None) -> tuple[Hashable, ...]:
    """What entries of one work share: its identifiers, or its title where it has none.

    An entry without a match today has its listed title, and all identifiers of its last match together as one name: if
    those belong to two papers by mistake, they must not join the two.
    """
    if one.resolution.status != "matched":
        return (key(one.resolution.entry.title), *((known.ids,) if known else ()))
    return one.ids.known() or tuple(folded_title_id(said.record.title, said.record.year) for said in one.records)


def _recalled(works: Sequence[list[Enriched]], known: Mapping[str, Known]) -> list[list[Enriched]]:
    """Joins each work without a match today to the matched work that has an identifier of its last match, where there
    is exactly one such work."""
    matched = [list(work) for work in works if work[0].resolution.status == "matched"]
    place = {paper: place for place, work in enumerate(matched) for one in work for paper in one.ids.known()}
    alone: list[list[Enriched]] = []
    for work in works:
        if work[0].resolution.status == "matched":
            continue
        recalled = (known[name].ids.known() for one in work if (name := one.resolution.entry.id) in known)
        places = {place[paper] for ids in recalled for paper in ids if paper in place}
        if len(places) == 1:
            matched[places.pop()].extend(work)
        else:
            alone.append(work)
    return [*matched, *alone]


def _surest_first(one: Enriched) -> tuple[int, str]:
    return _SUREST_FIRST.index(one.resolution.verdict), one.resolution.entry.id
