from __future__ import annotations

from pipeline.dry_run import plan_lines
from tests.finished import finished, tallies


def test_the_plan_counts_what_is_open_at_each_service() -> None:
    accounts = tallies(unanswered="not asked")
    lines = list(plan_lines(finished("matched", "exact", accounts, "planned").opened))
    assert lines == [
        "arXiv: 0 identifiers in 0 batches, 0 titles in at most 0 searches, about 0 s at one request every 3 s",
        (
            "Semantic Scholar: 0 identifiers and those found in 1 batch, "
            "1 title in at most 1 search, about 6 s at one request every 3 s"
        ),
        "About 6 s in all; the services are asked side by side. Nothing was asked now.",
    ]


def test_the_plan_of_a_run_that_has_nothing_to_ask() -> None:
    assert list(plan_lines(finished("matched", "exact", tallies(), "planned").opened))[-1] == (
        "Nothing to ask: every answer is fresh in the cache."
    )
