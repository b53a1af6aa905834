"""What is asked of shards stays within the memory that it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.bulk import kernel
from pipeline.bulk.engine import Share, engine, literal, most_threads
from pipeline.bulk.group import Group
from pipeline.bulk.keys_sql import hashed, short_hash
from pipeline.bulk.means import MapperKind, means_for

RECORDS, TITLES = 60_000, 20_000
TIGHT = Share(30, 1)
"""Half of what all ways to a near title take at once."""


@pytest.fixture
def shard(tmp_path: Path) -> Group:
    """Records whose titles are 64 letters each, and titles in `spelled.parquet`: none near, but the last record's."""
    letters = "md5({0}::varchar) || md5((-{0})::varchar)"
    files = {
        "one.keys": f"from keys where row < {RECORDS}",
        "one.papers": f"""select null::varchar as arxiv, null::varchar as doi, row::varchar as corpus_id, title,
            null::varchar as authors, 2000::usmallint as year, null::varchar as venue, 0 as citation_count,
            null::date as published, true as plain from line where row < {RECORDS} order by row""",
        "common": "select '' as what, 0::uinteger as a, 0::uinteger as b where false",
        "repeated": "select 0::uinteger as n, 0::uinteger as first where false",
        "spelled": f"""select row as n, title, true as written, false as opens, whole as text, length(whole) as size,
            hash(whole) as whole, {short_hash("whole")} as whole_short, hash(main) as main, null::uinteger as name,
            hash(tail) as tail from line where row >= {RECORDS - 1}""",
    }
    with engine(Share(1000, 1), tmp_path) as connection:
        connection.execute(
            f"""create table line as select *, title as whole, left(title, 20) as main, substr(title, 21) as tail
                from (select range::uinteger as row, {letters.format("range")} as title
                    from range({RECORDS - 1 + TITLES}));
            create table keys as {hashed("line")}"""
        )
        for name, rows in files.items():
            connection.execute(f"copy ({rows}) to {literal(tmp_path / f'{name}.parquet')} (format parquet)")
    return Group(tmp_path, ("one",), (0,), tmp_path / "common.parquet", None)


def test_near_titles_are_found_in_little_memory(tmp_path: Path, shard: Group) -> None:
    target = tmp_path / "near.parquet"
    kernel.near(shard, [tmp_path / "spelled.parquet"], target, TIGHT, tmp_path / "repeated.parquet")
    with engine(TIGHT, tmp_path) as connection:
        found = connection.execute(f"select n, corpus_id from {literal(target)}").fetchall()
    assert found == [(RECORDS - 1, str(RECORDS - 1))]


def test_threads_are_as_many_as_memory_feeds() -> None:
    assert [most_threads(megabytes) for megabytes in (100, 300, 800, 3800)] == [1, 1, 4, 19]


@pytest.mark.parametrize(("gigabytes", "of_looker", "of_driver"), [(0.5, 1, 1), (1.0, 4, 4), (8.0, 16, 16)])
def test_a_single_shard_and_little_memory_leave_cores_idle(gigabytes: float, of_looker: int, of_driver: int) -> None:
    means = means_for(MapperKind.LOCAL, None, 16, gigabytes, shards=1)
    assert (means.share.threads, means.whole.threads) == (of_looker, of_driver)
