r"""PURE: the keys under which a title is looked up in bulk, as `matching.normalise` has them, and nothing of its own.

Equal here means equal there: `whole` is `key(title)`, `main` and `tail` are the keys of what stands before and after
the first mark that divides a title there. What differs is the way, because a TeX parser at half a millisecond a title
is too slow for millions of them: a title whose TeX lies in separate, well-formed words is folded word by word, and the
words are remembered. Any other title goes to `key` as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.matching import normalise
from pipeline.matching.normalise import key

DIVIDER = normalise._SUBTITLE  # noqa: SLF001  the very pattern, so that there is one

_TEX = re.compile(r"[\\${}]")
_WORD = re.compile(r"(?:\$[^$]*\$|[^\s$])+")
_MATH = re.compile(r"\$[^$]*\$")
_UNSAFE = re.compile(r"\$\$|[%&<#~]|[\]}]\s+[\[{]")
"""Display math, comments, entities and markup, and an argument that stands apart from its command."""
_COMMAND = re.compile(
    r"""\\(?: ["'`^~=.](?:[A-Za-z]|\{[A-Za-z]\}) | [cvuHk]\{[A-Za-z]\}
    | (?:math(?:cal|bb|rm|bf|frak|sf|scr|it)|text(?:it|bf|sc|rm|tt|sf)|text|emph)(?=\{)
    | (?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega
       |Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega|ell|infty|pm|times|to|rightarrow|sim|cdot|otimes|oplus
       |leq|geq|ss|o|O|l|L|ae|AE|oe|OE|aa|AA)(?![A-Za-z]|\s*$) )""",
    re.VERBOSE,
)
"""Commands of which it is known that they reach no further than the word: a title with any other goes to the parser."""


class Keys(NamedTuple):
    """`main` and `tail` are empty where no colon or dash divides the title, or nothing to name follows it."""

    whole: str
    main: str
    tail: str


def keys_of(title: str) -> Keys:
    """The keys of one title, whatever it holds; all empty for a title without a letter or digit."""
    main, tail = divided(title)
    keys = whole_key(main), whole_key(tail)
    if not keys[1]:
        return Keys(whole_key(title), "", "")
    whole = "".join(keys) if _apart(main) and _apart(tail) else whole_key(title)
    return Keys(whole, *keys)


def divided(title: str) -> tuple[str, str]:
    """What stands before and after the first colon or dash; the second is empty without one."""
    pieces = DIVIDER.split(title.strip(), maxsplit=1)
    return pieces[0], pieces[1] if len(pieces) > 1 else ""


def whole_key(title: str) -> str:
    """Equal to `normalise.key(title)`."""
    if not _TEX.search(title) or not _splits(title):
        return key(title)
    return "".join(_word_key(word) if _TEX.search(word) else key(word) for word in _stretches(title))


def without_tex(title: str) -> str:
    """The title without its words that hold TeX, where these stand apart from the others; else as it is."""
    if not _TEX.search(title) or not _splits(title):
        return title
    return " ".join(word for word in _WORD.findall(title) if not _TEX.search(word))


def _apart(piece: str) -> bool:
    """Whether a piece of a title is folded as it would be inside the title."""
    return not _UNSAFE.search(piece) and (not _TEX.search(piece) or _splits(piece))


def _splits(title: str) -> bool:
    """Whether the words of the title can be folded one by one: nothing of its TeX reaches from one into another."""
    if title.count("$") % 2 or _UNSAFE.search(title) or "\\" in _COMMAND.sub("", title):
        return False
    return all(_balanced(math) for math in _MATH.findall(title)) and all(
        _balanced(_MATH.sub("", word)) for word in _WORD.findall(title) if _TEX.search(word)
    )


def _balanced(text: str) -> bool:
    depth = 0
    for brace in text:
        if brace == "{":
            depth += 1
        elif brace == "}":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def _stretches(title: str) -> list[str]:
    """The title cut before and after each word that holds TeX."""
    pieces: list[str] = []
    done = 0
    for word in _WORD.finditer(title):
        if _TEX.search(word[0]):
            pieces += (title[done : word.start()], word[0])
            done = word.end()
    return [*pieces, title[done:]]


@lru_cache(maxsize=65536)
def _word_key(word: str) -> str:
    """Without commands, dollars and braces only group, and the letters between them stay."""
    return key(word) if "\\" in word else key(_TEX.sub(" ", word))
