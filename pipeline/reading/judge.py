"""PURE: which bullets are papers, which are notes, which are topics over papers, and which are none of these.

A bullet at the top is an entry unless something speaks against it; one below an entry is its note. Only evidence in
the bullets below (tags, links to papers) makes a bullet without either a topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.models import LeftOver, Link
from pipeline.reading.bullet import Bullet
from pipeline.reading.labels import is_label, without_brackets
from pipeline.reading.outline import Heading, Item, Placed, links_to_paper, shown
from pipeline.reading.spans import Span, plain

_LONGEST_TITLE = 300
"""Characters. Of 170,000 real titles one is longer; a longer bullet is prose."""
_NO_PAPERS = re.compile(
    r"\W*(?:(?:related|other) (?:resources|lists|projects)|(?:table of )?contents|toc|contribut\w+|how to contribute|"
    r"licen[cs]e|acknowledge?ments?|citation|star history)\W*",
    re.IGNORECASE,
)
"""Sections in which bullets without tag and paper link are something else."""


_UNDER_NO_PAPER = "stands under a bullet that is no paper"


class Draft(NamedTuple):
    """An entry without its id; `section` still holds the document's own heading."""

    line: int
    section: tuple[Heading, ...]
    bullet: Bullet
    notes: tuple[str, ...]
    links: tuple[Link, ...]


def judge(placed: Iterable[Placed]) -> Iterator[Draft | LeftOver]:
    """What each bullet is, in the order of the list; notes are inside their entry's draft."""
    for path, item in placed:
        yield from _judge(path, item)


def _judge(path: tuple[Heading, ...], item: Item) -> Iterator[Draft | LeftOver]:
    if _is_topic(item):
        yield from _reported(item, "read as a topic: the bullets under it are the papers")
        path = (*path, Heading(item.line, 0, item.bullet.title))
        for below in item.items:
            yield from _judge(path, below)
    elif reason := _why_not(path, item.bullet):
        yield from _reported(item, reason)
        for below in item.items:
            yield from _judge_under_reported(path, below)
    else:
        notes, links = _below(item)
        yield Draft(item.line, path, item.bullet, notes, (*item.bullet.links, *links))


def _judge_under_reported(path: tuple[Heading, ...], item: Item) -> Iterator[Draft | LeftOver]:
    """A bullet below a reported one must show by itself that it is a paper."""
    if _lists_paper(item.bullet) or item.items:
        yield from _judge(path, item)
    else:
        yield from _reported(item, _why_not(path, item.bullet) or _UNDER_NO_PAPER)


def _is_topic(item: Item) -> bool:
    """Whether a bullet without tag or link has, for the most part, papers under it."""
    bullet = item.bullet
    if not item.items or not bullet.title or bullet.tag or bullet.links:
        return False
    papers = sum(_lists_paper(below.bullet) or _is_topic(below) for below in item.items)
    return papers * 2 > len(item.items)


def _lists_paper(bullet: Bullet) -> bool:
    """Whether a bullet shows by a tag or by a link to a paper that it lists one; a label alone names no paper."""
    titled = bool(bullet.title) and not is_label(bullet.title)
    return titled and (bullet.tag is not None or any(links_to_paper(link.url) for link in bullet.links))


def _why_not(path: tuple[Heading, ...], bullet: Bullet) -> str | None:
    """The reason why a bullet is no entry, or None if nothing speaks against it."""
    if not bullet.title:
        return "no title, only links" if bullet.links else "no title"
    if len(bullet.title) > _LONGEST_TITLE:
        return f"too long for a title ({len(bullet.title)} characters)"
    if bullet.tag or any(links_to_paper(link.url) for link in bullet.links):
        return None
    if bullet.links and all(_stays_here(link.url) for link in bullet.links):
        return "links only to other places of the list"
    if path and _NO_PAPERS.fullmatch(path[-1].text):
        return f"stands under “{path[-1].text}” and links to no paper"
    return None


def _stays_here(url: str) -> bool:
    """Whether a link leads to an anchor, or to another page of the same project."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def _below(item: Item) -> tuple[tuple[str, ...], tuple[Link, ...]]:
    """The notes and links that an entry takes from its remark and from what stands under it, in their order."""
    notes = [item.bullet.remark, *map(_note, item.paragraphs)]
    links: list[Link] = []
    for below in _flat(item.items):
        if below.bullet.links and is_label(below.bullet.title):
            links.extend(_named(below))
            notes.append(below.bullet.remark)
        else:
            notes.append(_note(below.said))
        notes.extend(map(_note, below.paragraphs))
    return tuple(note for note in notes if note), tuple(links)


def _flat(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _flat(item.items)


def _named(item: Item) -> tuple[Link, ...]:
    """The links of a bullet that holds nothing else; `Code: https://…` labels its one link itself."""
    links = item.bullet.links
    words = plain(part for part in item.said if part.url is None).strip(" :")
    if len(links) == 1 and any(letter.isalpha() for letter in words) and is_label(words):
        return (Link(label=words, url=links[0].url),)
    return links


def _note(said: Iterable[Span]) -> str:
    """A note as plain text; the target of a link stands in brackets behind its words."""
    return plain(Span(_with_target(part)) if part.url else part for part in said)


def _with_target(link: Span) -> str:
    words = without_brackets(link.text)
    if link.url is None or _stays_here(link.url) or words in link.url:
        return words or link.url or ""
    return f"{words} ({link.url})"


def _reported(item: Item, reason: str) -> Iterator[LeftOver]:
    """The bullet, and each paragraph under it, for there is no entry whose note it could be."""
    yield LeftOver(line=item.line, text=shown(plain(item.said)), reason=reason)
    for paragraph in item.paragraphs:
        yield LeftOver(line=item.line, text=shown(plain(paragraph)), reason=_UNDER_NO_PAPER)
