"""The days that a catalogue itself tells: none of them is the day of a run."""

from __future__ import annotations

from datetime import date

from pipeline.models import LIST, Catalogue, Paper


def entered(paper: Paper) -> date:
    """The day since when a source has told something of the paper that still stands; the first day where none has."""
    return min((said.as_of for said in paper.provenance.values() if said.source != LIST), default=date.min)


def newest_day(catalogue: Catalogue) -> date:
    """The newest day in the catalogue: it changes only when the catalogue does."""
    return max((said.as_of for paper in catalogue.papers for said in paper.provenance.values()), default=date.min)
