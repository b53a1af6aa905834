"""Which lines of a snapshot a title brings up, and in what order they are offered."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.models import NotFound, TitleQuery
from pipeline.sources import snapshot_scan
from pipeline.sources.snapshot import CANDIDATES, closeness, shortlists
from pipeline.sources.snapshot_scan import Row
from tests.sources.bulk import TITLE, found, paper_line, source, titles, write


@pytest.mark.parametrize(
    ("listed", "on_file"),
    [
        ("tidal scheduling - sharing accelerators between training & serving", TITLE),
        ("Tidal Scheduling", TITLE),
        (TITLE, "Tidal Scheduling"),
        ("Ebb: Sharing Accelerators between Training and Serving", TITLE),
        ("Sharing Accelerators between Training and Serving", TITLE),
        ("Tidal Schedulling: Sharing Accelerators betwen Training and Serving", TITLE),
        ("Tidal Scheduling: Sharing Accelerators between Training, Tuning, Testing and Serving", TITLE),
        ("Schrödinger's Cache", "Schr\\\"{o}dinger's Cache"),
        ("Learning with alpha-Divergence and p-Norms", r"Learning with $\alpha$-divergence and $\mathbf{p}$-norms"),
        ("大规模语言模型推理加速", "大规模语言模型推理加速:综述"),
        ("大规模语言模型的推理加速方法", "大规模语言模型推理加速方法"),
        ("Обучение больших моделей", "ОБУЧЕНИЕ БОЛЬШИХ МОДЕЛЕЙ"),
        ("A Name Longer than Any Window of a Short Title: Tidal Training", "Tidal Training"),
        ("Sia", "SIA"),
        ("Naïve", "Naive"),
    ],
)
def test_a_title_finds_its_other_spellings(tmp_path: Path, listed: str, on_file: str) -> None:
    write(tmp_path / "papers.jsonl", paper_line("Something else altogether"), paper_line(on_file))
    assert titles(tmp_path, listed) == [on_file]


@pytest.mark.parametrize("kept", range(4))
def test_one_window_in_common_is_enough(tmp_path: Path, kept: int) -> None:
    asked = [letter * 16 for letter in "abcd"]
    offered = [letter * 16 for letter in "efgh"]
    offered[kept] = asked[kept]
    write(tmp_path / "papers.jsonl", paper_line("".join(offered)), paper_line("e" * 16 + "f" * 48))
    assert titles(tmp_path, "".join(asked)) == ["".join(offered)]


@pytest.mark.parametrize("offered", ["Tidal Caches", "Gentle Tides"])
def test_of_short_titles_one_end_is_enough(tmp_path: Path, offered: str) -> None:
    write(tmp_path / "papers.jsonl", paper_line(offered), paper_line("Ebb and Flow"))
    assert titles(tmp_path, "Tidal Cake Tides") == [offered]


def test_a_name_is_found_before_the_colon_of_a_wrapped_title(tmp_path: Path) -> None:
    write(tmp_path / "papers.jsonl", paper_line(TITLE.replace(" ", "\n  ")))
    assert titles(tmp_path, "Tidal Scheduling") == [TITLE]


@pytest.mark.parametrize(
    "hostile",
    [
        "'; drop table wanted; --",
        'a"b\\c$1 {x} [y] 100% `z` <script>',
        "𝔘nicode\u202e \u0000 \u2028 ﬁnis",
        "x" * 20_000,
        "::::a::::",
    ],
)
def test_hostile_titles_are_only_text(tmp_path: Path, hostile: str) -> None:
    write(tmp_path / "papers.jsonl", paper_line(hostile), paper_line())
    assert titles(tmp_path, hostile) == [" ".join(hostile.split())]


@pytest.mark.parametrize("wordless", ["", "?!", " \n "])
def test_a_title_without_a_letter_finds_nothing(tmp_path: Path, wordless: str) -> None:
    write(tmp_path / "papers.jsonl", paper_line("?!"), paper_line(None, corpusid=1), paper_line())
    assert titles(tmp_path, wordless) == []


def test_homonyms_are_both_offered(tmp_path: Path) -> None:
    write(tmp_path / "papers.jsonl", paper_line(year=2001), paper_line(year=2024))
    assert [record.year for record in found(tmp_path, TITLE)] == [2001, 2024]


def test_the_closest_titles_are_offered_first_and_no_more_than_ten(tmp_path: Path) -> None:
    near = [f"{TITLE} with {word}" for word in ("Care", "Greater Care", "Gusto")]
    far = [f"Tidal Scheduling: {number} Other Ways of Going about It" for number in range(30)]
    write(tmp_path / "papers.jsonl", *map(paper_line, (*far, *reversed(near), TITLE)))
    offered = titles(tmp_path, TITLE)
    assert offered[:4] == [TITLE, near[0], near[2], near[1]]
    assert len(offered) == CANDIDATES


def test_the_order_does_not_depend_on_the_files(tmp_path: Path) -> None:
    lines = [paper_line(year=year) for year in range(2000, 2030)]
    write(tmp_path / "one" / "a.jsonl", *lines)
    for place, line in enumerate(reversed(lines)):
        write(tmp_path / "two" / f"{place}.jsonl", line)
    assert found(tmp_path / "one", TITLE) == found(tmp_path / "two", TITLE)


def test_a_shortlist_keeps_the_closest_however_many_rows_come() -> None:
    def rows() -> Iterator[Row]:
        for number in range(5 * 10 * CANDIDATES):
            yield Row(0, "papers", "p.jsonl", f"{number}", "tidalscheduling", f"tidal{number}")
            if number % 100 == 1:
                yield Row(0, "papers", "p.jsonl", "the one", "tidalscheduling", "tidalscheduling")
        yield Row(7, "papers", "p.jsonl", "another's", "ebb", "ebb")

    lists = shortlists(rows())
    assert [len(lists[0]), lists[0][0].text, lists[0][1].text] == [CANDIDATES, "the one", "0"]
    assert [row.text for row in lists[7]] == ["another's"]


def test_a_shortlist_does_not_hold_what_it_drops() -> None:
    rows = (Row(0, "papers", "p.jsonl", f"{number:10000}", "tidal", f"tidal{number}") for number in range(3000))
    tracemalloc.start()
    shortlists(rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000 < 3000 * 10_000


def test_a_name_inside_a_title_is_close_but_not_as_close_as_the_title() -> None:
    name, title, near = "vllm", "vllmeasyfastandcheapservingforall", "vllmeasyfastandcheapservingforone"
    assert closeness(title, title) == 100
    assert closeness(title, near) > closeness(title, name) > closeness(title, "easyfuzzing")
    assert closeness(name, "vllmfaster") > closeness(name, title) > closeness(name, "vlm")


def test_lines_are_not_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Held, these lines would take some 200 MB, once for each of their keys."""
    filler = {"s2fieldsofstudy": ["x" * 1500]}
    write(
        tmp_path / "papers.jsonl",
        *(json.dumps(paper_line(f"{number:05} {TITLE}") | filler) for number in range(15_000)),
    )
    monkeypatch.setitem(snapshot_scan.SETTINGS, "memory_limit", "150MB")
    monkeypatch.setitem(snapshot_scan.SETTINGS, "threads", 1)
    questions = [TitleQuery(f"A question about nothing, the {number}th") for number in range(300)]
    assert {type(answer) for answer in source(tmp_path).find(questions)} == {NotFound}
