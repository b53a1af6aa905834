"""PURE: Markdown text becomes a reading list.

    parse    text becomes blocks with line numbers
    outline  blocks become items under their headings, by whichever dialect fits them
    judge    items become entries with notes; the rest is reported
    name     every entry gets its id

Headings are sections, and what names a paper is an entry: a bullet, a row, a paragraph, a heading, a fold, a piece of
data. What is neither is a note, or is reported with its line and its reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.identifiers import ids_in_url
from pipeline.models import Entry, LeftOver, Period, ReadingList
from pipeline.reading.entry_ids import Named, entry_ids
from pipeline.reading.items import Heading
from pipeline.reading.judge import Draft, judge
from pipeline.reading.markdown import parse
from pipeline.reading.outline import outline
from pipeline.reading.periods import Dated, periods
from pipeline.reading.years import Placed, years

_CONTENTS = re.compile(r"\W*(?:(?:table of )?contents?|toc|目录)\W*", re.IGNORECASE)
"""The heading of a table of contents; what stands under it further down, where no other of its level comes, is none."""
_STATUS_MARK = re.compile(r"^\[(?:wip|work in progress|draft|archived|deprecated|unmaintained)\]\s*", re.IGNORECASE)


def read(text: str, name: str = "the list") -> ReadingList:
    """The entries of a list, and the lines that are neither heading, entry nor note, each with its reason.

    `name` is how an error speaks of the list. A list without entries is an answer, not an error. Raises PapersError
    only where the generated part of the file has a beginning and no end.
    """
    outlined = outline(parse(text, name))
    judged = tuple(judge(outlined.placed))
    drafts = [each for each in judged if isinstance(each, Draft)]
    reported = [each for each in judged if isinstance(each, LeftOver)]
    title = _document_heading(outlined.headings, drafts)
    return ReadingList(
        title=_STATUS_MARK.sub("", title.text) or None if title else None,
        entries=_entries(drafts, title),
        left_over=tuple(sorted((*outlined.left_over, *reported), key=lambda line: line.line)),
    )


def _document_heading(headings: Sequence[Heading], drafts: Sequence[Draft]) -> Heading | None:
    """The heading that names the document and not a section: the first, if it is of level 1 and either no other is or
    no entry stands under it."""
    first = headings[0] if headings else None
    if first is None or first.level != 1:
        return None
    alone = all(other.level != 1 for other in headings[1:])
    return first if alone or not any(first in draft.section for draft in drafts) else None


def _entries(drafts: Sequence[Draft], title: Heading | None) -> tuple[Entry, ...]:
    sections = [
        tuple(each.text for each in draft.section if each != title and not _CONTENTS.fullmatch(each.text))
        for draft in drafts
    ]
    named = [_named(draft, section) for draft, section in zip(drafts, sections, strict=True)]
    dated = [
        Dated(one.tag, tuple(heading.text for heading in draft.section))
        for one, draft in zip(named, drafts, strict=True)
    ]
    rows = zip(
        entry_ids(named), drafts, sections, periods(dated), years([_placed(draft) for draft in drafts]), strict=True
    )
    return tuple(_entry(*row) for row in rows)


def _named(draft: Draft, section: tuple[str, ...]) -> Named:
    tag = draft.bullet.tag.text if draft.bullet.tag else None
    return Named(draft.bullet.title, tag, tuple(link.url for link in draft.links), section)


def _placed(draft: Draft) -> Placed:
    tag = draft.bullet.tag
    headings = tuple(heading.text for heading in draft.section)
    return Placed(tag.venue if tag else None, tag.year if tag else None, headings)


def _entry(entry_id: str, draft: Draft, section: tuple[str, ...], period: Period | None, year: int | None) -> Entry:
    tag = draft.bullet.tag
    return Entry(
        id=entry_id,
        title=draft.bullet.title,
        line=draft.line,
        section=section,
        tag=tag.text if tag else None,
        venue=tag.venue if tag else None,
        year=year,
        period=period,
        aliases=draft.bullet.aliases,
        authors=draft.bullet.authors,
        notes=draft.notes,
        links=draft.links,
        ids=tuple(dict.fromkeys(paper for link in draft.links for paper in ids_in_url(link.url))),
    )
