"""PURE: what every dialect makes of its blocks: items, each one line that may name a paper, with what stands below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.reading.addresses import place_of
from pipeline.reading.blocks import Block, Cell, Fold, Listing, Paragraph, Shut, Table, Title, lines_of, unquoted
from pipeline.reading.bold import is_label_or_tag
from pipeline.reading.bullet import read_bullet
from pipeline.reading.credited import names_authors_in_tag, tagged_surnames, with_surnames
from pipeline.reading.labels import is_label, says_paper
from pipeline.reading.mentions import leads_to_labels, mentions_apart
from pipeline.reading.names import sole_name
from pipeline.reading.spans import Span, plain
from pipeline.reading.taken_apart import Bullet
from pipeline.reading.wrapped import unwrapped

_NAME_BEFORE = re.compile(r"\[([^\[\]]{1,40})\]\s*(?=\S)")
_FEWEST_NAMED, _SHARE_NAMED = 2, 0.4
_FEWEST_CREDITED, _SHARE_CREDITED = 2, 0.6
_PAIR = 2
_AND = frozenset({"", ",", ";", "/", "|", "+", "&", "and", ", and", "、", "，"})
_BEHIND_TITLE = re.compile(r"(?P<aside>[(（][^()（）]{1,60}[)）]|\[[^\[\]]{1,60}\])?(?P<and>[^()\[\]]*)")
_SIGNS = ("-", "*", "+", "•")
_OPENS_ANNOTATION = (":", "：", "-", "–", "—")
_NAMES: dict[type, str] = {Title: "a heading", Table: "a table"}
_LONGEST_BULLET = 300
_SHOWN = 200
"""So many characters of a reported line are repeated; the line number leads to the rest."""


class Heading(NamedTuple):
    """A heading, or a topic bullet that acts as one (level 0). Told apart by its line, for two may have one text."""

    line: int
    level: int
    text: str


class Item(NamedTuple):
    """One line that may name a paper: what it says, in spans and as read, with the paragraphs and the items under it,
    and the blocks under it that are not looked into."""

    line: int
    said: tuple[Span, ...]
    bullet: Bullet
    paragraphs: tuple[tuple[Span, ...], ...] = ()
    items: tuple[Item, ...] = ()
    unread: tuple[Block, ...] = ()
    declared: bool = False
    """Whether the place where it stands says that papers are listed there."""
    alone: bool = False
    """Whether the document says that it is about this paper."""


class Found(NamedTuple):
    """What a dialect makes of the blocks at one place: its items, and how many blocks it has used up."""

    items: tuple[Item, ...]
    used: int = 1


def item_of(line: int, said: tuple[Span, ...], below: Iterable[Block] = (), bullet: Bullet | None = None) -> Item:
    """The item that `said` is, with the blocks below it, and with what it says of other papers."""
    said, others = mentions_apart(said)
    paragraphs = list(others)
    items: list[Item] = []
    unread: list[Block] = []
    for block in unquoted(below):
        match block:
            case Paragraph(said=words) | Title(said=words):
                paragraphs.append(words)
            case Listing():
                items.extend(items_of(block))
                unread.extend(textless(block))
            case Fold(line=at, summary=summary, blocks=inner):
                items.append(item_of(at, summary, inner))
            case Table(rows=rows):
                paragraphs.extend(_row(row.cells) for row in rows)
            case _:
                unread.append(block)
    return Item(line, said, bullet or read_bullet(said), tuple(paragraphs), tuple(items), tuple(unread))


def items_of(listing: Listing) -> tuple[Item, ...]:
    """The bullets of a list that begin with a line of text; `textless` gives the others. Where a list has the
    habit of putting a short name in brackets before its titles, the names are aliases; where it has that of naming
    authors behind them, one name alone there is an author's."""
    items = _with_surnames(_with_sole_authors(tuple(_items(listing))))
    names = [found[1] for item in items if (found := _NAME_BEFORE.match(item.bullet.title))]
    if len(set(names)) < _FEWEST_NAMED or len(names) < _SHARE_NAMED * len(items):
        return items
    return tuple(item._replace(bullet=_with_alias(item.bullet)) for item in items)


