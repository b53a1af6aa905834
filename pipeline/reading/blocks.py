"""PURE: what a document is made of, be it written in Markdown or in HTML. Dialects read these and no syntax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from pipeline.reading.spans import BREAK, Span, plain


class Title(NamedTuple):
    """A heading of a section, as it stands in the document; `level` is 1 to 6."""

    line: int
    level: int
    said: tuple[Span, ...]


class Paragraph(NamedTuple):
    line: int
    said: tuple[Span, ...]


class Point(NamedTuple):
    """One bullet, numbered or not, with whatever stands in it."""

    line: int
    blocks: tuple[Block, ...]


class Listing(NamedTuple):
    line: int
    points: tuple[Point, ...]


class Cell(NamedTuple):
    """`continued` tells that the cell stands in a row above, and reaches down into this one."""

    line: int
    said: tuple[Span, ...]
    continued: bool = False


class Row(NamedTuple):
    line: int
    cells: tuple[Cell, ...]


class Table(NamedTuple):
    """`header` is empty where the table has none."""

    line: int
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]


class Fold(NamedTuple):
    """What a reader may open: `<details>` with its `<summary>`."""

    line: int
    summary: tuple[Span, ...]
    blocks: tuple[Block, ...]


class Quote(NamedTuple):
    line: int
    blocks: tuple[Block, ...]


class Shut(NamedTuple):
    """A block that is not looked into, and why. It is reported if one of its `urls` leads to a paper, or if it is to be
    `told` in any case."""

    line: int
    reason: str
    urls: tuple[str, ...] = ()
    told: bool = False


Block: TypeAlias = Title | Paragraph | Listing | Table | Fold | Quote | Shut


def unquoted(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, those inside quotes as if they were not quoted, save headings: a quote opens no section."""
    for block in blocks:
        if isinstance(block, Quote):
            yield from (inner for inner in unquoted(block.blocks) if not isinstance(inner, Title))
        else:
            yield block


def flattened(blocks: Iterable[Block]) -> tuple[Span, ...]:
    """All that blocks say, one line each: for cells, which hold a line or two and no sections."""
    parts = [part for block in blocks for part in (BREAK, *_said(block))]
    return tuple(parts[1:])


def _said(block: Block) -> Iterator[Span]:
    match block:
        case Title(said=said) | Paragraph(said=said):
            yield from said
        case Listing(points=points):
            for number, point in enumerate(points):
                yield from ((BREAK,) if number else ())
                yield from flattened(point.blocks)
        case Table(header=header, rows=rows):
            for row in (header, *(row.cells for row in rows)):
                yield from (part for cell in row for part in (*cell.said, BREAK))
        case Fold(summary=summary, blocks=blocks):
            yield from (*summary, BREAK, *flattened(blocks))
        case Quote(blocks=blocks):
            yield from flattened(blocks)
        case Shut():
            return


def lines_of(said: Iterable[Span]) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """The lines of a paragraph as its author broke them, each with its distance from the first; empty ones are left
    out. A break on purpose that stands at the end of a line of the file counts once."""
    line: list[Span] = []
    number = first = 0
    for part in said:
        if part.wraps or part == BREAK:
            if plain(line):
                yield first, tuple(line)
            number += part.wraps
            line, first = [], number
        else:
            line.append(part)
    if plain(line):
        yield first, tuple(line)
