r"""PURE: what a title with TeX says in plain text, by pylatexenc.

The parser takes half a millisecond for a title. One whose TeX lies in separate, well-formed words (`K\"ahler metrics`)
is therefore read word by word, and the words are remembered: what comes out folds to the same. Any other title goes to
the parser as it is.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.matching.cached import WORDS

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.macrospec import LatexContextDb

_SIGNS = re.compile(r"[\\${}]")
_GROUPING = re.compile(r"[${}]")
_WORD = re.compile(r"(?:\$[^$]*\$|[^\s$])+")
"""A formula between dollars is part of a word, blanks and all."""
_TEX_WORD = re.compile(r"(?<!\S)[^\s\\${}]*+(?:\$[^$]*\$|[\\{}])(?:\$[^$]*\$|[^\s$])*")
"""A word that holds TeX, in a title whose dollars come in pairs."""
_MATH = re.compile(r"\$[^$]*\$")
_UNSAFE = re.compile(r"\$\$|[%&<#~`]|''|[\]}]\s+[\[{]")
"""Display math, comments, entities and markup, quotation marks, and an argument that stands apart from its command."""
GREEK = (
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega"
    "|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega"
)
"""Greek letters whose commands fold to their names."""
_COMMAND = re.compile(
    r"""\\(?: ["'`^~=.](?:[A-Za-z]|\{[A-Za-z]\}) | [cvuHk]\{[A-Za-z]\}
    | (?:math(?:cal|bb|rm|bf|frak|sf|scr|it)|text(?:it|bf|sc|rm|tt|sf)|text|emph)(?=\{)
    | (?:"""
    + GREEK
    + r"""|ell|infty|pm|times|to|rightarrow|sim|cdot|otimes|oplus
       |leq|geq|ss|o|O|l|L|ae|AE|oe|OE|aa|AA)(?![^\W\d_]|\s*$) )""",
    re.VERBOSE,
)
"""Commands of which it is known that they reach no further than the word: a title with any other goes to the parser."""
_ENDS_IN_COMMAND = re.compile(r"\\[^\W\d_]+$")
"""A command that swallows the blank after it."""


def has_tex(text: str) -> bool:
    return _SIGNS.search(text) is not None


def plain_of_tex(title: str) -> str:
    """The title without TeX; as it is where the parser fails on it."""
    read = _read_in_words(title)
    return _parsed(title) if read is None else read


def lies_in_words(title: str) -> bool:
    """Whether the words of the title can be read one by one: nothing of its TeX reaches from one into another."""
    return _read_in_words(title) is not None


def without_tex(title: str) -> str:
    """The title without its words that hold TeX, where these stand apart from the others; else as it is."""
    if not has_tex(title) or not lies_in_words(title):
        return title
    return " ".join(word for word in _WORD.findall(title) if not has_tex(word))


def _read_in_words(title: str) -> str | None:
    """What the title says, read word by word, or None where it cannot be."""
    if title.count("$") % 2 or _UNSAFE.search(title):
        return None
    read = {word: _word_read(word) for word in _TEX_WORD.findall(title)}
    if None in read.values():
        return None
    return _TEX_WORD.sub(lambda found: read[found[0]] or "", title)


@lru_cache(maxsize=WORDS)
def _word_read(word: str) -> str | None:
    """What a word says, or None where its TeX reaches beyond it, or swallows what follows. Without commands and
    blanks, dollars and braces only group, and what stands between them stays."""
    outside = _MATH.sub("", word)
    if not _balanced(outside) or not all(map(_balanced, _MATH.findall(word))):
        return None
    if "\\" not in word and len(word.split()) == 1:
        return _GROUPING.sub("", word)
    swallows = _ENDS_IN_COMMAND.search(outside) or "\\" in _COMMAND.sub("", word)
    return None if swallows else _parsed(word)


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


def _parsed(text: str) -> str:
    from pylatexenc.latexwalker import LatexWalker  # noqa: PLC0415  few titles hold TeX, and its tables load slowly

    reader, context = _parser()
    try:
        plain: str = reader.nodelist_to_text(LatexWalker(text, latex_context=context).get_latex_nodes()[0])
    except Exception:  # noqa: BLE001  the parser fails as it likes: on a bare \\verb or \\textcolor, on a thousand braces
        return text
    return plain


@cache
def _parser() -> tuple[LatexNodes2Text, LatexContextDb]:
    """Reader and table of commands: half of the time would go into making them anew for each title."""
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415  as above
    from pylatexenc.latexwalker import get_default_latex_context_db  # noqa: PLC0415  as above

    return LatexNodes2Text(math_mode="text", keep_comments=True), get_default_latex_context_db()
