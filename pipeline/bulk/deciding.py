"""From the candidates of all shards to one outcome per title: settled in SQL, or decided on tuples.

A title is settled within the engine if at most a year is known of its paper, if it needs no second witness, and
if it equals the title of exactly one record; the reasons are those that `settled` gives. All others pass through Python
one by one: first those that equal a record's title, then all that are open still, in slices that a mapper gives to
workers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

from pipeline.bulk.between import Chunk, again
from pipeline.bulk.closeness import AS_RIVAL, INSIDE
from pipeline.bulk.engine import IN_ORDER, Share, engine, literal, parquet
from pipeline.bulk.kernel import MOST_EQUAL, MOST_NEAR, MOST_RIVALS, by_record
from pipeline.bulk.prepare_sql import COLUMNS
from pipeline.bulk.rows import ROWS_AT_ONCE, within, write_outcome
from pipeline.bulk.verdict import Asked, Outcome, Row, accepted_alone, decided, settled
from pipeline.bulk.whole_file import in_place
from pipeline.matching import rules
from pipeline.matching.normalise import key
from pipeline.matching.vetoes import sign_vetoes
from pipeline.models import Period

_ASKED = ", ".join(f"asked.{name}" for name in "title year authors doi arxiv venue from_day to_day alone text".split())
_EQUAL = 100.0
"""The score of a record whose title is the one asked for."""
_AT_ONCE = 5_000
OPEN_AT_ONCE = 50_000
"""So many open titles are decided at once by one worker: seconds of work."""


def _equal_alone(gap: int | None) -> str:
    """The reasons for an equal title of a record whose year is `gap` years after the one asked for."""
    asked = Asked("", year=None if gap is None else 2000)
    row = Row(None, None, None, "", None, 2000 + (gap or 0), None, None)
    return "; ".join(settled(asked, title_alone=True, row=row) or ())


_REASONS = f"""case when gap is null then {literal(_equal_alone(None))}
    when gap = 0 then {literal(_equal_alone(0))} else {literal(_equal_alone(1))} end"""
_FITS = f"(gap is null or gap between {-rules.YEARS_BEFORE} and {rules.YEARS_AFTER})"


class _Offered(NamedTuple):
    """One row of a query over candidates."""

    n: int
    asked: Asked
    alone: bool
    text: str
    by_id: bool
    same: bool | None
    score: float
    row: Row


def settle(chunk: Chunk, hits: Sequence[Path], share: Share) -> None:
    """Writes what equal titles and identifiers settle, and which titles are open still. `hits` are the answers of
    `kernel.equal`."""
    if chunk.open.is_file():
        return
    with engine(share, chunk.folder) as connection:
        asked = parquet(chunk.asked)
        offered = f"(from {parquet(*hits)} where {within(connection, chunk.asked)})"
        connection.execute("create temp table done (n uinteger)")
        _settle_alone(connection, chunk, offered)
        connection.execute(
            f"""create temp table rest as select offered.* exclude (plain), {_SAME_KEY} as same
                from (from {offered} where n not in (select n from done)) offered join {asked} asked using (n)"""
        )
        _decide_equal(connection, chunk)
        with in_place(chunk.still) as temporary:
            source = "rest where n not in (select n from done)"
            connection.execute(f"copy (from {source} order by n) to {literal(temporary)} {IN_ORDER}")
        with in_place(chunk.open) as temporary:
            connection.execute(
                f"""copy (select * from {asked} where n not in (select n from done) order by n)
                    to {literal(temporary)} {IN_ORDER}"""
            )


def slices(chunk: Chunk, share: Share) -> list[tuple[int, int]]:
    """Bounds of `n`, both included, between which so many titles are open as are decided at once."""
    with engine(share, chunk.folder) as connection:
        return connection.execute(
            f"""select min(n), max(n) from (select n, row_number() over (order by n) - 1 as place
                from {parquet(chunk.open)}) group by place // {OPEN_AT_ONCE} order by all"""
        ).fetchall()


