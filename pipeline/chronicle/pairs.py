"""PURE: which paper of the last catalogue each paper of the new one is."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.matching.group import same_people
from pipeline.matching.normalise import key
from pipeline.models import Catalogue, Paper


class Pair(NamedTuple):
    """A paper and what the last catalogue held in its place; `last` is None for one that was not listed."""

    paper: Paper
    last: Paper | None

    @property
    def was_known(self) -> Paper | None:
        """The last catalogue's paper, where it was settled which one that is."""
        return self.last if self.last is not None and self.last.status == "matched" else None

    @property
    def continues(self) -> Paper | None:
        """The last catalogue's paper where it is the same work, known then and now; None in every other case."""
        before, known = self.was_known, self.paper.status == "matched"
        return before if before is not None and known and _is_same_work(before, self.paper) else None

    @property
    def corrected(self) -> bool:
        """Whether the entry is taken to be another work than before."""
        return self.was_known is not None and self.paper.status == "matched" and self.continues is None

    @property
    def taken_back(self) -> bool:
        """Whether the entry has lost its work, which only a person's decision does; a silent source does not."""
        return self.was_known is not None and self.paper.status in ("needs_review", "not_found")


def pair_up(last: Catalogue, new: Catalogue) -> list[Pair]:
    """Each paper of the new catalogue with its last self: by its id, else by a listed title, else by an identifier.

    So an entry whose title was mended in the list is still the paper it was, if that was known.
    """
    by_id = {paper.id: paper for paper in last.papers}
    by_name = _by_name(last.papers)
    return [Pair(paper, by_id.get(paper.id) or _first(by_name, paper)) for paper in new.papers]


def gone(last: Catalogue, new: Catalogue) -> list[Paper]:
    """The last catalogue's papers that the list names no longer. One that has become part of another is still there."""
    ids = {paper.id for paper in new.papers}
    by_name = _by_name(new.papers)
    return [paper for paper in last.papers if paper.id not in ids and _first(by_name, paper) is None]


def _by_name(papers: Sequence[Paper]) -> dict[Hashable, Paper]:
    """Of several papers with one name the first by id: the order of the list must not matter."""
    ordered = sorted(papers, key=lambda paper: paper.id, reverse=True)
    return {name: paper for paper in ordered for name in _names(paper)}


def _names(paper: Paper) -> Iterator[Hashable]:
    yield from (("listed", key(place.title)) for place in paper.listed)
    yield from paper.ids.known()


def _first(by_name: Mapping[Hashable, Paper], paper: Paper) -> Paper | None:
    return next((by_name[name] for name in _names(paper) if name in by_name), None)


def _is_same_work(last: Paper, paper: Paper) -> bool:
    """Whether nothing tells the two apart: a service may give a paper new identifiers, or a new title, not both."""
    before, now = set(last.ids.known()), set(paper.ids.known())
    if not before or not now or not before.isdisjoint(now):
        return True
    people = [[author.name for author in one.authors] for one in (last, paper)]
    return key(last.title) == key(paper.title) and (not all(people) or same_people(*people))
