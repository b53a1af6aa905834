"""The outcomes of a chunk become a row for each of its lines. An outcome is a line of JSON until then, or a row of what
the engine has settled."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

from pipeline.bulk.between import Chunk
from pipeline.bulk.engine import IN_ORDER, Share, engine, literal, parquet
from pipeline.bulk.verdict import Outcome
from pipeline.bulk.whole_file import in_place
from pipeline.vocabulary.phrases import counted, shorten_names

ROWS_AT_ONCE = 20_480
"""Rows of a group in Parquet: a worker holds several of them."""
NUMBERS = {"n": "UINTEGER", "year": "USMALLINT", "citation_count": "INTEGER"}
"""The types of an outcome's columns that are no text, as wide as the prepared ones."""
KNOWN_COLUMNS = "asked_year asked_authors asked_venue asked_doi asked_arxiv asked_from_day asked_to_day".split()
"""What was known of a paper beside its title: for those that are left over."""
OUTCOME_COLUMNS = "verdict reasons record_title authors year venue arxiv doi corpus_id citation_count runner_up".split()


def write_outcome(file: TextIO, n: int, outcome: Outcome) -> None:
    members: dict[str, Any] = {"n": n} | outcome._asdict()
    members["reasons"] = "; ".join(outcome.reasons)
    members["authors"] = "; ".join(outcome.authors) or None
    file.write(json.dumps(members) + "\n")


def write_again(files: Sequence[Path], target: Path, share: Share) -> None:
    """Writes the outcomes for titles that were decided about in an earlier chunk, in the order of `n`."""
    with engine(share, target.parent) as connection, in_place(target) as temporary:
        connection.execute(f"copy (from {_outcomes(files)} order by n) to {literal(temporary)} {IN_ORDER}")


def write_rows(chunk: Chunk, late: Iterable[Path], from_before: Path, missed: Sequence[str], share: Share) -> None:
    """One row per line of the chunk, in the order of its lines, with what was known of the paper.

    The outcomes are those of the chunk, early and `late`, and those that earlier chunks have for the same titles
    (`from_before`, see `write_again`). `missed` are the shards that could not be looked into. A title that no other
    shard has may stand in one of them, so it counts as unchecked. A title that was matched may have a second paper in
    one of them, so its reasons say that they were missed.
    """
    columns = ", ".join(OUTCOME_COLUMNS)
    with engine(share, chunk.folder, ordered=True) as connection, in_place(chunk.rows) as temporary:
        outcomes = f"""(select n, {columns} from {parquet(chunk.settled)}
            union all select n, {columns} from {_outcomes((chunk.early, *late))}
            union all select n, {columns} from {parquet(from_before)} where {within(connection, chunk.lines)})"""
        told = f"""select place, id, title, coalesce(verdict, 'not_found') as verdict, coalesce(reasons, case
                when title = '' then 'the title is empty' else 'no record has a title near it' end) as reasons,
                {", ".join(OUTCOME_COLUMNS[2:] + KNOWN_COLUMNS)}
            from {parquet(chunk.lines)} left join {outcomes} using (n)"""
        if missed:
            told = f"""select * replace (case when {_UNSETTLED} then 'unchecked' else verdict end as verdict,
                case when title != '' then {literal(_not_looked_into(missed))} || reasons else reasons end as reasons)
                from ({told})"""
        connection.execute(
            f"""copy (select * exclude (place) from ({told}) order by place)
                to {literal(temporary)} (format parquet, compression zstd, row_group_size {ROWS_AT_ONCE})"""
        )


def within(connection: DuckDBPyConnection, titles: Path) -> str:
    """The condition, as SQL, that `n` lies between the first and the last of these titles: with it, groups of rows that
    lie outside are not even read."""
    bounds = f"select coalesce(min(n), 0), coalesce(max(n), 0) from {parquet(titles)}"
    ((first, last),) = connection.execute(bounds).fetchall()
    return f"n between {first} and {last}"


def _outcomes(files: Sequence[Path]) -> str:
    """Outcomes that `write_outcome` wrote, as a relation."""
    types = {name: NUMBERS.get(name, "VARCHAR") for name in ("n", *OUTCOME_COLUMNS)}
    if not files:
        return f"(select {', '.join(f'null::{type_} as {name}' for name, type_ in types.items())} where false)"
    names = ", ".join(map(literal, files))
    return f"read_json([{names}], format = 'newline_delimited', columns = {types})"


_UNSETTLED = "verdict in ('not_found', 'different') and title != ''"


def _not_looked_into(missed: Sequence[str]) -> str:
    shards = counted(len(missed), "shard", "shards")
    return f"{shards} could not be looked into as a whole ({shorten_names(missed)}); "


def count(chunk: Chunk, verdicts: Counter[str], share: Share) -> None:
    with engine(share, chunk.folder) as connection:
        for verdict, number in connection.execute(
            f"select verdict, count(*) from {parquet(chunk.rows)} group by verdict"
        ).fetchall():
            verdicts[verdict] += number
