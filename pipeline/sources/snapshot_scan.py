r"""One pass of DuckDB over the lines of a snapshot: which of them may mean a title, or carry an identifier.

Every title, asked for or of a line, is turned into a handful of keys, and equal keys make a candidate:

    part    the whole title, what stands before its first colon, what stands after it; letters and digits alone
    window  16 characters at the start, after that, before the end and at the end, so that a title survives an edit
            in one place; of short titles 6 characters at both ends

The keys are a coarse net and decide nothing. How long the windows are was measured with 2,000 titles of curated lists
against 170,116 records: windows of 12 characters bring in 2.3 times as many lines, and the right one for 92.3 % of the
titles instead of 91.6 %. An identifier is one more key. Nothing is written to the disk or fetched from a network.
"""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from pipeline.errors import PapersError
from pipeline.interrupts import interrupts_held, interrupts_told
from pipeline.sources.snapshot_files import Files, broken_line
from pipeline.sources.snapshot_lines import AbstractLine, Shape
from pipeline.sources.snapshot_sql import ABSTRACTS, ASKED, LINES, MATCHING, RULES, WANTED

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "1GB",
    "threads": 8,  # each holds 32 MB while it reads lines; more would not fit into the limit
    "temp_directory": "",  # nowhere: what does not fit is an error rather than a file left behind
    "preserve_insertion_order": False,  # lets lines stream; the order is made afterwards
    "disabled_optimizers": "join_order,build_side_probe_side",  # they take the lines for few, and hold all of them
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}

_ROWS_AT_ONCE = 2000


class ByTitle(NamedTuple):
    """A question, by the place of its answer, that a title can answer."""

    question: int
    title: str


class ByName(NamedTuple):
    """A question that an identifier can answer, in the spelling that lines carry: a kind of `PaperId` and its value."""

    question: int
    kind: str
    value: str


class Row(NamedTuple):
    """A line that shares a key with a question. `asked` and `offered` are the two folded titles, for comparison;
    `asked` is empty where an identifier brought the line up."""

    question: int
    shape: Shape
    path: str
    text: str
    asked: str
    offered: str


def matching_rows(files: Files, titles: Sequence[ByTitle], names: Sequence[ByName] = ()) -> Iterator[Row]:
    """Every line of the shapes `papers` and `arxiv` that shares a key with one of the questions, in no order; once for
    each key that it shares. Raises PapersError for a file that is broken or cannot be read."""
    lines: Files = {shape: files[shape] for shape in _QUERIES if shape in files}
    if not lines or not (titles or names):
        return
    with _connection(lines) as connection:
        _prepare(connection, lines, titles, names)
        connection.execute(MATCHING, {"by_title": bool(titles), "by_name": bool(names)})
        while rows := connection.fetchmany(_ROWS_AT_ONCE):
            yield from map(Row._make, rows)


def abstracts_of(files: Files, corpus_ids: Sequence[str]) -> dict[str, AbstractLine]:
    """The lines of the shape `abstracts` for these papers, by corpus id; empty where the folder has no such file.
    Raises PapersError as above."""
    lines: Files = {shape: paths for shape, paths in files.items() if shape == "abstracts"}
    if not lines or not corpus_ids:
        return {}
    with _connection(lines) as connection:
        wanted = {"files": _patterns(lines["abstracts"]), "corpus_ids": list(corpus_ids)}
        texts = [text for (text,) in connection.execute(ABSTRACTS, wanted).fetchall()]
    try:
        found = [AbstractLine.model_validate_json(text) for text in texts]
    except ValidationError as error:
        raise explained(lines, error) from error
    return {str(line.corpusid): line for line in found}


def explained(files: Files, error: Exception) -> PapersError:
    """What stopped the reading of these files: the first broken line, and else the error's own first sentence.

    DuckDB 2.0 counts lines from two and names no line at all in some cases, so the files are read again, those first
    that its message names.
    """
    message = str(error)
    for shape, paths in files.items():
        named = [path for path in paths if str(path) in message]
        if broken := broken_line(shape, named or paths):
            return broken
    return PapersError(f"The snapshot cannot be read: {message.splitlines()[0]}")


_QUERIES: dict[Shape, str] = {
    "papers": "from papers_lines(getvariable('papers'))",
    "arxiv": "from arxiv_lines(getvariable('arxiv'))",
}


@contextmanager
def _connection(files: Files) -> Iterator[DuckDBPyConnection]:
    """A database in memory, closed at the end, whose errors are told as those of these files."""
    with interrupts_held():
        import duckdb  # noqa: PLC0415 - a tenth of a second that most runs can do without

    try:
        with interrupts_told(), duckdb.connect(config=SETTINGS) as connection:
            yield connection
    except duckdb.Error as error:
        raise explained(files, error) from error


def _prepare(connection: DuckDBPyConnection, lines: Files, titles: Sequence[ByTitle], names: Sequence[ByName]) -> None:
    """Define the macros, the view `line` over the files, and the table `wanted` of the questions' keys."""
    for macro in (*RULES, *LINES):
        connection.execute(macro)
    for shape, paths in lines.items():  # a view takes no parameters
        connection.execute(f"set variable {shape} = $paths", {"paths": _patterns(paths)})
    connection.execute("create temp view line as " + " union all ".join(_QUERIES[shape] for shape in lines))
    questions, asked = _columns(titles, 2)
    connection.execute(ASKED, {"questions": questions, "titles": asked})
    questions, kinds, values = _columns(names, 3)
    connection.execute(WANTED, {"questions": questions, "kinds": kinds, "values": values})


def _columns(rows: Sequence[tuple[object, ...]], width: int) -> list[list[object]]:
    return [[row[place] for row in rows] for place in range(width)]


def _patterns(paths: Sequence[Path]) -> list[str]:
    """The paths for DuckDB, which takes every path for a glob pattern."""
    return [glob.escape(str(path)) for path in paths]
