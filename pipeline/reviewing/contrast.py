"""PURE: which words of a candidate's title the listed one lacks, so that they can be shown in colour."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from pipeline.matching.normalise import key
from pipeline.vocabulary.text import one_line


class Piece(NamedTuple):
    """Words of a title, as printed, and whether the other title has them in that place."""

    text: str
    shared: bool


def contrast(title: str, other: str) -> list[Piece]:
    """The title in pieces that lie between blanks; case, accents and punctuation make no difference."""
    words, others = one_line(title).split(), one_line(other).split()
    matcher = SequenceMatcher(None, _keys(words), _keys(others), autojunk=False)
    pieces: list[Piece] = []
    for kind, start, end, _, _ in matcher.get_opcodes():
        if start < end:
            pieces.append(Piece(" ".join(words[start:end]), kind == "equal"))
    return pieces


def _keys(words: Sequence[str]) -> list[str]:
    return [key(word) or word for word in words]
