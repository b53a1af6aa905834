"""The intermediate files of a match, between its titles and its rows, by name.

Each is whole or not there, and all are in one folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Chunk(NamedTuple):
    """Titles that are read, asked for and settled at once. The `n` of a title is the place of the first line of the
    chunk that asks for it, among all lines of the file: no other chunk has it.

    lines    a row per line: place, id, title, n, and what was known beside (asked_year and the like)
    asked    a row per different title: n, what is known of the paper, `alone` (needs no second witness), `bare`
             (nothing but the title is known, and perhaps the year), `plain` (SQL folds it), and the keys
    settled  outcomes by n: of the titles that equal one record's
    early    outcomes by n, as lines of JSON: of those decided on equal titles alone
    open     the rows of `asked` that have no outcome yet
    still    the equal candidates of those that are open
    spelled  those that are open in every spelling; it is there when the chunk is settled
    rows     a row per line, with the outcome
    """

    folder: Path
    number: int

    @property
    def name(self) -> str:
        return f"{self.number:06}"

    @property
    def lines(self) -> Path:
        return self._file("lines", "parquet")

    @property
    def asked(self) -> Path:
        return self._file("asked", "parquet")

    @property
    def settled(self) -> Path:
        return self._file("settled", "parquet")

    @property
    def early(self) -> Path:
        return self._file("early", "jsonl")

    @property
    def open(self) -> Path:
        return self._file("open", "parquet")

    @property
    def still(self) -> Path:
        return self._file("still", "parquet")

    @property
    def spelled(self) -> Path:
        return self._file("spelled", "parquet")

    @property
    def rows(self) -> Path:
        return self._file("rows", "parquet")

    def late(self, first: int, mark: str) -> Path:
        """Outcomes by n, as lines of JSON, of one slice of the open titles; `first` is the first `n` of the slice.

        `mark` names the answers that they were decided on (`Answers.mark`): a worker that outlives its program may
        still write outcomes that were decided on others.
        """
        return self.folder / f"late-{self.name}-{first:010}-{mark}.jsonl"

    def second_round(self) -> Iterator[Path]:
        """What may go once all rows are there; `spelled` stays, by which a chunk is known to be settled."""
        yield from (self.open, self.still, *self.folder.glob(f"late-{self.name}-*"))

    def _file(self, what: str, ending: str) -> Path:
        return self.folder / f"{what}-{self.name}.{ending}"


def again(late: Path) -> Path:
    """The file beside the outcomes `late` of a slice, with a copy of each for every later chunk that asks for the same
    title."""
    return late.with_suffix(".again.jsonl")


def again_in(folder: Path) -> Path:
    """Those copies of all slices in one file, in the order of `n`."""
    return folder / "again.parquet"


def first_round_in(folder: Path) -> Iterator[Path]:
    """The files of all chunks that were made from the answers to equal titles."""
    for what in "settled early still open spelled".split():
        yield from folder.glob(f"{what}-*")


def repeated_in(folder: Path) -> Path:
    """The titles that are open in an earlier chunk too: n, and `first`, the `n` under which they are decided about."""
    return folder / "repeated.parquet"


def lines_at_once_in(folder: Path) -> Path:
    """The file that says how many lines a chunk holds: a match that goes on with other memory keeps its chunks."""
    return folder / "lines-at-once"


def answers_name(function: str) -> str:
    """The file in which `lookups` notes which shards answered a function of the kernel, and which could not."""
    return f"{function}-answers.json"
