"""The page's search folds text as `matching.normalise` does: its tables, and the words that only Python can fold.

The script renders `fold_plain`. Markup and TeX are left to Python: where they make a difference, a paper carries the
words that they come to.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.matching.normalise import ACCENTS, APOSTROPHES, SPELT_OUT, fold, fold_plain


def folding_tables() -> dict[str, object]:
    """What the script replaces, as JSON can hold it: accents (a class), apostrophes, and letters that are spelt out."""
    return {
        "accents": ACCENTS.pattern,
        "apostrophes": "".join(map(chr, APOSTROPHES)),
        "spelt": {chr(letter): spelt for letter, spelt in SPELT_OUT.items()},
    }


def words_beyond_script(texts: Iterable[str]) -> str:
    """The folded words of those texts whose markup or TeX the script would read as letters; mostly empty."""
    return " ".join(fold(text) for text in texts if fold_plain(text) != fold(text))
