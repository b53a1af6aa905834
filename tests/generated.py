"""`make check`: are the generated files what the code of today would generate?

Compares the schema, the catalogue's canonical form, and the list in the README with the catalogue beside them. Asks no
source, and so says nothing of whether the catalogue is up to date with the world.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from jsonschema import Draft202012Validator

from pipeline.emit.catalogue_json import parse_catalogue, render_catalogue
from pipeline.emit.readme import render_list, splice
from pipeline.emit.schema import render_schema
from tests.shared import ROOT


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
    text = readme.read_text(encoding="utf-8")
    if text != splice(text, render_list(catalogue)):
        yield "the list in README.md is not that of catalogue/catalogue.json"


def main() -> int:
    """Print what is not current; the exit code is 1 if anything is not."""
    found = list(stale_files())
    for sentence in found:
        print(f"{sentence}: run `make enrich` and commit what it writes", file=sys.stderr)  # noqa: T201  a command's output
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
