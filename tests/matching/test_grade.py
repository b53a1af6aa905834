"""The verdict that two titles allow, at the edges of each rule: one word less, one more, one rival, no witness."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.matching import rules
from pipeline.matching.compare import THE_DATE_AGREES, THE_YEAR_AGREES
from pipeline.matching.grade import NO_RIVALS, Rivals, by_title, rivals_among
from pipeline.matching.titles import Side, TitleComparison, TitleRelation
from pipeline.models import Verdict

AUTHOR, DATE, YEAR = ("an author agrees",), (THE_DATE_AGREES,), (THE_YEAR_AGREES,)
WHOLE, PART, MIDST = Rivals(1, 0, 1, 0), Rivals(0, 1, 1, 0), Rivals(0, 0, 1, 0)
"""Another work on offer has the listed words as its title, as its name or subtitle, or somewhere in its title."""
REORDERED = Rivals(0, 0, 0, 1)
PLENTY = TitleComparison(TitleRelation.RELATED, "listed", words=20, telling=20, rare=20, more=2)


def verdict(
    titles: TitleComparison,
    witnesses: tuple[str, ...] = (),
    rivals: Rivals = NO_RIVALS,
    listed: str = "Harbor: Checkpointing",
) -> Verdict | None:
    return by_title(listed, titles, witnesses, rivals)


def comparison(relation: TitleRelation, shorter: Side | None = "listed", **told: Any) -> TitleComparison:
    return TitleComparison(relation, shorter, **told)


# ---- equal titles --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "witnesses", "expected"),
    [
        ("Language Models", (), None),  # two words that name a field
        ("Language Models", YEAR, None),
        ("Language Models", DATE, "exact"),
        ("Language Models", AUTHOR, "exact"),
        ("Harbor Models", (), "exact"),  # one of two is rare
        ("Large Language Models", (), "exact"),  # three words
        ("Harbor", (), None),
        ("Harbor", YEAR, None),
        ("Harbor", AUTHOR, "exact"),
        ("Supplementary Material", (), None),  # a rare word, but thousands of records are called so
        ("Supplementary Material", AUTHOR, "exact"),
    ],
)
def test_an_equal_title_names_a_paper_or_needs_a_witness(
    title: str, witnesses: tuple[str, ...], expected: Verdict | None
) -> None:
    equal = TitleComparison(TitleRelation.EQUAL)
    assert verdict(equal, witnesses, listed=title) == expected
    assert verdict(equal._replace(extended=True), witnesses, listed=title) == expected


# ---- near titles ---------------------------------------------------------------------------------------------------


def edges(relation: TitleRelation, **least: Any) -> TitleComparison:
    """The listed title is the shorter, and says just enough."""
    return comparison(relation, **{"words": 20} | least)


_SMALL_EDIT = edges(TitleRelation.SMALL_EDIT, telling=rules.EDIT_WORDS - 1)
_ALIKE = edges(TitleRelation.SMALL_EDIT, telling=1, words=rules.NAME_WORDS, read_alike=True)
_NOTE = edges(TitleRelation.NOTE, telling=rules.EDIT_WORDS)
_NAME = edges(TitleRelation.NAME, telling=rules.NAME_WORDS)
_COINED = edges(TitleRelation.NAME, telling=1, words=1, coined=True)
_SUBTITLE = edges(TitleRelation.SUBTITLE, telling=rules.SUBTITLE_ALONE_WORDS)
_RARE_SUBTITLE = edges(TitleRelation.SUBTITLE, telling=rules.NAME_WORDS, rare=1)
_INITIALS = edges(TitleRelation.SUBTITLE, telling=rules.NAME_WORDS, initials=True)
_LONG_SUBTITLE = edges(TitleRelation.SUBTITLE, telling=rules.PART_STANDS_ALONE_WORDS)
_SAME_SUBTITLE = edges(TitleRelation.SAME_SUBTITLE, words=rules.SAME_SUBTITLE_WORDS, rare=1)
_BEGINNING = edges(TitleRelation.BEGINNING, telling=rules.BEGINNING_WORDS, more=rules.CONTINUED_WORDS)
_RARE_BEGINNING = edges(TitleRelation.BEGINNING, telling=rules.EDIT_WORDS, rare=rules.RARE_WORDS, more=2)
_LONG_BEGINNING = edges(TitleRelation.BEGINNING, telling=rules.LONG_WORDS, more=1)
_WITHIN = edges(TitleRelation.WITHIN, telling=rules.PART_STANDS_ALONE_WORDS, more=rules.CONTINUED_WORDS)
_SHORTENED = edges(
    TitleRelation.WITHIN, telling=rules.SUBTITLE_ALONE_WORDS, words=rules.SUBTITLE_ALONE_WORDS + 1, abbreviated=True
)
_FEW_MORE = edges(TitleRelation.FEW_MORE, telling=rules.PART_STANDS_ALONE_WORDS, words=5, more=1)
_LONG_FEW_MORE = _FEW_MORE._replace(words=rules.PART_STANDS_ALONE_WORDS + 1, more=rules.FEW_WORDS_MORE)


@pytest.mark.parametrize(
    "enough",
    [
        *(_SMALL_EDIT, _ALIKE, _NOTE, _NAME, _COINED, _SUBTITLE, _RARE_SUBTITLE, _INITIALS, _LONG_SUBTITLE),
        *(_SAME_SUBTITLE, _BEGINNING, _RARE_BEGINNING, _LONG_BEGINNING, _WITHIN, _SHORTENED, _FEW_MORE, _LONG_FEW_MORE),
        _SHORTENED._replace(words=rules.SUBTITLE_ALONE_WORDS, rare=rules.RARE_WORDS),
        comparison(TitleRelation.SAME_NAME, None),
    ],
)
def test_so_much_of_a_title_is_enough(enough: TitleComparison) -> None:
    assert verdict(enough) == "strong"
    assert verdict(enough._replace(extended=True), AUTHOR) is None


@pytest.mark.parametrize(
    "too_little",
    [
        _SMALL_EDIT._replace(telling=rules.EDIT_WORDS - 2),
        _ALIKE._replace(words=rules.NAME_WORDS - 1),
        _ALIKE._replace(telling=0),
        _ALIKE._replace(read_alike=False),
        _NOTE._replace(telling=rules.EDIT_WORDS - 1),
        _NAME._replace(telling=rules.NAME_WORDS - 1),
        _SUBTITLE._replace(telling=rules.SUBTITLE_ALONE_WORDS - 1),
        _RARE_SUBTITLE._replace(telling=rules.NAME_WORDS - 1),
        _INITIALS._replace(telling=rules.NAME_WORDS - 1),
        _SAME_SUBTITLE._replace(words=rules.SAME_SUBTITLE_WORDS - 1),
        _SAME_SUBTITLE._replace(rare=0),
        _BEGINNING._replace(telling=rules.BEGINNING_WORDS - 1),
        _BEGINNING._replace(more=rules.CONTINUED_WORDS - 1),
        _RARE_BEGINNING._replace(telling=rules.EDIT_WORDS - 1),
        _RARE_BEGINNING._replace(rare=rules.RARE_WORDS - 1),
        _LONG_BEGINNING._replace(telling=rules.LONG_WORDS - 1),
        _WITHIN._replace(telling=rules.PART_STANDS_ALONE_WORDS - 1),
        _WITHIN._replace(more=rules.CONTINUED_WORDS - 1),
        _SHORTENED._replace(words=rules.SUBTITLE_ALONE_WORDS),
        _SHORTENED._replace(words=rules.SUBTITLE_ALONE_WORDS, rare=rules.RARE_WORDS - 1),
        _SHORTENED._replace(telling=rules.SUBTITLE_ALONE_WORDS - 1),
        _SHORTENED._replace(abbreviated=False),
        _FEW_MORE._replace(telling=rules.PART_STANDS_ALONE_WORDS - 1),
        _FEW_MORE._replace(more=2),
        _LONG_FEW_MORE._replace(more=rules.FEW_WORDS_MORE + 1),
        PLENTY,
        PLENTY._replace(relation=TitleRelation.REORDERED),
        PLENTY._replace(relation=TitleRelation.ONE_REPLACED, shorter=None),
    ],
)
def test_a_little_less_is_not(too_little: TitleComparison) -> None:
    assert verdict(too_little) is None
    assert verdict(too_little, YEAR) is None


@pytest.mark.parametrize(
    ("titles", "rivals", "expected"),
    [
        (_SMALL_EDIT, WHOLE, None),
        (_SMALL_EDIT._replace(telling=20), WHOLE, None),
        (_SMALL_EDIT._replace(telling=20), PART, None),
        (_SMALL_EDIT, MIDST, None),
        (_SMALL_EDIT._replace(telling=rules.EDIT_WORDS), MIDST, "strong"),
        (_ALIKE, MIDST, "strong"),
        (_NOTE, MIDST, None),
        (_NOTE._replace(telling=rules.STANDS_ALONE_WORDS), MIDST, "strong"),
        (_NAME, WHOLE, None),
        (_NAME, PART, "strong"),  # several works with this name are told apart later
        (_NAME, MIDST, "strong"),
        (_SUBTITLE, MIDST, None),
        (_RARE_SUBTITLE, MIDST, None),
        (_LONG_SUBTITLE, MIDST, "strong"),
        (_SAME_SUBTITLE, MIDST, None),
        (_BEGINNING, MIDST, None),
        (_LONG_BEGINNING, MIDST, None),
        (_WITHIN, MIDST, None),
        (_SHORTENED, MIDST, None),
        (_FEW_MORE, MIDST, None),
        (comparison(TitleRelation.SAME_NAME, None), MIDST, None),
        (_BEGINNING, REORDERED, "strong"),
    ],
)
def test_another_work_with_the_listed_words_may_be_meant(
    titles: TitleComparison, rivals: Rivals, expected: Verdict | None
) -> None:
    assert verdict(titles, (), rivals) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (comparison(TitleRelation.NOTE, "printed", telling=rules.STANDS_ALONE_WORDS), "strong"),
        (comparison(TitleRelation.NOTE, "printed", telling=rules.STANDS_ALONE_WORDS - 1, words=20), None),
        (comparison(TitleRelation.NAME, "printed", words=rules.PART_STANDS_ALONE_WORDS), "strong"),
        (comparison(TitleRelation.NAME, "printed", words=rules.PART_STANDS_ALONE_WORDS - 1, telling=20), None),
        (comparison(TitleRelation.SUBTITLE, "printed", words=rules.PART_STANDS_ALONE_WORDS), "strong"),
        (comparison(TitleRelation.SUBTITLE, "printed", words=rules.PART_STANDS_ALONE_WORDS - 1, telling=20), None),
        (comparison(TitleRelation.SUBTITLE, "printed", words=rules.EDIT_WORDS, initials=True), "strong"),
        (comparison(TitleRelation.SUBTITLE, "printed", words=rules.EDIT_WORDS - 1, initials=True), None),
        (comparison(TitleRelation.BEGINNING, "printed", telling=rules.LONG_WORDS), "strong"),
        (comparison(TitleRelation.BEGINNING, "printed", telling=rules.LONG_WORDS - 1, words=20), None),
        (PLENTY._replace(relation=TitleRelation.WITHIN, shorter="printed"), None),
        (PLENTY._replace(relation=TitleRelation.FEW_MORE, shorter="printed"), None),
    ],
)
def test_a_printed_title_that_is_less_must_be_most_of_the_listed_one(
    printed: TitleComparison, expected: Verdict | None
) -> None:
    assert verdict(printed) == expected


# ---- with a witness ------------------------------------------------------------------------------------------------

LEFT_OUT = (TitleRelation.BEGINNING, TitleRelation.WITHIN, TitleRelation.FEW_MORE)


@pytest.mark.parametrize("relation", LEFT_OUT)
@pytest.mark.parametrize("shorter", ["listed", "printed"])
def test_words_may_be_left_out_where_an_author_agrees(relation: TitleRelation, shorter: Side) -> None:
    most = comparison(relation, shorter, words=rules.PART_STANDS_ALONE_WORDS, more=9)
    assert verdict(most, AUTHOR, MIDST) == "strong"
    assert verdict(most, YEAR) is None
    assert verdict(most._replace(words=rules.PART_STANDS_ALONE_WORDS - 1), AUTHOR) is None


@pytest.mark.parametrize("relation", [TitleRelation.NAME, TitleRelation.SUBTITLE, TitleRelation.REORDERED])
def test_a_name_a_subtitle_or_another_order_is_no_more_for_an_author(relation: TitleRelation) -> None:
    assert verdict(comparison(relation, words=20, telling=1), AUTHOR) is None


def test_one_word_may_be_another_in_a_long_title_where_more_than_the_year_agrees() -> None:
    replaced = comparison(TitleRelation.ONE_REPLACED, None, telling=rules.LONG_WORDS + 1)
    for witnesses in (AUTHOR, DATE):
        assert verdict(replaced, witnesses) == "strong"
        assert verdict(replaced, witnesses, MIDST) is None
        assert verdict(replaced._replace(telling=rules.LONG_WORDS), witnesses) is None
    assert verdict(replaced, YEAR) is None


_DATED_NAME = edges(TitleRelation.NAME, telling=1, rare=1, words=1)
_DATED_MIDST = edges(
    TitleRelation.WITHIN, telling=rules.DATED_MIDST_WORDS, words=4, rare=1, more=rules.DATED_MORE_WORDS
)
_DATED_BEGINNING = edges(TitleRelation.BEGINNING, telling=rules.DATED_WORDS, words=2, more=9)
_DATED_WORDS = edges(
    TitleRelation.REORDERED, telling=1, words=rules.DATED_ALL_WORDS, rare=1, more=rules.DATED_WORDS_MORE
)


@pytest.mark.parametrize(
    ("dated", "rivals", "expected"),
    [
        (_DATED_NAME, NO_RIVALS, "strong"),
        (_DATED_NAME, MIDST, "strong"),  # a name is more than the same word in another title
        (_DATED_NAME._replace(words=rules.PART_STANDS_ALONE_WORDS), MIDST, "strong"),
        (_DATED_NAME, PART, None),
        (_DATED_NAME, WHOLE, None),
        (_DATED_NAME._replace(rare=0), NO_RIVALS, None),
        (_DATED_NAME._replace(rare=0, words=2), NO_RIVALS, "strong"),
        (_DATED_NAME._replace(telling=0, words=2), NO_RIVALS, None),
        (_DATED_NAME._replace(relation=TitleRelation.SUBTITLE), NO_RIVALS, "strong"),
        (_DATED_NAME._replace(relation=TitleRelation.SUBTITLE), MIDST, None),
        (_DATED_NAME._replace(relation=TitleRelation.NOTE), NO_RIVALS, "strong"),
        (_DATED_NAME._replace(shorter="printed"), NO_RIVALS, None),
        (_DATED_BEGINNING, NO_RIVALS, "strong"),
        (_DATED_BEGINNING, MIDST, None),
        (_DATED_BEGINNING._replace(telling=rules.DATED_WORDS - 1), NO_RIVALS, None),
        (_DATED_MIDST, NO_RIVALS, "strong"),
        (_DATED_MIDST, MIDST, None),
        (_DATED_MIDST._replace(relation=TitleRelation.FEW_MORE), NO_RIVALS, "strong"),
        (_DATED_MIDST._replace(telling=rules.DATED_MIDST_WORDS - 1), NO_RIVALS, None),
        (_DATED_MIDST._replace(rare=0), NO_RIVALS, None),
        (_DATED_MIDST._replace(more=rules.DATED_MORE_WORDS + 1), NO_RIVALS, None),
        (_DATED_WORDS, NO_RIVALS, "strong"),
        (_DATED_WORDS, MIDST, None),
        (_DATED_WORDS, REORDERED, None),
        (_DATED_WORDS._replace(relation=TitleRelation.BEGINNING), NO_RIVALS, "strong"),
        (_DATED_WORDS._replace(relation=TitleRelation.RELATED), NO_RIVALS, None),
        (_DATED_WORDS._replace(words=rules.DATED_ALL_WORDS - 1), NO_RIVALS, None),
        (_DATED_WORDS._replace(rare=0), NO_RIVALS, None),
        (_DATED_WORDS._replace(more=rules.DATED_WORDS_MORE + 1), NO_RIVALS, None),
        (_DATED_WORDS._replace(shorter="printed"), NO_RIVALS, None),
    ],
)
def test_less_is_enough_of_a_paper_of_the_listed_days(
    dated: TitleComparison, rivals: Rivals, expected: Verdict | None
) -> None:
    assert verdict(dated, DATE, rivals) == expected
    assert verdict(dated) is None


@pytest.mark.parametrize("relation", LEFT_OUT)
@pytest.mark.parametrize("shorter", ["listed", "printed"])
def test_words_may_be_left_out_where_the_date_agrees_and_one_is_rare(relation: TitleRelation, shorter: Side) -> None:
    most = comparison(relation, shorter, words=rules.PART_STANDS_ALONE_WORDS, telling=1, rare=1, more=9)
    assert verdict(most, DATE) == "strong"
    assert verdict(most, DATE, MIDST) is None
    assert verdict(most._replace(rare=0), DATE) is None
    assert verdict(most._replace(words=rules.PART_STANDS_ALONE_WORDS - 1), DATE) is None


# ---- rivals --------------------------------------------------------------------------------------------------------


def test_rivals_are_counted_by_what_they_have_of_the_listed_title() -> None:
    beside = [
        comparison(TitleRelation.EQUAL, None),
        comparison(TitleRelation.SMALL_EDIT, None),
        comparison(TitleRelation.NAME),
        comparison(TitleRelation.SUBTITLE),
        comparison(TitleRelation.WITHIN),
        comparison(TitleRelation.REORDERED),
        comparison(TitleRelation.REORDERED),
        comparison(TitleRelation.REORDERED, "printed"),
        comparison(TitleRelation.WITHIN, "printed"),
        comparison(TitleRelation.RELATED),
    ]
    assert rivals_among(beside) == Rivals(whole=2, parts=2, all=5, reordered=2)
    assert rivals_among([]) == NO_RIVALS == Rivals(0, 0, 0, 0)
