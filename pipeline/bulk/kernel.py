"""What is asked of one prepared shard. Runs wherever a mapper puts it; knows no other shard and no scheduler.

    equal       the records whose title has the same key, or that an identifier leads to
    near        for titles that are open still: records whose title is a part of theirs, or shares letters in a row
    abstracts   of the papers that were matched

Every order and every cut here goes by what the records say, never by where they stand, so that the same records lead to
the same candidates however they are spread over shards.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from pipeline.bulk.engine import Share, engine, literal, parquet
from pipeline.bulk.keys_sql import asked_openings, asked_windows
from pipeline.bulk.prepare import KEYS, PAPERS, broken_lines, salvaged
from pipeline.bulk.prepare_sql import COLUMNS
from pipeline.bulk.trouble import Trouble
from pipeline.bulk.whole_file import in_place
from pipeline.matching.normalise import key

MOST_EQUAL = 100
"""So many records with the very title are looked at; a title that more carry names no paper without more witnesses."""

MOST_NEAR = 10
"""So many near records are looked at."""

TEXTS_AT_ONCE = 250_000
"""About so many spellings are looked for at once, so that what they lead to stays within a worker's memory."""

MOST_RIVALS = 3
"""So many records more are looked at that can only be rivals: one is enough to make a title no one's own."""

MOST_PARTS = 50
"""Of the records of which a title is the name or the subtitle, so many are compared, the shortest first."""

SLACK = 4
"""Letters: near titles differ by so many in length, at most, unless one is a part of the other."""

LEAST_CLOSE = 80.0
"""Of 100: keys that are less alike than this are of two titles."""

_LEAST_JARO = 0.8
"""A first, quick look at the titles themselves, in SQL: hardly one pair in a hundred that shares a window passes it."""

_LEAST_COMMON = 0.9
"""Of the letters of a title that was cut short, or that has a word less, so many stand in the longer one."""

AS_RIVAL = 50.0
"""The score of a record that is on offer only as a rival of others: its title begins with the short one asked for, and
whether it alone has those words takes a search within titles, which bulk files do not allow."""

_AT_ONCE = 10_000
"""Rows between the engine and Python."""

_INSIDE = 90.0
"""How close a title is that stands whole in the other; the rest up to 100 by how much of it."""

_DOI = r"lower(regexp_replace(trim(doi), '(?i)^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:)\s*', ''))"


class Lookup(NamedTuple):
    """One shard to look into. `superseded` holds (corpus_id, generation) of every update and deletion, where there are
    any: a record of an earlier generation is no more."""

    folder: Path
    name: str
    generation: int
    superseded: Path | None

    @property
    def papers(self) -> str:
        return parquet(self.folder / f"{self.name}{PAPERS}", row_numbers=True)

    @property
    def keys(self) -> str:
        return parquet(self.folder / f"{self.name}{KEYS}")


def equal(shard: Lookup, asked: Path, target: Path, share: Share, by_id: bool) -> None:  # noqa: FBT001 - a mapped call
    """Writes to `target` the records of the shard that are offered at once: n, by_id, same, and the record's columns.
    `same` is whether the keys are equal, or null where that takes Python to tell."""
    hits = [f"select n, row, false as by_id from {parquet(asked)} join {shard.keys} as key using (whole)"]
    if by_id:
        papers = f"(select file_row_number as row, arxiv, doi from {shard.papers})"
        arxiv = r"regexp_replace(lower(arxiv), 'v\d+$', '')"
        hits += (
            f"""select n, row, true from {parquet(asked)} asked
                join (select row, {arxiv} as id from {papers}) on asked.arxiv = id""",
            f"""select n, row, true from {parquet(asked)} asked
                join (select row, regexp_replace({_DOI}, '^10\\.48550/arxiv\\.', '') as id from {papers}
                where doi ilike '%10.48550/arxiv.%') on asked.arxiv = id""",
            f"""select n, row, true from {parquet(asked)} asked
                join (select row, {_DOI} as id from {papers}) on asked.doi = id""",
        )
    with engine(share, target.parent) as connection:
        connection.execute(
            f"""create temp table hit as
                select n, row, bool_or(by_id) as by_id from ({" union all ".join(hits)}) group by all"""
        )
        with in_place(target) as temporary:
            connection.execute(
                f"""copy (select n, by_id, case when asked.plain and paper.plain
                        then plain_key(paper.title) = asked.text end as same, {_columns("paper")}
                    from hit join {shard.papers} paper on row = file_row_number join {parquet(asked)} asked using (n)
                    where {_standing(shard)}
                    qualify row_number() over (partition by n order by by_id desc,
                        abs(paper.year::integer - asked.year::integer) nulls last, {_of_paper()}) <= {MOST_EQUAL}
                    ) to {literal(temporary)} (format parquet)"""
            )


