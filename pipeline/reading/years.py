"""PURE: the year of an entry that names a venue and no year, by the heading that it stands under.

`(ICML)` under `## 2021`, and `(CVPR)` under `### CVPR 2021`. Headings of a list that tell when it was updated, or what
was read when, tell no year of a paper; nor do those that the entries under them contradict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.reading.days import month_alone, named
from pipeline.reading.marks import without_marks
from pipeline.reading.tags import is_known_venue, parse_tag

_YEAR = re.compile(r"(?:19|20)\d\d(?: ?年)?")
_OWN_TIME = re.compile(
    r"\b(?:weeks?|weekly|daily|updat\w*|news|(?:change|reading) ?logs?|read|added)\b|更新|周报|每周",
    re.IGNORECASE,
)
"""A heading that speaks of the list itself: of its updates, or of when papers were read."""
_MOST_CONTRADICTED = 0.1


class Placed(NamedTuple):
    """What an entry says itself, and the headings above it, the outermost first."""

    venue: str | None
    year: int | None
    headings: tuple[str, ...]


class _Heading(NamedTuple):
    venue: str | None
    year: int


def years(entries: Sequence[Placed]) -> list[int | None]:
    """The year of each entry: its own, or, where it names a venue alone, that of the nearest heading that is a year, or
    that venue with a year, and nothing else."""
    headings = {heading for entry in entries for heading in entry.headings}
    found = {heading: told for heading in headings if (told := _told(heading))}
    if any(_is_of_the_list(heading) for heading in headings):
        return [entry.year for entry in entries]
    above = [next((found[each] for each in reversed(entry.headings) if each in found), None) for entry in entries]
    said = [told.year == entry.year for entry, told in zip(entries, above, strict=True) if told and entry.year]
    if said.count(False) > _MOST_CONTRADICTED * len(said):
        return [entry.year for entry in entries]
    return [entry.year or _year(entry, told) for entry, told in zip(entries, above, strict=True)]


def _year(entry: Placed, told: _Heading | None) -> int | None:
    if entry.venue is None or told is None:
        return None
    return told.year if told.venue in {None, entry.venue.casefold()} else None


def _told(heading: str) -> _Heading | None:
    """What a heading says that is a year, or a well-known venue with one, and nothing else."""
    text = without_marks(heading).strip()
    if _YEAR.fullmatch(text):
        return _Heading(None, int(text[:4]))
    tag = parse_tag(text)
    if tag is None or tag.venue is None or tag.year is None or not is_known_venue(text):
        return None
    return _Heading(tag.venue.casefold(), tag.year)


def _is_of_the_list(heading: str) -> bool:
    return bool(_OWN_TIME.search(heading) or named(heading) or month_alone(heading))
