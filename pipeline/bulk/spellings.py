"""PURE: other spellings of a title, its acronyms written out or the other way round, as `matching.rules` has them.

Candidates are found by equal keys, and `LLMs` and `Large Language Models` have none in common. The decision reads both
alike; here a title only gets further keys to be looked up by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from pipeline.matching.normalise import content_words
from pipeline.matching.rules import ACRONYMS, COMMON_WORDS

MOST_SPELLINGS = 7
"""Of one title: enough for a term in four forms beside one in two, and more than most titles hold."""

_OPENING_WORDS = 2


def _forms() -> dict[str, tuple[str, ...]]:
    """Each term, and what else stands for the same. `lm` alone means what `llm` does."""
    alike: dict[str, list[str]] = {}
    for term, short in ACRONYMS.items():
        alike.setdefault(short, [short]).append(term)
    return {
        term: tuple(other for other in dict.fromkeys(terms) if other != term)
        for terms in alike.values()
        for term in terms
    }


_FORMS = _forms()
_TERM = re.compile(
    r"(?<![^\W_])("
    + "|".join(re.escape(term).replace(r"\ ", r"[\s-]+") for term in sorted(_FORMS, key=len, reverse=True))
    + r")(s?)(?![^\W_])",
    re.IGNORECASE,
)
_BLANK = re.compile(r"[\s-]+")


def spellings(title: str) -> list[str]:
    """At most `MOST_SPELLINGS`, the title as it stands not among them; every occurrence of a term put the same way."""
    terms = dict.fromkeys(_term(match) for match in _TERM.finditer(title))
    choices = [(term, *_FORMS[term]) for term in terms]
    return list(islice(_spelt(title, list(terms), choices), MOST_SPELLINGS))


def _spelt(title: str, terms: list[str], choices: list[tuple[str, ...]]) -> Iterator[str]:
    for chosen in islice(product(*choices), 1, None):
        forms = dict(zip(terms, chosen, strict=True))
        yield _TERM.sub(lambda match: forms[_term(match)].removesuffix(match[2]) + match[2], title)  # noqa: B023  called at once


def _term(match: re.Match[str]) -> str:
    return _BLANK.sub(" ", match[1].lower())


def may_open_another(title: str) -> bool:
    """Whether so short a title says enough for papers to be looked up whose titles begin with it: two words, one of
    them rare. `Deep Learning` opens thousands."""
    words = content_words(title)
    return len(words) >= _OPENING_WORDS and not COMMON_WORDS.issuperset(words)