def decide_open(
    chunk: Chunk, repeated: Path, near: Sequence[Path], target: Path, first: int, last: int, share: Share
) -> None:
    """Decides on the open titles of the chunk with `n` from `first` to `last` that have any candidate, equal or near;
    but not on those that are `repeated` from an earlier chunk.

    Writes the outcomes to `target`, each a line of JSON, and copies of them for the same titles of later chunks beside
    it (`again`). `target` takes its place last, so that both files are there when it is.
    """
    columns = ", ".join(COLUMNS)
    within = f"where n between {first} and {last}"
    candidates = f"""(select n, by_id, same, {_EQUAL} as score, {columns} from {parquet(chunk.still)} {within}
        union all select n, false, true, score, {columns} from {parquet(*near)} {within})"""
    asked = f"(from {parquet(chunk.open)} {within} and n not in (select n from {parquet(repeated)} {within}))"
    with (
        engine(share, target.parent) as connection,
        in_place(target) as temporary,
        in_place(again(target)) as beside,
        temporary.open("w", encoding="utf-8") as file,
        beside.open("w", encoding="utf-8") as file_beside,
    ):
        others: dict[int, list[int]] = dict(
            connection.execute(
                f"""select first, list(n) from {parquet(repeated)} where first between {first} and {last}
                    group by first"""
            ).fetchall()
        )
        for one in _each(_offered(connection, candidates, asked)):
            outcome = _decided(one)
            write_outcome(file, one[0].n, outcome)
            for n in others.get(one[0].n, ()):
                write_outcome(file_beside, n, outcome)


_SAME_KEY = "case when asked.plain and offered.plain then plain_key(offered.title) = asked.text end"
"""Whether a record's title has the key that its hash says; null where that takes Python to tell."""


def _settle_alone(connection: DuckDBPyConnection, chunk: Chunk, hits: str) -> None:
    """Settles the titles that equal exactly one record's and need no more: the record's columns are the outcome."""
    connection.execute(
        f"""create temp table sure as select n, any_value(offered.year)::integer - any_value(asked.year)::integer as gap
            from (select *, {_IDS_AS_THEY_STAND} as as_they_stand, {_NO_SIGN} as no_sign from {hits}) offered
                join (from {parquet(chunk.asked)} where alone and bare) asked using (n)
            group by n having count(*) = 1
                and bool_and(not by_id and as_they_stand and no_sign and coalesce({_SAME_KEY}, false))"""
    )
    connection.execute(f"insert into done select n from sure where {_FITS}")
    with in_place(chunk.settled) as temporary:
        connection.execute(
            f"""copy (select n, 'exact' as verdict, {_REASONS} as reasons, title as record_title,
                    {_NAMES} as authors, year, venue, arxiv, lower(doi) as doi, corpus_id,
                    citation_count, null::varchar as runner_up
                from {hits} join (from sure where {_FITS}) using (n))
                to {literal(temporary)} (format parquet, row_group_size {ROWS_AT_ONCE})"""
        )


_NO_SIGN = "not (contains(title, '=') or contains(title, '>'))"
"""Whether a plain title has none of the signs that Python compares (`relation_signs`); a title with any other of them
is not plain."""

_NAMES = r"""array_to_string(case when regexp_matches(authors, '^\s*\[\s*\[') then list_transform(
        from_json(authors, '[["VARCHAR"]]'), lambda one: trim(concat_ws(' ', one[2], one[1], nullif(one[3], ''))))
    when regexp_matches(authors, '^\s*\[\s*\{') then list_transform(
        from_json(authors, '[{"name": "VARCHAR"}]'), lambda one: one.name) end, '; ')"""
_IDS_AS_THEY_STAND = r"""(arxiv is null or regexp_full_match(arxiv, '[0-9]{4}\.[0-9]{4,9}|[a-z-]+/[0-9]{7}'))
    and (doi is null or (not doi ilike '10.48550/%'
        and regexp_full_match(doi, '10\.[0-9]{4,9}/[A-Za-z0-9][A-Za-z0-9./_-]*[A-Za-z0-9]')))"""
"""Whether identifiers need no more than lower case to be in canonical spelling; others pass through Python."""


