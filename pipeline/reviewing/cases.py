"""PURE: an entry in doubt with its candidates, and what each answer to it writes into `decisions.toml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.matching.compare import compare
from pipeline.matching.features import listed_of, printed_of
from pipeline.matching.normalise import fold
from pipeline.matching.titles import TitleRelation
from pipeline.models import Candidate, Entry, Record, Resolution
from pipeline.reviewing.rulings import paper_keys, ruling, told_apart
from pipeline.vocabulary.text import one_line
from pipeline.vocabulary.venues import venue_and_year

MOST = 9
"""A candidate is chosen by one digit."""
NEAR = 70
"""So alike, in hundredths, are titles that only share words and come near all the same: of such candidates in public
lists one in five was the right paper, and of the others one in twenty-five."""


class Case(NamedTuple):
    """One entry that needs a person. `name` is what its decisions call it; `candidates` are the best first, and of
    several that one decision would name only the first."""

    resolution: Resolution
    name: str
    candidates: tuple[Candidate, ...]

    @property
    def entry(self) -> Entry:
        return self.resolution.entry

    @property
    def comes_near(self) -> bool:
        """Whether a candidate is linked, or its title is more than related to the listed one."""
        return any(one.via == "link" or _is_near(self.entry, one.record) for one in self.candidates)

    def accept(self, number: int, dated: date) -> str | None:
        """The block that pins candidate `number`, counted from 1; None if nothing names it, or there is none."""
        record = self.candidates[number - 1].record if 0 < number <= len(self.candidates) else None
        if record is None or not (keys := paper_keys(record)):
            return None
        return ruling("pin", self.name, dated, keys, f"Chosen in review: {_named(record)}.")

    def reject(self, dated: date) -> str | None:
        """The blocks that reject every candidate; None if nothing names any of them."""
        named = [(record, keys) for one in self.candidates if (keys := paper_keys(record := one.record))]
        blocks = [ruling("reject", self.name, dated, keys, f"Not it, in review: {_named(one)}.") for one, keys in named]
        return "\n".join(blocks) or None

    def retire(self, dated: date) -> str:
        """The block that says that the entry is indexed nowhere."""
        return ruling("retire", self.name, dated, reason="Found in no index, in review.")


def cases(resolutions: Sequence[Resolution]) -> list[Case]:
    """The entries that need a person: those with a candidate that comes near before those whose candidates only share
    words with them, and else in the order given; of several that one decision means, the first. `resolutions` are of
    all entries of the list."""
    found = [Case(one, name, tuple(told_apart(one.candidates)[:MOST])) for name, one in in_doubt(resolutions).items()]
    return sorted(found, key=lambda case: not case.comes_near)


def in_doubt(resolutions: Sequence[Resolution]) -> dict[str, Resolution]:
    """The entries that need a person, in the order given, by what a decision calls them; of several that one decision
    means, the first. `resolutions` are of all entries of the list."""
    titles = Counter(fold(one.entry.title) for one in resolutions)
    first: dict[str, Resolution] = {}
    for one in resolutions:
        if one.status == "needs_review":
            first.setdefault(_name(one.entry, titles), one)
    return first


def _is_near(entry: Entry, record: Record) -> bool:
    comparison = compare(listed_of(entry), printed_of(record))
    far = comparison.relation in (TitleRelation.RELATED, TitleRelation.UNRELATED)
    return not far or comparison.similarity >= NEAR


def _name(entry: Entry, titles: Counter[str]) -> str:
    """The entry's id, which depends on its title alone while no other entry has that; else the title, which means all
    of those: the ids of namesakes change with their sections."""
    title = one_line(entry.title)
    shared = titles[fold(entry.title)] > 1 and fold(title) == fold(entry.title) != ""
    return title if shared else entry.id


def _named(record: Record) -> str:
    where = venue_and_year(record.venue, record.year)
    return one_line(f"“{record.title}”{f', {where}' if where else ''}")
