"""PURE: a parsed document becomes blocks, with HTML read like Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import EnvType

from pipeline.reading.addresses import place_of
from pipeline.reading.blocks import Block, Cell, Listing, Paragraph, Point, Quote, Row, Shut, Table, Title
from pipeline.reading.html_blocks import Flow
from pipeline.reading.labels import is_field, is_label
from pipeline.reading.markdown import DEEPEST, Document, content_of, line_of
from pipeline.reading.spans import Span, plain, spans
from pipeline.reading.titles import is_remark

TOO_DEEP = f"nested deeper than {DEEPEST // 2} levels"
_LISTS = frozenset({"bullet_list", "ordered_list"})
_CODE = frozenset({"fence", "code_block"})
_BULLET_IN_CODE = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])\s+\S", re.MULTILINE)
_IN_HTML = "a bullet right below HTML: Markdown begins there behind an empty line only"
_BULLET_IN_HTML = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?:\S+[ \t]+){2}\S")
_UNSHOWN = re.compile(r"<!--.*?(?:-->|\Z)|<(pre|script|style|textarea)\b.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_BIBTEX = re.compile(
    r"^[ \t]*@(?:article|book|conference|in(?:proceedings|collection|book)|misc|(?:phd|masters)?thesis|techreport"
    r"|unpublished|online|report|preprint)\s*\{",
    re.IGNORECASE | re.MULTILINE,
)
_FEWEST_CITED = _FEWEST_ROWS = 2
_FEWEST_WORDS = 3
"""Of a title, which a label is shorter than"""
_STROKE = re.compile(r"(?<!\\)\|")
_LINKS = ("](", "://", "<a ")
_URL = re.compile(r"https?://[^\s<>\"')\]]+")


def structure(document: Document) -> tuple[Block, ...]:
    """The blocks of a document, in its order. Front matter is none of them."""
    return _Reader(document.references, document.lines).blocks(document.blocks)


def rules(document: Document) -> tuple[int, ...]:
    """The lines with a rule (`---`) across the page, which is no block but ends what stands above it."""
    return tuple(line_of(node) for node in document.blocks if node.type == "hr")


class _Reader:
    """Carries the link targets that the document defines apart, and its lines."""

    def __init__(self, references: EnvType, lines: Sequence[str]) -> None:
        self._references, self._lines = references, lines

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
        flow = Flow()
        for node, below in self._with_indented(nodes):
            if node.type == "html_block":
                flow.add_html(node.content, line_of(node))
                for at in _bullets_in_html(node.content):
                    flow.add(Shut(line_of(node) + at, _IN_HTML, told=True))
            elif (block := self._block(node)) is not None:
                flow.add(_with_below(block, self.blocks(below)) if below else block)
        return flow.finish()

    def _with_indented(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[tuple[SyntaxTreeNode, list[SyntaxTreeNode]]]:
        """The blocks, each list with what its author has indented below its last bullet, but less than Markdown asks
        for (two blanks below `1. Title`)."""
        last: SyntaxTreeNode | None = None
        below: list[SyntaxTreeNode] = []
        for node in nodes:
            if (
                last is not None
                and last.type in _LISTS
                and last.children
                and self._is_indented(node, last.children[-1])
            ):
                below.append(node)
                continue
            if last is not None:
                yield last, below
            last, below = node, []
        if last is not None:
            yield last, below

    def _is_indented(self, node: SyntaxTreeNode, bullet: SyntaxTreeNode) -> bool:
        """Whether a block is further in than the bullet above it, and lists no papers beside it: where that begins
        with a linked title, and so does a line of the block, none of which says more of the paper above."""
        further = self._indent(node) - self._indent(bullet)
        if not ((node.type in _LISTS and further > 0) or (node.type == "paragraph" and further > 1)):
            return False
        lines = [self._opening(point) for point in (node.children if node.type in _LISTS else [node])]
        beside = any(map(_begins_with_title, lines)) and not any(map(_says_more, lines))
        return not (beside and _begins_with_title(self._opening(bullet)))

    def _opening(self, node: SyntaxTreeNode) -> tuple[Span, ...]:
        """What a paragraph says, or the one that a bullet begins with."""
        opening = node if node.type == "paragraph" else next(iter(node.children), node)
        return spans(content_of(opening), self._references) if opening.type == "paragraph" else ()

    def _indent(self, node: SyntaxTreeNode) -> int:
        line = self._lines[line_of(node) - 1]
        return len(line) - len(line.lstrip(" "))

    def _block(self, node: SyntaxTreeNode) -> Block | None:
        line = line_of(node)
        if node.type == "heading":
            return Title(line, int(node.tag[1]), spans(content_of(node), self._references))
        if node.type == "paragraph":
            rows = _rows_without_rule(content_of(node))
            return self._table_of(line, rows) if rows else Paragraph(line, spans(content_of(node), self._references))
        if node.type in _LISTS:
            return Listing(line, tuple(self._point(each) for each in node.children))
        if node.type == "table":
            return self._table(node)
        if node.type == "blockquote":
            return Shut(line, TOO_DEEP, told=True) if _is_cut(node) else Quote(line, self.blocks(node.children))
        return _shut(node, line) if node.type in _CODE else None

    def _point(self, node: SyntaxTreeNode) -> Point:
        line = line_of(node)
        return Point(line, (Shut(line, TOO_DEEP, told=True),) if _is_cut(node) else self.blocks(node.children))

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [row for part in node.children for row in self._rows(part)]
        return Table(line_of(node), rows[0].cells, tuple(rows[1:]))

    def _table_of(self, line: int, rows: Iterable[tuple[int, list[str]]]) -> Table:
        cells = (
            Row(line + at, tuple(Cell(line + at, spans(cell.strip(), self._references)) for cell in row))
            for at, row in rows
        )
        return Table(line, (), tuple(cells))

    def _rows(self, part: SyntaxTreeNode) -> Iterator[Row]:
        for row in part.children:
            line = line_of(row)
            yield Row(line, tuple(Cell(line, spans(content_of(cell), self._references)) for cell in row.children))


def _begins_with_title(said: Sequence[Span]) -> bool:
    """Whether a line begins with a link that leads to a paper and is long enough for its title."""
    first = _first(said)
    return place_of(first.url or "") == "paper" and len(first.text.split()) >= _FEWEST_WORDS


def _says_more(said: Sequence[Span]) -> bool:
    """Whether a line begins with a label that is a link (`[Code](…)`), or is a field (`Summary: …`)."""
    first = _first(said)
    return (first.url is not None and is_label(first.text)) or is_field(plain(said)) or is_remark(plain(said))


def _first(said: Sequence[Span]) -> Span:
    return next((part for part in said if part.text.strip()), Span(""))


def _bullets_in_html(content: str) -> Iterator[int]:
    """How far down in a stretch of HTML the lines stand that are bullets of three words or more to their author, and
    mere text to Markdown."""
    shown = _UNSHOWN.sub(lambda found: "\n" * found[0].count("\n"), content)
    for number, line in enumerate(shown.split("\n")):
        if _BULLET_IN_HTML.match(line):
            yield number


def _with_below(block: Block, below: Sequence[Block]) -> Block:
    """A list with more blocks below its last bullet."""
    if not isinstance(block, Listing):
        return block
    *points, last = block.points
    return block._replace(points=(*points, last._replace(blocks=(*last.blocks, *below))))


def _rows_without_rule(content: str) -> list[tuple[int, list[str]]]:
    """The cells of each line of a paragraph, if it is a table but for the line of dashes under its head, which is not
    there or too short: each line stands between strokes, with as many cells as the first, which has no link. [] for any
    other paragraph."""
    lines = [(at, line.strip()) for at, line in enumerate(content.split("\n")) if line.strip(" |:-")]
    if len(lines) < _FEWEST_ROWS or not all(line.startswith("|") and line.endswith("|") for _, line in lines):
        return []
    rows = [(at, _STROKE.split(line[1:-1])) for at, line in lines]
    width = len(rows[0][1])
    alike = width > 1 and all(len(row) == width for _, row in rows)
    return rows if alike and not any(mark in lines[0][1] for mark in _LINKS) else []


def _is_cut(node: SyntaxTreeNode) -> bool:
    """Whether the parser stopped at this container because it lies too deep."""
    return not node.children and node.level + 1 >= DEEPEST


def _shut(node: SyntaxTreeNode, line: int) -> Shut:
    """Code, which is not looked into. What may list papers is told: bullets, and BibTeX with several of them. One alone
    says how the list itself is cited."""
    if len(_BIBTEX.findall(node.content)) >= _FEWEST_CITED:
        return Shut(line, "a code block: the papers that its BibTeX cites are not read", told=True)
    if node.type == "code_block" or _BULLET_IN_CODE.search(node.content):
        return Shut(line, "a code block: what it lists is not read", told=True)
    return Shut(line, "a code block", tuple(_URL.findall(node.content)))
