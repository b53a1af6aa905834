"""Whose candidates are the records of a batch?"""

from __future__ import annotations

import pytest

from pipeline.models import Record
from pipeline.sources.attribution import MOST_CANDIDATES, candidates, is_named


def records(*titles: str) -> list[Record]:
    return [Record(source="arxiv", title=title) for title in titles]


@pytest.mark.parametrize(
    ("asked", "offered", "qualifies"),
    [
        ("Attention Is All You Need", "Attention is all you need.", True),
        ("Attention Is All You Need", "Attention Is Not Explanation", False),
        ("Attention Is All You Need", "Attention Is All You Need In Speech Separation", True),
        ("Sia", "Sia: Heterogeneity-aware Scheduling", True),
        ("Sia", "Asian Options", False),
        ("On Objectivity in Machine Learning", "On Objective in Machine Learning", True),
        ("Schrödinger Bridges", 'Schr\\"odinger Bridges', True),
        ("???", "Anything", False),
    ],
)
def test_a_candidate_holds_the_title_or_is_much_like_it(asked: str, offered: str, qualifies: bool) -> None:  # noqa: FBT001  a table
    assert bool(candidates(asked, records(offered))) == qualifies


def test_the_most_alike_go_first_and_equals_as_the_service_ranked_them() -> None:
    offered = records("Deep Learning for Cats", "Deep Learning", "Cats", "Deep  learning", "Deep Learning Now")
    assert [record.title for record in candidates("Deep Learning", offered)] == [
        "Deep Learning",
        "Deep  learning",
        "Deep Learning Now",
        "Deep Learning for Cats",
    ]


def test_a_phrase_that_is_everywhere_has_not_everything_for_candidates() -> None:
    offered = records(*(f"Deep Learning {number}" for number in range(100)), "Deep Learning")
    found = candidates("Deep Learning", offered)
    assert len(found) == MOST_CANDIDATES
    assert found[0].title == "Deep Learning"


def test_a_title_is_borne_exactly_or_not() -> None:
    assert is_named("Data-Sets of SAM 2", records("x", "Datasets of SAM 2"))
    assert not is_named("SAM 2", records("SAM 3", "SAM 2: Segment Anything"))
