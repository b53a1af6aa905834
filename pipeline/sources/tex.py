r"""PURE: the TeX that arXiv's index turns into letters: accents (`\"o`), letters with names (`\o`, `\ss`) and Greek.

Every other command stays as it is, as it does there. Not a TeX parser, so there is nothing in a title that it could
stumble over.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = dict(
    zip("`'^~\"=.cvuHrk", "\u0300\u0301\u0302\u0303\u0308\u0304\u0307\u0327\u030c\u0306\u030b\u030a\u0328", strict=True)
)
_ACCENT = re.compile(r"""\{?\\([`'^~"=.]|[cvuHrk](?=[{\s]))[{\s]?\\?([A-Za-z])\}{0,2}""")
_LETTERS = dict(zip("ss o O l L aa AA ae AE oe OE".split(), "ßøØłŁåÅæÆœŒ", strict=True))
_LETTER = re.compile(rf"\{{?\\({'|'.join(_LETTERS)})(?![A-Za-z])(?:\{{\}}|\s)?\}}?")
_GREEK = re.compile(
    r"\\(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi"
    r"|omega)(?![A-Za-z])",
    re.IGNORECASE,
)


def letters_of_tex(text: str) -> str:
    """The text with those commands replaced by the letters that they stand for, in NFC."""
    if "\\" in text:
        text = _ACCENT.sub(lambda found: found[2] + _MARKS[found[1]], text)
        text = _LETTER.sub(lambda found: _LETTERS[found[1]], text)
        text = _GREEK.sub(_greek, text)
    return unicodedata.normalize("NFC", text)


def _greek(found: re.Match[str]) -> str:
    size = "CAPITAL" if found[1][0].isupper() else "SMALL"
    name = found[1].upper().replace("LAMBDA", "LAMDA")  # as Unicode spells it
    return unicodedata.lookup(f"GREEK {size} LETTER {name}")
