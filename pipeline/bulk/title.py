"""PURE: one title that is asked for, with what is known of its paper, from the members of a line or row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.models import Period
from pipeline.reading.days import named as days_named

LONGEST = 2**20
"""More letters than this, of a title and all that is told of it, are no title but a file of another kind, and more than
the engine reads at once."""
_YEAR = re.compile(r"\s*([1-9]\d{3})(?:\.0*|-\d\d.*)?\s*$")
_MERE_YEAR = re.compile(r"\s*((?:19|20)\d\d)(?:\.0*)?\s*")
_NUMBER = re.compile(r"(\d{3,4})\.(\d{1,5})")
_FIVE_DIGITS_SINCE = "1501"


class Title(NamedTuple):
    """One title that is asked for. `id` is the file's own, or the number of the line; identifiers are as given, and
    `date` is the days that were given."""

    id: str
    title: str
    year: int | None = None
    authors: tuple[str, ...] = ()
    doi: str | None = None
    arxiv: str | None = None
    venue: str | None = None
    date: Period | None = None


def places_of(names: Sequence[str]) -> dict[str, int]:
    """At which place of a row each member of a title stands: in the column of that very name, or else in the one whose
    name differs by capitals, or blanks around it. Raises ValueError where there are several."""
    folded = [_folded(name) for name in names]
    places: dict[str, int] = {}
    for member in Title._fields:
        found = [place for place, name in enumerate(names if member in names else folded) if name == member]
        if len(found) > 1:
            raise ValueError(f"{len(found)} columns `{member}`")
        if found:
            places[member] = found[0]
    return places


def members_of(named: Mapping[str, object]) -> dict[str, object]:
    """The members of an object by the names that a title has for them; one of that very name counts before others."""
    return {_folded(name): value for name, value in named.items()} | dict(named)


def _folded(name: str) -> str:
    return name.strip().lower()


def title_of(members: Mapping[str, object], number: int) -> Title:
    """Raises ValueError where a member is of a type, of a length or of letters that no title has."""
    title = members.get("title")
    if title is not None and not isinstance(title, str):
        raise ValueError(f"a title that is no text: {title!r:.40}")
    named = members.get("id")
    if named is not None and isinstance(named, bool | list | dict):
        raise ValueError(f"an id that is neither text nor a number: {named!r:.40}")
    year = _year(members.get("year"))
    period = _period(members.get("date"), year)
    dated = period.last.year if period else _mere_year(members.get("date"))
    read = Title(
        id=str(number) if named is None or named == "" else str(named),
        title=(title or "").strip(),
        year=dated if year is None else year,
        authors=_authors(members.get("authors")),
        doi=_text(members.get("doi")),
        arxiv=_arxiv(members.get("arxiv")),
        venue=_text(members.get("venue")),
        date=period,
    )
    texts = [text for text in (read.id, read.title, *read.authors, read.doi, read.arxiv, read.venue) if text]
    if (letters := sum(map(len, texts))) > LONGEST:
        raise ValueError(f"{letters:,} letters, and {LONGEST:,} are the most")
    if not all(map(is_unicode, texts)):
        raise ValueError("a title, or what is told of it, that is no Unicode")
    if any("\0" in text for text in texts):
        raise ValueError("a letter NUL, which no text has")
    return read


def _year(value: object) -> int | None:
    """The year of `2017`, `2017.0` or `2017-06-01`. Anything else, as `0000`, says nothing: the title
    counts all the same."""
    if value is None or value == "":
        return None
    year = _YEAR.match(str(value))
    return int(year[1]) if year else None


def _mere_year(value: object) -> int | None:
    """The year of a date that is no more than one."""
    year = _MERE_YEAR.fullmatch(str(value))
    return int(year[1]) if year else None


def _period(value: object, year: int | None) -> Period | None:
    """The day, the days or the month of `2017-06-12`, `June 2017`, `2024-06-24 to 2024-06-30` or `24-30 June`, which
    is of the year given beside it. A mere year is none (`_mere_year`), and anything else says nothing."""
    days = None if value is None else days_named(str(value))
    ends_in = days.year or year if days else None
    return days.ending_in(ends_in) if days and ends_in else None


def _authors(value: object) -> tuple[str, ...]:
    """A list of names, or of objects with a `name` as Semantic Scholar lists them, or names in one text between
    semicolons."""
    if value is None or value == "":
        return ()
    names = value.split(";") if isinstance(value, str) else value
    if not isinstance(names, list):
        raise ValueError(f"authors that are no list of names: {value!r:.40}")  # noqa: TRY004 - as above
    told = [name.get("name") if isinstance(name, dict) else name for name in names]
    return tuple(name.strip() for name in told if isinstance(name, str) and name.strip())


def _arxiv(value: object) -> str | None:
    """As given; of one that a table took for a number, with the zeros at both ends that it has lost so (`2309.0618`,
    `704.0001`). Identifiers have five digits behind the point since 2015, and had four before."""
    text = _text(value)
    number = _NUMBER.fullmatch(text or "")
    if not number:
        return text
    month = number[1].zfill(4)
    return f"{month}.{number[2].ljust(5 if month >= _FIVE_DIGITS_SINCE else 4, '0')}"


def _text(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None


def is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True
