from __future__ import annotations

import pytest

from pipeline.emit.phrases import best_url, counted, marks, shorten_names, source_name, venue_and_year
from pipeline.models import Link, Links
from tests.emit.samples import LIGHTSEQ


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


@pytest.mark.parametrize(
    ("venue", "year", "expected"),
    [
        ("SOSP", 2023, "SOSP 2023"),
        ("SOSP", None, "SOSP"),
        (None, 2023, "2023"),
        (None, None, ""),
        ("2023 IEEE Symposium", 2023, "2023 IEEE Symposium"),
        ("Neural Information Processing Systems", 2019, "NeurIPS 2019"),
        ("Neural Information Processing Systems 2019", 2019, "NeurIPS 2019"),
        ("USENIX Symposium on Operating Systems Design and Implementation", 2022, "OSDI 2022"),
        ("Conference on Machine Learning and Systems", None, "MLSys"),
        (
            "International Conference on Machine Learning and Applications",
            2020,
            "International Conference on Machine Learning and Applications 2020",
        ),
        (
            "Workshop at Neural Information Processing Systems",
            2019,
            "Workshop at Neural Information Processing Systems 2019",
        ),
    ],
)
def test_a_venue_is_told_by_its_short_name_and_a_year_once(venue: str | None, year: int | None, expected: str) -> None:
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


@pytest.mark.parametrize(
    ("stale", "expected"),
    [
        ((), ()),
        (("citations", "ids.corpus_id", "links.landing", "venue"), ("May be out of date: citations, venue.",)),
        (("ids.corpus_id", "links.pdf"), ("May be out of date: S2 corpus id, PDF link.",)),
    ],
)
def test_what_may_be_out_of_date_is_told_in_words(stale: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert tuple(marks(LIGHTSEQ.model_copy(update={"stale": stale}))) == expected
