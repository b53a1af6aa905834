"""Bibliographies read with parsers that know nothing of who wrote them."""

from __future__ import annotations

from typing import NamedTuple

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import NameParts, SeparateCoAuthors, SplitNameParts
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

VERBATIM = {"doi", "eprint", "url"}
"""Fields that BibTeX styles print as they stand; https://ctan.org/pkg/biblatex, section 2.2.1."""

_SYMBOLS = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
"""Commands of LaTeX's kernel that the decoder lacks, or reads as an accent."""

_context = get_default_latex_context_db()
_context.add_context_category(
    "kernel", prepend=True, macros=[MacroTextSpec(name, symbol) for name, symbol in _SYMBOLS.items()]
)
_decoder = LatexNodes2Text(latex_context=_context)


class Reference(NamedTuple):
    """One entry as its reader has it: fields decoded, each author as (first, von, last, jr)."""

    type: str
    key: str
    fields: dict[str, str]
    authors: list[tuple[str, str, str, str]]


def read_tex(tex: str) -> str:
    text: str = _decoder.latex_to_text(tex)
    return text


def read_bibtex(text: str) -> dict[str, Reference]:
    """The entries by key, in their order; fails for any block that does not parse."""
    library = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert not library.failed_blocks
    assert not library.comments
    return {
        entry.key: Reference(
            entry.entry_type,
            entry.key,
            {
                name: field.value if name in VERBATIM else read_tex(field.value)
                for name, field in entry.fields_dict.items()
                if name != "author"
            },
            [_parts(name) for name in (entry["author"] if "author" in entry.fields_dict else ())],
        )
        for entry in library.entries
    }


def _parts(name: NameParts) -> tuple[str, str, str, str]:
    first, von, last, jr = (read_tex(" ".join(words)) for words in (name.first, name.von, name.last, name.jr))
    return first, von, last, jr
