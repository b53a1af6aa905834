"""Which papers can be cited, and as what: what bibliographies have in common, whatever their format."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.merging.kinds import kind_of
from pipeline.models import Paper, VersionKind
from pipeline.vocabulary.addresses import best_url, web_address


def citable(papers: Iterable[Paper]) -> list[Paper]:
    """The papers that are settled. Of the others nobody knows yet what to cite; they stand in no bibliography."""
    return [paper for paper in papers if paper.status == "matched"]


def leading_kind(paper: Paper) -> VersionKind:
    """What the leading version is: the one that a reference describes. Catalogues of schema 1.0 name no versions; of
    their papers it is judged by the venue's name."""
    if paper.versions:
        return paper.versions[0].kind
    return kind_of(paper.venue, paper.ids.dblp)


def address_of(paper: Paper) -> str | None:
    """Where a reference leads: the publisher's page if there is one, else the best that is known or listed."""
    url = best_url(paper.links, [link for place in paper.listed for link in place.links])
    return web_address(url) if url else None