def near(shard: Lookup, spelled: Path, target: Path, share: Share) -> None:
    """Writes to `target` the records of the shard whose titles are near: n, score, and the record's columns.

    A record must have a title that is a part of the one asked for, in any of its spellings, or the other way round; or
    share two of four windows, or one where a title is too short for two to be left by any edit.
    """
    with engine(share, target.parent) as connection:
        connection.execute("create table best (n uinteger, row bigint, score float)")
        for first, last in _slices(connection, spelled):
            connection.execute(
                f"""create or replace table asked as from {parquet(spelled)} where n between {first} and {last};
                create or replace table windowed as {asked_windows(_TEXTS)};
                create or replace table pair as {_pairs(shard)}"""
            )
            _rank(connection, shard)
        with in_place(target) as temporary:
            connection.execute(
                f"""copy (select n, score, {_columns("paper")} from best join {shard.papers} paper
                    on row = file_row_number) to {literal(temporary)} (format parquet)"""
            )


def abstracts(source: Path, matched: Path, target: Path, share: Share) -> tuple[Trouble, ...]:
    """Writes to `target` the abstracts in this shard of Semantic Scholar's of the papers in `matched`; returns what was
    broken. A shard that is cut short is read as far as it goes."""
    import duckdb  # noqa: PLC0415 - loaded by `engine` in any case

    troubles: list[Trouble] = []
    with engine(share, target.parent) as connection:
        try:
            broken = _copy_abstracts(connection, source, matched, target)
        except (duckdb.IOException, duckdb.InvalidInputException):
            with salvaged(source, target.parent, troubles) as readable:
                broken = _copy_abstracts(connection, readable, matched, target)
    if broken:
        troubles.append(broken_lines(source, broken))
    return tuple(troubles)


def _copy_abstracts(connection: DuckDBPyConnection, source: Path, matched: Path, target: Path) -> int:
    """Returns how many lines have no corpus id."""
    connection.execute(
        f"""create or replace table found as select corpusid as corpus_id, abstract from read_json({literal(source)},
                format = 'newline_delimited', ignore_errors = true, columns = {{
                corpusid: 'VARCHAR', abstract: 'VARCHAR'}})
            where corpusid is null or (abstract is not null
                and corpusid in (select corpus_id from {parquet(matched)}))"""
    )
    with in_place(target) as temporary:
        connection.execute(f"copy (from found where corpus_id is not null) to {literal(temporary)} (format parquet)")
    ((broken,),) = connection.execute("select count(*) from found where corpus_id is null").fetchall()
    return int(broken)


def _slices(connection: DuckDBPyConnection, spelled: Path) -> list[tuple[int, int]]:
    """Bounds of `n`, both included, so that about `TEXTS_AT_ONCE` spellings lie between and no title is parted."""
    return connection.execute(
        f"""select min(n), max(n) from (select n, min(place) // {TEXTS_AT_ONCE} as slice from (
            select n, row_number() over (order by n) - 1 as place from {parquet(spelled)}) group by n)
            group by slice order by slice"""
    ).fetchall()


def _pairs(shard: Lookup) -> str:
    """u, row, kind: which titles may be near, by keys alone. Two windows are met at once, because each alone is met far
    too often."""
    return " union ".join(
        (
            *(
                f"""select u, row, case when {_AS_LONG} then {_ALIKE} else {_CUT} end as kind
                    from windowed asked join {shard.keys} key using ({windows})"""
                for windows in ("w1, w2", "w3, w4", "w1, w4")
            ),
            *(
                f"""select u, row, {_ALIKE} as kind from windowed asked join {shard.keys} key using ({windows})
                    where {_AS_LONG}{short}"""
                for windows, short in (
                    *((pair, "") for pair in ("w1, w3", "w2, w4", "w2, w3")),
                    *((one, f" and asked.size < {_SURE_OF_TWO}") for one in ("w1", "w2", "w3", "w4")),
                )
            ),
            *(
                f"select u, row, {_PART} as kind from asked join {shard.keys} key on asked.{ours} = key.{theirs}{where}"
                for ours, theirs, where in _PARTS
            ),
            f"select u, row, {_OPENED} as kind from ({asked_openings(_SHORT_TEXTS)}) join {shard.keys} key using (w1)",
        )
    )


