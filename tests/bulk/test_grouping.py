"""Which shards are looked into at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.bulk.grouping import RECORDS_A_TITLE, grouped

SIZES = st.lists(st.integers(0, 10_000), min_size=1, max_size=60)


@given(SIZES, st.integers(0, 10_000), st.integers(1, 9))
def test_every_shard_is_in_one_group(records: list[int], titles: int, workers: int) -> None:
    groups = grouped(records, titles, workers)
    assert [place for group in groups for place in group] == list(range(len(records)))
    assert all(groups)


@given(st.integers(1, 60), st.integers(1, 10_000), st.integers(0, 100_000), st.integers(1, 9))
def test_equal_shards_keep_every_worker_busy(shards: int, size: int, titles: int, workers: int) -> None:
    groups = grouped([size] * shards, titles, workers)
    assert len(groups) == shards or len(groups) % workers == 0
    assert max(map(len, groups)) - min(map(len, groups)) <= 1


def test_few_titles_look_into_each_shard_alone() -> None:
    assert grouped([1_000_000] * 3, 20_000, 2) == [range(1), range(1, 2), range(2, 3)]


def test_many_titles_look_into_as_many_shards_as_pay_for_them() -> None:
    groups = grouped([1_000_000] * 20, 1_000_000, 2)
    assert [len(group) for group in groups] == [3, 4, 3, 3, 4, 3]
    assert max(map(len, groups)) <= RECORDS_A_TITLE
