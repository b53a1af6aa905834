"""PURE: what the last catalogue holds of an entry, as far as people's rulings leave it standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.matching.decide import Ruling, is_paper, is_rejected
from pipeline.matching.normalise import key
from pipeline.models import Catalogue, Entry, Ids, Paper


class Known(NamedTuple):
    """What the last catalogue holds for an entry: the identifiers it was matched to, and the paper's titles."""

    ids: Ids
    titles: tuple[str, ...]


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