_AS_LONG = f"abs(asked.size::integer - key.size::integer) <= {SLACK}"
_TEXTS = "(select u, text as whole, size from asked)"
_SHORT_TEXTS = "(select u, text as whole, size from asked where opens)"
_ALIKE, _OPENED, _CUT, _PART = 0, 1, 2, 3
"""How a pair came up: by windows, of titles of one length; by its first letters alone; by windows, one title being
longer; by an equal part."""

_PARTS = (
    ("whole_short", "main", ""),
    ("whole_short", "tail", ""),
    ("main", "whole", ""),
    ("tail", "whole", ""),
    ("name", "main", ""),
    ("whole", "whole", " where not written"),
)

_SURE_OF_TWO = 36
"""Letters: in so long a key two windows are left by any one edit."""

_Found: TypeAlias = tuple[float, str, str, str, int]
"""Minus the score, title, arXiv identifier, corpus id, row: in the order in which they are kept."""


def _rank(connection: DuckDBPyConnection, shard: Lookup) -> None:
    """Adds the nearest records of each title to `best`, verified letter by letter; a title at a time is in memory."""
    reading = connection.cursor().execute(
        f"""select n, pair.row, kind, asked.text, paper.title, case when paper.plain
                then plain_key(paper.title) end, coalesce(paper.arxiv, ''), coalesce(paper.corpus_id, '')
            from pair join {shard.papers} paper on row = file_row_number join asked using (u)
            where case kind
                    when {_ALIKE} then jaro_similarity(lower(asked.title), lower(paper.title)) >= {_LEAST_JARO}
                    when {_OPENED} then not paper.plain or starts_with(plain_key(paper.title), asked.text)
                    else true end
                and {_standing(shard)}
            qualify kind < {_PART} or row_number() over (partition by pair.u, kind
                order by strlen(paper.title), {_of_paper()}) <= {MOST_PARTS}
            order by n"""
    )
    rows = chain.from_iterable(iter(lambda: reading.fetchmany(_AT_ONCE), []))
    ranked = ((n, one) for n, offered in groupby(rows, key=itemgetter(0)) for one in _best(_scored(offered)))
    while batch := list(islice(ranked, _AT_ONCE)):
        connection.execute(
            "insert into best select unnest($n::uinteger[]), unnest($row::bigint[]), unnest($score::float[])",
            {
                "n": [n for n, _ in batch],
                "row": [one[-1] for _, one in batch],
                "score": [-one[0] for _, one in batch],
            },
        )


def _scored(offered: Iterable[tuple[Any, ...]]) -> Iterable[_Found]:
    """Each record once, by its best score, which is not 0."""
    found: dict[int, _Found] = {}
    for _, row, kind, text, title, plain, arxiv, corpus_id in offered:
        if score := _SCORES[kind](text, key(title) if plain is None else plain):
            one = (-score, title, arxiv, corpus_id, row)
            found[row] = min(found.get(row, one), one)
    return found.values()


def _best(found: Iterable[_Found]) -> list[_Found]:
    """The nearest ones, and some of those that can only be rivals."""
    every = sorted(found)
    rivals = [one for one in every if one[0] == -AS_RIVAL]
    return [one for one in every if one[0] != -AS_RIVAL][:MOST_NEAR] + rivals[:MOST_RIVALS]


def _as_alike(asked: str, offered: str) -> float:
    return fuzz.ratio(asked, offered, score_cutoff=LEAST_CLOSE)


def _as_cut(asked: str, offered: str) -> float:
    """How much of the shorter one stands in the longer, in order, if nearly all of it does."""
    common = LCSseq.similarity(asked, offered) / min(len(asked), len(offered))
    return max(LEAST_CLOSE * common, fuzz.ratio(asked, offered)) if common >= _LEAST_COMMON else 0.0


def _as_opened(asked: str, offered: str) -> float:
    return AS_RIVAL if offered.startswith(asked) else 0.0


def _as_part(asked: str, offered: str) -> float:
    return _INSIDE + fuzz.ratio(asked, offered) / 100


_SCORES = {_ALIKE: _as_alike, _OPENED: _as_opened, _CUT: _as_cut, _PART: _as_part}


def _standing(shard: Lookup) -> str:
    """That the record has not been updated or deleted since its shard, as SQL."""
    if shard.superseded is None:
        return "true"
    return f"""not exists (from {parquet(shard.superseded)} later
        where later.corpus_id = paper.corpus_id and later.generation > {shard.generation})"""


def _columns(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in COLUMNS)


def _of_paper() -> str:
    return (
        "coalesce(paper.arxiv, ''), coalesce(paper.corpus_id, ''), paper.title, coalesce(paper.doi, ''), "
        "coalesce(paper.year, 0)"
    )
