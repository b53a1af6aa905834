from __future__ import annotations

import pytest

from pipeline.vocabulary.venues import venue_and_year, without_year


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


def test_a_hundred_thousand_blanks_in_a_venue_take_no_time() -> None:
    blanks = " " * 100_000
    assert without_year(f"Operating{blanks}Systems{blanks}'22") == "Operating Systems"
