"""A chunk of the titles that are asked for becomes files: its lines, each different title with its keys, and later
those that are open still, in every spelling."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.bulk.between import Chunk
from pipeline.bulk.engine import IN_ORDER, Share, engine, literal, parquet
from pipeline.bulk.folding import folded
from pipeline.bulk.keys_sql import LONGEST_NAME, NO_OPENING, short_hash
from pipeline.bulk.spellings import may_open_another, spellings
from pipeline.bulk.title import Title
from pipeline.bulk.verdict import needs_no_witness
from pipeline.bulk.whole_file import in_place, place_told
from pipeline.identifiers import parse_id

_LINES = """read_json({file}, format = 'newline_delimited', columns = {
    place: 'UINTEGER', id: 'VARCHAR', title: 'VARCHAR', year: 'SMALLINT', authors: 'VARCHAR', doi: 'VARCHAR',
    arxiv: 'VARCHAR', venue: 'VARCHAR', from_day: 'DATE', to_day: 'DATE', alone: 'BOOLEAN'})"""
_SAME = "title, year, authors, doi, arxiv, venue, from_day, to_day"
_AT_ONCE = 20_000
KEYS_ASKED = f"""key.whole as text, length(key.whole) as size, hash(key.whole) as whole,
    {short_hash("key.whole")} as whole_short, case when key.main != '' then hash(key.main) end as main,
    case when length(key.main) between 1 and {LONGEST_NAME} then {short_hash("key.main")} end as name,
    case when key.tail != '' then hash(key.tail) end as tail"""
"""The keys under which a title is asked for, from its key texts."""


def write_chunk(titles: Iterable[Title], first: int, chunk: Chunk, share: Share) -> None:
    """Writes `lines` and `asked` of the chunk, whole; `first` is the place of its first line."""
    folder = chunk.folder
    with TemporaryDirectory(prefix=".titles-", dir=folder) as temporary_folder:
        raw = Path(temporary_folder, "titles.jsonl")
        with place_told(folder), raw.open("w", encoding="utf-8") as file:
            for place, title in enumerate(titles, start=first):
                file.write(_line(place, title))
        with engine(share, folder) as connection:
            connection.execute(f"create table line as from {_LINES.replace('{file}', literal(raw))}")
            connection.execute(
                f"""create table one as select min(place) as n, {_SAME}, any_value(alone) as alone,
                    is_plain(title) as plain from line group by {_SAME}"""
            )
            with in_place(chunk.lines) as temporary:
                connection.execute(
                    f"""copy (select place, id, line.title, n, line.year as asked_year,
                            line.authors as asked_authors, line.venue as asked_venue, line.doi as asked_doi,
                            line.arxiv as asked_arxiv, line.from_day as asked_from_day,
                            line.to_day as asked_to_day from line join one on {_equal()})
                        to {literal(temporary)} (format parquet)"""
                )
            plain, others = folded(connection, "(select n as row, title, plain from one)")
            with in_place(chunk.asked) as temporary:
                connection.execute(
                    f"""copy (select n, {_SAME}, alone, plain,
                            coalesce(authors, doi, arxiv, venue, from_day::varchar) is null as bare, {KEYS_ASKED}
                        from one join (from {plain} union all from {others}) key on key.row = n
                        where key.whole != '' order by n) to {literal(temporary)} (format parquet)"""
                )


def write_spelled(chunk: Chunk, share: Share) -> None:
    """Writes `spelled` of the chunk, a row for every spelling under which an open title is looked for: n, title,
    `written` (whether this is how it was asked for), `opens` (whether it is so short that it may be how another title
    begins, and says enough for that), and the keys."""
    asked = parquet(chunk.open)
    with engine(share, chunk.folder) as connection:
        connection.execute("create table other (place uinteger, n uinteger, title varchar)")
        connection.execute("create table opening (n uinteger)")
        reading = connection.cursor().execute(f"select n, title, size < {NO_OPENING} from {asked} order by n")
        number = 0
        while rows := reading.fetchmany(_AT_ONCE):
            found = [(n, spelling) for n, title, _ in rows for spelling in spellings(title)]
            connection.execute(
                """insert into other
                    select unnest($place::uinteger[]), unnest($n::uinteger[]), unnest($title::varchar[])""",
                {
                    "place": list(range(number, number + len(found))),
                    "n": [n for n, _ in found],
                    "title": [spelling for _, spelling in found],
                },
            )
            respelled = {n for n, _ in found}
            openings = [n for n, title, short in rows if (short or n in respelled) and may_open_another(title)]
            connection.execute("insert into opening select unnest($n::uinteger[])", {"n": openings})
            number += len(found)
        plain, others = folded(connection, "(select place as row, title, is_plain(title) as plain from other)")
        with in_place(chunk.spelled) as temporary:
            connection.execute(
                f"""copy (select n, title, false as written, n in (from opening) as opens, {KEYS_ASKED}
                        from other join (from {plain} union all from {others}) key on key.row = place
                    union all select n, title, true, n in (from opening),
                            text, size, whole, whole_short, main, name, tail from {asked})
                    to {literal(temporary)} (format parquet)"""
            )


def write_repeated(chunks: Sequence[Chunk], target: Path, share: Share) -> None:
    """Writes which titles are open in an earlier one of the chunks too (`repeated_in`). A hash finds them, and they are
    compared."""
    with engine(share, target.parent) as connection, in_place(target) as temporary:
        connection.execute("create table twice (n uinteger, first uinteger)")
        if len(chunks) > 1:
            titles = parquet(*(chunk.open for chunk in chunks))
            connection.execute(
                f"""insert into twice select n, first from (select n, hash({_SAME}) as mark from {titles})
                    join (select hash({_SAME}) as mark, min(n) as first from {titles} group by mark
                        having count(*) > 1) using (mark) where n != first"""
            )
            connection.execute(
                f"""delete from twice where n not in (select line.n from twice join {titles} line using (n)
                    join {titles} one on one.n = twice.first where {_equal()})"""
            )
        connection.execute(f"copy (from twice order by n) to {literal(temporary)} {IN_ORDER}")


def _equal() -> str:
    return " and ".join(f"line.{name} is not distinct from one.{name}" for name in _SAME.split(", "))


def _line(place: int, title: Title) -> str:
    doi, arxiv = _identifiers(title)
    members = {
        "place": place,
        "id": title.id,
        "title": " ".join(title.title.split()),
        "year": title.year,
        "authors": json.dumps(title.authors) if title.authors else None,
        "doi": doi,
        "arxiv": arxiv,
        "venue": title.venue,
        "from_day": title.date.first.isoformat() if title.date else None,
        "to_day": title.date.last.isoformat() if title.date else None,
        "alone": needs_no_witness(title.title),
    }
    return json.dumps({name: value for name, value in members.items() if value is not None}) + "\n"


def _identifiers(title: Title) -> tuple[str | None, str | None]:
    """DOI and arXiv identifier in canonical spelling, be they links, and whichever of the two was given for the other;
    what was given as an arXiv identifier counts first."""
    given = [parse_id(text) for text in (title.doi, title.arxiv) if text]
    ids = {one.kind: one.value for one in given if one}
    return ids.get("doi"), ids.get("arxiv")
