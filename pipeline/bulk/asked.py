"""A chunk of the titles that are asked for becomes two files: its lines, and each different title with its keys."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pipeline.bulk.engine import Share, engine, literal, parquet
from pipeline.bulk.folding import folded
from pipeline.bulk.keys_sql import LONGEST_NAME, NO_OPENING, short_hash
from pipeline.bulk.spellings import may_open_another, spellings
from pipeline.bulk.titles import Title
from pipeline.bulk.verdict import needs_no_witness
from pipeline.bulk.whole_file import in_place
from pipeline.identifiers import arxiv_of_doi, canonical_arxiv, canonical_doi

_LINES = """read_json({file}, format = 'newline_delimited', columns = {
    place: 'UINTEGER', id: 'VARCHAR', title: 'VARCHAR', year: 'SMALLINT', authors: 'VARCHAR', doi: 'VARCHAR',
    arxiv: 'VARCHAR', alone: 'BOOLEAN'})"""
_SAME = "title, year, authors, doi, arxiv"
_AT_ONCE = 20_000
KEYS_ASKED = f"""key.whole as text, length(key.whole) as size, hash(key.whole) as whole,
    {short_hash("key.whole")} as whole_short, case when key.main != '' then hash(key.main) end as main,
    case when length(key.main) between 1 and {LONGEST_NAME} then {short_hash("key.main")} end as name,
    case when key.tail != '' then hash(key.tail) end as tail"""
"""The keys under which a title is asked for, from its key texts."""


class Chunk(NamedTuple):
    """`lines` has a row per line: place, id, title, n. `asked` has a row per different title: n, what is known of the
    paper, `alone` (needs no second witness), `bare` (nothing but the title is known, and perhaps the year), and the
    keys."""

    number: int
    lines: Path
    asked: Path


def chunk_of(folder: Path, number: int) -> Chunk:
    return Chunk(number, folder / f"lines-{number:04}.parquet", folder / f"asked-{number:04}.parquet")


def write_chunk(titles: Iterable[Title], chunk: Chunk, share: Share) -> None:
    """Writes both files of the chunk, whole."""
    folder = chunk.lines.parent
    with TemporaryDirectory(prefix=".titles-", dir=folder) as place:
        raw = Path(place, "titles.jsonl")
        with raw.open("w", encoding="utf-8") as file:
            for number, title in enumerate(titles):
                file.write(_line(number, title))
        with engine(share, folder) as connection:
            connection.execute(f"create table line as from {_LINES.replace('{file}', literal(raw))}")
            connection.execute(
                f"""create table one as select (row_number() over (order by min(place)) - 1)::uinteger as n, {_SAME},
                    any_value(alone) as alone, is_plain(title) as plain from line group by {_SAME}"""
            )
            with in_place(chunk.lines) as temporary:
                connection.execute(
                    f"""copy (select place, id, line.title, n from line join one on {_equal()})
                        to {literal(temporary)} (format parquet)"""
                )
            plain, others = folded(connection, "(select n as row, title, plain from one)")
            with in_place(chunk.asked) as temporary:
                connection.execute(
                    f"""copy (select n, {_SAME}, alone, plain,
                            authors is null and doi is null and arxiv is null as bare, {KEYS_ASKED}
                        from one join (from {plain} union all from {others}) key on key.row = n
                        where key.whole != '' order by n) to {literal(temporary)} (format parquet)"""
                )


def write_spelled(asked: Path, target: Path, share: Share) -> None:
    """Writes every title of `asked` in every spelling under which it is looked for: u (one number each), n, title,
    `written` (whether this is how it was asked for), `opens` (whether it is so short that it may be how another title
    begins, and says enough for that), and the keys."""
    with engine(share, target.parent) as connection:
        connection.execute("create table other (u uinteger, n uinteger, title varchar)")
        connection.execute("create table opening (n uinteger)")
        reading = connection.cursor().execute(f"select n, title, size < {NO_OPENING} from {parquet(asked)} order by n")
        number = 0
        while rows := reading.fetchmany(_AT_ONCE):
            found = [(n, spelling) for n, title, _ in rows for spelling in spellings(title)]
            connection.execute(
                "insert into other select unnest($u::uinteger[]), unnest($n::uinteger[]), unnest($title::varchar[])",
                {
                    "u": list(range(number, number + len(found))),
                    "n": [n for n, _ in found],
                    "title": [spelling for _, spelling in found],
                },
            )
            respelled = {n for n, _ in found}
            openings = [n for n, title, short in rows if (short or n in respelled) and may_open_another(title)]
            connection.execute("insert into opening select unnest($n::uinteger[])", {"n": openings})
            number += len(found)
        plain, others = folded(connection, "(select u as row, title, is_plain(title) as plain from other)")
        with in_place(target) as temporary:
            connection.execute(
                f"""copy (select u, n, title, false as written, n in (from opening) as opens, {KEYS_ASKED}
                        from other join (from {plain} union all from {others}) key on key.row = u
                    union all select {number} - 1 + row_number() over (), n, title, true, n in (from opening),
                            text, size, whole, whole_short, main, name, tail from {parquet(asked)})
                    to {literal(temporary)} (format parquet)"""
            )


class Extent(NamedTuple):
    """How many different titles a chunk asks for, and whether any of them comes with an identifier."""

    titles: int
    by_id: bool


def extent_of(chunk: Chunk, share: Share) -> Extent:
    with engine(share, chunk.asked.parent) as connection:
        ((titles, by_id),) = connection.execute(
            f"""select count(*), coalesce(bool_or(doi is not null or arxiv is not null), false)
                from {parquet(chunk.asked)}"""
        ).fetchall()
        return Extent(titles, by_id)


def _equal() -> str:
    return " and ".join(f"line.{name} is not distinct from one.{name}" for name in _SAME.split(", "))


def _line(place: int, title: Title) -> str:
    doi = canonical_doi(title.doi) if title.doi else None
    preprint = arxiv_of_doi(doi) if doi else None
    members = {
        "place": place,
        "id": title.id,
        "title": " ".join(title.title.split()),
        "year": title.year,
        "authors": json.dumps(title.authors) if title.authors else None,
        "doi": None if preprint else doi,
        "arxiv": (canonical_arxiv(title.arxiv) if title.arxiv else None) or preprint,
        "alone": needs_no_witness(title.title),
    }
    return json.dumps({name: value for name, value in members.items() if value is not None}) + "\n"
