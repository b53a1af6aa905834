"""What a quoted title matches (FACTS 1.4), and how hits are ranked."""

from __future__ import annotations

import pytest

from tests.standin.analysis import stem, tokens
from tests.standin.index import PhraseIndex, Vocabulary

TITLES = [
    "BERT: Pre-training of Deep Bidirectional Transformers",
    "Solving the Schrödinger Equation",
    "An objective view of GPT-4.5",
    "Deep Learning",
    "Learning to learn, deeply: the survey",
    "$β$-VAE: Don't panic",
    "To Be or Not to Be",
]


def _index(titles: list[str]) -> PhraseIndex:
    vocabulary = Vocabulary()
    index = PhraseIndex(vocabulary)
    for number, title in enumerate(titles):
        index.add(number, vocabulary.learn(title))
    return index


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("bert pre training of deep", {0}),  # marks and case separate, no more
        ("Pre-training for deep", {0}),  # a stop word is a gap, whichever it is
        ("Pre-training deep", set()),  # and the gap is needed
        ("schrodinger equation", set()),  # accents are not folded
        ("Schrödinger equation", {1}),
        ("objectivity view", {2}),  # stemmed
        ("GPT-4.5", {2}),
        ("GPT-4 5", set()),  # the full stop belongs to the token
        ("deep learning", {3}),  # contained in order, not merely present
        ("β-VAE", {5}),
        ("βVAE", set()),
        ("don't panic", {5}),
        ("dont panic", set()),
        ("to be or not to be", {6}),  # nothing but stop words: taken by the letter
        ("no such words", set()),
        ("", set()),
    ],
)
def test_a_phrase_finds_titles_that_hold_its_words_in_order(phrase: str, found: set[int]) -> None:
    assert set(_index(TITLES).phrase(phrase)) == found


def test_rare_words_weigh_more_than_common_ones_and_short_titles_more_than_long_ones() -> None:
    common = [f"Learning number {number}" for number in range(30)]
    index = _index([*common, "Zebra", "Learning", "A very long title that also holds the word learning among others"])
    hits = index.phrase("learning") | index.phrase("zebra")
    assert max(hits, key=lambda number: hits[number]) == 30
    assert hits[31] > hits[32]


def test_the_nearest_text_is_offered_with_the_share_of_words_it_holds() -> None:
    index = _index(TITLES)
    exact, near = index.nearest("Deep Learning"), index.nearest("Deep Zebra Crossing")
    assert exact is not None
    assert near is not None
    assert (exact[0], exact[2]) == (3, 1.0)
    assert (near[0], near[2] < 0.5) == (3, True)
    assert index.nearest("zebra crossing") is None


def test_words_need_all_and_any_word_one() -> None:
    index = _index(TITLES)
    assert set(index.words("learning deep")) == {3, 4}
    assert index.words("learning deep zebra") == {}
    assert index.any_word("schrödinger zebra learning") == {1, 3, 4}
    assert set(index.prefix("transf")) == {0}


def test_ideographs_are_tokens_and_plurals_share_a_stem() -> None:
    assert tokens("深度 Learning_x, e.g. v2.0") == ["深", "度", "learning_x", "e.g", "v2.0"]
    assert stem("queries") == stem("query")
    assert stem("gpu") == stem("gpus")
