"""Prepared shards that are looked into at once, as relations of the engine."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pipeline.bulk.engine import parquet
from pipeline.bulk.prepare import KEYS, PAPERS


class Group(NamedTuple):
    """Shards that are looked into at once, each with its generation, so that what is built from the titles is built
    once for all of them.

    `common` lists the keys that too many records of all shards share to lead to any of them: what, a, b. `superseded`
    lists every update and deletion, if there are any: corpus_id, generation. A record of an earlier generation than the
    one listed for it does not count any more.
    """

    folder: Path
    names: tuple[str, ...]
    generations: tuple[int, ...]
    common: Path
    superseded: Path | None

    def shards(self) -> list[Group]:
        """Each shard as a group of its own."""
        return [
            self._replace(names=(name,), generations=(generation,))
            for name, generation in zip(self.names, self.generations, strict=True)
        ]

    @property
    def papers(self) -> str:
        """The records of all shards as a relation, each with its `row`, a number of its own in the group."""
        files = parquet(*(self.folder / f"{name}{PAPERS}" for name in self.names), row_numbers=True)
        return f"(select *, {_ROW.format('file_row_number')} as row, {self._generation} as generation from {files})"

    @property
    def keys(self) -> str:
        """The keys of all records as a relation, with the same `row`."""
        files = parquet(*(self.folder / f"{name}{KEYS}" for name in self.names))
        return f"(select * replace ({_ROW.format('row')} as row) from {files})"

    @property
    def _generation(self) -> str:
        return f"{list(self.generations)}[file_index::integer + 1]"


_ROW = "(file_index::bigint << 32 | {})"
"""`file_index` is the place of a file among those that are read together."""
