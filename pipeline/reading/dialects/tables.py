"""PURE: a table with a row for each paper: `| Title | Venue | Year | Links |`, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.models import Link
from pipeline.reading.blocks import Block, Cell, Row, Table
from pipeline.reading.bold import FEWEST_TITLE_WORDS
from pipeline.reading.bullet import read_bullet
from pipeline.reading.columns import Columns, Role, columns_of, heading_role, is_lecture
from pipeline.reading.items import Found, Item, links_to_paper, titles_apart
from pipeline.reading.labels import is_label, without_brackets
from pipeline.reading.marks import without_count, without_marks
from pipeline.reading.mentions import is_but_labelled, names_another, speaks_of_another
from pipeline.reading.names import names_in
from pipeline.reading.spans import BREAK, Span, plain
from pipeline.reading.tags import Tag, linked_tag, parse_tag
from pipeline.reading.taken_apart import Bullet
from pipeline.reading.titles import looks_like_title, title_words

_LONGEST_TITLE = 300
_ALIAS_BEFORE = re.compile(r"^\[([^\[\]]{1,80})\]\s*(?=\S)")
_GAPS = (
    re.compile(r"[ \u00a0]{2,}|\s[-–—]\s"),
    re.compile(r"\s+(?=(?:This|The) (?:new )?(?:paper|work|study|survey|article|report|research|thesis)\b)"),
)
_FEWEST_SUMMARY_WORDS = 6
_SHARE_OF_HABIT = 0.4
_SHARE_OF_TITLE = 0.6
"""So many words of the shorter of two titles are the other's too, where they are one title."""
_FEWEST_NAMED = 2
_AUTHORS = Span("Authors")
_LONGEST_ALIAS = 5
_LONGEST_VENUE, _LONGEST_VENUE_TEXT = 12, 60
"""Words and characters."""


def tables(blocks: Sequence[Block], at: int) -> Found | None:
    """The rows of a table that has a column of titles, whatever they name; None for another."""
    table = blocks[at]
    if not isinstance(table, Table):
        return None
    table = _with_names_apart(_with_header(_all_rows(table)))
    columns = columns_of(table)
    if columns.title is None or not (columns.declares_papers or _has_links(table)):
        return None
    bracketed = _names_in_brackets(table.rows, columns.title)
    filled = _one_row_a_title([row for row in table.rows if _is_filled(row)], columns, columns.title)
    rows = (one for row in filled for one in _papers_apart(row, columns, columns.title))
    return Found(tuple(_item(row, columns, bracketed=bracketed) for row in rows))


def _all_rows(table: Table) -> Table:
    """The table without a header, where the header is a paper itself: some lists begin their tables at once."""
    if any(part.url and links_to_paper(part.url) for cell in table.header for part in cell.said):
        return Table(table.line, (), (Row(table.line, table.header), *table.rows))
    return table


def _with_header(table: Table) -> Table:
    """The table with its first row as the header, where it has none and that row says what the columns hold."""
    if table.header or not table.rows:
        return table
    first = table.rows[0].cells
    heads = len(table.rows) > 1 and any(heading_role(plain(cell.said)) for cell in first)
    linked = any(part.url for cell in first for part in cell.said)
    return Table(table.line, first, table.rows[1:]) if heads and not linked else table


def _with_names_apart(table: Table) -> Table:
    """The table with a column of authors, where it has them in rows of their own, each below the row of its paper and
    in the column of the titles."""
    filled = [_filled_places(row) for row in table.rows]
    below = [at for at, places in enumerate(filled) if at and len(places) == 1 and len(filled[at - 1]) > 1]
    names = [table.rows[at].cells[filled[at][0]] for at in below]
    alone = sum(len(places) == 1 for places in filled) == len(below) >= _FEWEST_NAMED
    if not alone or not table.header or not all(names_in(plain(cell.said), fewest=1) for cell in names):
        return table
    width = max(len(row.cells) for row in table.rows)
    header = (*table.header, *(Cell(table.line, ()),) * (width - len(table.header)), Cell(table.line, (_AUTHORS,)))
    behind = dict(zip((at - 1 for at in below), names, strict=True))
    rows = (
        row._replace(
            cells=(*row.cells, *(Cell(row.line, ()),) * (width - len(row.cells)), behind.get(at, Cell(row.line, ())))
        )
        for at, row in enumerate(table.rows)
        if at not in below
    )
    return Table(table.line, header, tuple(rows))


def _filled_places(row: Row) -> tuple[int, ...]:
    return tuple(at for at, cell in enumerate(row.cells) if plain(cell.said).strip(" -|"))


def _has_links(table: Table) -> bool:
    return any(part.url for row in table.rows for cell in row.cells for part in cell.said)


def _is_filled(row: Row) -> bool:
    own = (cell for cell in row.cells if not cell.continued)
    return any(plain(cell.said).strip(" -|") or any(part.url for part in cell.said) for cell in own)


