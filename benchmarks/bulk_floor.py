"""`python -m benchmarks.bulk_floor SHAPE THREADS FOLDER`: DuckDB reads the columns that a row of `bulk match` needs."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

_COLUMNS = {
    "arxiv": {"id": "VARCHAR", "title": "VARCHAR", "authors_parsed": "JSON", "doi": "VARCHAR", "versions": "JSON"},
    "papers": {
        "corpusid": "VARCHAR", "externalids": "JSON", "title": "VARCHAR", "authors": "JSON", "venue": "VARCHAR",
        "year": "VARCHAR", "citationcount": "VARCHAR",
    },
}  # fmt: skip


def main() -> None:
    """Reads, and sums up the letters, so that every column is needed."""
    shape, threads, folder = sys.argv[1:]
    columns = _COLUMNS[shape]
    files = [str(path) for path in sorted(Path(folder).iterdir())]
    with duckdb.connect(config={"threads": int(threads), "preserve_insertion_order": False}) as connection:
        spec = ", ".join(f"{name}: '{kind}'" for name, kind in columns.items())
        sums = ", ".join(f"sum(strlen({name}))" for name in columns)
        print(
            connection.execute(
                f"select {sums} from read_json($files, format = 'newline_delimited', columns = {{{spec}}})",  # noqa: S608  our own words
                {"files": files},
            ).fetchall()
        )


if __name__ == "__main__":
    main()
