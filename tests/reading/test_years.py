"""Years: an entry with a venue alone has the year of its heading, where headings tell when papers appeared."""

from __future__ import annotations

import pytest

from pipeline.read import read

FARMS, REEFS = "Kelp Farms for Growing Caches", "Reefs That Schedule Tides"


def years_of(markdown: str) -> list[int | None]:
    return [entry.year for entry in read(f"# Shore\n\n{markdown}").entries]


@pytest.mark.parametrize("venue", [", NeurIPS", " (ICML)", " (CVPR)"])
@pytest.mark.parametrize("heading", ["## 2021", "## 2021\n\n### Tides"])
def test_a_venue_without_a_year_takes_that_of_the_heading(heading: str, venue: str) -> None:
    assert years_of(f"{heading}\n\n- {FARMS}{venue} [[pdf]](https://arxiv.org/abs/2101.00001)\n") == [2021]


def test_a_venue_with_its_year_as_a_heading_tells_it_for_that_venue_alone() -> None:
    assert years_of(f"## CVPR 2021\n\n- {FARMS} (CVPR)\n- {REEFS} (ICML)\n") == [2021, None]


def test_the_year_that_an_entry_names_counts() -> None:
    assert years_of(f"## 2021\n\n- {FARMS} (ICML 2020)\n") == [2020]


def test_an_entry_without_a_venue_takes_no_year() -> None:
    assert years_of(f"## 2021\n\n- [{FARMS}](https://arxiv.org/abs/2101.00001)\n") == [None]


@pytest.mark.parametrize(
    "heading",
    ["2021 and before", "Tides of 2021", "2020-2021", "ICML Tutorials 2021", "Papers I read\n\n### 2021", "Week 3"],
)
def test_a_heading_that_says_anything_else_tells_no_year(heading: str) -> None:
    assert years_of(f"## {heading}\n\n- {FARMS} (ICML)\n") == [None]


@pytest.mark.parametrize("other", ["2021-05", "Updates of 2022", "Week 7"])
def test_in_a_list_by_weeks_or_updates_no_heading_tells_a_year(other: str) -> None:
    assert years_of(f"## 2021\n\n- {FARMS} (ICML)\n\n## {other}\n\n- {REEFS} (OSDI 2020)\n") == [None, 2020]


def test_headings_that_the_entries_contradict_tell_no_year() -> None:
    assert years_of(f"## 2021\n\n- {FARMS} (ICML)\n- {REEFS} (OSDI 2014)\n") == [None, 2014]