def _one_row_a_title(rows: Sequence[Row], columns: Columns, title: int) -> list[Row]:
    """The rows, as one where a title reaches down over several: their links and notes are its own."""
    joined: list[Row] = []
    for row in rows:
        if title >= len(row.cells) or not row.cells[title].continued:
            joined.append(row)
        elif joined:
            cells = zip(columns.roles, joined[-1].cells, row.cells, strict=False)
            joined[-1] = row._replace(line=joined[-1].line, cells=tuple(_with_more(*each) for each in cells))
    return joined


def _with_more(role: Role, cell: Cell, below: Cell) -> Cell:
    more = role in {"links", "note"} and below.said and not below.continued
    return cell._replace(said=(*cell.said, BREAK, *below.said)) if more else cell


def _papers_apart(row: Row, columns: Columns, title: int) -> Iterator[Row]:
    """A row for each paper of a cell that holds several titles. A link to a paper in another column would be one's
    alone, and nobody can tell whose: such a row stays as it is."""
    places = zip(columns.headings, row.cells, strict=False)
    others = (cell for place, (heading, cell) in enumerate(places) if place != title and not is_lecture(heading))
    if title >= len(row.cells) or any(map(_papers, others)):
        yield row
        return
    cell = row.cells[title]
    for said in titles_apart(cell.said):
        yield row._replace(cells=(*row.cells[:title], cell._replace(said=said), *row.cells[title + 1 :]))


def _names_in_brackets(rows: Sequence[Row], title: int) -> bool:
    """Whether it is the table's habit to put a short name in brackets before a title (`[GPTQ] GPTQ: Accurate …`)."""
    texts = [without_marks(plain(row.cells[title].said)) for row in rows if title < len(row.cells)]
    bracketed = sum(bool(_ALIAS_BEFORE.match(text)) and not _has_tag_before(text) for text in texts)
    return bracketed > 1 and bracketed >= _SHARE_OF_HABIT * len(texts)


def _has_tag_before(text: str) -> bool:
    found = _ALIAS_BEFORE.match(text)
    return bool(found and parse_tag(found[1]))


def _item(row: Row, columns: Columns, *, bracketed: bool) -> Item:
    cells = dict(zip(range(len(row.cells)), row.cells, strict=True))
    title = cells.pop(columns.title or 0, Cell(row.line, ()))
    bullet = _bullet(title, bracketed=bracketed)
    others = {place: cell for place, cell in cells.items() if place < len(columns.roles)}
    foreign = set(_foreign(columns, title, others, bullet))
    own = {place: cell for place, cell in others.items() if place not in foreign}
    bullet = _with_columns(bullet, columns, own)
    said = tuple(part for number, cell in enumerate(row.cells) for part in _joined(cell, first=number == 0))
    notes = tuple(_notes(columns, others, foreign))
    return Item(title.line or row.line, said, bullet, paragraphs=notes, declared=columns.declares_papers)


def _foreign(columns: Columns, title: Cell, others: dict[int, Cell], bullet: Bullet) -> Iterator[int]:
    """The columns in which a row speaks of another paper than its own, or of the lecture that it is read for."""
    papers = {place: _papers(cell) for place, cell in others.items()}
    for place, linked in papers.items():
        heading = columns.headings[place]
        if is_lecture(heading) and columns.declares_papers:
            yield place
        elif speaks_of_another(heading):
            if names_another((Span(heading),)) or not all(map(is_but_labelled, linked)):
                yield place
        elif columns.roles[place] == "note" and any(_is_other_title(part.text, bullet.title) for part in linked):
            elsewhere = _papers(title) or any(links for at, links in papers.items() if at != place)
            if elsewhere or not heading or not is_label(heading):
                yield place


def _papers(cell: Cell) -> list[Span]:
    """The links to papers of a cell. Those of one that reaches down from above are of the row there."""
    return [part for part in cell.said if part.url and links_to_paper(part.url) and not cell.continued]


def _is_other_title(text: str, title: str) -> bool:
    """Whether a link's text is a title, and another than the row's, which may be spelled or cut otherwise. A row with a
    name in place of a title may have its title there."""
    if len(title.split()) < FEWEST_TITLE_WORDS or is_label(text) or not looks_like_title(text):
        return False
    own, words = title_words(title), title_words(text)
    return len(own & words) < _SHARE_OF_TITLE * min(len(own), len(words))


def _joined(cell: Cell, *, first: bool) -> tuple[Span, ...]:
    return cell.said if first else (Span(" | "), *cell.said)


def _bullet(title: Cell, *, bracketed: bool) -> Bullet:
    """The cell of the title as read: the number that counts it, the name in brackets and the summary behind it off."""
    said = _summary_apart(_uncounted(title.said))
    alias = None
    if bracketed:
        said, alias = _without_name_before(said)
    bullet = read_bullet(said)
    links = tuple(Link(label=without_brackets(part.text), url=part.url) for part in title.said if part.url)
    aliases = bullet.aliases if alias is None or alias == bullet.title else (alias, *bullet.aliases)
    return bullet._replace(aliases=tuple(dict.fromkeys(aliases)), links=links)


