"""`make check`: are the generated files what the code of today would generate?

Compares the schema, the catalogue's canonical form, its exports, the list in the README, what is remembered and the
page with the catalogue beside them. Asks no source, and so says nothing of whether the catalogue is up to date with the
world.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from jsonschema import Draft202012Validator

from pipeline.chronicle.event import newest_first
from pipeline.chronicle.history import curves
from pipeline.emit.catalogue_json import parse_catalogue, render_catalogue
from pipeline.emit.changes_json import parse_changes, render_changes
from pipeline.emit.changes_md import render_changes_md
from pipeline.emit.dates import newest_day
from pipeline.emit.history_csv import parse_history, render_history
from pipeline.emit.outputs import OUTPUTS, Edition
from pipeline.emit.page.render import render_page
from pipeline.emit.readme import render_list, splice
from pipeline.emit.schema import render_schema
from pipeline.models import Catalogue
from pipeline.settings import load_settings
from tests.shared import ROOT

EXPORTS = {"bib", "csl", "csv", "feed"}
"""The outputs that follow from the catalogue and from what is remembered beside it."""


def stale_files() -> Iterator[str]:
    """A sentence for each generated file that is not current."""
    path = ROOT / "catalogue" / "catalogue.json"
    schema = ROOT / "catalogue" / "catalogue.schema.json"
    readme = ROOT / "README.md"
    catalogue = parse_catalogue(path.read_bytes(), str(path))
    if path.read_text(encoding="utf-8") != render_catalogue(catalogue):
        yield "catalogue/catalogue.json is not in its canonical form"
    if schema.read_text(encoding="utf-8") != render_schema():
        yield "catalogue/catalogue.schema.json is not what the models say"
    errors = Draft202012Validator(json.loads(schema.read_bytes())).iter_errors(json.loads(path.read_bytes()))
    yield from (f"catalogue/catalogue.json breaks its schema: {error.message}" for error in errors)
    yield from _stale_exports(catalogue)
    text = readme.read_text(encoding="utf-8")
    if text != splice(text, render_list(catalogue)):
        yield "the list in README.md is not that of catalogue/catalogue.json"
    yield from _stale_records(catalogue)


def _stale_exports(catalogue: Catalogue) -> Iterator[str]:
    folder = ROOT / "catalogue"
    changes = folder / "changes.json"
    events = newest_first(parse_changes(changes.read_bytes(), str(changes)))
    site = load_settings(folder / "settings.toml").site
    edition = Edition(catalogue, (), newest_day(catalogue), events, site=site)
    for output in OUTPUTS:
        if output.name in EXPORTS and (folder / output.file).read_bytes() != output.render(edition).encode():
            yield f"catalogue/{output.file} is not that of catalogue/catalogue.json"


def _stale_records(catalogue: Catalogue) -> Iterator[str]:
    """What is remembered beside the catalogue: in its canonical form, of its papers, and shown as it is."""
    changes, history = ROOT / "catalogue" / "changes.json", ROOT / "catalogue" / "history.csv"
    events = parse_changes(changes.read_bytes(), str(changes))
    rows = parse_history(history.read_bytes(), str(history))
    shown = {
        changes: render_changes(events),
        history: render_history(rows),
        changes.with_name("CHANGES.md"): render_changes_md(events, catalogue),
        changes.with_name("index.html"): render_page(catalogue, curves(rows), newest_first(events)),
    }
    for path, text in shown.items():
        if path.read_text(encoding="utf-8") != text:
            yield f"catalogue/{path.name} is not that of the catalogue and of what is remembered"
    counts = {paper: own[-1][1] for paper, own in curves(rows).items()}
    for paper in catalogue.papers:
        if counts.get(paper.id) != paper.citations.count:
            yield f"catalogue/history.csv does not end in the count of {paper.id}"


def main() -> int:
    """Print what is not current; the exit code is 1 if anything is not."""
    found = list(stale_files())
    for sentence in found:
        print(f"{sentence}: run `make enrich` and commit what it writes", file=sys.stderr)  # noqa: T201  a command's output
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
