"""PURE: which items are papers, which are topics over papers, and which are none of these.

An item that shows by its links or its venue what it is needs no more. Any other is judged by the company it keeps: the
items of the same list or table, then of the same section, then of the whole document. Where nobody shows anything, an
item is a paper: that is what the list is for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.identifiers import ids_in_url
from pipeline.models import LeftOver, Link
from pipeline.reading.below import below as said_below
from pipeline.reading.evidence import HERE, Evidence, is_anchor, shows_paper, weigh
from pipeline.reading.items import Heading, Item, links_to_paper, shown
from pipeline.reading.labels import is_label
from pipeline.reading.mentions import speaks_of_another
from pipeline.reading.outline import Placed
from pipeline.reading.spans import plain
from pipeline.reading.tags import in_month_of
from pipeline.reading.taken_apart import Bullet
from pipeline.reading.topics import is_topic

_UNDER_NO_PAPER = "stands under a bullet that is no paper"
_FEWEST_FOR_HABIT = 10
"""So many papers with links or venues say what the list's papers have."""
_SAME = 40
"""So many first letters tell a title from another that stands over it."""
_FEWEST_DECLARED = 3
"""So many rows of tables of papers say where the papers of the document stand."""
_FEWEST_OF_OWN = 3
"""So many words before a link are a title, and no `Extended version`."""
_HABIT = 0.1
"""Where at least this share of all titles has neither link nor venue, such titles are a habit of the list."""


class Draft(NamedTuple):
    """An entry without its id; `section` still holds the document's own heading."""

    line: int
    section: tuple[Heading, ...]
    bullet: Bullet
    notes: tuple[str, ...]
    links: tuple[Link, ...]


class _Case(NamedTuple):
    """An item up for judgement, with what it shows. `groups` are the companies it keeps, the closest first."""

    path: tuple[Heading, ...]
    item: Item
    evidence: Evidence
    groups: tuple[Hashable, ...]


def judge(placed: Iterable[Placed]) -> Iterator[Draft | LeftOver]:
    """What each item is, in the order of the list; notes are inside their entry's draft."""
    found = [each for path, item, group in placed for each in _cases(path, item, (group,))]
    company = _Company([each for each in found if isinstance(each, _Case)])
    for each in found:
        if isinstance(each, LeftOver):
            yield each
        elif company.is_paper(each):
            yield _draft(each.path, each.item)
        else:
            yield from _rejected(each)


def _cases(path: tuple[Heading, ...], item: Item, group: tuple[Hashable, ...]) -> Iterator[_Case | LeftOver]:
    """The item, or, if it is a topic, a report of it and the items under it."""
    if not is_topic(item):
        own = tuple(inner for inner in item.items if _stands_alone(item, inner))
        below = tuple(inner for inner in item.items if inner not in own)
        yield _Case(path, item._replace(items=below), weigh(path, item), (group, path, ()))
        for inner in own:
            yield from _cases(path, inner, (*group, item.line))
        return
    contents = is_anchor(item.bullet) and all(is_anchor(inner.bullet) for inner in item.items)
    yield from _reported(item, HERE if contents else "read as a topic: the bullets under it are the papers")
    path = (*path, Heading(item.line, 0, item.bullet.title))
    for inner in item.items:
        yield from _cases(path, inner, (*group, item.line))


def _stands_alone(item: Item, inner: Item) -> bool:
    """Whether an item below another is a paper of its own: a venue, and another title, linked to a paper or with a link
    to one behind it (`[[pdf]](…)`)."""
    bullet = inner.bullet
    behind = any(links_to_paper(link.url) and is_label(link.label) for link in bullet.links)
    linked = links_to_paper(bullet.linked) if bullet.linked else behind and len(bullet.title.split()) >= _FEWEST_OF_OWN
    if bullet.tag is None or not linked or is_label(bullet.title) or speaks_of_another(plain(inner.said)):
        return False
    return not item.bullet.title.casefold().startswith(bullet.title.casefold()[:_SAME])


class _Company:
    """How many items of each group, section and of the whole document show that they are papers, or are none."""

    def __init__(self, cases: Sequence[_Case]) -> None:
        self._counts: Counter[tuple[Hashable, str]] = Counter(
            (group, case.evidence.says) for case in cases for group in case.groups
        )
        alone = any(case.item.alone for case in cases)
        self._declared = alone or sum(case.item.declared for case in cases) >= _FEWEST_DECLARED
        papers, bare = self._counts[(), "paper"], self._counts[(), "bare"]
        self._bare_is_habit = papers < _FEWEST_FOR_HABIT or bare >= _HABIT * (papers + bare)

    def is_paper(self, case: _Case) -> bool:
        says = case.evidence.says
        if says in {"paper", "note", "other", "none"}:
            return says == "paper" or (says == "note" and self._are_notes(case.groups[0]))
        if case.item.declared:
            return says == "page" or not case.item.bullet.links or not self._counts[case.groups[0], "paper"]
        if says == "bare" and self._declared and not self._counts[case.groups[0], "paper"]:
            return False
        for group in case.groups:
            papers, others = self._counts[group, "paper"], self._counts[group, "other"]
            if says == "bare" and not papers and group != ():
                continue
            if says == "bare" and group == () and not papers:
                return self._counts[(), "bare"] > others
            if papers or others:
                return papers >= others and (says == "page" or group != () or self._bare_is_habit)
        return True

    def _are_notes(self, group: Hashable) -> bool:
        """Whether what leads to notes in a list or a table is titles for the most part, and not the names of topics."""
        return self._counts[group, "note"] > self._counts[group, "none"] + self._counts[group, "other"]


def _draft(path: tuple[Heading, ...], item: Item) -> Draft:
    said = said_below(item)
    bullet = _without_heading(path, item.bullet)
    links, tag = (*item.bullet.links, *said.links), bullet.tag or said.tag
    if tag:
        tag = in_month_of(tag, (str(paper) for link in links for paper in ids_in_url(link.url)))
    bullet = bullet._replace(tag=tag, authors=bullet.authors or said.authors)
    return Draft(item.line, path, bullet, said.notes, links)


def _without_heading(path: Sequence[Heading], bullet: Bullet) -> Bullet:
    """The bullet without brackets before its title that only repeat the heading it stands under."""
    said, closing, title = bullet.title.removeprefix("[").partition("] ")
    repeated = (
        closing and bullet.title.startswith("[") and any(said.casefold() == each.text.casefold() for each in path)
    )
    return bullet._replace(title=title) if repeated else bullet


def _rejected(case: _Case) -> Iterator[Draft | LeftOver]:
    yield from _reported(case.item, case.evidence.reason)
    for inner in case.item.items:
        yield from _under_rejected(case.path, inner)


def _under_rejected(path: tuple[Heading, ...], item: Item) -> Iterator[Draft | LeftOver]:
    """An item below a reported one must show by itself that it is a paper."""
    evidence = weigh(path, item)
    if shows_paper(item) and evidence.says == "paper":
        yield _draft(path, item)
        return
    yield from _reported(item, evidence.reason if evidence.says in {"other", "none"} else _UNDER_NO_PAPER)
    for inner in item.items:
        yield from _under_rejected(path, inner)


def _reported(item: Item, reason: str) -> Iterator[LeftOver]:
    """The item, and each paragraph under it, for there is no entry whose note it could be."""
    yield LeftOver(line=item.line, text=shown(plain(item.said)), reason=reason)
    for paragraph in item.paragraphs:
        yield LeftOver(line=item.line, text=shown(plain(paragraph)), reason=_UNDER_NO_PAPER)
