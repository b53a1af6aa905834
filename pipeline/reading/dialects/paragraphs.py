"""PURE: a paragraph for each paper, or several lines of which each names one:

**Title**<br>
*Authors*<br>
Venue Year. [[paper]](https://…)
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.addresses import place_of
from pipeline.reading.blocks import Block, Listing, Paragraph, Table, lines_of
from pipeline.reading.bold import is_label_or_tag, tag_of
from pipeline.reading.bullet import read_bullet
from pipeline.reading.bylines import credits_in
from pipeline.reading.citations import is_citation
from pipeline.reading.items import Found, Item, item_of, links_to_paper, offers_paper, offers_paper_below
from pipeline.reading.labels import is_bracketed, is_label, says_paper
from pipeline.reading.marks import without_marks
from pipeline.reading.names import names_in, sole_name
from pipeline.reading.spans import BREAK, Span, plain
from pipeline.reading.tags import is_known_venue, parse_tag
from pipeline.reading.wrapped import fields_of

_FEWEST_WORDS = 3
_FEWEST_PARTS = _FEWEST_REFERENCES = 2
_BRACKETS = ("[]", "()", "{}", "【】", "（）")
_LINES_OF_PAPER = 3
_LONGEST_FIELD = 30
"""Characters up to the colon behind the name of a field."""
_AROUND_PLACE = " \t.,;:|·•[]"
_SAME = 40
"""So many first characters tell a title."""
_LONGEST_REMARK = 40
"""Words: a paragraph that says more behind its first link is prose."""


def marked_paragraph(blocks: Sequence[Block], at: int) -> Found | None:
    """The papers of a paragraph that marks each title, by bold type or by the link to it."""
    return _found(blocks[at], marked=True)


def paragraph_of_fields(blocks: Sequence[Block], at: int) -> Found | None:
    """The paper of a paragraph with a field on each line, the title on its first, the link to the paper on another."""
    block = blocks[at]
    fields = fields_of(block) if isinstance(block, Paragraph) else None
    if fields is None:
        return None
    item = item_of(block.line, fields.said, fields.below)
    worded = len(item.bullet.title.split()) >= _FEWEST_WORDS or bool(item.bullet.linked)
    return Found((item,)) if worded and (offers_paper_below(item) or offers_paper(item.bullet)) else None


def paragraph_of_references(blocks: Sequence[Block], at: int) -> Found | None:
    """The papers of a paragraph of which each line is a reference: a title, its authors, and where or when it appeared,
    and nothing else, linked or not."""
    block = blocks[at]
    lines = tuple(lines_of(block.said)) if isinstance(block, Paragraph) else ()
    if len(lines) < _FEWEST_REFERENCES or not all(_is_reference(said) for _, said in lines):
        return None
    return Found(tuple(item_of(block.line + offset, said) for offset, said in lines))


def _is_reference(said: Sequence[Span]) -> bool:
    bullet = read_bullet(said)
    dated = bullet.tag is not None and bullet.tag.year is not None
    return dated and bool(bullet.authors) and not bullet.remark and len(bullet.title.split()) >= _FEWEST_WORDS


def plain_paragraph(blocks: Sequence[Block], at: int) -> Found | None:
    """The papers of a paragraph that only puts their links behind their titles; prose may look like that."""
    return _found(blocks[at], marked=False)


def credited_paragraph(blocks: Sequence[Block], at: int) -> Found | None:
    """The paper of a paragraph that begins with a title in bold and says nothing else of it than its authors and venue,
    and has no link to it. A line in bold over a list heads the list."""
    block, after = blocks[at], blocks[at + 1 : at + 2]
    if not isinstance(block, Paragraph) or any(isinstance(each, Listing | Table) for each in after):
        return None
    lines = tuple(lines_of(block.said))
    titled = [_is_credited(said) for _, said in lines]
    if len(lines) > 1 and all(titled):
        return Found(tuple(_by_line(block.line, lines, titled)))
    said = _in_lines(lines)
    if _is_credited(said) and not any(titled[1:]):
        return Found((item_of(block.line, said),))
    noted = len(lines) > 1 and titled[0] and not any(titled[1:]) and all(_leads_on(below) for _, below in lines[1:])
    return Found(tuple(_by_line(block.line, lines, titled))) if noted else None


def _leads_on(said: Sequence[Span]) -> bool:
    """`**TLDR**: …`: a line that begins with words in bold and a colon says more of what stands above it."""
    named = next((at for at, part in enumerate(said) if part.text.strip()), len(said))
    return (
        said[named : named + 1] != () and said[named].strong and ":" in plain(said[named : named + 2])[:_LONGEST_FIELD]
    )


def _is_credited(said: Sequence[Span]) -> bool:
    """Whether a title in bold stands before its authors, its venue or both, or between them, and nothing else does."""
    worded = [part for part in said if part.text.strip()]
    if (
        len(worded) < _FEWEST_PARTS
        or not (worded[0].strong or (worded[1].strong and names_in(worded[0].text)))
        or any(part.url and not is_label(part.text) for part in said)
    ):
        return False
    bullet = read_bullet(said)
    if len(bullet.title.split()) < _FEWEST_WORDS or bullet.remark or not _is_bold(said, bullet.title):
        return False
    return bool(bullet.authors or (bullet.tag and is_known_venue(bullet.tag.text)))


def _without_introduction(block: Paragraph) -> Paragraph:
    """The paragraph without a first line of a word or three and a colon (`Presented:`), where the next opens with a
    title that leads to a paper. An author, a venue or a day there says something of the paper."""
    wrap = next((at for at, part in enumerate(block.said) if part.wraps), len(block.said))
    first, behind = block.said[:wrap], [part for part in block.said[wrap + 1 :] if part.text.strip()][:1]
    words, colon, rest = plain(first).replace("：", ":").partition(":")
    short = bool(colon) and not rest and len(words.split()) <= _FEWEST_WORDS and not any(part.url for part in first)
    titled = [part for part in behind if part.url and len(part.text.split()) >= _FEWEST_WORDS]
    leads = any(links_to_paper(part.url or "") and not is_label_or_tag(part) for part in titled)
    tells = short and (parse_tag(words) is not None or sole_name(words) != "" or credits_in(words) is not None)
    return Paragraph(block.line + 1, block.said[wrap + 1 :]) if short and leads and not tells else block


def _found(block: Block, *, marked: bool) -> Found | None:
    if not isinstance(block, Paragraph):
        return None
    block = _without_introduction(block)
    lines = tuple(lines_of(block.said))
    if marked and (items := _under_names(block.line, lines)):
        return Found(items)
    if not any(_may_lead(part) or (marked and _offers(part)) or _is_linked_citation(part) for part in block.said):
        return None
    names = [_names_paper(said, marked=marked) for _, said in lines]
    if marked and any(names):
        names = [named or _is_credited(line) for named, (_, line) in zip(names, lines, strict=True)]
    if sum(names) > 1 and names[0]:
        return Found(tuple(_by_line(block.line, lines, names)))
    below = lines[1][1] if len(lines) > 1 and not _runs_on(lines[0][1], lines[1][1]) else ()
    said = _in_lines(lines) if _lists_credits(below) else block.said
    return Found((item_of(block.line, said),)) if _names_paper(said, marked=marked) else None


def _under_names(line: int, lines: Sequence[tuple[int, tuple[Span, ...]]]) -> tuple[Item, ...]:
    """The papers of lines that are, again and again, a title all in bold, its authors, and where it appeared with its
    links; () if a line says anything else. What the authors' own names lead to is no link of the paper."""
    starts = [at for at in range(len(lines) - 2) if _is_title_over_names(lines[at][1], lines[at + 1][1])]
    if not starts or starts[0] != 0:
        return ()
    papers = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    if not all(len(paper) == _LINES_OF_PAPER and _gives_place(paper[-1][1]) for paper in papers):
        return ()
    return tuple(
        item_of(line + title[0], (*title[1], BREAK, Span(plain(names[1])), BREAK, *place[1]))
        for title, names, place in papers
    )


