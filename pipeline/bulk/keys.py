"""PURE: the keys under which a title is looked up in bulk, as `matching.normalise` has them, and nothing of its own.

Equal here means equal there: `whole` is `key(title)`, `main` and `tail` are the keys of what stands before and after
the first mark that divides a title there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.matching.normalise import DIVIDER, key, one_blank_apart
from pipeline.matching.tex import has_tex, lies_in_words

_MARKUP = re.compile(r"[%&<#~]")
"""Signs of entities, markup and TeX that may reach over the mark that divides a title."""


class Keys(NamedTuple):
    """`main` and `tail` are empty where no colon or dash divides the title, or nothing to name follows it."""

    whole: str
    main: str
    tail: str


def keys_of(title: str) -> Keys:
    """The keys of one title, whatever it holds; all empty for a title without a letter or digit."""
    main, tail = divided(title)
    if not tail or not key(tail):
        return Keys(key(title), "", "")
    keys = key(main), key(tail)
    return Keys("".join(keys) if _apart(main) and _apart(tail) else key(title), *keys)


def divided(title: str) -> tuple[str, str]:
    """What stands before and after the first colon or dash; the second is empty without one."""
    pieces = DIVIDER.split(one_blank_apart(title), maxsplit=1)
    return pieces[0], pieces[1] if len(pieces) > 1 else ""


def _apart(piece: str) -> bool:
    """Whether a piece of a title is folded as it would be inside the title."""
    return not _MARKUP.search(piece) and (not has_tex(piece) or lies_in_words(piece))
