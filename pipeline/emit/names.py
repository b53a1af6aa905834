"""How a printed name comes apart: bibliographies sort by the family name, and sources send none on its own.

A guess by the usual form of names, as BibTeX's own is: the last word is the family name, small words before it belong
to it (`van der`), and what is no person's name stays whole, as does a name in a script that puts the family first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.emit.text import one_line

_SUFFIX = re.compile(r"^(?:Jr|Sr)\.?$|^(?:II|III|IV)$", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"\b(?:and|others|collaboration|consortium|group|team|project|laboratory|university|institute|inc)\b|[&/0-9]",
    re.IGNORECASE,
)
_FAMILY_FIRST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Kana, Chinese characters and Hangul: names that are written in them begin with the family's."""


class Name(NamedTuple):
    """The parts of one name. `given` is empty where the name is of one word, or stays whole in `family`."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""


@lru_cache(maxsize=65536)  # several bibliographies ask for the same names
def split_name(printed: str) -> Name:
    """The parts of a name printed as `First Last` or `Last, First`; of a group's name, all of it as `family`."""
    whole = one_line(printed)
    if _NO_PERSON.search(whole) or ("," not in whole and _FAMILY_FIRST.search(whole)):
        return Name(whole)
    family, given, suffix = _sides(whole)
    words = family.split()
    small = next((place for place, word in enumerate(words) if not _is_small(word)), len(words))
    if not words or small == len(words):
        return Name(whole)
    return Name(" ".join(words[small:]), given, " ".join(words[:small]), suffix)


def _sides(whole: str) -> tuple[str, str, str]:
    """Family name with its small words, given names, suffix."""
    first, *more = (part.strip() for part in whole.split(","))
    if len(more) == 1 and not _SUFFIX.match(more[0]):
        return first, more[0], ""
    words = first.split()
    suffix = more[0] if more else words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    start = len(words) - 1
    while start > 1 and _is_small(words[start - 1]):
        start -= 1
    return (whole, "", "") if len(more) > 1 else (" ".join(words[start:]), " ".join(words[:start]), suffix)


def _is_small(word: str) -> bool:
    return word[:1].islower()
