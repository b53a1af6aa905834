"""Titles reach the services whole, and no title breaks a query."""

from __future__ import annotations

import pytest

from pipeline.sources.phrases import LONGEST, LONGEST_TITLE, arxiv_clause, bulk_phrase, encoded_size, is_short, whole
from pipeline.sources.tex import letters_of_tex


@pytest.mark.parametrize(
    ("title", "clause", "phrase"),
    [
        ("R&D in C++", 'ti:"R&D in C++"', '"R&D in C"'),
        ("What's GPT-4.5, #1?", 'ti:"What\'s GPT-4.5, #1?"', '"What\'s GPT 4.5, #1?"'),
        ('Say "hi" to \\ it', 'ti:"Say hi to it"', '"Say hi to it"'),
        ("A\n  title\tover two\x00lines", 'ti:"A title over two lines"', '"A title over two lines"'),
        ("深度学习 (AND) a OR b", 'ti:"深度学习 (AND) a OR b"', '"深度学习 AND a OR b"'),
        ("Cafe\u0301", 'ti:"Caf\u00e9" OR ti:"Cafe"', '"Caf\u00e9"'),
        ('Schr\\"odinger', 'ti:"Schrödinger" OR ti:"Schr odinger" OR ti:"Schrodinger"', '"Schrödinger"'),
    ],
)
def test_a_title_is_a_phrase(title: str, clause: str, phrase: str) -> None:
    assert arxiv_clause(title) == clause
    assert bulk_phrase(title) == phrase


def test_a_title_that_is_too_long_is_cut_after_a_whole_word() -> None:
    title = "深度学习 " * 1000
    assert set(whole(title).split(" ")) == {"深度学习"}
    assert LONGEST_TITLE - 50 < encoded_size(whole(title)) <= LONGEST_TITLE
    assert encoded_size(arxiv_clause(title + "\\alpha")) <= LONGEST
    assert whole("x" * 9_999) == "x" * LONGEST_TITLE


def test_short_titles_are_told_by_the_words_that_count() -> None:
    assert is_short("On the Theory of Everything")
    assert is_short("Hydro")
    assert not is_short("Efficient Memory Management for Large Language Models")


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ('Schr\\"odinger, Schr{\\"o}dinger, Schr\\"{o}dinger', "Schrödinger, Schrödinger, Schrödinger"),
        ("Erd\\H{o}s and R\\'enyi, Ho\\v rava, Poincar\\'{e}", "Erdős and Rényi, Hořava, Poincaré"),
        ('na\\"{\\i}ve {\\o}re stra\\ss e', "naïve øre straße"),
        ("$\\beta$-VAE, $\\Lambda$CDM", "$β$-VAE, $Λ$CDM"),
        ("\\verb", "\\verb"),
        ("\\frac{1}{2} \\cite{v} \\alphabet \\", "\\frac{1}{2} \\cite{v} \\alphabet \\"),
        ("{" * 5000 + "\\", "{" * 5000 + "\\"),
    ],
)
def test_only_accents_and_greek_become_letters(tex: str, text: str) -> None:
    assert letters_of_tex(tex) == text
