"""How many of the papers that people have labelled in real lists are read, at their line, with identifier and title.

    counted   an entry at the labelled line carries the labelled identifier, in canonical spelling
    exact     an entry at that line has the labelled title, letter by letter; folded: the same words

A share of labels says nothing of what is read and is no paper, and so entries, entries without an identifier and lines
left over are counted beside it, to be looked at by eye.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from rich.console import Console
from rich.table import Table

from pipeline.matching.normalise import fold
from pipeline.models import Entry, ReadingList
from pipeline.read import read

TO_REACH_IDS, TO_REACH_IDS_IN_A_LIST, TO_REACH_TITLES = 0.98, 0.90, 0.97
_WIDTH = 130
_KIND_NAMES = {"s2": "semantic_scholar"}
"""Kinds of identifiers that the labels call by another name than the project does."""


class Label(NamedTuple):
    """One labelled paper: what stands in `file` at `line`."""

    title: str
    kind: str
    identifier: str
    file: str
    line: int

    @property
    def paper(self) -> str:
        return canonical(_KIND_NAMES.get(self.kind, self.kind), self.identifier)


class Figures(NamedTuple):
    """Counts over one list, or over all."""

    labels: int = 0
    ids: int = 0
    exact: int = 0
    folded: int = 0
    entries: int = 0
    unnamed: int = 0
    left_over: int = 0

    def __add__(self, other: object) -> Figures:
        if not isinstance(other, Figures):
            return NotImplemented
        return Figures(*(one + two for one, two in zip(self, other, strict=True)))

    def share(self, count: int) -> float:
        return count / self.labels if self.labels else 1.0


class Measured(NamedTuple):
    """Figures by list, and for each kind of identifier how many labels were read and how many there are."""

    lists: Mapping[str, Figures]
    kinds: Mapping[str, tuple[int, int]]

    @property
    def total(self) -> Figures:
        return sum(self.lists.values(), Figures())

    @property
    def reached(self) -> bool:
        total = self.total
        worst = min((each.share(each.ids) for each in self.lists.values()), default=1.0)
        return (
            total.share(total.ids) >= TO_REACH_IDS
            and worst >= TO_REACH_IDS_IN_A_LIST
            and total.share(total.folded) >= TO_REACH_TITLES
        )


def canonical(kind: str, identifier: str) -> str:
    """One spelling of a labelled identifier and of ours: labels keep percent-encoding, capitals and closing strokes."""
    return f"{kind}:{unquote(identifier).rstrip('/').lower()}"


def run(*, shared: Path) -> bool:
    """Reads every list in the folder `shared`, prints what was found, and tells whether the targets are reached."""
    measured = measure_reading(shared)
    console = Console(highlight=False)
    show(measured, Console(highlight=False, width=max(_WIDTH, console.width)))
    return measured.reached


def measure_reading(data: Path) -> Measured:
    """What is found of the labels in the folder `data`."""
    labels = _labels(data / "pairs.jsonl")
    lists: dict[str, Figures] = {}
    kinds: dict[str, tuple[int, int]] = {}
    for path in sorted((data / "lists").glob("*.md")):
        listed = read(path.read_text("utf-8"), path.name)
        found = list(_found(labels[path.name], listed))
        lists[path.name] = _figures(found, listed)
        for label, right, _, _ in found:
            hits, asked = kinds.get(label.kind, (0, 0))
            kinds[label.kind] = (hits + right, asked + 1)
    return Measured(lists, kinds)


class _Found(NamedTuple):
    label: Label
    id: bool
    exact: bool
    folded: bool


def _labels(path: Path) -> Mapping[str, list[Label]]:
    labels: defaultdict[str, list[Label]] = defaultdict(list)
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        label = Label(row["title"], row["id_type"], row["identifier"], row["file"], row["line"])
        labels[label.file].append(label)
    return labels


def _found(labels: Iterable[Label], listed: ReadingList) -> Iterator[_Found]:
    at: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in listed.entries:
        at[entry.line].append(entry)
    for label in labels:
        entries = at[label.line]
        ids = {canonical(paper.kind, paper.value) for entry in entries for paper in entry.ids}
        titles = {entry.title for entry in entries}
        words = {fold(title) for title in titles}
        yield _Found(label, label.paper in ids, label.title in titles, fold(label.title) in words)


def _figures(found: Sequence[_Found], listed: ReadingList) -> Figures:
    return Figures(
        labels=len(found),
        ids=sum(each.id for each in found),
        exact=sum(each.exact for each in found),
        folded=sum(each.folded for each in found),
        entries=len(listed.entries),
        unnamed=sum(not entry.ids for entry in listed.entries),
        left_over=len(listed.left_over),
    )


def show(measured: Measured, console: Console) -> None:
    """Two tables: by list, and by kind of identifier."""
    table = Table(title="Reading", title_justify="left")
    for heading in (
        "list",
        "labels",
        "identifier",
        "title, exact",
        "title, folded",
        "entries",
        "no identifier",
        "left over",
    ):
        table.add_column(heading, justify="left" if heading == "list" else "right", overflow="fold")
    for name, figures in (*measured.lists.items(), ("all lists", measured.total)):
        table.add_row(name.removesuffix(".md"), *_cells(figures))
    console.print(table)
    by_kind = Counter({kind: asked for kind, (_, asked) in measured.kinds.items()})
    for kind, asked in by_kind.most_common():
        console.print(f"  {kind:<12} {measured.kinds[kind][0]:>5} of {asked}")
    console.print(
        f"To reach: identifiers {TO_REACH_IDS} (no list under {TO_REACH_IDS_IN_A_LIST}), titles {TO_REACH_TITLES}: "
        + ("reached" if measured.reached else "missed")
    )


def _cells(figures: Figures) -> tuple[str, ...]:
    shares = (figures.ids, figures.exact, figures.folded)
    counts = (figures.entries, figures.unnamed, figures.left_over)
    labelled = [f"{figures.share(count):.3f}" if figures.labels else "-" for count in shares]
    return (str(figures.labels), *labelled, *map(str, counts))