def _is_title_over_names(title: Sequence[Span], below: Sequence[Span]) -> bool:
    words = [part for part in title if any(map(str.isalnum, part.text))]
    marked = bool(words) and all(part.strong for part in words) and len(plain(words).split()) >= _FEWEST_WORDS
    return marked and bool(names_in(plain(below))) and not any(part.strong for part in below)


def _gives_place(said: Sequence[Span]) -> bool:
    """Whether a line is labelled links, one of them a paper's, and a venue, which may itself be the link."""
    labelled = all(is_label_or_tag(part) or parse_tag(part.text) for part in said if part.url)
    words = plain(part for part in said if part.url is None).strip(_AROUND_PLACE)
    offered = any(_may_lead(part) or (part.url and says_paper(part.text)) for part in said)
    return labelled and offered and (not _has_words(said) or parse_tag(words) is not None)


def _may_lead(part: Span) -> bool:
    return bool(part.url) and links_to_paper(part.url or "")


def _offers(part: Span) -> bool:
    """Whether a link says that a paper is behind it, wherever it leads."""
    return bool(part.url) and says_paper(part.text)


def _is_linked_citation(part: Span) -> bool:
    """`[Authors, "Title", Venue](…)`, which may lead to any page."""
    return bool(part.url) and place_of(part.url or "") in {"paper", "page"} and is_citation(part.text)


