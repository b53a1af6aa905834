"""The key texts of many titles within a connection: of plain ones by SQL, of the others by Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

from pipeline.bulk.keys import keys_of
from pipeline.bulk.keys_sql import PLAIN_KEYS

_AT_ONCE = 20_000
"""So many titles are folded in Python before they are handed back to the engine."""


def folded(connection: DuckDBPyConnection, numbered: str) -> tuple[str, str]:
    """Two relations with the columns row, whole, main, tail: the plain titles of `numbered` (which has the columns
    row, title and plain), and its others, which have been folded by now into a table of the connection."""
    connection.execute("create or replace temp table folded (row uinteger, whole varchar, main varchar, tail varchar)")
    reading = connection.cursor().execute(f"select row, title from {numbered} where not plain")
    while rows := reading.fetchmany(_AT_ONCE):
        numbers, titles = zip(*rows, strict=True)
        wholes, mains, tails = zip(*map(keys_of, titles), strict=True)
        connection.execute(
            """insert into folded select unnest(string_split($row, ' '))::uinteger, unnest(string_split($whole, ' ')),
                unnest(string_split($main, ' ')), unnest(string_split($tail, ' '))""",
            {
                "row": " ".join(map(str, numbers)),  # keys have no blanks, and one text is handed over sooner than many
                "whole": " ".join(wholes),
                "main": " ".join(mains),
                "tail": " ".join(tails),
            },
        )
    return f"({PLAIN_KEYS.format(source=numbered)})", "folded"
