"""PURE: what each column of a table holds, told by its heading and by its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from pipeline.reading.blocks import Cell, Table
from pipeline.reading.bylines import credits_in
from pipeline.reading.days import says_another_date
from pipeline.reading.labels import is_label
from pipeline.reading.marks import without_count, without_marks
from pipeline.reading.months import MONTH_NAMES
from pipeline.reading.spans import plain
from pipeline.reading.tags import is_known_venue

Role = Literal["title", "alias", "venue", "year", "authors", "links", "note", "aside"]
"""`aside` holds days that tell nothing of the paper."""

_WHO_PRESENTS = r"present(?:ers?|ed by)|speakers?|discussants?|报告人|主讲人?|汇报人|発表者|担当者?|발표자"

_HEADINGS: tuple[tuple[Role, str], ...] = (
    (
        "title",
        (
            r"(?:(?:paper|article|publication|work)s?\s*)?titles?|(?:paper|article|publication|work)s?\s*names?"
            r"|papers?|articles?|works?|publications?|references?"
            r"|surveys?|(?:(?:required|assigned|suggested|paper)\s+)?readings?|论文标题|论文题目|论文名称|论文名|论文|标题|题目|文章"
        ),
    ),
    (
        "year",
        (
            r"years?|dates?|time|published|submitted|released?|month"
            r"|(?:publish|publication|release|submission|submit|arxiv)\w* (?:date|year|time)"
            r"|年份|年|时间|日期|发表时间"
        ),
    ),
    (
        "venue",
        (
            r"venues?|conf\w*(?:\s*/\s*\w+)*|journals?(?:\s*/\s*\w+)*|publishers?|pub\.?|series|proceedings"
            r"|where|publications?|(?:published|appeared|presented) (?:in|at)|venue\s*/?\s*year"
            r"|会议|期刊|会议/期刊|发表|出处"
        ),
    ),
    ("authors", r"authors?|by|who|作者"),
    (
        "links",
        (
            r"links?|urls?|codes?|github|pdfs?|demos?|projects?(?: page)?|websites?|sites?|resources?|materials?"
            r"|repo\w*|homepages?|videos?|datasets?|slides?|blogs?|代码|链接|主页|项目"
        ),
    ),
    (
        "alias",
        (
            r"names?|methods?|models?|acronyms?|abbr\w*|alias|short\s?names?|keywords?|schedulers?|systems?|tools?"
            r"|algorithms?|approach\w*|frameworks?|nicknames?|sources?|简称|名称|方法|模型|缩写"
        ),
    ),
    (
        "note",
        (
            r"(?:short |brief )?(?:descriptions?|summar\w+|abstracts?|intro\w*|notes?|remarks?|comments?|tl;?dr"
            r"|details?)|institut\w*|affiliations?|organi[sz]ations?|orgs?|compan\w+|stars?|recom\w*|tasks?|topics?|types?|categor\w+"
            r"|terminolog\w+|definitions?|说明|简介|机构|单位|备注|摘要|推荐"
            rf"|{_WHO_PRESENTS}"
        ),
    ),
)
_PATTERNS = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _HEADINGS)
_DATE = re.compile(
    r"['’]?\d{2}(?:\d{2})?(?:\s?[-./年]\s?\d{1,2}){0,2}月?"
    rf"|(?:{MONTH_NAMES}\.?,?\s(?:de\s)?)?(?:19|20)\d\d",
    re.IGNORECASE,
)
_PRESENTED = re.compile(_WHO_PRESENTS, re.IGNORECASE)
_LECTURED = re.compile(r"lectures?(?:\s+(?:topics?|titles?))?|seminars?", re.IGNORECASE)
_SAYS_YEAR = re.compile(r"years?|年份?", re.IGNORECASE)
_NAMING = re.compile(
    r"names?|methods?|models?|acronyms?|abbr\w*|alias|short\s?names?|keywords?|nicknames?|简称|名称|方法|模型|缩写",
    re.IGNORECASE,
)
_FEWEST_TITLE_WORDS = 3.0
_MOST, _HALF, _FEW = 0.7, 0.5, 0.3
_SAMPLE = 40
"""So many cells of a column tell whether it holds names."""


class Columns(NamedTuple):
    """The role of each column, in order, and their headings. `title` is the column of titles, None if there is none."""

    roles: tuple[Role, ...]
    headings: tuple[str, ...]
    title: int | None

    @property
    def declares_papers(self) -> bool:
        """Whether the heading of the titles says that they are titles of papers."""
        return self.title is not None and heading_role(self.headings[self.title]) == "title"


class _Look(NamedTuple):
    """What the cells of one column look like: shares of those that hold anything."""

    filled: int
    worded: float
    words: float
    dated: float
    placed: float
    named: float


def columns_of(table: Table) -> Columns:
    """What the columns hold. The column of titles is the one whose heading says so and whose cells hold words; then
    one of names; then the wordiest."""
    width = max((len(row.cells) for row in table.rows), default=0)
    headings = tuple(_text(cell) for cell in table.header)
    headings = (*headings, *("",) * (width - len(headings)))[:width]
    looks = [_look([row.cells[place] for row in table.rows if place < len(row.cells)]) for place in range(width)]
    roles = [_role(heading, look) for heading, look in zip(headings, looks, strict=True)]
    roles = _with_days_aside(headings, roles)
    title = _title_column(headings, roles, looks)
    if title is not None:
        roles[title] = "title"
    short = title is not None and heading_role(headings[title]) == "title"
    settled = (
        role if place == title else _settled(role, headings[place], short=short) for place, role in enumerate(roles)
    )
    return Columns(tuple(settled), headings, title)


def _with_days_aside(headings: Sequence[str], roles: Sequence[Role]) -> list[Role]:
    """The roles, save that of days on which something else happened than that the paper appeared: it was added to the
    list or updated, or, where a table says who presents each paper, or in which lecture, it met its readers."""
    meets = any(_PRESENTED.fullmatch(heading) or is_lecture(heading) for heading in headings)
    dated = (
        role == "year" and (says_another_date(heading) or (meets and not _SAYS_YEAR.fullmatch(heading)))
        for role, heading in zip(roles, headings, strict=True)
    )
    return ["aside" if is_aside else role for is_aside, role in zip(dated, roles, strict=True)]


def _settled(role: Role, heading: str, *, short: bool) -> Role:
    """The role of a column that is not the column of titles. A name is an alias only beside a title in full, and what
    a paper builds upon is no name of it."""
    if role not in {"title", "alias"}:
        return role
    return "alias" if short and _NAMING.fullmatch(without_marks(heading).strip(" .:*")) else "note"


def heading_role(text: str) -> Role | None:
    """What a column's heading says that it holds; None if it says nothing known."""
    words = without_marks(text).strip(" .:*")
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(words)), None)