def _with_sole_authors(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items; `[Title](…) — Ada Odell` has an author where several lines of the list have them, and most have them
    or a name alone, for two words with capitals may be anything. So has `[Title](…) — Odell, Ada` where others of them
    have the surname first."""
    inverted = any(_has_surname_first(item) for item in items)
    names = [_sole_author(item.bullet, inverted=inverted) for item in items]
    sure = sum(bool(item.bullet.authors) for item in items)
    if sure < _FEWEST_CREDITED or sure + sum(map(bool, names)) < _SHARE_CREDITED * len(items):
        return items
    return tuple(
        item._replace(bullet=item.bullet._replace(authors=(name,), remark="")) if name else item
        for item, name in zip(items, names, strict=True)
    )


def _with_surnames(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items; `(Odell & Tarn, 2022)` behind a title names authors where most lines of the list have authors in such
    brackets or such words, and two of them authors beyond doubt, or there are three such words of their own, for a
    venue recurs, and more surnames than two in one of them, for journals are called so (`Chemistry & Biology`)."""
    surnames = [tagged_surnames(item.bullet) for item in items]
    sure = sum(names_authors_in_tag(item.bullet) for item in items)
    different = set(filter(None, surnames))
    if sure < _FEWEST_CREDITED and (len(different) <= _FEWEST_CREDITED or max(map(len, different)) <= _PAIR):
        return items
    if sure + sum(map(bool, surnames)) < _SHARE_CREDITED * len(items):
        return items
    return tuple(
        item._replace(bullet=with_surnames(item.bullet, names)) if names else item
        for item, names in zip(items, surnames, strict=True)
    )


def _has_surname_first(item: Item) -> bool:
    """Whether a line gives the surname of its first author before the other names."""
    first, _, last = item.bullet.authors[0].rpartition(" ") if item.bullet.authors else ("", "", "")
    return bool(first) and f"{last}, {first}" in plain(item.said)


def _sole_author(bullet: Bullet, *, inverted: bool) -> str:
    """The name that is all that stands behind a title that is a link, be it with the surname first where the list has
    names so; "" if something else does."""
    if not bullet.linked or bullet.authors:
        return ""
    last, _, first = bullet.remark.partition(", ")
    turned = f"{first.rstrip('.')} {last}" if inverted and first and " " not in last else ""
    return sole_name(bullet.remark) or sole_name(turned)


def _with_alias(bullet: Bullet) -> Bullet:
    name = _NAME_BEFORE.match(bullet.title)
    if name is None:
        return bullet
    return bullet._replace(title=bullet.title[name.end() :], aliases=tuple(dict.fromkeys((name[1], *bullet.aliases))))


def _items(listing: Listing) -> Iterator[Item]:
    for point in listing.points:
        blocks = tuple(unquoted(point.blocks))
        first, rest = (blocks[0] if blocks else None), blocks[1:]
        if isinstance(first, Paragraph):
            *before, last = _points_apart(first)
            for paragraph in before:
                yield from _of_paragraph(paragraph, ())
            yield from _of_paragraph(last, rest)
        elif isinstance(first, Fold):
            yield item_of(first.line, first.summary, (*first.blocks, *rest))
        else:
            for block in blocks:
                if isinstance(block, Listing):
                    yield from items_of(block)


def _of_paragraph(paragraph: Paragraph, rest: Iterable[Block]) -> Iterator[Item]:
    """The papers of the text of a bullet; what stands below it is the first one's."""
    said, behind = unwrapped(paragraph)
    said, behind = (said, behind) if behind else _without_lazy_prose(paragraph)
    titles = titles_apart(said)
    yield item_of(paragraph.line, titles[0], (*behind, *rest))
    yield from (item_of(paragraph.line, title) for title in titles[1:])


def _points_apart(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """The text of a bullet, with each line apart that is a bullet but for the blank behind its sign (`-[Title](…)`), so
    that Markdown takes it for a part of the one above. A link that is but labelled (`-[code](…)`) is of that one."""
    said = paragraph.said
    wraps = [at for at, part in enumerate(said) if part.wraps]
    starts = [at for at in wraps if _is_point(said[at + 1 : at + 3])]
    pieces = (said[start and start + 2 : end] for start, end in pairwise((0, *starts, len(said))))
    lines = (paragraph.line + sum(at <= start for at in wraps) for start in (-1, *starts))
    return tuple(Paragraph(line, piece) for line, piece in zip(lines, pieces, strict=True))


def _is_point(said: Sequence[Span]) -> bool:
    if len(said) < 2 or said[0].url is not None or said[0].text.strip() not in _SIGNS:
        return False
    return said[1].url is not None and not is_label_or_tag(said[1])


def textless(listing: Listing) -> Iterator[Shut]:
    """The bullets of a list without a line of text, at any depth: what stands in them that is no list."""
    for point in listing.points:
        blocks = list(unquoted(point.blocks))
        if not blocks:
            yield Shut(point.line, "an empty bullet", told=True)
        elif not isinstance(blocks[0], Paragraph | Fold):
            for block in blocks:
                if isinstance(block, Listing):
                    yield from textless(block)
                elif isinstance(block, Shut) and block.told and "nested" in block.reason:
                    yield block
                else:
                    what = (
                        block.reason.partition(":")[0] if isinstance(block, Shut) else _NAMES.get(type(block), "text")
                    )
                    yield Shut(point.line, f"a bullet that begins with {what}", told=True)


def titles_apart(said: tuple[Span, ...]) -> tuple[tuple[Span, ...], ...]:
    """`[Wasserstein GAN](…) and [Improved Training of Wasserstein GANs](…)`: a line or a cell that opens with titles,
    each linked to a paper of its own, holds so many papers. A bracket behind a title is that paper's, and what stands
    behind the last one is told of all where a colon or a dash opens it."""
    links = [part for part in said if part.url]
    titled = all(len(link.text.split()) > 1 and not is_label_or_tag(link) for link in links)
    several = len({link.url for link in links}) == len(links) > 1 and all(
        links_to_paper(link.url or "") for link in links
    )
    if not (several and titled):
        return (said,)
    between = {plain([part]).strip(" .") for part in said if part.url is None}
    return tuple((link,) for link in links) if between <= _AND else _annotated_apart(said) or (said,)


def _annotated_apart(said: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    """The same where more than titles is said; () if a line opens otherwise, or says more between them."""
    places = [at for at, part in enumerate(said) if part.url]
    behind = [_BEHIND_TITLE.fullmatch(plain(said[at + 1 : after])) for at, after in pairwise(places)]
    joined = all(found and found["and"].strip().casefold() in _AND - {""} for found in behind)
    if plain(said[: places[0]]) or not joined:
        return ()
    last = tuple(said[places[-1] + 1 :])
    shared = last if plain(last).startswith(_OPENS_ANNOTATION) else ()
    asides = [(Span(f" {found['aside']}"),) if found and found["aside"] else () for found in behind]
    return (
        *((said[at], *aside, *shared) for at, aside in zip(places, asides, strict=False)),
        (said[places[-1]], *last),
    )


def _without_lazy_prose(first: Paragraph) -> tuple[tuple[Span, ...], tuple[Block, ...]]:
    """A bullet of links with prose on its next line, which Markdown takes for the same paragraph: the two apart."""
    if len(plain(first.said)) <= _LONGEST_BULLET:
        return first.said, ()
    lines = tuple(lines_of(first.said))
    if len(lines) < 2 or not is_link_line(lines[0][1]):
        return first.said, ()
    return lines[0][1], tuple(Paragraph(first.line + offset, said) for offset, said in lines[1:])


def is_link_line(said: Iterable[Span]) -> bool:
    """Whether a line holds nothing but links and what they are called, told without reading it as an item."""
    parts = tuple(said)
    words = plain(part for part in parts if part.url is None)
    return (
        any(part.url for part in parts) and is_label(words) and all(is_label(part.text) for part in parts if part.url)
    )


def links_to_paper(url: str) -> bool:
    """Whether a link leads to a paper as far as its form tells."""
    return place_of(url) == "paper"


def is_only_links(item: Item) -> bool:
    """Whether a line holds nothing but links and what they are called, or leads to them (`See [paper](…)`)."""
    return bool(item.bullet.links) and (is_label(item.bullet.title) or leads_to_labels(item.said))


def offers_paper(bullet: Bullet) -> bool:
    """Whether a link of the line leads to a paper, or says so."""
    return any(links_to_paper(link.url) or says_paper(link.label) for link in bullet.links if not _stays(link.url))


def offers_paper_below(item: Item) -> bool:
    """The same for the lines below that hold nothing but links."""
    return any(
        is_only_links(below) and (offers_paper(below.bullet) or says_paper(plain(below.said).partition("http")[0]))
        for below in item.items
        if not all(_stays(link.url) for link in below.bullet.links)
    )


def _stays(url: str) -> bool:
    """Whether a link leads to a place of the same page: whatever it is called, no paper is there."""
    return url.startswith("#")


def shown(text: str) -> str:
    """The text of a reported line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _row(cells: Sequence[Cell]) -> tuple[Span, ...]:
    return tuple(part for number, cell in enumerate(cells) for part in ((Span(" | "),) if number else ()) + cell.said)
