"""PURE: a heading that is the title of a paper, with its links below:

### Title (OSDI 2022)

*OSDI 2022* · [[paper]](https://…) [[code]](https://…)

Or its short name with its year, over the title in bold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.reading.below import credits_field, field_name
from pipeline.reading.blocks import Block, Listing, Paragraph, Quote, Shut, Title, lines_of
from pipeline.reading.bullet import read_bullet
from pipeline.reading.bylines import credits_in
from pipeline.reading.credited import with_name
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
from pipeline.reading.labels import is_label
from pipeline.reading.marks import distinctions, without_count
from pipeline.reading.mentions import speaks_of_another
from pipeline.reading.names import names_employer, sole_name
from pipeline.reading.spans import Span, plain
from pipeline.reading.tags import is_known_venue
from pipeline.reading.taken_apart import Bullet
from pipeline.reading.titles import looks_like_title

_FEWEST_WORDS = 3
_FEWEST_BELOW_LINKED = 2
"""Titles in bold below a heading that leads to a paper: one may be a remark on that."""
_HONOURED = re.compile(
    r"(?:to appear|appear(?:s|ed)|accepted|presented|published)\s+(?:as|at|by|in|to)\b|best (?:[a-z]+ )?paper\b",
    re.IGNORECASE,
)
"""What was done with a paper, which is no title: `Accepted as oral`, `Best Paper Honorable Mention`"""
_PART_OF_TITLE = re.compile(r"[:\d]")
_AROUND_CREDITS = " \t,;:|·•[]()–—-"


def linked_heading(blocks: Sequence[Block], at: int) -> Found | None:
    """The paper that the heading at `at` names and links to. The first heading of a document names the document. A word
    or two may be the name of a section, unless authors or a venue stand below."""
    title = blocks[at]
    if not isinstance(title, Title) or title.level == 1:
        return None
    bullet = read_bullet(title.said)
    if not bullet.title or not any(links_to_paper(link.url) for link in bullet.links):
        return None
    below = _below(blocks, at)
    item = _item(title, below)
    titled = len(bullet.title.split()) >= _FEWEST_WORDS or _opens_with_credits(item)
    section = _has_papers(below, fewest=_FEWEST_BELOW_LINKED)
    return Found((item,), 1 + len(below)) if titled and not section else None


def bare_heading(blocks: Sequence[Block], at: int) -> Found | None:
    """The paper that the heading at `at` names, if nothing stands under it but links to one paper and prose, or its
    authors and venue."""
    title = blocks[at]
    if not isinstance(title, Title) or title.level == 1 or any(part.url for part in title.said):
        return None
    bullet = read_bullet(title.said)
    short = len(bullet.title.split()) < _FEWEST_WORDS
    if is_label(bullet.title) or (short and bullet.tag is None):
        return None
    below = _below(blocks, at)
    if not below or _has_papers(below) or (short and len(_titles_in_bold(below)) > 1):
        return None
    if not short and any(isinstance(block, Paragraph) and _is_placed_title(block.said) for block in below):
        return None
    item = (_titled_below(bullet, below) if short else None) or _item(title, below)
    after = blocks[at + 1 + len(below) :][:1]
    heads = any(isinstance(block, Title) and block.level > title.level for block in after)
    credited = not heads and looks_like_title(bullet.title) and _opens_with_credits(item)
    return Found((item,), 1 + len(below)) if credited or offers_paper_below(item) else None


def _below(blocks: Sequence[Block], at: int) -> list[Block]:
    """The blocks up to the next heading; none if anything but prose and lists stands there."""
    below: list[Block] = []
    for block in blocks[at + 1 :]:
        if isinstance(block, Title):
            break
        if not isinstance(block, Paragraph | Listing | Quote | Shut):
            return []
        below.append(block)
    return below


def _has_papers(below: Sequence[Block], *, fewest: int = 1) -> bool:
    """Whether a list under the heading names papers itself, or paragraphs do, `fewest` of them, that are a title in
    bold and its links."""
    if sum(isinstance(block, Paragraph) and _is_title_with_links(block.said) for block in below) >= fewest:
        return True
    items = [item for block in below if isinstance(block, Listing) for item in item_of(0, (), (block,)).items]
    titled = [item for item in items if not is_only_links(item) and credits_in(plain(item.said), fewest=1) is None]
    return any(item.bullet.tag or _names_its_links(item) for item in titled)


def _is_title_with_links(said: Sequence[Span]) -> bool:
    """Whether words in bold, which are neither a label nor a distinction, nor an author or more, nor a venue or a place
    of work, stand before labelled links, and nothing else does."""
    words = [part for part in said if part.url is None and any(map(str.isalnum, part.text))]
    labelled = [is_label(part.text) for part in said if part.url]
    if not words or not labelled or not all(labelled) or not all(part.strong for part in words[-1:]):
        return False
    title = read_bullet(said).title
    return bool(title) and not _tells_of_a_title(title)


def _is_placed_title(said: Sequence[Span]) -> bool:
    """Whether a paragraph is a title in bold before a well-known venue, and says nothing else, be it of its links."""
    bullet = read_bullet(said)
    marked = bool(said) and said[0].strong and said[0].text.strip(" .").startswith(bullet.title)
    placed = bullet.tag is not None and is_known_venue(bullet.tag.text) and not (bullet.remark or bullet.authors)
    return marked and placed and len(bullet.title.split()) >= _FEWEST_WORDS and not _tells_of_a_title(bullet.title)


def _tells_of_a_title(text: str) -> bool:
    """Whether words in bold are a label, a distinction, an author or more, a place of work, or say what was done
    with a paper, and so tell something of the title above them."""
    told = credits_in(text) or distinctions(f"({text})") or _HONOURED.match(text) or _names_one_or_place(text)
    return bool(told) or is_label(text)


def _names_one_or_place(text: str) -> bool:
    """Whether a text is the name of one author, without an acronym in it (`Wasserstein GAN`), or of a place of work,
    without a colon or a number in it (`Google Landmarks v2`)."""
    name = sole_name(text)
    acronym = any(len(word) > 1 and word.isupper() for word in name.split())
    return bool(name and not acronym) or (names_employer(text) and not _PART_OF_TITLE.search(text))


def _names_its_links(item: Item) -> bool:
    """Whether a line leads to a paper by its title or a label; `as in [Deep Nets](…)` is a remark that mentions one."""
    titled = item.bullet.linked and links_to_paper(item.bullet.linked)
    return offers_paper(item.bullet) and bool(titled or any(is_label(link.label) for link in item.bullet.links))


def _opens_with_credits(item: Item) -> bool:
    """Whether the first line under a heading says who wrote a paper, or where it appeared, and nothing else."""
    said = (*item.paragraphs, *(inner.said for inner in item.items))[:1]
    credited = credits_in(plain(said[0])) if said else None
    return credited is not None and bool(credited.authors or (credited.tag and is_known_venue(credited.tag.text)))


def _titles_in_bold(below: Sequence[Block]) -> list[Paragraph]:
    lines = [line for block in below for line in _by_line(block) if isinstance(line, Paragraph)]
    return [line for line in lines if _is_bold(line) and looks_like_title(plain(line.said))]


def _titled_below(name: Bullet, below: Sequence[Block]) -> Item | None:
    """The item whose title is the first line under a heading, in bold, if the heading is but a name of it."""
    title, *rest = (line for block in below for line in _by_line(block))
    if not isinstance(title, Paragraph) or title not in _titles_in_bold(below):
        return None
    item = _item(title, rest)
    aliases = item.bullet.aliases if is_known_venue(name.title) else with_name(item.bullet.aliases, name.title)
    return item._replace(bullet=item.bullet._replace(tag=item.bullet.tag or name.tag, aliases=aliases))


def _by_line(block: Block) -> Iterator[Block]:
    """A paragraph that opens with a line in bold as one for each line; any other block whole."""
    lines = list(_lines(block)) if isinstance(block, Paragraph) else []
    yield from lines if lines and _is_bold(lines[0]) else (block,)


def _lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    return (Paragraph(paragraph.line + offset, said) for offset, said in lines_of(paragraph.said))


def _is_bold(paragraph: Paragraph) -> bool:
    return all(part.strong and not part.url for part in paragraph.said if part.text.strip())


def _item(title: Title | Paragraph, below: Sequence[Block]) -> Item:
    """The item. The links of a paragraph that holds nothing else but authors or a venue count as a bullet of links, and
    so do those of a line among fields."""
    item = item_of(title.line, _uncounted(title.said), [line for block in below for line in _fields_apart(block)])
    apart = [_links_apart(paragraph) for paragraph in item.paragraphs]
    return item._replace(
        paragraphs=tuple(words for words, _ in apart if words),
        items=(*(item_of(title.line, links) for _, links in apart if links), *item.items),
    )


def _fields_apart(block: Block) -> Iterator[Block]:
    """A paragraph of fields and of links, a line each, as one for each line; any other block whole."""
    lines = list(_lines(block)) if isinstance(block, Paragraph) else []
    told = any(credits_field(line.said) for line in lines) and all(
        field_name(line.said) or is_link_line(line.said) for line in lines
    )
    yield from lines if told else (block,)


def _uncounted(said: Sequence[Span]) -> tuple[Span, ...]:
    """A heading without the number that counts it, alone before a link (`1. [Title](…)`) or not."""
    head, *tail = said
    linked = bool(tail) and head.url is None
    text = without_count(f"{head.text}x")[:-1] if linked else without_count(head.text)
    return (head._replace(text=text), *tail)


def _links_apart(said: tuple[Span, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What a paragraph says, and the line of links that it is, or holds behind authors and venue."""
    if speaks_of_another(plain(said)):
        return said, ()
    links = tuple(part for part in said if part.url)
    words = plain(part for part in said if part.url is None).strip(_AROUND_CREDITS)
    if links and all(is_label(part.text) for part in links) and credits_in(words, fewest=1):
        return (Span(words),), links
    return ((), said) if is_link_line(said) else (said, ())
