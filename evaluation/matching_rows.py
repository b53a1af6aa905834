"""What is measured for matching: listed titles with the records that they mean, and the services' records.

One fifth of the titles have their records withheld from the services: there the right answer is that nothing is there.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.models import Ids
from tests.standin import Corpus

FIRST_CORPUS_ID = 1_000_000_000


class Row(NamedTuple):
    """One listed title. `kind` is how it differs from its record's, in the data's own word; `records` are the numbers
    of all records of the work; `withheld` ones are not there to be found. `file` and `line` say where it is listed."""

    title: str
    kind: str
    list: str
    file: str
    line: int
    record_title: str
    records: frozenset[int]
    withheld: bool


class Known(NamedTuple):
    """What the services know, and which record of the file stands behind each arXiv identifier."""

    corpus: Corpus
    by_arxiv: dict[str, int]

    def number(self, ids: Ids) -> int | None:
        """The number of the record that a service's answer comes from. Semantic Scholar's answers bear it."""
        if ids.corpus_id is not None:
            return int(ids.corpus_id) - FIRST_CORPUS_ID
        return self.by_arxiv.get(ids.arxiv or "")


def read_rows(pairs: Path) -> list[Row]:
    """The rows of `pairs.jsonl` that are meant for matching, in their order."""
    with pairs.open(encoding="utf-8") as lines:
        said = [json.loads(line) for line in lines]
    return [_row(one) for one in said if one.get("match")]


def _row(said: dict[str, object]) -> Row:
    return Row(**{name: said[name] for name in Row._fields} | {"records": frozenset(said["records"])})  # type: ignore[call-overload]


def read_known(records: Path, rows: Sequence[Row], *, one_in: int = 1) -> Known:
    """Every record of the file but those of withheld rows; with `one_in`, only every so-manieth, and the right ones."""
    right = {number for row in rows for number in row.records}
    withheld = {number for row in rows if row.withheld for number in row.records}
    by_arxiv: dict[str, int] = {}
    with gzip.open(records, "rb") as lines:
        thinned = (line for place, line in enumerate(lines) if place % one_in == 0 or _number(line) in right)
        return Known(Corpus(_kept(thinned, withheld, by_arxiv)), by_arxiv)


def _number(line: bytes) -> int:
    number: int = json.loads(line)["record"]
    return number


def _kept(lines: Iterable[bytes], withheld: set[int], by_arxiv: dict[str, int]) -> Iterator[bytes]:
    for line in lines:
        said = json.loads(line)
        if said["record"] in withheld:
            continue
        if said.get("arxiv_id"):
            by_arxiv[said["arxiv_id"]] = said["record"]
        yield line
