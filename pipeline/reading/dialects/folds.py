"""PURE: a title that can be opened, with notes inside: `<details><summary>Title [<a href=…>Paper</a>]</summary> … `."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.blocks import Block, Fold, Listing, Table
from pipeline.reading.bullet import read_bullet
from pipeline.reading.items import Found, is_only_links, item_of, offers_paper, offers_paper_below
from pipeline.reading.labels import is_field, is_label
from pipeline.reading.spans import plain

_FEWEST_WORDS = 3


def folds(blocks: Sequence[Block], at: int) -> Found | None:
    """The paper that the summary names; None where the summary only says what is inside."""
    fold = blocks[at]
    if not isinstance(fold, Fold):
        return None
    bullet = read_bullet(fold.summary)
    if not bullet.title or is_label(bullet.title):
        return None
    shows = offers_paper(bullet) or (bullet.tag is not None and len(bullet.title.split()) >= _FEWEST_WORDS)
    if not shows or (not offers_paper(bullet) and _lists_papers(fold)):
        return None
    return Found((item_of(fold.line, fold.summary, fold.blocks, bullet),))


def fold_of_links(blocks: Sequence[Block], at: int) -> Found | None:
    """The paper that the summary names without a link, if nothing is listed inside but links, and one to a paper."""
    fold = blocks[at]
    if not isinstance(fold, Fold) or any(isinstance(block, Table | Fold) for block in fold.blocks):
        return None
    item = item_of(fold.line, fold.summary, fold.blocks)
    if len(item.bullet.title.split()) < _FEWEST_WORDS or item.bullet.links or not offers_paper_below(item):
        return None
    return Found((item,)) if all(is_only_links(each) or is_field(plain(each.said)) for each in item.items) else None


def _lists_papers(fold: Fold) -> bool:
    items = item_of(0, (), fold.blocks).items
    tables = any(isinstance(block, Table | Fold) for block in fold.blocks)
    lists = any(isinstance(block, Listing) for block in fold.blocks)
    return tables or (lists and sum(offers_paper(item.bullet) for item in items) > 1)
