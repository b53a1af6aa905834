"""The BibTeX entry that stands beside each paper: that of the export, under the same key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.emit.bibtex import bibtex_entry
from pipeline.emit.citation_keys import bibtex_keys
from pipeline.emit.references import citable
from pipeline.models import Paper


def bibtex_of(papers: Sequence[Paper]) -> Mapping[str, str]:
    """By paper id; empty for a paper that is not settled, which nobody should cite yet."""
    settled = citable(papers)
    keys = bibtex_keys(settled)
    entries = {paper.id: bibtex_entry(paper, keys[paper.id]).rstrip("\n") for paper in settled}
    return {paper.id: entries.get(paper.id, "") for paper in papers}
