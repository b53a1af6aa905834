"""The entry beside a paper is that of the export, and there is none where it is not settled what to cite."""

from __future__ import annotations

from pipeline.emit.bibtex import render_bibtex
from pipeline.emit.page.citing import bibtex_of
from pipeline.emit.page.render import render_page
from pipeline.models import Catalogue
from tests.emit.page.samples import LIST
from tests.emit.samples import LIGHTSEQ, unsettled


def test_the_page_and_the_export_cite_alike() -> None:
    entries = [entry for entry in bibtex_of(LIST.papers).values() if entry]
    assert "\n\n".join(entries) + "\n" == render_bibtex(LIST)
    assert len(entries) == 4


def test_what_is_not_settled_has_sources_but_no_entry() -> None:
    assert bibtex_of([unsettled(), LIGHTSEQ])[unsettled().id] == ""
    text = render_page(Catalogue(title="One", papers=(unsettled(),)))
    assert "<summary>Sources</summary>" in text
    assert "BibTeX" not in text.partition("<script")[0]
