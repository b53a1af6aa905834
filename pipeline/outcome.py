"""PURE: what a run found, and the verdicts that stand in what it publishes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.models import STATUS, Catalogue, Entry, Paper, Resolution
from pipeline.news import Chronicle


class Outcome(NamedTuple):
    """What a run found. `resolutions` are of the entries in the order of the list; `chronicle` is what there
    is to remember beside the catalogue."""

    catalogue: Catalogue
    resolutions: tuple[Resolution, ...]
    heard: bool
    chronicle: Chronicle = Chronicle()

    @property
    def is_doubtful(self) -> bool:
        """Whether an entry needs a person's eye."""
        return any(paper.status == "needs_review" for paper in self.catalogue.papers)


def as_published(outcome: Outcome) -> list[Resolution]:
    """The resolutions with the verdicts that stand in the catalogue: a silent source takes none of them back. Where
    several entries lead to one paper, each that leads there keeps its own."""
    papers = paper_of_each([one.entry for one in outcome.resolutions], outcome.catalogue)
    return [_with_match(one, papers[one.entry.id]) for one in outcome.resolutions]


def paper_of_each(entries: Iterable[Entry], catalogue: Catalogue) -> dict[str, Paper]:
    """The paper that a catalogue of the same list names where each entry stands, by the entry's id."""
    places = {(place.line, place.title): paper for paper in catalogue.papers for place in paper.listed}
    return {entry.id: places[entry.line, entry.title] for entry in entries if (entry.line, entry.title) in places}


def _with_match(resolution: Resolution, paper: Paper) -> Resolution:
    if len(paper.listed) > 1 and STATUS[resolution.verdict] == paper.status:
        return resolution
    return resolution.model_copy(update={"verdict": paper.match.verdict, "reasons": paper.match.reasons})
