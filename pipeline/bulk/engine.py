"""One private DuckDB connection, bounded in memory and threads, that spills beside its own output."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

from pipeline.bulk.keys_sql import PLAIN
from pipeline.errors import PapersError
from pipeline.interrupts import interrupts_held, interrupts_told

IN_ORDER = "(format parquet, row_group_size 20480)"
"""How files in the order of `n` are written: in small groups of rows, so that a slice of titles reads few of them."""


_MEGABYTES_A_THREAD = 200
"""What a thread wants that reads JSON, in blocks of 32 MB, and sorts and joins beside them."""


class Share(NamedTuple):
    """What one worker may use: megabytes of memory for the engine, and threads."""

    megabytes: int
    threads: int


def most_threads(megabytes: int) -> int:
    """So many threads at most do not take each other's memory; one at least."""
    return max(1, megabytes // _MEGABYTES_A_THREAD)


@contextmanager
def engine(share: Share, folder: Path, *, ordered: bool = False) -> Iterator[DuckDBPyConnection]:
    """A connection with the macros of the keys, closed at the end. What does not fit into memory goes to a folder
    of its own within `folder`, gone at the end. `ordered` keeps rows in the order in which they are read. What the
    engine fails at is a PapersError outside, in words, and Ctrl-C a KeyboardInterrupt."""
    with interrupts_held():
        import duckdb  # noqa: PLC0415 - a tenth of a second that other commands can do without

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # it comments on every command that it does not know
    with TemporaryDirectory(prefix=".spill-", dir=folder) as spill:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{share.megabytes}MB",
            "threads": share.threads,
            "temp_directory": spill,
            "preserve_insertion_order": ordered,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        with interrupts_told(), duckdb.connect(config=settings) as connection:
            connection.execute("set enable_progress_bar = false")  # progress is told once, by whoever calls
            for macro in PLAIN:
                connection.execute(macro)
            try:
                yield connection
            except duckdb.OutOfMemoryException as error:
                if _SPILLED in str(error):
                    raise PapersError(
                        f"No space left on device for what does not fit into memory, in {folder}."
                    ) from error
                raise PapersError(
                    f"the engine takes more than the {share.megabytes} MB that it may: give it more with --memory."
                ) from error
            except duckdb.Error as error:
                raise PapersError(f"the engine failed: {in_words(error)}") from error


_SPILLED = "max_temp_directory_size"
"""A disk that is full of what the engine spills is told as a lack of memory, with the advice to change this setting."""
_WITHIN = re.compile(r'"exception_message":("(?:[^"\\]|\\.)*")')


def in_words(error: Exception) -> str:
    """What the engine says, in one line; an error of one of its own threads comes as JSON within another."""
    inner = _WITHIN.search(str(error))
    return str(json.loads(inner[1])) if inner else str(error).partition("\n")[0]


def engine_version() -> str:
    with interrupts_held():
        import duckdb  # noqa: PLC0415 - as above

    return duckdb.__version__


def literal(text: object) -> str:
    """A string as SQL, for the places that take no parameter."""
    return "'" + str(text).replace("'", "''") + "'"


def parquet(*paths: Path, row_numbers: bool = False) -> str:
    """These files as a relation; no name among them is taken for a pattern."""
    names = ", ".join(literal(_escaped(path)) for path in paths)
    return f"read_parquet([{names}]{', file_row_number = true' if row_numbers else ''}, hive_partitioning = false)"


def _escaped(path: Path) -> str:
    import glob  # noqa: PLC0415 - needed for names alone

    return glob.escape(str(path))
