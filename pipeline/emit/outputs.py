"""PURE: which files a run writes into the output folder, and who renders each. A new one is one more row here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.emit.catalogue_json import render_catalogue
from pipeline.emit.review import render_review
from pipeline.emit.schema import render_schema
from pipeline.models import Catalogue, Resolution


class Edition(NamedTuple):
    """What one run publishes. `dated` is the newest day in the catalogue: it changes only when the catalogue does."""

    catalogue: Catalogue
    resolutions: Sequence[Resolution]
    dated: date


class Output(NamedTuple):
    """One file: its name in `settings.toml`, its name in the folder, and its renderer, which is pure.

    `tells_of_the_run` marks what is left alone when no service answered and the catalogue is as it was.
    """

    name: str
    file: str
    render: Callable[[Edition], str]
    tells_of_the_run: bool = False


OUTPUTS = (
    Output("json", "catalogue.json", lambda edition: render_catalogue(edition.catalogue)),
    Output("schema", "catalogue.schema.json", lambda _edition: render_schema()),
    Output(
        "review", "review.md", lambda edition: render_review(edition.resolutions, edition.dated), tells_of_the_run=True
    ),
)

FILES = {output.name: output.file for output in OUTPUTS}
"""The file of each output, by the output's name."""
