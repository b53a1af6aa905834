"""What is asked of a group of prepared shards. Runs wherever a mapper puts it; knows no other group and no scheduler.

    equal       the records whose title has the same hash, or that an identifier leads to
    near        for titles that are open still: records whose title is a part of theirs, or shares letters in a row
    abstracts   of the papers that were matched

Every order and every cut here goes by what the records say, never by where they stand, so that the same records lead to
the same candidates however they are spread over shards.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

from pipeline.bulk.closeness import ALIKE, AS_RIVAL, OPENED, PART, closeness
from pipeline.bulk.engine import IN_ORDER, Share, engine, literal, parquet
from pipeline.bulk.group import Group
from pipeline.bulk.keys_sql import asked_shifted, asked_windows
from pipeline.bulk.pairs import BEST, TEXTS, ways
from pipeline.bulk.prepare import broken_lines, salvaged
from pipeline.bulk.prepare_sql import COLUMNS
from pipeline.bulk.trouble import Trouble
from pipeline.bulk.whole_file import in_place
from pipeline.matching.normalise import key

MOST_EQUAL = 100
"""The most records of equal title that are looked at for one title. A title that more records have names no paper
without further witnesses."""

MOST_NEAR = 10
"""The most near records that are looked at for one title."""

TITLES_A_MEGABYTE = 5_500
"""The most titles that are looked up by equal keys at once, for each megabyte that a worker may use."""

TEXTS_A_MEGABYTE = 1_000
"""About how many spellings are looked for at once, for each megabyte that a worker may use. The more at once, the less
often the shards are read."""

MOST_RIVALS = 3
"""The most further records that are looked at because they can be rivals, though no match themselves: a single rival is
enough to leave a title without a match."""

MOST_PARTS = 50
"""The most records that are compared with a title that is their name or subtitle. Those with the shortest keys come
first, because they score highest."""

_LEAST_JARO = 0.8
"""A first, quick look at the titles themselves, in SQL: hardly one pair in a hundred that shares a window passes it."""

_AT_ONCE = 10_000
"""Rows between the engine and Python."""

_DOI = r"lower(regexp_replace(trim(doi), '(?i)^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:)\s*', ''))"


def equal(shards: Group, asked: Sequence[Path], target: Path, share: Share) -> None:
    """Writes to `target` the records of the shards that have an equal title, or an identifier, of a title of any chunk:
    n, by_id, plain, and the record's columns, in the order of `n`.

    Titles are compared by the hash of their keys alone; whoever reads the answer compares the keys. There are as many
    passes over the shards as memory makes necessary (`titles_at_once`).
    """
    with (
        engine(share, target.parent) as connection,
        TemporaryDirectory(prefix=".hits-", dir=target.parent) as folder,
        in_place(target) as temporary,
    ):
        ((last,),) = connection.execute(f"select coalesce(max(n), 0) from {parquet(*asked)}").fetchall()
        parts: list[Path] = []
        for first in range(0, last + 1, titles_at_once(share)):
            parts.append(Path(folder, f"{first}.parquet"))
            within = f"(from {parquet(*asked)} where n between {first} and {first + titles_at_once(share) - 1})"
            _write_equal(connection, shards, within, parts[-1])
        if len(parts) == 1:
            parts[0].replace(temporary)
        else:
            connection.execute(f"copy (from {parquet(*parts)}) to {literal(temporary)} {IN_ORDER}")


def _write_equal(connection: DuckDBPyConnection, shards: Group, asked: str, target: Path) -> None:
    hits = [f"select n, row, false as by_id from {asked} join {shards.keys} as key using (whole)"]
    if connection.execute(f"from {asked} where doi is not null or arxiv is not null limit 1").fetchall():
        papers = f"(select row, arxiv, doi from {shards.papers})"
        arxiv = r"regexp_replace(lower(arxiv), 'v\d+$', '')"
        hits += (
            f"""select n, row, true from {asked} asked
                join (select row, {arxiv} as id from {papers}) on asked.arxiv = id""",
            f"""select n, row, true from {asked} asked
                join (select row, regexp_replace({_DOI}, '^10\\.48550/arxiv\\.', '') as id from {papers}
                where doi ilike '%10.48550/arxiv.%') on asked.arxiv = id""",
            f"""select n, row, true from {asked} asked
                join (select row, {_DOI} as id from {papers}) on asked.doi = id""",
        )
    connection.execute(
        f"""create or replace temp table hit as
            select n, row, bool_or(by_id) as by_id from ({" union all ".join(hits)}) group by all"""
    )
    _thin_out(connection, shards, _Crowd("hit", "n", asked, MOST_EQUAL, _BEST_WITNESSED))
    connection.execute(
        f"""copy (select n, by_id, paper.plain, {_columns("paper")}
            from hit join {shards.papers} paper using (row) where {_standing(shards)} order by n)
            to {literal(target)} {IN_ORDER}"""
    )


def near(shards: Group, spelled: Sequence[Path], target: Path, share: Share, repeated: Path) -> None:
    """Writes to `target` the records of the shards whose titles are near: n, score, and the record's columns.

    `spelled` are the files of that name of all chunks; a title that is `repeated` in a later chunk is looked for once.
    Keys lead to pairs of titles (`pairs`), which are then compared letter by letter.
    """
    with engine(share, target.parent) as connection:
        connection.execute("create table close (n uinteger, row bigint, score float)")
        for first, last in _slices(connection, spelled, repeated, texts_at_once(share)):
            within = f"n between {first} and {last}"
            connection.execute(
                f"""create or replace table asked as select *, (row_number() over ())::uinteger as u
                    from {parquet(*spelled)} where {within}
                        and n not in (select n from {parquet(repeated)} where {within});
                create table windowed as {asked_windows(TEXTS)};
                create table shifted as {asked_shifted(TEXTS)};
                create table met (u uinteger, row bigint, kind tinyint)"""
            )
            for way in ways(shards.keys, parquet(shards.common)):
                connection.execute(f"insert into met {way}")
            connection.execute(
                f"""drop table windowed; drop table shifted;
                create or replace table pair as {BEST};
                drop table met"""
            )
            _thin_out(connection, shards, _Crowd("pair", "u", "asked", MOST_PARTS, "key.size", f"kind = {PART}"))
            _score(connection, shards)
        with in_place(target) as temporary:
            connection.execute(
                f"""copy (select n, score, {_columns("paper")}
                    from (select n, row, max(score) as score from close group by all)
                    join {shards.papers} paper using (row)
                    qualify row_number() over (partition by n, score = {AS_RIVAL} order by score desc, {_BY_RECORD})
                        <= case score when {AS_RIVAL} then {MOST_RIVALS} else {MOST_NEAR} end
                    order by n) to {literal(temporary)} {IN_ORDER}"""
            )


def abstracts(source: Path, generation: int, matched: Path, target: Path, share: Share) -> tuple[Trouble, ...]:
    """Writes to `target` the abstracts in this shard of Semantic Scholar's of the papers in `matched`, each with the
    generation of the shard, and none for a paper that the shard deletes; returns what was broken. A shard that is cut
    short is read as far as it goes."""
    import duckdb  # noqa: PLC0415 - loaded by `engine` in any case

    troubles: list[Trouble] = []
    with engine(share, target.parent) as connection:
        try:
            broken = _copy_abstracts(connection, source, generation, matched, target)
        except (duckdb.IOException, duckdb.InvalidInputException):
            with salvaged(source, target.parent, troubles) as readable:
                broken = _copy_abstracts(connection, readable, generation, matched, target)
    if broken:
        troubles.append(broken_lines(source, broken))
    return tuple(troubles)


def _copy_abstracts(connection: DuckDBPyConnection, source: Path, generation: int, matched: Path, target: Path) -> int:
    """Returns how many lines have no corpus id."""
    connection.execute(
        f"""create or replace table found as select corpusid as corpus_id, abstract, {generation} as generation
            from read_json({literal(source)}, format = 'newline_delimited', ignore_errors = true, columns = {{
                corpusid: 'VARCHAR', abstract: 'VARCHAR'}})
            where corpusid is null or corpusid in (select corpus_id from {parquet(matched)})"""
    )
    with in_place(target) as temporary:
        connection.execute(f"copy (from found where corpus_id is not null) to {literal(temporary)} (format parquet)")
    ((broken,),) = connection.execute("select count(*) from found where corpus_id is null").fetchall()
    return int(broken)


def titles_at_once(share: Share) -> int:
    return share.megabytes * TITLES_A_MEGABYTE


def texts_at_once(share: Share) -> int:
    return share.megabytes * TEXTS_A_MEGABYTE


def _slices(
    connection: DuckDBPyConnection, spelled: Sequence[Path], repeated: Path, texts: int
) -> list[tuple[int, int]]:
    """Bounds of `n`, both included, with about so many spellings between them, and never some of a title's spellings
    without the others. Titles that are `repeated` do not count."""
    return connection.execute(
        f"""select min(n), max(n) from (select n, min(place) // {texts} as slice from (
            select n, row_number() over (order by n) - 1 as place
            from {parquet(*spelled)} where n not in (select n from {parquet(repeated)})) group by n)
            group by slice order by slice"""
    ).fetchall()


_BEST_WITNESSED = "by_id desc, abs(paper.year::integer - asked.year::integer) nulls last"


class _Crowd(NamedTuple):
    """A table in which each title may keep `most` rows: `title` is the column that names it, in the table as in the
    relation `asked`. The first ones by `order` stay. `among` is the condition for a row to count at all."""

    table: str
    title: str
    asked: str
    most: int
    order: str
    among: str = "true"


def _thin_out(connection: DuckDBPyConnection, shards: Group, crowd: _Crowd) -> None:
    """Removes the rows that a title has beyond those that it may keep. Only the few titles with too many are sorted."""
    table, title = crowd.table, crowd.title
    connection.execute(
        f"""create or replace table crowded as select {title} from {table} where {crowd.among}
            group by {title} having count(*) > {crowd.most}"""
    )
    if connection.execute("from crowded limit 1").fetchall():
        concerned = f"{crowd.among} and {title} in (from crowded)"
        connection.execute(
            f"""create or replace table kept as select {table}.*
                from (from {table} where {concerned}) {table} join {shards.papers} paper using (row)
                    left join {shards.keys} key using (row) join {crowd.asked} asked using ({title})
                where {_standing(shards)}
                qualify row_number() over (partition by {table}.{title} order by {crowd.order}, {_BY_RECORD})
                    <= {crowd.most};
            delete from {table} where {concerned};
            insert into {table} from kept"""
        )


def _score(connection: DuckDBPyConnection, shards: Group) -> None:
    """Adds to `close` the pairs that are alike letter by letter, with their scores."""
    reading = connection.cursor().execute(
        f"""select n, pair.row, kind, asked.text, paper.plain,
                case when paper.plain then plain_key(paper.title) else paper.title end
            from pair join {shards.papers} paper using (row) join asked using (u)
            where case kind
                    when {ALIKE} then jaro_similarity(lower(asked.title), lower(paper.title)) >= {_LEAST_JARO}
                    when {OPENED} then not paper.plain or starts_with(plain_key(paper.title), asked.text)
                    else true end
                and {_standing(shards)}"""
    )
    while rows := reading.fetchmany(_AT_ONCE):
        scores = [
            closeness(kind, text, offered if plain else key(offered)) for _, _, kind, text, plain, offered in rows
        ]
        found = [(n, row, score) for (n, row, *_), score in zip(rows, scores, strict=True) if score]
        connection.execute(
            "insert into close select unnest($n::uinteger[]), unnest($row::bigint[]), unnest($score::float[])",
            {
                "n": [n for n, _, _ in found],
                "row": [row for _, row, _ in found],
                "score": [score for _, _, score in found],
            },
        )


def _standing(shards: Group) -> str:
    """The condition, as SQL, that no later shard updates or deletes the record."""
    if shards.superseded is None:
        return "true"
    return f"""not exists (from {parquet(shards.superseded)} later
        where later.corpus_id = paper.corpus_id and later.generation > paper.generation)"""


def _columns(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in COLUMNS)


def by_record(table: str) -> str:
    """The columns by which every order ends: what the record says, and never where it stands, so that the order is the
    same however the records are spread over shards."""
    return (
        f"coalesce({table}.arxiv, ''), coalesce({table}.corpus_id, ''), {table}.title, coalesce({table}.doi, ''), "
        f"coalesce({table}.year, 0)"
    )


_BY_RECORD = by_record("paper")
