"""The BibTeX entry that stands beside each paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.models import Paper


def bibtex_of(papers: Sequence[Paper]) -> Mapping[str, str]:
    return {paper.id: f"@misc{{{paper.id},\n  title = {{{paper.title}}},\n}}" for paper in papers}
