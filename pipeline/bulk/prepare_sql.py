"""The SQL that turns lines of a snapshot into papers: constant text, with `{file}` where the file's name goes.

A line that cannot be parsed, or is no JSON object, comes out of `read_json` as a row of nulls. It stays one, so that
rows keep the order of the file, and gets no key.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from typing import Final

_JSON: Final = "format = 'newline_delimited', ignore_errors = true, hive_partitioning = false"
_UNWRAPPED: Final = "case when contains(title, chr(10)) then replace(title, chr(10) || '  ', ' ') else title end"
_ONE_LINE: Final = r"""case when contains(unwrapped, chr(10)) then trim(regexp_replace(title, '\s*\n\s*', ' ', 'g'))
    when starts_with(unwrapped, ' ') or ends_with(unwrapped, ' ') then trim(unwrapped) else unwrapped end"""
"""Titles in one line, without blanks around it. As most are written that takes neither a pattern nor a `trim`, each of
which costs as much as reading the line."""

_CREATED: Final = "try_strptime(trim(substr(versions, instr(versions, ' GMT') - 20, 11)), '%d %b %Y')::date"


def _day(date: str) -> str:
    """A date, or null where it is of a year that Python has none of, as 0 or 10000."""
    return f"case when year({date}) between {MINYEAR} and {MAXYEAR} then {date} end"


READING: Final = {
    "arxiv": f"""select id as arxiv, nullif(string_split(trim(doi), ' ')[1], '') as doi, null::varchar as corpus_id,
            {_ONE_LINE} as title, authors_parsed as authors, try_cast(
                case when instr(versions, ' GMT') > 17 then substr(versions, instr(versions, ' GMT') - 13, 4)
                else regexp_extract(left(versions, 120), '"created": ?"[^"]*?(\\d{{4}})', 1) end as usmallint) as year,
            'arXiv' as venue, null::integer as citation_count, {_day(_CREATED)} as published
        from (select *, {_UNWRAPPED} as unwrapped from read_json({{file}}, {_JSON}, columns = {{
            id: 'VARCHAR', title: 'VARCHAR', authors_parsed: 'VARCHAR', doi: 'VARCHAR', versions: 'VARCHAR'}}))""",
    "papers": f"""select externalids."ArXiv" as arxiv, externalids."DOI" as doi, corpusid as corpus_id,
            {_ONE_LINE} as title, authors, try_cast(year as usmallint) as year, nullif(venue, '') as venue,
            try_cast(citationcount as integer) as citation_count,
            {_day("try_cast(publicationdate as date)")} as published
        from (select *, {_UNWRAPPED} as unwrapped from read_json({{file}}, {_JSON}, columns = {{
            corpusid: 'VARCHAR', externalids: 'STRUCT("ArXiv" VARCHAR, "DOI" VARCHAR)', title: 'VARCHAR',
            authors: 'VARCHAR', venue: 'VARCHAR', year: 'VARCHAR', citationcount: 'VARCHAR',
            publicationdate: 'VARCHAR'}}))""",
}
"""Both with the columns arxiv, doi, corpus_id, title, authors (the file's own JSON), year, venue, citation_count,
and published, the day of the first version."""

COLUMNS: Final = "arxiv doi corpus_id title authors year venue citation_count published".split()

DELETED: Final = f"""select corpusid as corpus_id from read_json({{file}}, {_JSON}, columns = {{
    corpusid: 'VARCHAR'}}, records = true)"""
"""Without `records`, one line that is no object makes the engine take every line for the value of the only column."""

COUNTS: Final = """select count(*) filter (arxiv is not null or corpus_id is not null or title is not null),
    count(*) filter ((arxiv is not null or corpus_id is not null) and coalesce(title, '') = ''),
    count(*) filter (arxiv is null and corpus_id is null and title is null)"""
"""Records, records without a title, broken lines: from the papers of a shard."""