def _decide_equal(connection: DuckDBPyConnection, chunk: Chunk) -> None:
    """Decides on the other titles that have candidates by now. A match is kept; a title without one stays open."""
    matched: list[int] = []
    source = f"(select *, {_EQUAL} as score from rest)"
    with in_place(chunk.early) as temporary, temporary.open("w", encoding="utf-8") as file:
        for one in _each(_offered(connection, source, parquet(chunk.asked))):
            outcome = _settled(one) or _decided(one)
            if outcome.matched:
                write_outcome(file, one[0].n, outcome)
                matched.append(one[0].n)
    connection.execute("insert into done select unnest($n::uinteger[])", {"n": matched})


_SORT = f"case score when {_EQUAL} then 0 when {AS_RIVAL} then 1 else 2 end"


def _offered(connection: DuckDBPyConnection, candidates: str, asked: str) -> Iterator[_Offered]:
    """The candidates by title, the best first. The candidates of all shards together are cut to as many as the kernel
    offers from one, in the same order, so that the same ones stay however many shards there are."""
    columns = ", ".join(f"offered.{name}" for name in COLUMNS)
    order = ", ".join(f"offered.{name}" for name in ("arxiv", "corpus_id", "title", "doi", "year"))
    reading = connection.execute(
        f"""select n, {_ASKED}, by_id, same, score, {columns} from {candidates} offered join {asked} asked using (n)
            qualify row_number() over (partition by n, {_SORT} order by by_id desc,
                case when score = {_EQUAL} then abs(offered.year::integer - asked.year::integer) end nulls last,
                score desc, {by_record("offered")})
                <= case {_SORT} when 0 then {MOST_EQUAL} when 1 then {MOST_RIVALS} else {MOST_NEAR} end
            order by n, by_id desc, score desc, {order}"""
    )
    while rows := reading.fetchmany(_AT_ONCE):
        for n, title, year, authors, doi, arxiv, venue, first, last, alone, text, by_id, same, score, *row in rows:
            names = tuple(json.loads(authors)) if authors else ()
            known = Asked(title, year, names, doi, arxiv, venue, Period(first, last) if first else None)
            yield _Offered(n, known, alone, text, by_id, same, score, Row(*row))


def _each(offered: Iterator[_Offered]) -> Iterator[list[_Offered]]:
    """The candidates of one title after the other, without those whose hash is equal by chance."""
    for _, group in groupby(offered, key=lambda one: one.n):
        kept = [one for one in group if one.by_id or one.same or _is_same(one)]
        if kept:
            yield kept


def _is_same(one: _Offered) -> bool:
    return one.same is None and key(one.row.title) == one.text


def _settled(offered: list[_Offered]) -> Outcome | None:
    """The only candidate, accepted on its tuple."""
    if len(offered) > 1 or offered[0].by_id:
        return None
    one = offered[0]
    if sign_vetoes(one.asked.title, one.row.title):
        return None
    reasons = settled(one.asked, one.alone, one.row)
    return None if reasons is None else accepted_alone(one.row, reasons)


def _decided(offered: list[_Offered]) -> Outcome:
    """The outcome over all candidates of a title.

    A record that is on offer only as a rival is no match. Where so many records have the very title, or a near one,
    that not all of them were looked at, none is a match unless an identifier names it: what speaks for it may speak for
    another one too.
    """
    named = any(one.by_id for one in offered)
    if sum(one.score == _EQUAL for one in offered) >= MOST_EQUAL and not named:
        return Outcome("ambiguous", (f"{MOST_EQUAL} records or more have this title",))
    outcome = decided(offered[0].asked, [(one.row, one.by_id) for one in offered])
    near = sum(INSIDE <= one.score < _EQUAL for one in offered)
    if outcome.verdict in ("strong", "different") and near >= MOST_NEAR and not named:
        return Outcome("ambiguous", (f"{MOST_NEAR} records or more come near this title",))
    rivals = {" ".join(one.row.title.split()) for one in offered if one.score == AS_RIVAL and not one.by_id}
    if outcome.record_title in rivals:
        return Outcome("different", (_ONLY_ITS_BEGINNING,), runner_up=outcome.record_title)
    return outcome


_ONLY_ITS_BEGINNING = "so short a beginning of a title takes a search for others that have its words"
