"""Text as TeX: what a decoder of TeX reads is what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.emit.tex import escape_tex
from tests.emit.bibliography import read_tex


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("Efficient Memory Management", "Efficient Memory Management"),
        ("100% of R&D: #1, a_b, $5", r"100\% of R\&D: \#1, a\_b, \$5"),
        ("a{b}c \\ ~ ^", r"a{\textbraceleft}b{\textbraceright}c {\textbackslash} {\textasciitilde} {\textasciicircum}"),
        ("Déniz Altınbüken", r"D{\'e}niz Alt{\i}nb{\"u}ken"),
        ("“q” it’s – —", "{``}q{''} it's {--} {---}"),
        ("-- ?` ''", "-{-} ?{`} '{'}"),
        ("乾杯 🚀", "乾杯 🚀"),
        ("two\nlines\x00\u202e", "two lines"),
    ],
)
def test_what_tex_would_take_for_a_command_is_escaped(text: str, tex: str) -> None:
    assert escape_tex(text) == tex


@given(st.text("aZ1 {}\\%$&#_~^\"-`'?!,<>|éłß–”乾", max_size=40))
def test_braces_are_balanced_and_a_decoder_reads_the_text(text: str) -> None:
    tex = escape_tex(text)
    depth = 0
    for character in tex:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    assert read_tex(tex) == " ".join(text.split())
