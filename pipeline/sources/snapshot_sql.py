r"""The SQL of a snapshot's scan, as DuckDB macros: constant text, so that nothing from outside is ever part of it.

Questions and lines go through the same `keyed`, so there is one rule for their keys and no second rendering of it.
A key is DuckDB's `hash`, which promises nothing beyond one version: keys live as long as the connection.
"""

from __future__ import annotations

RULES = (
    # Lower case, no accents, no TeX commands. Text inside a command stays, so `\alpha` becomes `alpha`.
    r"""create macro plain(title) as lower(strip_accents(
        case when contains(title, '\') then regexp_replace(title,
            '\\(?:(?:math|text)[a-z]*|operatorname|emph|ensuremath|rm|bf|it)\b|\\[uvHcdbkrt](?:\s|\{)|\\', '', 'g')
        else title end))""",
    # Letters and digits of every script: two in five of Semantic Scholar's titles are not in ASCII.
    r"create macro folded(words) as regexp_replace(words, '[^\p{L}\p{N}]+', '', 'g')",
    # `(?s)` because arXiv's titles are wrapped over lines, where `.` would stop.
    r"""create macro cut(words) as
        case when regexp_matches(words, '[:：?—]|\s[-–]\s')
        then regexp_extract(words, '(?s)^(.*?)(?:[:：?—]|\s[-–]\s)(.*)$', ['head', 'tail']) end""",
    "create macro name(kind, value) as hash(kind, value)",
    r"create macro web(url) as name('url', regexp_replace(url, '^https?://(?:www\.)?|/+$', '', 'g'))",
    """create macro keyed(source) as table
    with plain as (select * exclude (title), plain(title) as words from query_table(source)),
    cut as (select *, cut(words) as pieces from plain),
    folded as (
        select * exclude (words, pieces), folded(words) as whole,
            folded(pieces.head) as head, folded(pieces.tail) as tail
        from cut
    ),
    sized as (select *, length(whole) as size from folded)
    select * exclude (head, tail, size), [
        case when size > 0 then hash('part', whole) end,
        case when length(head) > 2 then hash('part', head) end,
        case when length(tail) > 5 then hash('part', tail) end,
        case when size >= 16 then hash('start', left(whole, 16)) end,
        case when size >= 32 then hash('after start', substr(whole, 17, 16)) end,
        case when size >= 32 then hash('before end', substr(whole, size - 31, 16)) end,
        case when size >= 16 then hash('end', right(whole, 16)) end,
        case when size between 6 and 34 then hash('short start', left(whole, 6)) end,
        case when size between 6 and 34 then hash('short end', right(whole, 6)) end
    ] as keys
    from sized""",
)

LINES = (
    # A line that lacks what makes it one stops the scan: it is counted as broken, not passed over.
    """create macro papers_lines(files) as table
    with raw as (
        select filename, json, json_extract_string(json, [
            '$.title', '$.corpusid', '$.externalids.ArXiv', '$.externalids.DOI', '$.externalids.DBLP',
            '$.externalids.ACL', '$.openalex', '$.url', '$.landing'
        ]) as member
        from read_ndjson_objects(files, filename = true, hive_partitioning = false)
    )
    select 'papers' as shape, filename, json,
        case when coalesce(member[1], member[2]) is null then error('no paper') else nullif(member[1], '') end as title,
        [
            name('corpus_id', member[2]), name('arxiv', lower(member[3])), name('doi', lower(member[4])),
            name('dblp', member[5]), name('acl', member[6]), name('openalex', member[7]),
            name('semantic_scholar', regexp_extract(member[8], '[0-9a-f]{40}$')), web(member[9])
        ] as names
    from raw""",
    """create macro arxiv_lines(files) as table
    with raw as (
        select filename, json, json_extract_string(json, ['$.title', '$.id', '$.doi']) as member
        from read_ndjson_objects(files, filename = true, hive_partitioning = false)
    )
    select 'arxiv' as shape, filename, json,
        case when member[1] is null or member[2] is null then error('no preprint') else member[1] end as title,
        [name('arxiv', lower(member[2])), name('doi', lower(string_split(trim(member[3]), ' ')[1]))] as names
    from raw""",
)

ASKED = """create temp table asked as
    select unnest($questions::integer[]) as question, unnest($titles::varchar[]) as title"""
WANTED = """create temp table wanted as
    select question, whole, unnest(keys) as key from keyed('asked')
    union
    select question, '', case kind when 'url' then web(value) else name(kind, value) end from (
        select unnest($questions::integer[]) as question, unnest($kinds::varchar[]) as kind,
            unnest($values::varchar[]) as value
    )"""

# The flags are constants to the planner, so keys that no question needs are not computed.
MATCHING = """with keyed_line as (
        select shape, filename, json, whole,
            unnest(list_concat(if($by_title, keys, []), if($by_name, names, []))) as key
        from keyed('line')
        where whole is not null
    )
    select question, shape, filename, json, wanted.whole, keyed_line.whole
    from keyed_line join wanted using (key)"""

ABSTRACTS = """select json from read_ndjson_objects($files, hive_partitioning = false)
    where case when json->>'$.corpusid' is null then error('no abstract') else json->>'$.corpusid' end
        in (select unnest($corpus_ids::varchar[]))"""
