from __future__ import annotations

import pytest

from pipeline.emit.phrases import best_url, counted, shorten_names, source_name, venue_and_year
from pipeline.models import Link, Links


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("", ""),
        ("A", "A"),
        ("ABCD", "A, B, C, D"),
        ("ABCDE", "A, B, C and 2 more"),
        ("ABCDEFGHIJKL", "A, B, C and 9 more"),
    ],
)
def test_names_are_shortened_past_a_few(names: str, expected: str) -> None:
    assert shorten_names(list(names)) == expected


@pytest.mark.parametrize(
    ("venue", "year", "expected"),
    [
        ("SOSP", 2023, "SOSP 2023"),
        ("SOSP", None, "SOSP"),
        (None, 2023, "2023"),
        (None, None, ""),
        ("2023 IEEE Symposium", 2023, "2023 IEEE Symposium"),
    ],
)
def test_venue_and_year(venue: str | None, year: int | None, expected: str) -> None:
    assert venue_and_year(venue, year) == expected


def test_a_title_leads_to_the_publisher_first_and_to_nothing_unsafe() -> None:
    known = Links(landing="https://p.example", arxiv="https://arxiv.org/abs/1", pdf="https://p.example/x.pdf")
    listed = [Link(label="link", url="javascript:x"), Link(label="link", url="https://l.example")]

    assert best_url(known, listed) == "https://p.example"
    assert best_url(Links(landing="javascript:x", pdf="https://p.example/x.pdf"), listed) == "https://p.example/x.pdf"
    assert best_url(Links(), listed) == "https://l.example"
    assert best_url(Links()) is None


def test_a_source_without_a_name_on_file_keeps_its_own() -> None:
    assert [source_name(name) for name in ("arxiv", "semantic_scholar", "dblp")] == [
        "arXiv",
        "Semantic Scholar",
        "dblp",
    ]


def test_one_is_not_many() -> None:
    assert [counted(n, "paper", "papers") for n in (0, 1, 2000)] == ["0 papers", "1 paper", "2,000 papers"]
