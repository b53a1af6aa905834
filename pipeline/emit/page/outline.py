"""The list's sections as the page shows them: groups of papers in the list's order, and a filter of nested sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from slugify import slugify

from pipeline.emit.page.view import Card, Choice
from pipeline.models import Paper
from pipeline.vocabulary.text import one_line

SectionPath = tuple[str, ...]
_INDENT = "\u2003"


class Listed(NamedTuple):
    """A card where the list names its paper first. `sections` are the filter's values of all its places."""

    card: Card
    sections: str


class Group(NamedTuple):
    """Papers that stand together under one heading; `above` are the headings over it."""

    name: str
    above: SectionPath
    papers: tuple[Listed, ...]


class Outline:
    """The sections of a list, each with a readable address (`serving/scheduling`) that holds those of its parents."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._addresses: dict[SectionPath, str] = {}
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}  # by an address without a number: the last number tried behind it
        self._papers: dict[SectionPath, set[str]] = {}
        for paper in papers:
            for place in paper.listed:
                for depth in range(1, len(place.section) + 1):
                    self._papers.setdefault(place.section[:depth], set()).add(paper.id)

    def address(self, section: SectionPath) -> str:
        """The section's address: the same for the same list, and never that of another section."""
        if not section:
            return ""
        if section not in self._addresses:
            above = self.address(section[:-1])
            stem = "/".join(part for part in (above, slugify(section[-1]) or "section") if part)
            self._addresses[section] = self._free(stem)
        return self._addresses[section]

    def _free(self, stem: str) -> str:
        """The stem, or where another section has it, the stem with the first number that is free; taken from now on."""
        address = stem
        while address in self._taken:
            self._numbers[stem] = self._numbers.get(stem, 1) + 1
            address = f"{stem}-{self._numbers[stem]}"
        self._taken.add(address)
        return address

    def choices(self) -> list[Choice]:
        """The sections in the list's order, each under its parent and set in by its depth."""
        return [
            Choice(self.address(path), _INDENT * (len(path) - 1) + name_of(path), len(ids))
            for path, ids in self._papers.items()
        ]

    def groups(self, papers: Sequence[Paper], cards: Iterable[Card]) -> list[Group]:
        """The cards under the headings where the list names their papers first."""
        pairs = zip(papers, cards, strict=True)
        return [
            Group(name_of(section), section[:-1], tuple(Listed(card, self._all_of(paper)) for paper, card in run))
            for section, run in groupby(pairs, key=lambda pair: pair[0].listed[0].section if pair[0].listed else ())
        ]

    def _all_of(self, paper: Paper) -> str:
        addresses = (self.address(place.section) for place in paper.listed if place.section)
        return " ".join(dict.fromkeys(addresses))


def name_of(section: SectionPath) -> str:
    """The innermost heading on one line."""
    return one_line(section[-1]) if section else ""