def _names_paper(said: Sequence[Span], *, marked: bool) -> bool:
    bullet = read_bullet(said)
    cited = [part for part in said if part.text.strip()]
    if marked and len(cited) == 1 and _is_linked_citation(cited[0]):
        return True
    if (len(bullet.title.split()) < _FEWEST_WORDS and not bullet.authors) or not offers_paper(bullet):
        return False
    if len(bullet.remark.split()) > _LONGEST_REMARK or without_marks(plain(said)).endswith(":"):
        return False
    if bullet.linked:
        return marked and links_to_paper(bullet.linked) and _begins(said, bullet.title)
    if not _labels_paper(said, marked=marked):
        return False
    return _is_bold(said, bullet.title) if marked else not _is_bold(said, bullet.title)


def _begins(said: Sequence[Span], title: str) -> bool:
    """Whether nothing stands before the title but its tag."""
    before = plain(said).partition(title)[0]
    return len(before.split()) <= _FEWEST_WORDS


def _is_bold(said: Sequence[Span], title: str) -> bool:
    """Whether a title stands in bold, be it with its year in brackets (`**Title (2017)**`)."""
    bold = (part.text.strip(" .:")[:_SAME] for part in said if part.strong)
    return any(text and (title.startswith(text) or text.startswith(f"{title[:_SAME]} (")) for text in bold)


def _labels_paper(said: Sequence[Span], *, marked: bool) -> bool:
    """Whether a link that only labels a paper, or is its venue, stands behind other words: in brackets, or followed by
    labels alone; a venue where the title has ended. Behind a title in bold it may lead to any page (`[[paper]](…)`)."""
    links = [(at, part) for at, part in enumerate(said) if part.url]
    return all(is_label(link.text) or (tag_of(link) and _has_ended(said[:at])) for at, link in links) and any(
        (_may_lead(part) or (marked and _offers(part)))
        and (is_bracketed(part.text) or _is_in_brackets(said, at) or not _has_words(said[at + 1 :]))
        for at, part in enumerate(said)
    )


def _has_ended(said: Sequence[Span]) -> bool:
    """Whether a sign stands behind the last word, as `shown in [CVPR 2020](…)` has none before its link."""
    words = plain(part for part in said if part.url is None).rstrip()
    return words != "" and not words[-1].isalnum()


def _is_in_brackets(said: Sequence[Span], at: int) -> bool:
    """`[[Paper](…)]`: the brackets stand around the link."""
    before, after = plain(said[:at])[-1:], plain(said[at + 1 :])[:1]
    return before + after in _BRACKETS


def _has_words(said: Sequence[Span]) -> bool:
    return any(letter.isalnum() for letter in plain(part for part in said if part.url is None))


def _runs_on(said: Sequence[Span], below: Sequence[Span]) -> bool:
    """Whether words in bold go on in the line below."""
    return said[-1].strong and below[0].strong


def _lists_credits(said: Sequence[Span]) -> bool:
    text = plain(part for part in said if part.url is None)
    return bool(text) and credits_in(text) is not None


def _in_lines(lines: Sequence[tuple[int, tuple[Span, ...]]]) -> tuple[Span, ...]:
    return tuple(part for number, (_, said) in enumerate(lines) for part in ((BREAK,) if number else ()) + said)


def _by_line(line: int, lines: Sequence[tuple[int, tuple[Span, ...]]], names: Sequence[bool]) -> Sequence[Item]:
    """An item for each line that names a paper; a line that does not belongs to the one before."""
    items: list[Item] = []
    for (offset, said), named in zip(lines, names, strict=True):
        if named:
            items.append(item_of(line + offset, said))
        else:
            items[-1] = items[-1]._replace(paragraphs=(*items[-1].paragraphs, said))
    return items