def is_lecture(heading: str) -> bool:
    """Whether a column's heading says that it holds the lectures for which the papers are read."""
    return _LECTURED.fullmatch(without_marks(heading).strip(" .:*")) is not None


def _role(heading: str, look: _Look) -> Role:
    said = heading_role(heading)
    if said in {"title", "venue"} and look.dated > _MOST:
        return "year"
    if said in {"title", "alias", "note"} and look.placed > _MOST and look.words < _FEWEST_TITLE_WORDS + 2:
        return "venue"
    if said == "title" and look.worded < _HALF:
        return "links"
    return said or _shown_role(look)


def _shown_role(look: _Look) -> Role:
    """What the cells of a column show that they hold, where its heading says nothing."""
    shown: tuple[tuple[Role, bool], ...] = (
        ("year", look.dated > _MOST),
        ("venue", look.placed > _MOST),
        ("authors", look.named > _MOST),
        ("links", look.worded < _FEW),
    )
    return next((role for role, holds in shown if holds), "note")


def _title_column(headings: Sequence[str], roles: Sequence[Role], looks: Sequence[_Look]) -> int | None:
    said = [place for place, role in enumerate(roles) if role == "title" and looks[place].filled]
    if said:
        return max(
            said,
            key=lambda place: (
                looks[place].words >= _FEWEST_TITLE_WORDS,
                "title" in headings[place].casefold(),
                -place,
            ),
        )
    unsaid = [
        place for place, heading in enumerate(headings) if roles[place] == "note" and heading_role(heading) is None
    ]
    wordy = [place for place in unsaid if looks[place].words >= _FEWEST_TITLE_WORDS]
    named = [place for place, role in enumerate(roles) if role == "alias" and looks[place].worded >= _HALF]
    if named:
        return named[0]
    return wordy[0] if wordy else unsaid[0] if unsaid else None


def _look(cells: Sequence[Cell]) -> _Look:
    texts = [text for text in map(_text, cells) if any(letter.isalnum() for letter in text)]
    if not texts:
        return _Look(0, 0, 0, 0, 0, 0)
    size = len(texts)
    worded = [text for text in texts if not is_label(text) and not _DATE.fullmatch(text)]
    words = sum(len(text.split()) if text.isascii() else max(len(text.split()), len(text) // 4) for text in worded)
    return _Look(
        size,
        len(worded) / max(1, len(cells)),
        words / max(1, len(worded)),
        sum(bool(_DATE.fullmatch(text)) for text in texts) / size,
        sum(is_known_venue(text) and not _DATE.fullmatch(text) for text in texts) / size,
        sum(_names(text) for text in texts[:_SAMPLE]) / min(size, _SAMPLE),
    )


def _names(text: str) -> bool:
    credited = credits_in(text)
    return credited is not None and bool(credited.authors)


def _text(cell: Cell) -> str:
    return without_count(plain(cell.said)).strip()
