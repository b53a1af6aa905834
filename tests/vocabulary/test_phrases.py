from __future__ import annotations

import pytest

from pipeline.vocabulary.phrases import counted, shorten_names, source_name


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("", ""),
        ("A", "A"),
        ("ABCD", "A, B, C, D"),
        ("ABCDE", "A, B, C and 2 more"),
        ("ABCDEFGHIJKL", "A, B, C and 9 more"),
        ("ABC" * 1000, "A, B, C and 2,997 more"),
    ],
)
def test_names_are_shortened_past_a_few(names: str, expected: str) -> None:
    assert shorten_names(list(names)) == expected


def test_a_source_without_a_name_on_file_keeps_its_own() -> None:
    assert [source_name(name) for name in ("arxiv", "semantic_scholar", "dblp")] == [
        "arXiv",
        "Semantic Scholar",
        "dblp",
    ]


def test_one_is_not_many() -> None:
    assert [counted(n, "paper", "papers") for n in (0, 1, 2000)] == ["0 papers", "1 paper", "2,000 papers"]
