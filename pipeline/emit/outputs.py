"""PURE: which files a run writes into the output folder, and who renders each. A new one is one more row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from pipeline.chronicle.event import Event
from pipeline.chronicle.history import HistoryRow
from pipeline.emit.bibtex import render_bibtex
from pipeline.emit.catalogue_json import render_catalogue
from pipeline.emit.changes_json import render_changes
from pipeline.emit.changes_md import render_changes_md
from pipeline.emit.csl import render_csl
from pipeline.emit.feed import render_feed
from pipeline.emit.history_csv import render_history
from pipeline.emit.page.render import render_page
from pipeline.emit.review import render_review
from pipeline.emit.schema import render_schema
from pipeline.emit.table import render_table
from pipeline.models import Catalogue, Resolution


class Edition(NamedTuple):
    """What one run publishes. `dated` is the newest day in the catalogue: it changes only when the catalogue does.

    `events` are all that are remembered, the newest first. `history` has for each paper id the days and the counts that
    are believed, the oldest first; `rows` is the same with what is pending, as it is kept. All three are empty where
    the settings keep no record. `site` is where the catalogue is published, if anywhere.
    """

    catalogue: Catalogue
    resolutions: Sequence[Resolution]
    dated: date
    events: Sequence[Event] = ()
    history: Mapping[str, Sequence[tuple[date, int]]] = MappingProxyType({})
    rows: Sequence[HistoryRow] = ()
    site: str | None = None


class Output(NamedTuple):
    """One file: its name in `settings.toml`, its name in the folder, and its renderer, which is pure.

    `tells_of_the_run` marks what is left alone, where it is there, when no service answered and the catalogue is as it
    was.
    """

    name: str
    file: str
    render: Callable[[Edition], str]
    tells_of_the_run: bool = False


OUTPUTS = (
    Output("changes", "changes.json", lambda edition: render_changes(edition.events)),
    Output("history", "history.csv", lambda edition: render_history(edition.rows)),
    Output("json", "catalogue.json", lambda edition: render_catalogue(edition.catalogue)),
    Output("schema", "catalogue.schema.json", lambda _edition: render_schema()),
    Output("bib", "catalogue.bib", lambda edition: render_bibtex(edition.catalogue)),
    Output("csl", "catalogue.csl.json", lambda edition: render_csl(edition.catalogue)),
    Output("csv", "catalogue.csv", lambda edition: render_table(edition.catalogue)),
    Output("feed", "feed.xml", lambda edition: render_feed(edition.catalogue, edition.events, edition.site)),
    Output(
        "review", "review.md", lambda edition: render_review(edition.resolutions, edition.dated), tells_of_the_run=True
    ),
    Output("news", "CHANGES.md", lambda edition: render_changes_md(edition.events, edition.catalogue)),
    Output("page", "index.html", lambda edition: render_page(edition.catalogue, edition.history, edition.events)),
)
"""In the order in which files take their places. What a run remembers comes before the catalogue: if the run is killed
between the two, the next one finds the same news again and sees that they are told. In the other order they would be
lost."""

FILES = {output.name: output.file for output in OUTPUTS}
"""The file of each output, by the output's name."""
