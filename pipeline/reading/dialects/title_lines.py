"""PURE: a title on a line of its own, and below it a list of its links:

**Title**

- Paper: https://…
- Code: https://…
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from pipeline.reading.blocks import Block, Listing, Paragraph
from pipeline.reading.bylines import credits_in
from pipeline.reading.items import (
    Found,
    Item,
    is_link_line,
    is_only_links,
    item_of,
    links_to_paper,
    offers_paper,
    offers_paper_below,
)
from pipeline.reading.labels import is_field, is_label
from pipeline.reading.names import names_in
from pipeline.reading.spans import BREAK, Span, plain

_LONGEST_TITLE = 300
_FURTHEST = 3
"""So many blocks below its title the links of a paper may stand."""


def title_lines(blocks: Sequence[Block], at: int) -> Found | None:
    """The paper whose title is the paragraph at `at`, if its links stand below it."""
    title = blocks[at]
    if not isinstance(title, Paragraph) or not _may_be_title(title):
        return None
    below: list[Block] = []
    for block in blocks[at + 1 : at + 1 + _FURTHEST]:
        if not isinstance(block, Paragraph | Listing) or (isinstance(block, Paragraph) and _begins_title(block)):
            return None
        below.append(block)
        if _holds_links(block):
            if _is_line_of_links(block):  # behind a list of links, a line of them is whoever's
                below.extend(takewhile(_is_line_of_links, blocks[at + 1 + len(below) : at + 1 + _FURTHEST]))
            item = _titled(title, below)
            return Found((item,), 1 + len(below)) if _is_paper(title, item) else None
        if isinstance(block, Listing) or credits_in(plain(block.said), fewest=1) is None:
            return None
    return None


def _may_be_title(paragraph: Paragraph) -> bool:
    text = plain(paragraph.said)
    if not 0 < len(text) <= _LONGEST_TITLE or text.endswith((":", "：")) or is_label(text):
        return False
    return names_in(text) == ()


def _begins_title(paragraph: Paragraph) -> bool:
    return bool(paragraph.said) and paragraph.said[0].strong


def _holds_links(block: Block) -> bool:
    """Whether a block holds the links of one paper, and no papers of its own."""
    if _is_line_of_links(block):
        return True
    items = item_of(block.line, (), (block,)).items if isinstance(block, Listing) else ()
    links = [item for item in items if is_only_links(item) or is_field(plain(item.said))]
    titled = [item for item in items if item not in links and (offers_paper(item.bullet) or item.bullet.linked)]
    return len(links) > len(titled)


def _is_line_of_links(block: Block) -> bool:
    return isinstance(block, Paragraph) and is_link_line(block.said)


def _titled(title: Paragraph, below: Sequence[Block]) -> Item:
    """The item, each line of its title apart. A paragraph of links counts as a bullet of links."""
    said = tuple(BREAK if part.wraps else part for part in title.said)
    item = item_of(title.line, said, below)
    linking = [each for each in item.paragraphs if is_link_line(each)]
    return item._replace(
        paragraphs=tuple(each for each in item.paragraphs if each not in linking),
        items=(*item.items, *(item_of(title.line, each) for each in linking)),
    )


def _is_paper(title: Paragraph, item: Item) -> bool:
    """A title in bold, or one that leads to a paper itself, is one; another needs a link to a paper below it."""
    marked = all(part.strong or part.slanted or not part.text.strip() for part in title.said if part.url is None)
    linked = [part for part in title.said if part.url]
    if linked:
        return offers_paper(item.bullet) and _opens_with(title.said, linked[0])
    return marked or offers_paper_below(item) or any(links_to_paper(link.url) for link in item.bullet.links)


def _opens_with(said: Sequence[Span], link: Span) -> bool:
    return plain(said).startswith(link.text[:20])
