"""PURE: what stands behind and below a title: notes, links, and whatever it says of authors and venue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.models import Link
from pipeline.reading.addresses import place_of
from pipeline.reading.citations import credits_in, slanted_credits
from pipeline.reading.items import Item
from pipeline.reading.labels import is_label, without_brackets
from pipeline.reading.mentions import leads_on, speaks_of_another
from pipeline.reading.names import names_in
from pipeline.reading.spans import Span, plain
from pipeline.reading.tags import Tag, is_known_venue, parse_tag

_FIELD = re.compile(r"\s*(?P<name>[^\W\d_][\w ]{1,20}?)\s*[:：]\s*(?P<value>.+)", re.DOTALL)
_AUTHORS = frozenset("author authors 作者 by".split())
_VENUES = frozenset(
    "venue conference conf journal publication published 会议 期刊 发表 出处 year date 年份 时间".split()
)


_EMPTY = re.compile(r"[\[(（【][\s,;|/·&+]*[\])）】]")
_EDGES = " \t,;:|·[]"


class Below(NamedTuple):
    notes: tuple[str, ...]
    links: tuple[Link, ...]
    authors: tuple[str, ...] = ()
    tag: Tag | None = None


def below(item: Item) -> Below:
    """The notes, the links, the authors and the venue that an entry takes from its remark and from what is under it."""
    gathered = _Gathered()
    gathered.note(item.bullet.remark)
    for paragraph in item.paragraphs:
        gathered.hear(paragraph)
    for each, foreign in _flat(item.items):
        if foreign:
            gathered.note(_note(each.said))
        elif each.bullet.links and is_label(each.bullet.title):
            gathered.links.extend(_named(each))
            gathered.note(each.bullet.remark)
        else:
            gathered.hear(each.said)
        for paragraph in each.paragraphs:
            if foreign:
                gathered.note(_note(paragraph))
            else:
                gathered.hear(paragraph)
    return Below(tuple(gathered.notes), tuple(gathered.links), gathered.authors, gathered.tag)


class _Gathered:
    def __init__(self) -> None:
        self.notes: list[str] = []
        self.links: list[Link] = []
        self.authors: tuple[str, ...] = ()
        self.tag: Tag | None = None

    def note(self, text: str) -> None:
        if text:
            self.notes.append(text)

    def hear(self, said: Sequence[Span]) -> None:
        """A line that gives authors, venue or both, and nothing else, is no note; what is said of another paper is."""
        links = [part for part in said if part.url]
        words = _EMPTY.sub(" ", plain(part for part in said if not part.url)).strip(_EDGES)
        labelled = bool(links) and all(is_label(part.text) for part in links)
        led = leads_on(words) and any(without_brackets(part.text) not in (part.url or "") for part in links)
        if speaks_of_another(plain(said)) and not (labelled and led):
            self.note(_note(said))
        elif labelled and (led or not _has_words(words) or self._credits((Span(words),))):
            self.links.extend(Link(label=without_brackets(part.text), url=part.url) for part in links if part.url)
        elif links or not self._credits(said):
            self.note(_note(said))

    def _credits(self, said: Sequence[Span]) -> bool:
        text = plain(said)
        field = _FIELD.fullmatch(text)
        name = field["name"].casefold() if field else ""
        if field and name in _AUTHORS | _VENUES:
            return self._field(name, field["value"])
        slanted = bool(said) and all(part.slanted for part in said if part.text.strip())
        credited = slanted_credits(said) or credits_in(text, fewest=1 if slanted else 2)
        if credited is None or (credited.tag and not (credited.authors or is_known_venue(credited.tag.text))):
            return False
        if (credited.authors and self.authors) or (credited.tag and self.tag):
            return False
        self.authors, self.tag = self.authors or credited.authors, self.tag or credited.tag
        return True

    def _field(self, name: str, value: str) -> bool:
        if name in _AUTHORS and not self.authors:
            self.authors = names_in(value, fewest=1)
            return bool(self.authors)
        tag = parse_tag(value, longest=12) if name in _VENUES and self.tag is None else None
        self.tag = self.tag or tag
        return tag is not None


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _flat(items: Iterable[Item], *, foreign: bool = False) -> Iterator[tuple[Item, bool]]:
    """The items at any depth, each with whether it, or one that it stands under, speaks of another paper."""
    for item in items:
        other = foreign or speaks_of_another(plain(item.said))
        yield item, other
        yield from _flat(item.items, foreign=other)


def _named(item: Item) -> tuple[Link, ...]:
    """The links of a bullet that holds nothing else; `Code: https://…` labels its one link itself."""
    links = item.bullet.links
    words = plain(part for part in item.said if part.url is None).strip(" :：")
    if len(links) == 1 and any(letter.isalpha() for letter in words) and is_label(words):
        return (Link(label=words, url=links[0].url),)
    return links


def _note(said: Iterable[Span]) -> str:
    """A note as plain text; the target of a link stands in brackets behind its words."""
    return plain(Span(_with_target(part)) if part.url else part for part in said)


def _with_target(link: Span) -> str:
    words = without_brackets(link.text)
    if link.url is None or place_of(link.url) == "here" or words in link.url:
        return words or link.url or ""
    return f"{words} ({link.url})"
