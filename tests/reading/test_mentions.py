"""Mentions: words that speak of another paper are told from titles and from names."""

from __future__ import annotations

import pytest

from pipeline.reading.mentions import speaks_of_another
from pipeline.reading.names import names_in


@pytest.mark.parametrize(
    "text",
    [
        "Extends Ray",
        "Builds upon the work of others",
        "see also Ray",
        "- Baseline: Ray",
        "A follow-up of Ray",
        "参见 Ray",
    ],
)
def test_some_words_speak_of_another_paper(text: str) -> None:
    assert speaks_of_another(text)


@pytest.mark.parametrize(
    "text",
    [
        "Seeing Is Believing",
        "Likelihood-Free Inference",
        "Users of Ray",
        "Related links",
        "Kaiming He, Jian Sun",
        "See-Kiong Ng",
    ],
)
def test_others_do_not(text: str) -> None:
    assert not speaks_of_another(text)


@pytest.mark.parametrize("text", ["Extends Ray", "Uses Ray", "Baseline Ray", "Predecessor Alpa", "Follow-up Alpa"])
def test_such_words_are_no_names_of_authors(text: str) -> None:
    assert names_in(text, fewest=1) == ()
