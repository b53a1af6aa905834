"""PURE: which prepared shards are looked into by one call.

What is built from the titles is built once for each group. So a group should hold several times as many records as
there are titles. There are at least as many groups as workers, if there are enough shards, and in a large snapshot
more, so that a kill loses little.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

RECORDS_A_TITLE = 4
"""With so many records in a group for each title, what is built from the titles is a small part of the work."""


def grouped(records: Sequence[int], titles: int, workers: int) -> list[range]:
    """The places of the shards of each group, neighbours all, from the number of `records` of each shard. A multiple of
    `workers` groups of about the same size, as far as there are shards."""
    wanted = -(-sum(records) // (RECORDS_A_TITLE * max(1, titles)))
    groups = min(len(records), -(-max(1, wanted) // workers) * workers)
    total = max(1, sum(records))
    before, of_group = 0, []
    for number in records:
        of_group.append((2 * before + number) * groups // (2 * total))
        before += number
    found = (list(places) for _, places in groupby(range(len(records)), key=of_group.__getitem__))
    return [range(places[0], places[-1] + 1) for places in found]
