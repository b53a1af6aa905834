"""PURE: what makes two works of two near titles, whatever else they share."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.matching import rules
from pipeline.matching.cached import TITLES
from pipeline.matching.normalise import content_words, fold, relation_signs

A_SURVEY_ALONE = "only one title is marked as a survey"
_NUMBERS_APART = "the numbers in the titles differ"
_DIGITS = re.compile(r"\d+")
_JOINED_A = re.compile(r"(?<![\w-])[Aa](?=-\w|[*∗])")
_PART = re.compile(rf"\b(?:{'|'.join(sorted(rules.PART_WORDS))}|version)\b")


@lru_cache(maxsize=TITLES)
def vetoes(listed: str, printed: str) -> tuple[str, ...]:
    """Other numbers, or a mark such as `survey` on one side only."""
    left, right = _marking(listed), _marking(printed)
    apart = (_NUMBERS_APART,) if _numbers(left) != _numbers(right) else ()
    ours, theirs = frozenset(left), frozenset(right)
    return (*apart, *(_one_sided(what) for what, marks in rules.ONE_SIDED_MARKS if _differ(marks, ours, theirs)))


@lru_cache(maxsize=TITLES)
def stop_word_vetoes(listed: str, printed: str) -> tuple[str, ...]:
    """For titles whose wording is the same, or all but: one says `not` or `without` and the other does not, one has an
    `A` that is no article (`A-Optimal Designs`, `A* Search`), or the same words stand in another order (`from … to …`,
    `to … from …`)."""
    ours, theirs = fold(listed).split(), fold(printed).split()
    found = ["only one title denies what the other says"] if _denials(ours) != _denials(theirs) else []
    if ours.count("a") != theirs.count("a") and _joined(listed) != _joined(printed):
        found.append("only one title has an A that is joined to a word")
    if ours != theirs and sorted(ours) == sorted(theirs):
        found.append("the words of the titles stand in another order")
    return tuple(found)


def _joined(title: str) -> int:
    return len(_JOINED_A.findall(title))


def _denials(words: list[str]) -> int:
    return sum(word in rules.DENYING_WORDS for word in words)


def sign_vetoes(listed: str, printed: str) -> tuple[str, ...]:
    """For titles that fold to the same: other signs such as `=` and `≠`. Where one has none, it lost them."""
    ours, theirs = relation_signs(listed), relation_signs(printed)
    return ("the signs in the titles differ",) if ours and theirs and ours != theirs else ()


def number_vetoes(listed: str, printed: str) -> tuple[str, ...]:
    """Other numbers alone, for titles a slip of the pen apart: a mark on one side only is a mistyped mark there."""
    return (_NUMBERS_APART,) if _numbers(fold(listed).split()) != _numbers(fold(printed).split()) else ()


@lru_cache(maxsize=TITLES)
def dropped_vetoes(short: str, part: str, dropped: str) -> tuple[str, ...]:
    """The same for a listed title that is one part of the printed one: what was dropped has a say only if it marks
    another kind or part of the work. A number or a `rethinking` in a subtitle that was dropped does not."""
    left = _marking(dropped)
    found = list(vetoes(short, part))
    if _PART.search(fold(dropped)):
        found.append("only one title is marked as a part or version")
    words = fold(short).split()
    for what, marks in rules.ONE_SIDED_MARKS:
        if marks.isdisjoint(left) or not marks.isdisjoint(words):
            continue
        telling = [word for word in content_words(dropped) if word not in rules.SURVEY_ATTRIBUTES and word not in marks]
        topic = len(content_words(short)) < rules.SURVEYED_WORDS or len(_rare(short)) < rules.SURVEYED_RARE_WORDS
        alone = topic and len(telling) < rules.OWN_SUBTITLE_WORDS
        if what in rules.ALWAYS_ANOTHER or (what == "survey" and alone):
            found.append(_one_sided(what))
    return tuple(dict.fromkeys(found))


def _rare(title: str) -> list[str]:
    return [word for word in content_words(title) if word not in rules.COMMON_WORDS and word not in _ACRONYMS]


_ACRONYMS = frozenset(form for term in rules.ACRONYMS if " " not in term for form in (term, f"{term}s"))


def _marking(title: str) -> list[str]:
    """The folded words, without those that mark something only at the beginning and stand elsewhere."""
    words = fold(title).split()
    if words[:2] == ["book", "review"]:
        return [rules.BOOK_REVIEW, *words[2:]]
    opening = 2 if words[:1] and words[0] in rules.REPLIERS else 1
    return words[:opening] + [word for word in words[opening:] if word not in rules.REPLY_OPENINGS]


def _one_sided(what: str) -> str:
    return f"only one title is marked as a {what}"


def _differ(marks: frozenset[str], ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return marks.isdisjoint(ours) != marks.isdisjoint(theirs)


def _numbers(words: list[str]) -> list[str]:
    """All digits by runs (`fp8` has an 8), and part numbers in Roman numerals; sorted."""
    numerals = [rules.ROMAN_NUMERALS[word] for word in words if word in rules.ROMAN_NUMERALS]
    firsts = ["1" for place, word in enumerate(words) if word == "i" and _numbers_a_part(words, place)]
    return sorted(_DIGITS.findall(" ".join(words)) + numerals + firsts)


def _numbers_a_part(words: list[str], place: int) -> bool:
    return place > 0 and (place == len(words) - 1 or words[place - 1] in rules.PART_WORDS)
