"""PURE: which words of a candidate's title the listed one lacks, so that they can be shown in colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from pipeline.matching.normalise import key
from pipeline.vocabulary.text import one_line


class Piece(NamedTuple):
    """Words of a title, as printed, and whether the other title has them in that place."""

    text: str
    shared: bool


def contrast(title: str, other: str) -> list[Piece]:
    """The title in pieces that lie between blanks; case, accents and punctuation make no difference."""
    words, others = one_line(title).split(), one_line(other).split()
    edits = Indel.opcodes(_keys(words), _keys(others))
    told = ((words[edit.src_start : edit.src_end], edit.tag == "equal") for edit in edits)
    return [Piece(" ".join(said), shared) for said, shared in told if said]


def _keys(words: Sequence[str]) -> list[str]:
    return [key(word) or word for word in words]
