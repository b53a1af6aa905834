"""How a printed name comes apart for bibliographies, which sort by the family name.

As `matching.names` has it, but that small words (`van der`) stand by themselves, and that what is no person's name
stays whole, as does a name in a script that puts the family first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.matching.names import is_small, parts_of
from pipeline.vocabulary.text import one_line

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
    family, given, suffix = parts_of(whole)
    words = family.split()
    small = next((place for place, word in enumerate(words) if not is_small(word)), len(words))
    if not words or small == len(words):
        return Name(whole)
    return Name(" ".join(words[small:]), given, " ".join(words[:small]), suffix)
