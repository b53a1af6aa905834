"""PURE: which entries of the list name one work, and which paper of the last catalogue each of them is."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.matching.decide import Ruling, is_paper, is_rejected
from pipeline.matching.normalise import folded_title_id, key
from pipeline.merging.claims import merged_ids
from pipeline.models import Catalogue, Entry, Ids, Paper, Resolution, Sourced, SourceName, Verdict


class Enriched(NamedTuple):
    """A resolution with what every source says of its paper, in no order that matters. `silent` names the sources
    that could not be asked about it. For an entry without a paper, `records` is empty."""

    resolution: Resolution
    records: tuple[Sourced, ...]
    silent: frozenset[SourceName]

    @property
    def ids(self) -> Ids:
        return merged_ids([one.record for one in self.records])


class Known(NamedTuple):
    """What the last catalogue holds for an entry: the identifiers it was matched to, and the paper's titles."""

    ids: Ids
    titles: tuple[str, ...]


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
    """What entries of one work share: its identifiers, or its title where it has none. Of a match in the last catalogue
    that nobody repeats, all identifiers count as one name: should they be two papers' by mistake, they join no two."""
    if one.resolution.status != "matched":
        return (key(one.resolution.entry.title), *((known.ids,) if known else ()))
    return one.ids.known() or tuple(folded_title_id(said.record.title, said.record.year) for said in one.records)


def _recalled(works: Sequence[list[Enriched]], known: Mapping[str, Known]) -> list[list[Enriched]]:
    """The works, each without a match today joined to the one that is its match of the last catalogue, if there is one
    and no other."""
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


class LastCatalogue:
    """The last catalogue, as far as people's rulings leave it standing, searchable by entry.

    An entry is found by its id, or by a listed title that is its own. `rulings` are keyed by entry id; a paper that
    one of them denies to its entry is forgotten for it.
    """

    def __init__(self, catalogue: Catalogue | None, rulings: Mapping[str, Ruling]) -> None:
        papers = catalogue.papers if catalogue else ()
        self._by_id = {paper.id: paper for paper in papers}
        self._by_title = {key(place.title): paper for paper in papers for place in paper.listed}
        self._rulings = rulings

    def paper_of(self, entry: Entry) -> Paper | None:
        paper = self._by_id.get(entry.id) or self._by_title.get(key(entry.title))
        if paper is None or _denies(self._rulings.get(entry.id), paper):
            return None
        return paper

    def papers_of(self, entries: Iterable[Entry]) -> list[Paper]:
        """Each paper once, in the order of the entries."""
        found = {paper.id: paper for entry in entries if (paper := self.paper_of(entry))}
        return list(found.values())

    def known(self, entries: Iterable[Entry]) -> dict[str, Known]:
        """What it holds of each entry that it has a match for, by entry id; nothing of a match that rested on a pin
        which is no more."""
        found = ((entry.id, self.paper_of(entry)) for entry in entries)
        return {
            entry_id: Known(paper.ids, (paper.title, *paper.former_titles))
            for entry_id, paper in found
            if paper is not None
            and paper.status == "matched"
            and (paper.match.verdict != "pinned" or self._is_pinned(entry_id))
        }

    def _is_pinned(self, entry_id: str) -> bool:
        ruling = self._rulings.get(entry_id)
        return ruling is not None and ruling.pin is not None


def _denies(ruling: Ruling | None, paper: Paper) -> bool:
    """Whether a person has decided since that the entry is not this paper, or is nowhere."""
    if ruling is None:
        return False
    by_pin = paper.match.verdict == "pinned"  # then only its records tell whether the pin is still the same
    pinned_elsewhere = ruling.pin is not None and not by_pin and not is_paper(paper, ruling.pin)
    return pinned_elsewhere or ruling.retired is not None or is_rejected(paper, ruling)
