"""PURE: how a person's name comes apart, for comparing as for printing: sources send no family name on its own.

A guess by the usual forms, `First Last`, `Last, First` and `Last F.`, each with or without a suffix.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SUFFIX = re.compile(r"(?:[JjSs]r|JR|II|III|iii|IV)\.?")
"""Not in any case: `Ii` and `Iv` are family names, and `SR` are initials."""
_TIED = re.compile(r"-(?=[JS]r\.?$)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]?|[^\W\d_EIOU]")
"""As `J.`, `J.-P.`, `J.P` and `J`; without a full stop `E`, `I`, `O` and `U` are family names: Weinan E, Tomohiro I."""


class Parts(NamedTuple):
    """`family` has the small words before it (`van der`); it is all of a name of one word, and of what commas part into
    more than a name has."""

    family: str
    given: str = ""
    suffix: str = ""


def parts_of(name: str) -> Parts:
    """The parts of one person's name, without the marks of footnotes."""
    first, *more = (part.strip() for part in name.split(","))
    suffix = next((part for part in more if _SUFFIX.fullmatch(part)), "")
    if suffix:
        more.remove(suffix)
    if len(more) > 1:
        return Parts(name)
    words = [word for word in _TIED.sub(" ", first).split() if any(map(str.isalnum, word))]
    if len(words) > 1 and not suffix and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    start, end = (0, len(words)) if more else _family(words)
    given = more or words[:start] or words[end:]
    return Parts(" ".join(words[start:end]), " ".join(given), suffix)


def _family(words: list[str]) -> tuple[int, int]:
    """Where the family name begins and ends: before the initials that close a name which opens with none, else the
    last word, and the small ones before it."""
    end = len(words)
    while end > 1 and _is_initials(words[end - 1]):
        end -= 1
    if end < len(words) and not _is_initials(words[0]):
        return 0, end
    start = max(len(words) - 1, 0)
    while start > 1 and is_small(words[start - 1]):
        start -= 1
    return start, len(words)


def _is_initials(word: str) -> bool:
    return word.isupper() and _INITIALS.fullmatch(word) is not None


def is_small(word: str) -> bool:
    """Whether it is a word as `van` and `der`, which belongs to the family name behind it."""
    return word[:1].islower()
