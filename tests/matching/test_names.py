"""Whose family name is whose: what two lists of authors are compared by."""

from __future__ import annotations

import pytest

from pipeline.emit.names import split_name
from pipeline.matching.decide import decide
from pipeline.matching.normalise import fold, surname
from tests.matching.samples import entry, offers_for, record


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("John Smith", "smith"),
        ("Smith, John", "smith"),
        ("J. Smith", "smith"),
        ("Smith J.", "smith"),
        ("Smith J.-P. K.", "smith"),
        ("Smith JP", "jp"),
        ("Garcia Lopez J.", "lopez"),
        ("John Smith III", "smith"),
        ("John Smith, Jr.", "smith"),
        ("Smith Jr., John", "smith"),
        ("Smith, John, Jr.", "smith"),
        ("Smith J. Sr", "smith"),
        ("Hal Smith IV.", "smith"),
        ("Jose Smith-Jr", "smith"),
        ("Yasuhiro Ii", "ii"),
        ("Nikitha SR", "sr"),
        ("Weinan E", "e"),
        ("Siddharth N", "siddharth"),
        ("J.P. Smith", "smith"),
        ("Smith J.P", "smith"),
        ("Ludwig van der Åse", "ase"),
        ("J. P.", "p"),
        ("Plato", "plato"),
        ("Ada Quill *", "quill"),
        (r"Paul Erd\H os", "erdos"),
        ("Smith, J., Doe, K.", "smith"),
        ("李 雷", "雷"),
        (" , ", ""),
        ("", ""),
    ],
)
def test_the_surname_is_the_last_word_of_the_family_name(name: str, family: str) -> None:
    assert surname(name) == family
    assert not family or "," in name or fold(split_name(name).family).split()[-1] == family


def test_a_common_suffix_or_initial_is_no_common_author() -> None:
    for ours, theirs in (("John Smith III", "Alan Turing III"), ("Smith J.", "Turing J.")):
        at = entry("Gemini", authors=(ours,))
        assert decide(at, offers_for(at, record("Gemini", theirs))).accepted == ()
