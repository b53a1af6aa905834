"""`check`: what is read from a list and what is not, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline import cli
from pipeline.check import reading_json, reading_lines
from pipeline.read import read

LIST = """# My list

- [Contents](#serving)

## Serving

- [OSDI '22] Orca [[pdf]](https://www.usenix.org/conference/osdi22/presentation/yu) (arXiv:2310.03294)
  - Gyeong-In Yu, Joo Seong Jeong
  - Batches by iteration.
- [vLLM](https://github.com/vllm-project/vllm)
"""


def told(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli.app, ["check", *arguments])
    return result.exit_code, result.output


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "list.md"
    file.write_text(LIST, encoding="utf-8")
    return file


def test_json_says_all_that_was_read(path: Path) -> None:
    code, output = told(str(path), "--json")
    found: dict[str, Any] = json.loads(output)
    assert code == 0
    assert [set(row) for row in found["left_over"]] == [{"line", "text", "reason"}] * 2
    assert [row["line"] for row in found["left_over"]] == [3, 10]
    (entry,) = found["entries"]
    assert {field: entry[field] for field in ("title", "line", "section", "tag", "ids", "notes", "authors")} == {
        "title": "Orca",
        "line": 7,
        "section": ["Serving"],
        "tag": "OSDI '22",
        "ids": {"usenix": ["osdi22/yu"], "arxiv": ["2310.03294"]},
        "notes": ["Batches by iteration."],
        "authors": ["Gyeong-In Yu", "Joo Seong Jeong"],
    }
    assert entry["links"][0] == {"label": "pdf", "url": "https://www.usenix.org/conference/osdi22/presentation/yu"}


def test_several_identifiers_of_one_kind_are_all_told() -> None:
    listed = read("- Orca https://arxiv.org/abs/2310.03294 https://arxiv.org/abs/2309.06180")
    assert json.loads(reading_json(listed))["entries"][0]["ids"] == {"arxiv": ["2310.03294", "2309.06180"]}


def test_json_tells_the_days_that_a_list_names() -> None:
    listed = read("- Orca https://arxiv.org/abs/2310.03294\n\n## 2024-02\n\n- Alpa https://arxiv.org/abs/2309.06180")
    periods = [entry["period"] for entry in json.loads(reading_json(listed))["entries"]]
    assert periods == [None, ["2024-02-01", "2024-02-29"]]


def test_people_read_entries_under_their_sections_and_then_what_is_left_over(path: Path) -> None:
    code, output = told(str(path))
    lines = [" ".join(line.split()) for line in output.splitlines() if line]
    assert code == 0
    assert lines == [
        "Serving",
        "7 OSDI '22 Orca (usenix:osdi22/yu, arxiv:2310.03294)",
        "by Gyeong-In Yu, Joo Seong Jeong",
        "- Batches by iteration.",
        "Left over",
        "3 links only to other places of the list: Contents",
        "10 links only to code, data or a model: no paper: vLLM",
        "1 entry (1 with an identifier), 1 note, 2 lines left over",
    ]


def test_people_read_the_days_that_a_list_names_for_an_entry() -> None:
    listed = read(
        "## Papers of the Week (June 3 - June 9, 2024)\n\n- [2024-06-04] Orca https://arxiv.org/abs/2310.03294\n- Alpa"
    )
    rows = [line.split("  ")[-1] for line in reading_lines(listed)][2:4]
    assert rows == ["(arxiv:2310.03294; 2024-06-04)", "(no link; 2024-06-03 to 2024-06-09)"]


def test_a_list_without_papers_is_read_too(tmp_path: Path) -> None:
    empty = tmp_path / "list.md"
    empty.write_text("# Nothing\n", encoding="utf-8")
    assert told(str(empty)) == (0, "\n0 entries (0 with an identifier), 0 notes, 0 lines left over\n")


def test_a_list_may_be_named_as_in_the_other_commands(path: Path) -> None:
    assert told("--list", str(path)) == told(str(path))
    assert told(str(path), "--list", str(path))[0] == 2


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    bad = tmp_path / "bad.md"
    bad.write_bytes(b"- Caf\xe9\n")
    code, output = told(str(bad))
    assert (code, output.count("\n")) == (1, 1)
    assert "line 1: is not UTF-8" in output
    assert told(str(tmp_path / "missing.md"))[0] == 2


def test_hostile_text_obeys_no_terminal(tmp_path: Path) -> None:
    hostile = tmp_path / "list.md"
    hostile.write_text("- [OSDI '22] Orca \x1b[31m red \u202e\n", encoding="utf-8")
    output = told(str(hostile))[1]
    assert "\x1b" not in output
    assert "\u202e" not in output
    assert json.loads(told(str(hostile), "--json")[1])["entries"]


def test_lines_are_in_the_order_of_the_list() -> None:
    numbers = [
        int(line.split()[0])
        for line in reading_lines(read("## A\n- [OSDI '22] x\n- [OSDI '22] y\n## B\n- [OSDI '22] z\n"))
        if line[:6].strip().isdigit()
    ]
    assert numbers == [2, 3, 5]
