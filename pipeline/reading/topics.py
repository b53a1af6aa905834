"""PURE: which items are topics: what stands over papers, and is none itself.

`- Training` over links to papers, and `- Serving`, `- 2022` or `- OSDI 2022` over titles without link or venue.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.reading.addresses import place_of
from pipeline.reading.bylines import credits_in, is_byline
from pipeline.reading.evidence import is_anchor, shows_paper
from pipeline.reading.items import Item, links_to_paper
from pipeline.reading.labels import is_field, is_label
from pipeline.reading.mentions import introduces_another
from pipeline.reading.spans import plain
from pipeline.reading.tags import is_known_venue, parse_tag
from pipeline.reading.taken_apart import Bullet
from pipeline.reading.titles import looks_like_title

_LONGEST_TOPIC = 3
"""Words: what is longer may be a title itself."""
_FEWEST_UNDER_TITLE = 2
"""What looks like a title with its venue is a topic only over so many papers; one may be mentioned in a note."""


def is_topic(item: Item) -> bool:
    """Whether an item without a link or a venue of its own has, for the most part, papers under it."""
    bullet = item.bullet
    if not item.items or not bullet.title or any(place_of(link.url) != "here" for link in bullet.links):
        return False
    titled = looks_like_title(bullet.title)
    listing = [_lists_paper(inner, strictly=titled) or is_topic(inner) for inner in item.items]
    papers = sum(listing)
    others = sum(not is_anchor(inner.bullet) and not introduces_another(inner.said) for inner in item.items)
    if bullet.tag is not None and titled and papers < _FEWEST_UNDER_TITLE:
        return False
    if bullet.tag is None and not papers and _lists_others(item):
        return True
    if bullet.tag is not None and papers:
        return papers == others
    rest = [inner for inner, lists in zip(item.items, listing, strict=True) if not lists]
    return (papers + _bare_titles(bullet, rest)) * 2 > others


def _lists_paper(inner: Item, *, strictly: bool) -> bool:
    """Whether an item below another lists a paper, and does not speak of one in passing, or say who wrote it.
    `strictly` asks for a title that links, or a link behind it that is but labelled: what stands over it is itself like
    a title."""
    if not shows_paper(inner) or introduces_another(inner.said) or is_byline(plain(inner.said)):
        return False
    bullet = inner.bullet
    return (
        not strictly
        or bullet.tag is not None
        or any(
            links_to_paper(link.url) and (link.url == bullet.linked or is_label(link.label)) for link in bullet.links
        )
    )


def _lists_others(item: Item) -> bool:
    """Whether a word or two stand over a list of links to other things than papers."""
    titled = all(inner.bullet.linked and not is_label(inner.bullet.title) for inner in item.items)
    return titled and len(item.bullet.title.split()) <= _LONGEST_TOPIC


def _bare_titles(over: Bullet, items: Iterable[Item]) -> int:
    """How many items are titles without a link, under a word or two, or under a venue and a year. Under a year whatever
    may be a title is one; under words, which may be the name of a paper over its notes, what looks like one."""
    dated = _is_venue_or_year(over.title)
    if over.tag is not None or (not dated and len(over.title.split()) > _LONGEST_TOPIC):
        return 0
    bare = [item for item in items if not item.bullet.links]
    return sum(_may_be_title(item) if dated else _is_bare_title(item) for item in bare)


def _is_venue_or_year(text: str) -> bool:
    """Whether a text is a year, a month or a well-known venue with its year, and nothing else."""
    tag = parse_tag(text)
    return tag is not None and tag.year is not None and (tag.venue is None or is_known_venue(text))


def _may_be_title(item: Item) -> bool:
    said = plain(item.said)
    return bool(item.bullet.title) and not is_label(said) and not is_field(said) and credits_in(said) is None


def _is_bare_title(item: Item) -> bool:
    return looks_like_title(item.bullet.title) and looks_like_title(plain(item.said))
