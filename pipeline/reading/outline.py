"""PURE: the blocks of a document become items under their headings. The rest is reported if it could hold a paper."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from pipeline.models import LeftOver
from pipeline.reading.addresses import place_of
from pipeline.reading.blocks import Block, Fold, Listing, Paragraph, Shut, Table, Title, unquoted
from pipeline.reading.bylines import is_byline
from pipeline.reading.dialects.data_lists import Unread, data_list
from pipeline.reading.dialects.folds import fold_of_links, folds
from pipeline.reading.dialects.paper_headings import bare_heading, linked_heading
from pipeline.reading.dialects.paragraphs import (
    credited_paragraph,
    marked_paragraph,
    paragraph_of_fields,
    paragraph_of_references,
    plain_paragraph,
)
from pipeline.reading.dialects.tables import tables
from pipeline.reading.dialects.title_lines import title_lines
from pipeline.reading.evidence import is_of_no_papers
from pipeline.reading.items import Found, Heading, Item, items_of, links_to_paper, shown, textless
from pipeline.reading.labels import is_bracketed
from pipeline.reading.loose_lines import bare_title, credited_lines, titled_lines
from pipeline.reading.markdown import Document
from pipeline.reading.marks import without_marks
from pipeline.reading.spans import Span, plain
from pipeline.reading.structure import rules, structure

Dialect: TypeAlias = Callable[[Sequence[Block], int], Found | None]

_SURE: tuple[Dialect, ...] = (
    paragraph_of_fields,
    title_lines,
    linked_heading,
    marked_paragraph,
    paragraph_of_references,
    folds,
    tables,
)
_HABITUAL: dict[Dialect, tuple[Dialect, ...]] = {
    bare_heading: (linked_heading,),
    plain_paragraph: (),
    credited_paragraph: (marked_paragraph,),
    fold_of_links: (),
}
"""Dialects whose evidence is weak, and those that give the same shape with more of it: what looks like one paper counts
only where the list does it again."""
_FEWEST_FOR_HABIT = 2
_SHORT_FRONT_MATTER = 12
"""So many lines of metadata say how a page looks; more of them may list papers."""
_BELOW_HEADINGS = 7
"""The level of a line in bold that heads a list."""
_LONGEST_HEADING = 10
_SHORTEST_PROSE = 10
"""Words: what is shorter below a list may name what follows."""
_SAYS_NOTHING = frozenset(
    "details detail more show hide expand collapse open close click here to fold unfold see all view list papers "
    "paper".split()
)


class Placed(NamedTuple):
    """An item that stands directly under the headings of `path`, the outermost first. Items of one `group` stand in one
    list or table."""

    path: tuple[Heading, ...]
    item: Item
    group: int = 0


class Outline(NamedTuple):
    headings: tuple[Heading, ...]
    placed: tuple[Placed, ...]
    left_over: tuple[LeftOver, ...]


def outline(document: Document) -> Outline:
    """All items of a document with the headings they stand under, in the order of the document."""
    blocks = structure(document)
    builder = _Builder(document.lines, _habits(blocks), rules(document))
    builder.add_data(document)
    builder.add(blocks)
    return Outline(tuple(builder.headings), tuple(builder.placed), tuple(builder.left_over))


class _Builder:
    """Walks the blocks once and remembers the headings that are open."""

    def __init__(self, lines: Sequence[str], habits: frozenset[Dialect], ruled: Sequence[int]) -> None:
        self.headings: list[Heading] = []
        self.placed: list[Placed] = []
        self.left_over: list[LeftOver] = []
        self._lines, self._rules = lines, ruled
        self._dialects = (*_SURE, *(dialect for dialect in _HABITUAL if dialect in habits))
        self._path: tuple[Heading, ...] = ()
        self._groups = 0
        self._below_papers = False
        """Whether nothing but prose, and no rule, stands between here and a list, or a paragraph that is a paper."""

    def add(self, blocks: Iterable[Block]) -> None:
        blocks = tuple(unquoted(blocks))
        at = 0
        while at < len(blocks):
            at += self._add(blocks, at)

    def add_data(self, document: Document) -> None:
        """The papers that metadata above the text lists as data, or one report that there are none in it."""
        size = document.front_matter
        items = data_list("\n".join(document.lines[1 : size - 1]), 2) if size else ()
        if isinstance(items, Unread):
            self._report(*items)
            return
        self._place(items)
        if size > _SHORT_FRONT_MATTER and not items:
            self.left_over.append(_report(1, document.lines[1], "front matter without a list of papers"))

    def _add(self, blocks: Sequence[Block], at: int) -> int:
        """Reads the block at one place, and those that belong to it; how many that were."""
        self._below_papers = self._below_papers and not self._is_ruled_off(blocks, at)
        for dialect in self._dialects:
            if found := dialect(blocks, at):
                self._close_above(blocks[at])
                self._place(found.items)
                self._below_papers = isinstance(blocks[at + found.used - 1], Listing | Paragraph)
                return found.used
        self._read(blocks, at)
        self._below_papers = isinstance(blocks[at], Listing) or (
            self._below_papers and isinstance(blocks[at], Paragraph) and not _is_heading(blocks, at)
        )
        return 1

    def _is_ruled_off(self, blocks: Sequence[Block], at: int) -> bool:
        """Whether a rule stands between a block and the one before it."""
        rule = bisect_right(self._rules, blocks[at - 1].line) if at else len(self._rules)
        return rule < len(self._rules) and self._rules[rule] < blocks[at].line

    def _read(self, blocks: Sequence[Block], at: int) -> None:
        """The same for a block that no dialect knows."""
        match blocks[at]:
            case Title() as title:
                self._open(title)
            case Listing() as listing:
                self._place(tuple(items_of(listing)))
                for block in textless(listing):
                    self._report_if_paper(block)
            case Fold() as fold:
                self._enter(fold)
            case Paragraph() as words if _is_heading(blocks, at):
                self._open(Title(words.line, _BELOW_HEADINGS, words.said))
            case Paragraph(line=line, said=said) if self._below_papers and _may_be_note(said):
                self._report(line, "prose below a list or a paper, not indented enough to be a note")
                self._report_titles(blocks, at)
            case Paragraph() as words:
                self._report_if_paper(words)
                self._report_titles(blocks, at)
            case block:
                self._report_if_paper(block)

    def _place(self, items: Iterable[Item]) -> None:
        self._groups += 1
        for item in items:
            self.placed.append(Placed(self._path, item, self._groups))
            for block in _unread(item):
                self._report_if_paper(block)

    def _open(self, title: Title) -> None:
        words = plain(part for part in title.said if part.url is None or not is_bracketed(part.text))
        heading = Heading(title.line, title.level, words)
        if heading.level < _BELOW_HEADINGS:
            self.headings.append(heading)
        self._path = (*(above for above in self._path if above.level < heading.level), heading)

    def _close_above(self, block: Block) -> None:
        """A heading that is a paper ends the sections of its level, as any other heading does."""
        if isinstance(block, Title):
            self._path = tuple(above for above in self._path if above.level < block.level)

    def _enter(self, fold: Fold) -> None:
        """What can be opened is a section, named by its summary if that says anything new."""
        path = self._path
        words = without_marks(plain(part for part in fold.summary if part.url is None))
        if _is_telling(words) and not (path and words.casefold() == path[-1].text.casefold()):
            self._path = (*path, Heading(fold.line, 0, words))
        self.add(fold.blocks)
        self._path = path

    def _report_if_paper(self, block: Block) -> None:
        match block:
            case Paragraph(line=line, said=said) | Title(line=line, said=said):
                if any(part.url and links_to_paper(part.url) for part in said):
                    self._report(line, "prose that links to a paper")
                elif isinstance(block, Paragraph):
                    for loose in credited_lines(block):
                        self._report(*loose)
            case Shut(line=line, reason=reason, urls=urls, told=told):
                if told or any(map(links_to_paper, urls)):
                    self._report(line, reason)
            case Table(line=line) as table if table.rows:
                self._report(line, "a table without a column of titles")
            case _:
                pass

    def _report_titles(self, blocks: Sequence[Block], at: int) -> None:
        """The lines of a paragraph that may be titles and have not been reported. A section of the list itself, or what
        stands above the first, has none without a link."""
        words, after = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
        if not isinstance(words, Paragraph):
            return
        listed = len(self.headings) > 1 and not is_of_no_papers(self._path)
        told = {each.line for each in self.left_over}
        for loose in titled_lines(words) or (bare_title(words, after) if listed else ()):
            if loose.line not in told:
                self._report(*loose)

    def _report(self, line: int, reason: str) -> None:
        self.left_over.append(_report(line, self._lines[line - 1] if 0 < line <= len(self._lines) else "", reason))


def _is_heading(blocks: Sequence[Block], at: int) -> bool:
    """Whether a paragraph is a line in bold, and nothing else, over a list or a table."""
    block, after = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    if not isinstance(block, Paragraph) or not isinstance(after, Listing | Table):
        return False
    bold = all(part.strong for part in block.said if part.text.strip() and not part.url)
    words = plain(block.said).split()
    return bold and not any(part.url for part in block.said) and 0 < len(words) <= _LONGEST_HEADING


def _may_be_note(said: Sequence[Span]) -> bool:
    """Whether a paragraph is long enough for a sentence, or links to a page, or says who wrote a paper. One that ends
    in a colon leads on."""
    words = plain(said)
    linked = any(part.url and place_of(part.url) != "here" for part in said)
    told = linked or len(words.split()) >= _SHORTEST_PROSE or is_byline(words)
    return told and not words.endswith((":", "："))


def _report(line: int, text: str, reason: str) -> LeftOver:
    return LeftOver(line=line, text=shown(text), reason=reason)


def _unread(item: Item) -> Iterator[Block]:
    yield from item.unread
    for below in item.items:
        yield from _unread(below)


def _habits(blocks: Sequence[Block]) -> frozenset[Dialect]:
    """The weak dialects that the document uses again and again, be it with more evidence at times."""
    seen: Counter[Dialect] = Counter()
    kin = frozenset(dialect for others in _HABITUAL.values() for dialect in others)
    waiting = [tuple(unquoted(blocks))]
    while waiting:
        here = waiting.pop()
        waiting.extend(tuple(unquoted(block.blocks)) for block in here if isinstance(block, Fold))
        for at in range(len(here)):
            for dialect in (*_HABITUAL, *kin):
                if found := dialect(here, at):
                    seen[dialect] += max(1, len(found.items))
    return frozenset(
        dialect
        for dialect, others in _HABITUAL.items()
        if seen[dialect] and seen[dialect] + sum(seen[other] for other in others) >= _FEWEST_FOR_HABIT
    )


def _is_telling(words: str) -> bool:
    said = words.casefold().split()
    return any(letter.isalnum() for letter in words) and not all(word in _SAYS_NOTHING for word in said)
