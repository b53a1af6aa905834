"""What Python programs import: cheap until it is used, typed, and clear about what is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline import Catalogue, PapersError, models
from pipeline.emit.catalogue_json import render_catalogue
from tests.emit.exported import EXPORTED
from tests.shared import ROOT

SHIPPED = ROOT / "catalogue" / "catalogue.json"


def test_the_shipped_catalogue_loads_typed() -> None:
    catalogue = Catalogue.load(SHIPPED)
    assert isinstance(catalogue, models.Catalogue)
    assert (catalogue.title, len(catalogue.papers)) == ("mlsys_papers", 34)
    paper = next(paper for paper in catalogue.papers if paper.ids.arxiv == "2309.06180")
    assert (paper.venue, paper.year, paper.authors[0].name) == ("SOSP", 2023, "Woosuk Kwon")


def test_a_path_may_be_text_and_what_was_written_is_what_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    path.write_text(render_catalogue(EXPORTED), "utf-8")
    loaded = Catalogue.load(str(path))
    assert [paper.id for paper in loaded.papers] == [paper.id for paper in EXPORTED.papers]
    assert loaded.papers[0] == EXPORTED.papers[0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "catalogue.json cannot be read: No such file or directory; make it first, or name another place."),
        (b"{", "catalogue.json is not a catalogue: Invalid JSON"),
        (b'{"title": "x", "papers": []}', "it has no schema_version"),
        (b'{"schema_version": "2.0.0", "title": "x", "papers": []}', "has schema version '2.0.0'"),
    ],
)
def test_what_cannot_be_loaded_is_told_in_one_sentence(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "catalogue.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PapersError) as caught:
        Catalogue.load(path)
    assert says in str(caught.value)


def test_importing_the_package_alone_loads_nothing_of_it() -> None:
    code = "import sys, pipeline; print([name for name in sys.modules if name.startswith(('pipeline.', 'pydantic'))])"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603  our own interpreter
    assert told.stdout.strip() == "[]"


def test_a_name_that_it_lacks_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Catalog'"):
        pipeline.Catalog  # noqa: B018  the access is the test


def test_it_tells_type_checkers_that_it_is_typed() -> None:
    assert (ROOT / "pipeline" / "py.typed").is_file()
