"""Outside text, escaped so that TeX prints it as what it is, and BibTeX's own counting of braces is never upset.

What TeX gives a meaning becomes a command; letters with accents, dashes, quotes and Greek become commands that every
TeX knows; what has none (most scripts, emoji) stays Unicode.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.vocabulary.text import one_line

if TYPE_CHECKING:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

_SPECIAL = {character: f"\\{character}" for character in "#$%&_"} | {
    "{": "{\\textbraceleft}",  # BibTeX counts `\{` as a brace that opens
    "}": "{\\textbraceright}",
    "\\": "{\\textbackslash}",
    "~": "{\\textasciitilde}",
    "^": "{\\textasciicircum}",
    '"': '"',
    "“": "{``}",
    "”": "{''}",
    "’": "'",
    "–": "{--}",
    "—": "{---}",
    "…": "{\\ldots}",
}
_LIGATURES = {r"(?<=-)-": "{-}", r"(?<=[`?!])`": "{`}", r"(?<=['’])['’]": "{'}", r"(?<=,),": "{,}"}
"""The second character of each pair that TeX prints as one."""

_NOT_PLAIN = re.compile(rf"[^ -~]|[{re.escape(''.join(_SPECIAL))}<>|]|{'|'.join(_LIGATURES)}")


def escape_tex(text: str) -> str:
    """The text on one line as TeX, its braces balanced; read by TeX, it is `one_line(text)` again."""
    line = one_line(text)
    if not _NOT_PLAIN.search(line):  # as most titles and names are
        return line
    encoded: str = _encoder().unicode_to_latex(line)
    return encoded


@lru_cache(maxsize=1)
def _encoder() -> UnicodeToLatexEncoder:
    from pylatexenc.latexencode import (  # noqa: PLC0415  its tables load slowly
        RULE_DICT,
        RULE_REGEX,
        UnicodeToLatexConversionRule,
        UnicodeToLatexEncoder,
    )

    own = {ord(character): command for character, command in _SPECIAL.items()}
    ligatures = [(re.compile(pair), second) for pair, second in _LIGATURES.items()]
    return UnicodeToLatexEncoder(
        conversion_rules=[
            UnicodeToLatexConversionRule(RULE_REGEX, ligatures, replacement_latex_protection="none"),
            UnicodeToLatexConversionRule(RULE_DICT, own, replacement_latex_protection="none"),
            "defaults",
        ],
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
