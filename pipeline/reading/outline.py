"""PURE: the blocks of a document become items under their headings. The rest is reported if it could hold a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode

from pipeline.identifiers import ids_in_url
from pipeline.models import LeftOver
from pipeline.reading.bullet import Bullet, read_bullet
from pipeline.reading.labels import is_bracketed
from pipeline.reading.markdown import DEEPEST, Document, content_of, line_of
from pipeline.reading.spans import Span, plain, spans

_LISTS = frozenset({"bullet_list", "ordered_list"})
_HTML_WITH_CONTENT = re.compile(r"<(?:a\s[^<>]*href|li|tr|td)\b", re.IGNORECASE)
_BULLET_IN_CODE = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])\s+\S", re.MULTILINE)
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_TOO_DEEP = f"nested deeper than {DEEPEST // 2} levels"
_NAMES = {
    "table": "a table",
    "html_block": "HTML",
    "fence": "a code block",
    "code_block": "indented as code",
    "heading": "a heading",
    "hr": "a line",
}
_SHORT_FRONT_MATTER = 12
"""So many lines of metadata say how a page looks; more of them may list papers."""
_SHOWN = 200
"""So many characters of a reported line are repeated; the line number leads to the rest."""


class Heading(NamedTuple):
    """A heading, or a topic bullet that acts as one (level 0). Told apart by its line, for two may have one text."""

    line: int
    level: int
    text: str


class Item(NamedTuple):
    """One bullet: what it says, in spans and as read, with the paragraphs and the bullets under it."""

    line: int
    said: tuple[Span, ...]
    bullet: Bullet
    paragraphs: tuple[tuple[Span, ...], ...] = ()
    items: tuple[Item, ...] = ()


class Placed(NamedTuple):
    """A bullet that stands directly under the headings of `path`, the outermost first."""

    path: tuple[Heading, ...]
    item: Item


class Outline(NamedTuple):
    headings: tuple[Heading, ...]
    placed: tuple[Placed, ...]
    left_over: tuple[LeftOver, ...]


def outline(document: Document) -> Outline:
    """All bullets of a document with the headings they stand under, in the order of the document."""
    builder = _Builder(document)
    builder.add(document.blocks)
    return Outline(tuple(builder.headings), tuple(builder.placed), (*_front_matter(document), *builder.left_over))


def links_to_paper(url: str) -> bool:
    """Whether a link leads to a paper as far as its form tells: it holds an identifier, or ends in `.pdf`."""
    return bool(ids_in_url(url)) or url.lower().partition("?")[0].endswith(".pdf")


class _Builder:
    """Walks the blocks once and remembers the headings that are open."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.headings: list[Heading] = []
        self.placed: list[Placed] = []
        self.left_over: list[LeftOver] = []
        self._path: tuple[Heading, ...] = ()

    def add(self, blocks: Iterable[SyntaxTreeNode]) -> None:
        for block in _unquoted(blocks):
            if block.type == "heading":
                self._open(block)
            elif block.type in _LISTS:
                self.placed.extend(Placed(self._path, item) for item in self._items(block))
            else:
                self._report_if_paper(block)

    def _open(self, block: SyntaxTreeNode) -> None:
        words = plain(part for part in self._spans(block) if part.url is None or not is_bracketed(part.text))
        heading = Heading(line_of(block), int(block.tag[1]), words)
        self.headings.append(heading)
        self._path = (*(above for above in self._path if above.level < heading.level), heading)

    def _items(self, block: SyntaxTreeNode) -> Iterator[Item]:
        for bullet in block.children:
            first = bullet.children[0] if bullet.children else None
            if first is None:
                self._report(bullet, _TOO_DEEP if _is_cut(bullet) else "an empty bullet")
            elif first.type == "paragraph":
                yield self._item(bullet)
            else:
                yield from self._items_without_text(bullet)

    def _items_without_text(self, bullet: SyntaxTreeNode) -> Iterator[Item]:
        """The bullets inside a bullet that has no text of its own (`- - paper`)."""
        for block in _unquoted(bullet.children):
            if block.type in _LISTS:
                yield from self._items(block)
            else:
                self._report(block, f"a bullet that begins with {_NAMES.get(block.type, 'a quote')}")

    def _item(self, bullet: SyntaxTreeNode) -> Item:
        first, *below = _unquoted(bullet.children)
        said = self._spans(first)
        items: list[Item] = []
        for block in below:
            if block.type in _LISTS:
                items.extend(self._items(block))
            elif block.type != "paragraph":
                self._report_if_paper(block)
        paragraphs = tuple(self._spans(block) for block in below if block.type == "paragraph")
        return Item(line_of(bullet), said, read_bullet(said), paragraphs, tuple(items))

    def _spans(self, block: SyntaxTreeNode) -> tuple[Span, ...]:
        return spans(content_of(block), self.document.references)

    def _report_if_paper(self, block: SyntaxTreeNode) -> None:
        if block.type in {"paragraph", "heading"}:
            if any(part.url and links_to_paper(part.url) for part in self._spans(block)):
                self._report(block, "links to a paper, but is no bullet")
        elif _is_cut(block):
            self._report(block, _TOO_DEEP)
        elif _could_hold_a_paper(block):
            self._report(block, f"{_NAMES[block.type]}: only bullets are read")

    def _report(self, block: SyntaxTreeNode, reason: str) -> None:
        line = line_of(block)
        self.left_over.append(LeftOver(line=line, text=shown(self.document.lines[line - 1]), reason=reason))


def _front_matter(document: Document) -> tuple[LeftOver, ...]:
    """One report for metadata above the text, if it is long enough to be a list of papers."""
    if document.front_matter <= _SHORT_FRONT_MATTER:
        return ()
    return (LeftOver(line=1, text=shown(document.lines[1]), reason="front matter: only bullets are read"),)


def shown(text: str) -> str:
    """The text of a reported line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _unquoted(blocks: Iterable[SyntaxTreeNode]) -> Iterator[SyntaxTreeNode]:
    """The blocks, those inside quotes as if they were not quoted, save headings: a quote opens no section."""
    for block in blocks:
        if block.type == "blockquote" and block.children:
            yield from (inner for inner in _unquoted(block.children) if inner.type != "heading")
        else:
            yield block


def _is_cut(block: SyntaxTreeNode) -> bool:
    """Whether the parser stopped at this container because it lies too deep."""
    return block.type in {"list_item", "blockquote"} and not block.children and block.level + 1 >= DEEPEST


def _could_hold_a_paper(block: SyntaxTreeNode) -> bool:
    if block.type == "html_block":
        return bool(_HTML_WITH_CONTENT.search(block.content))
    if block.type == "fence":
        linked = any(links_to_paper(url) for url in _URL.findall(block.content))
        return linked or bool(_BULLET_IN_CODE.search(block.content))
    return block.type in {"table", "code_block"}
