"""PURE: a stretch of HTML in a document becomes the same blocks that Markdown makes.

An element may open in one stretch and close in another, with Markdown between (`<details>`, most often). So each
stretch is parsed inside the elements that are still open, with a mark behind it: what encloses it is open afterwards.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from lxml import etree, html

from pipeline.reading.blocks import Block, Cell, Fold, Listing, Paragraph, Point, Row, Shut, Table, Title, flattened
from pipeline.reading.spans import BREAK, Span, link_text, linked, picture_text, plain

_MARK = "end-of-stretch"
_KEPT_OPEN = frozenset("details table tr td th ul ol li blockquote".split())
_CELLS = frozenset({"td", "th"})
_WIDEST = 50
"""Columns: no cell is taken to be wider, and none reaches down further to the right."""
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_FRAMED = _KEPT_OPEN | _HEADINGS | {"summary"}
_OWN_LINE = frozenset("p div center section article dl dt dd figure figcaption header footer hr main".split())
_UNSEEN = frozenset("style script template noscript svg math head title iframe".split())
_STRONG, _SLANTED = frozenset("b strong code".split()), frozenset("i em cite".split())
TOO_DEEP = "HTML nested too deeply to be read"
_UNCLOSED = "a comment that nothing closes: what stands below it is neither shown nor read"


class _Spread(NamedTuple):
    """A cell, and over how many columns and rows it reaches."""

    cell: Cell
    across: int
    down: int


class _Reach(NamedTuple):
    """A cell that stands in rows below its own too, and the last of them."""

    cell: Cell
    last: int


class _Frame:
    """One open element: what stands in it so far, the line that is being written, and the parts of its kind."""

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line = name, line
        self.blocks: list[Block] = []
        self.parts: list[Point | _Spread | Row] = []
        self.across = self.down = 1
        self.reaching: dict[int, _Reach] = {}
        self.summary: tuple[Span, ...] = ()
        self.heads = False
        self._said: list[Span] = []
        self._said_at = line

    def say(self, part: Span, line: int) -> None:
        if not self._said:
            self._said_at = line
        self._said.append(part)

    def end_line(self) -> None:
        """What was said since the last block becomes a paragraph."""
        if plain(self._said) or any(part.url for part in self._said):
            self.blocks.append(Paragraph(self._said_at, linked(_links_as_one(self._said))))
        self._said = []


class _Style(NamedTuple):
    url: str | None = None
    strong: bool = False
    slanted: bool = False


_PLAIN = _Style()


class Flow:
    """The blocks of a document in the making, Markdown and HTML in turn."""

    def __init__(self) -> None:
        self._frames = [_Frame("", 0)]

    def add(self, block: Block) -> None:
        """A block of Markdown; it belongs to the innermost element that is open."""
        top = self._frames[-1]
        top.end_line()
        top.blocks.append(block)

    def add_html(self, text: str, line: int) -> None:
        """A stretch of HTML that begins at `line`."""
        opened = [frame.name for frame in self._frames[1:]]
        source = "".join(f"<{name}>" for name in opened) + text + f"<{_MARK}></{_MARK}>"
        comment = text.lstrip().startswith("<!--")
        try:
            root = html.document_fromstring(source)
        except (etree.ParserError, ValueError):  # nothing but a comment, or a control character
            root = html.Element("html")
        mark = next(iter(root.iter(_MARK)), None)
        still_open = frozenset(() if mark is None else mark.iterancestors())
        body = root.find("body")
        if body is not None:
            self._walk(body, line - 1, opened, still_open)
            if mark is None and not comment:
                self.add(Shut(line, TOO_DEEP, told=True))
        if comment and "-->" not in text and "\n" in text.strip():
            self.add(Shut(line, _UNCLOSED, told=True))

    def finish(self) -> tuple[Block, ...]:
        """All blocks; elements that nobody closed end here."""
        while len(self._frames) > 1:
            _close(self._frames)
        self._frames[0].end_line()
        return (*self._frames[0].blocks, *_loose(self._frames[0]))

    def _walk(
        self, body: html.HtmlElement, above: int, opened: Sequence[str], still_open: AbstractSet[html.HtmlElement]
    ) -> None:
        """The elements that were open before are entered, not opened again, down to the first that is not there."""
        entered = _entered(body, opened)
        walker = _Walker(self._frames, above, still_open)
        while len(self._frames) > len(entered):
            _close(self._frames)
        for depth, element in reversed(tuple(enumerate(entered))):
            walker.inside(element, but=entered[depth + 1 : depth + 2])
            self._frames[-1].end_line()
            if depth and element not in still_open:
                _close(self._frames)
                walker.text(element.tail, _PLAIN, element.sourceline)


def _entered(body: html.HtmlElement, opened: Sequence[str]) -> list[html.HtmlElement]:
    """The body and, below it, the elements that the stretch was put into."""
    entered = [body]
    for name in opened:
        inner = next(iter(entered[-1]), None)
        if inner is None or inner.tag != name:
            break
        entered.append(inner)
    return entered


class _Walker:
    """Goes through the elements of one stretch once."""

    def __init__(self, frames: list[_Frame], above: int, still_open: AbstractSet[html.HtmlElement]) -> None:
        self._frames, self._above, self._still_open = frames, above, still_open

    def inside(self, element: html.HtmlElement, style: _Style = _PLAIN, but: Sequence[object] = ()) -> None:
        self.text(element.text, style, element.sourceline)
        for child in element:
            if child not in but:
                self._element(child, style)

    def text(self, text: str | None, style: _Style, line: int | None) -> None:
        if text and (text.strip() or "\n" not in text):
            self._say(Span(_spaced(text), *style), line)

    def _say(self, part: Span, line: int | None) -> None:
        self._frames[-1].say(part, self._above + (line or 1))

    def _element(self, element: html.HtmlElement, style: _Style) -> None:
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _FRAMED:
            self._framed(element, name, style)
        elif name == "pre":
            self._frames[-1].end_line()
            self._frames[-1].blocks.append(Shut(self._above + element.sourceline, "a code block"))
        elif name == "br":
            self._say(BREAK, element.sourceline)
        elif name == "img":
            said = picture_text(element.get("src") or "", element.get("alt") or "", linked=bool(style.url))
            if said:
                self._say(Span(said, *style, pictured=True), element.sourceline)
        elif name in _OWN_LINE:
            self._frames[-1].end_line()
            self.inside(element, style)
            self._frames[-1].end_line()
        elif name and name not in _UNSEEN and name != _MARK:
            self._inline(element, name, style)
        self.text(element.tail, style, element.sourceline)

    def _inline(self, element: html.HtmlElement, name: str, style: _Style) -> None:
        href = element.get("href") if name == "a" else None
        if href:
            style = style._replace(url=href.strip())
            self._say(Span("", *style), element.sourceline)
        strong, slanted = style.strong or name in _STRONG, style.slanted or name in _SLANTED
        self.inside(element, style._replace(strong=strong, slanted=slanted))
        if href:
            self._say(Span(""), element.sourceline)

    def _framed(self, element: html.HtmlElement, name: str, style: _Style) -> None:
        self._frames[-1].end_line()
        frame = _Frame(name, self._above + element.sourceline)
        frame.across, frame.down = min(_count(element.get("colspan")), _WIDEST), _count(element.get("rowspan"))
        self._frames.append(frame)
        depth = len(self._frames)
        self.inside(element, style)
        if not (element in self._still_open and name in _KEPT_OPEN) and len(self._frames) >= depth:
            _close(self._frames)


def _close(frames: list[_Frame]) -> None:
    """The innermost open element ends, and becomes a part of the one around it."""
    frame = frames.pop()
    frame.end_line()
    around = frames[-1]
    blocks = tuple(frame.blocks)
    if frame.name == "summary":
        around.summary = flattened(blocks)
    elif frame.name == "li":
        around.parts.append(Point(blocks[0].line if blocks else frame.line, blocks))
    elif frame.name in _CELLS:
        around.heads |= frame.name == "th"
        cell = Cell(blocks[0].line if blocks else frame.line, flattened(blocks))
        around.parts.append(_Spread(cell, frame.across, frame.down))
    elif frame.name == "tr":
        around.heads |= frame.heads and not around.parts
        around.parts.append(Row(frame.line, _in_columns(frame, around)))
        around.blocks.extend(blocks)
    else:
        around.end_line()
        around.blocks.extend(_block(frame, blocks))


def _in_columns(row: _Frame, around: _Frame) -> tuple[Cell, ...]:
    """The cells of a row, each in its column. One that reaches down from a row above stands there again; one that is
    wider than a column leaves the next ones empty, and heads them where it stands in the head of the table."""
    number, cells = len(around.parts), list[Cell]()
    own = deque(part for part in row.parts if isinstance(part, _Spread))
    width = max((place + 1 for place, reach in around.reaching.items() if reach.last >= number), default=0)
    while own or len(cells) < width:
        above = around.reaching.get(len(cells))
        if above and above.last >= number:
            cells.append(above.cell)
            continue
        spread = own.popleft() if own else _Spread(Cell(row.line, ()), 1, 1)
        beside = spread.cell if row.heads and not number else Cell(row.line, ())
        for cell in (spread.cell._replace(continued=True), *(beside,) * (spread.across - 1)):
            if spread.down > 1 and len(cells) < _WIDEST:
                around.reaching[len(cells)] = _Reach(cell, number + spread.down - 1)
            cells.append(cell._replace(continued=False))
    return tuple(cells)


def _count(attribute: str | None) -> int:
    """The number of columns or rows that an attribute gives; 1 where it gives none."""
    number = (attribute or "").strip()
    return max(1, int(number)) if re.fullmatch("[0-9]{1,5}", number) else 1


def _block(frame: _Frame, blocks: tuple[Block, ...]) -> Iterator[Block]:
    if frame.name in _HEADINGS:
        yield Title(blocks[0].line if blocks else frame.line, int(frame.name[1]), flattened(blocks))
    elif frame.name == "details":
        yield Fold(frame.line, frame.summary, (*blocks, *_loose(frame)))
    else:
        yield from _loose(frame)
        yield from blocks


def _loose(frame: _Frame) -> Iterator[Block]:
    """The list and the table that the bullets and rows of one element make, whether or not it was a list or table."""
    points = tuple(part for part in frame.parts if isinstance(part, Point))
    rows = tuple(part for part in frame.parts if isinstance(part, Row))
    if points:
        yield Listing(points[0].line, points)
    if rows:
        yield Table(frame.line, rows[0].cells if frame.heads else (), rows[1:] if frame.heads else rows)


def _links_as_one(parts: Iterable[Span]) -> Iterator[Span]:
    """Neighbouring pieces of one link as one span; an empty span without an address stands where a link ends."""
    open_link: list[Span] = []
    for part in (*parts, Span("")):
        if part.url is not None and (not open_link or part.text):
            open_link.append(part)
            continue
        if open_link:
            first = open_link[0]
            yield Span(link_text(open_link), first.url, strong=any(piece.strong for piece in open_link))
            open_link = [part] if part.url is not None else []
        if part.url is None and part.text:
            yield part


def _spaced(text: str) -> str:
    """The text with its white space as a browser shows it: single, and kept at both ends."""
    inner = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if inner and text[-1:].isspace() else ''}"