def _uncounted(said: Sequence[Span]) -> tuple[Span, ...]:
    for index, part in enumerate(said):
        if part.text.strip():
            text = without_count(part.text + "x")[:-1] if part.url is None else part.text
            return (*said[:index], part._replace(text=text), *said[index + 1 :])
    return tuple(said)


def _summary_apart(said: Sequence[Span]) -> tuple[Span, ...]:
    """A cell that does not mark its title may hold a summary behind a gap of two blanks, or behind a dash."""
    first = next((index for index, part in enumerate(said) if part.text.strip()), len(said))
    if first == len(said) or said[first].url or said[first].strong:
        return tuple(said)
    text = said[first].text.lstrip()
    long = len(plain(said)) > _LONGEST_TITLE
    for gap in sorted((found for pattern in _GAPS for found in pattern.finditer(text)), key=re.Match.start):
        rest = (said[first]._replace(text=text[gap.end() :]), *said[first + 1 :])
        if _is_prose(plain(rest)) or long:
            return (Span(text[: gap.start()]), BREAK, *rest)
    return tuple(said)


def _is_prose(text: str) -> bool:
    """Whether a text is a sentence or more, and not the second half of a title."""
    return len(text.split()) >= _FEWEST_SUMMARY_WORDS and text.rstrip().endswith((".", "。"))


def _without_name_before(said: Sequence[Span]) -> tuple[tuple[Span, ...], str | None]:
    """The cell without the name in brackets that opens it, bold or not, and that name."""
    text = "".join(part.text if part.url is None and part != BREAK else "\0" for part in said)
    found = _ALIAS_BEFORE.match(without_marks(text))
    if found is None or "\0" in found[0] or _has_tag_before(without_marks(text)):
        return tuple(said), None
    left = text.index(found[0]) + len(found[0])
    rest: list[Span] = []
    for part in said:
        size = len(part.text) if part.url is None and part != BREAK else 1
        if left < size:
            rest.append(part._replace(text=part.text[left:]) if left and part.url is None else part)
        left = max(0, left - size)
    return tuple(rest), found[1]


def _with_columns(bullet: Bullet, columns: Columns, others: dict[int, Cell]) -> Bullet:
    """The bullet with what the other columns say of venue, year, authors and short name, and with all their links."""
    links = list(bullet.links)
    said: dict[str, str] = {}
    for place, cell in others.items():
        if not cell.continued:
            links.extend(_link(part, columns.headings[place]) for part in cell.said if part.url)
        text = _words(cell)
        if text and columns.roles[place] not in said:
            said[columns.roles[place]] = text
    authors = bullet.authors or names_in(said.get("authors", ""), fewest=1)
    aliases = bullet.aliases
    if (alias := said.get("alias")) and len(alias.split()) <= _LONGEST_ALIAS and alias != bullet.title:
        aliases = tuple(dict.fromkeys((*aliases, alias)))
    tag = bullet.tag or _tag(said.get("venue", ""), said.get("year", ""))
    return bullet._replace(tag=tag, authors=authors, aliases=aliases, links=tuple(links))


def _link(part: Span, heading: str) -> Link:
    """A link of a cell; one whose text is an address is called by the heading of its column."""
    label = without_brackets(part.text)
    bare = label.startswith(("http", "www."))
    return Link(label=heading if bare and is_label(heading) and heading else label, url=part.url or "")


def _words(cell: Cell) -> str:
    text = plain(part for part in cell.said if part.url is None or not is_label(part.text) or linked_tag(part.text))
    return without_brackets(text.strip(" -–—|/")) if any(letter.isalnum() for letter in text) else ""


def _tag(venue: str, year: str) -> Tag | None:
    """The tag of the venue's and the year's columns together."""
    place, when = (parse_tag(text, longest=_LONGEST_VENUE) if text else None for text in (venue, year))
    told = year in venue or (when is None and place is not None and place.year is not None)
    said = " ".join(filter(None, (venue, "" if told else year)))
    if not said:
        return None
    found = parse_tag(said, longest=_LONGEST_VENUE)
    if found is None:  # where the venue's column says more than a venue, the year's still says a year
        return Tag(venue, venue, None) if venue and len(venue) <= _LONGEST_VENUE_TEXT else when
    return Tag(said, (place.venue if place else venue) or None, found.year or (when.year if when else None))


def _notes(columns: Columns, others: dict[int, Cell], foreign: set[int]) -> Iterator[tuple[Span, ...]]:
    """The cells that say something and have no other role, or speak of another paper, each behind the heading of its
    column."""
    for place, cell in others.items():
        if not (plain(cell.said) if place in foreign else columns.roles[place] == "note" and _words(cell)):
            continue
        heading = columns.headings[place]
        yield (Span(f"{heading}: "), *cell.said) if heading else cell.said
