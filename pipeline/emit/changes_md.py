"""The events for people, week by week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from pipeline.chronicle.event import KINDS, Event, Kind, monday_of, newest_first
from pipeline.emit.markdown import escape_text, link
from pipeline.models import Catalogue, Paper
from pipeline.vocabulary.addresses import best_url

HEADINGS: Final[dict[Kind, str]] = {
    "began": "The record begins",
    "withdrawn": "Withdrawn",
    "appeared": "Appeared at a venue",
    "retitled": "New titles",
    "new_version": "New versions at arXiv",
    "code": "Code",
    "pdf": "PDFs",
    "rising": "Fast risers",
    "milestone": "Citations",
    "matched": "Identified",
    "unmatched": "No longer identified",
    "added": "Added to the list",
    "removed": "Removed from the list",
}


def render_changes_md(events: Iterable[Event], catalogue: Catalogue) -> str:
    """The events as Markdown by ISO week, the newest first, and in a week by kind; titles are linked to where the paper
    is found now. Carries no date of the run: the weeks are those in which something happened."""
    papers = {paper.id: paper for paper in catalogue.papers}
    blocks = [f"# What is new in {escape_text(catalogue.title) or 'the list'}"]
    for monday, week in groupby(newest_first(events), key=monday_of):
        year, number, _ = monday.isocalendar()
        blocks.append(f"## {year}, week {number} (from {monday.isoformat()})")
        blocks += _by_kind(list(week), papers)
    if len(blocks) == 1:
        blocks.append("Nothing yet.")
    return "\n\n".join(blocks) + "\n"


def _by_kind(week: Sequence[Event], papers: dict[str, Paper]) -> Iterator[str]:
    for kind, group in groupby(sorted(week, key=lambda event: KINDS.index(event.kind)), key=lambda event: event.kind):
        yield f"### {HEADINGS[kind]}"
        yield "\n".join(f"- {_item(event, papers.get(event.paper or ''))}" for event in group)


def _item(event: Event, paper: Paper | None) -> str:
    url = best_url(paper.links, [link for place in paper.listed for link in place.links]) if paper else None
    title = link(event.title, url) if escape_text(event.title) else "untitled"
    return f"**{title}**: {escape_text(event.text)}"
