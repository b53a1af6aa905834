"""Other spellings of a title, by which its candidates are looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bulk.spellings import MOST_SPELLINGS, may_open_another, spellings
from pipeline.matching.wording import wording


@pytest.mark.parametrize(
    ("title", "spelling"),
    [
        ("Alignment Faking in LLMs", "Alignment Faking in large language models"),
        ("Alignment Faking in LLMs", "Alignment Faking in language models"),
        ("Large Language-Models can learn", "llms can learn"),
        ("RL for LLMs", "reinforcement learning for large language models"),
        ("Sparse MoE layers", "Sparse mixture of experts layers"),
    ],
)
def test_acronyms_are_written_out_and_the_other_way_round(title: str, spelling: str) -> None:
    assert spelling in spellings(title)


@pytest.mark.parametrize("title", ["", "Paging", "Stormlmy weather", "AIR quality", "大语言模型"])
def test_most_titles_have_one_spelling(title: str) -> None:
    assert spellings(title) == []


@given(
    st.lists(
        st.sampled_from(
            ["LLMs", "RAG", "for", "the", "moe", "deep learning", "GNN", "via", "-", ":", "large language model"]
        )
    )
)
def test_every_spelling_reads_as_the_title_does(words: list[str]) -> None:
    title = " ".join(words)
    found = spellings(title)
    assert len(found) <= MOST_SPELLINGS
    assert title not in found
    assert all(wording(spelling) == wording(title) for spelling in found)


@pytest.mark.parametrize(
    ("title", "may"),
    [("Auditing Prompt Caching", True), ("Deep Learning", False), ("Qwen", False), ("The Paging of", False)],
)
def test_a_short_title_may_open_another_where_it_says_something(title: str, may: bool) -> None:  # noqa: FBT001
    assert may_open_another(title) is may
