"""PURE: what stands behind and below a title: notes, links, and whatever it says of authors and venue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from pipeline.models import Link
from pipeline.reading.addresses import place_of
from pipeline.reading.blocks import lines_of
from pipeline.reading.bylines import credits_in, slanted_credits
from pipeline.reading.items import Item, is_only_links
from pipeline.reading.labels import is_label, without_brackets
from pipeline.reading.marks import without_marks
from pipeline.reading.mentions import leads_to_labels, names_another, says_what_it_does, speaks_of_another
from pipeline.reading.names import names_in
from pipeline.reading.spans import Span, plain
from pipeline.reading.tags import Tag, is_known_venue, parse_tag, together

_FIELD = re.compile(r"\s*(?P<name>[^\W\d_][\w ]{1,20}?)\s*[:：]\s*(?P<value>.+)", re.DOTALL)
_AUTHORS = frozenset("author authors 作者 by".split())
_VENUES = frozenset(
    "venue conference conf journal publication publisher published 会议 期刊 发表 出处 year date 年份 时间".split()
) | {"year of publication", "publication year", "publication date", "date of publication", "published in"}


_EMPTY = re.compile(r"[\[(（【][\s,;|/·&+]*[\])）】]")
_EDGES = " \t,;:|·[]"


_Above = Literal["own", "unnamed", "other"]
"""What an item stands under: what speaks of its paper, what speaks of another without a name, or with one."""


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
        for line in _fields_apart(paragraph):
            gathered.hear(line)
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


def _fields_apart(paragraph: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The lines of a paragraph that is nothing but fields, a line each, one of them on authors or venue; any other
    paragraph whole."""
    lines = [said for _, said in lines_of(paragraph)]
    yield from lines if all(map(field_name, lines)) and any(map(credits_field, lines)) else (paragraph,)


def field_name(said: Sequence[Span]) -> str:
    """The name of the field that a line is (`venue` of `Venue: OSDI`); empty if it is none."""
    field = _FIELD.fullmatch(without_marks(plain(said)))
    return field["name"].casefold() if field else ""


def credits_field(said: Sequence[Span]) -> bool:
    """Whether a line is a field on authors or venue."""
    return field_name(said) in _AUTHORS | _VENUES


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
        led = leads_to_labels(said)
        if speaks_of_another(plain(said)) and not led:
            self.note(_note(said))
        elif labelled and (led or not _has_words(words) or self._credits((Span(words),))):
            self.links.extend(Link(label=without_brackets(part.text), url=part.url) for part in links if part.url)
        elif links or not self._credits(said):
            self.note(_note(said))

    def _credits(self, said: Sequence[Span]) -> bool:
        text = without_marks(plain(said))
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
        tag = parse_tag(value, longest=12) if name in _VENUES else None
        both = together(self.tag, tag) if tag and self.tag else tag
        self.tag = both or self.tag
        return both is not None


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _flat(items: Iterable[Item], above: _Above = "own") -> Iterator[tuple[Item, bool]]:
    """The items at any depth, each with whether it speaks of another paper, or stands under one that does."""
    for item in items:
        speaks = speaks_of_another(plain(item.said)) and not leads_to_labels(item.said)
        yield item, speaks or above == "other" or (above == "unnamed" and not _only_labels(item))
        yield from _flat(item.items, _above(item, above) if speaks else above)


def _above(item: Item, above: _Above) -> _Above:
    """What stands above the items under one that speaks of another paper."""
    if above == "other" or names_another(item.said):
        return "other"
    return "own" if says_what_it_does(plain(item.said)) else "unnamed"


def _only_labels(item: Item) -> bool:
    """Whether an item is nothing but labelled links, none of them called by its address."""
    links = item.bullet.links
    return is_only_links(item) and all(is_label(link.label) and link.label not in link.url for link in links)


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
