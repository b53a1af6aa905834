"""Which files of a snapshot folder are read, and how a broken one is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PapersError
from tests.sources.bulk import TITLE, arxiv_line, found, paper_line, titles, write


@pytest.mark.parametrize(
    "name",
    ["a.json", "a.jsonl", "a.ndjson", "a.JSONL.gz", "20231006_00003_k2y7p.gz", "deep/er/a.jsonl", "a*[b]?{c}'\".jsonl"],
)
def test_data_files_are_read_whatever_their_name(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, paper_line())
    assert titles(tmp_path, TITLE) == [TITLE]


def test_a_name_is_not_taken_for_a_pattern(tmp_path: Path) -> None:
    write(tmp_path / "a[b].jsonl", paper_line(year=2001))
    write(tmp_path / "ab.jsonl", paper_line(year=2002))
    assert [record.year for record in found(tmp_path, TITLE)] == [2001, 2002]


def test_other_and_empty_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("not data")
    (tmp_path / "table.csv.gz").write_bytes(b"not data")
    (tmp_path / "empty.jsonl").write_text("\n \n")
    (tmp_path / "folder.json").mkdir()
    write(tmp_path / "a.jsonl", "", paper_line(), "")
    assert titles(tmp_path, TITLE) == [TITLE]


@pytest.mark.parametrize("name", ["papers.jsonl", "papers.jsonl.gz"])
@pytest.mark.parametrize(
    "broken",
    [
        '{"title": oops}',
        '{"title": "cut off',
        "42",
        "{}",
        '\ufeff{"title": "after a byte order mark"}',
        '{"title": "two"} {"title": "objects"}',
        '{"title": "half a character \\ud800"}',
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, name: str, broken: str) -> None:
    write(tmp_path / "good.jsonl", paper_line())
    write(tmp_path / name, paper_line(), "", broken, paper_line())
    with pytest.raises(PapersError, match=rf"{name}, line 3: "):
        found(tmp_path, "Anything")


@pytest.mark.parametrize(
    ("line", "member"),
    [
        (arxiv_line(id=1712.05889), "id"),
        (
            arxiv_line(versions=[{"version": "v1", "created": "Mon, 1 Jan 9999999999 00:00:00 GMT"}]),
            "versions.0.created",
        ),
        (paper_line(year="soon"), "year"),
        (paper_line(citationcount=-1), "citationcount"),
        (paper_line(authors="Ada Lovelace"), "authors"),
        (paper_line(externalids={"ArXiv": 1712.05889}), "externalids.ArXiv"),
    ],
)
def test_a_member_that_is_no_such_thing_is_named(tmp_path: Path, line: dict[str, Any], member: str) -> None:
    good = arxiv_line("A good one") if "id" in line else paper_line("A good one")
    write(tmp_path / "a.jsonl", good, line)
    with pytest.raises(PapersError, match=rf"a\.jsonl, line 2: .*\({member}: "):
        found(tmp_path, TITLE)


def test_a_broken_line_of_abstracts_is_named(tmp_path: Path) -> None:
    write(tmp_path / "papers.jsonl", paper_line(corpusid=4711))
    write(tmp_path / "abstracts.jsonl", {"corpusid": 4711, "abstract": "Good."}, {"abstract": "Whose?"})
    with pytest.raises(PapersError, match=r"abstracts\.jsonl, line 2: "):
        found(tmp_path, TITLE)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('{"a": 1}', r"line 1: this is neither"),
        ("[1]", r"line 1: this is neither"),
        ("[\n{}]", r"line 1: not a JSON object"),
        ("\n{bad", r"line 2: not a JSON object"),
    ],
)
def test_a_data_file_of_unknown_shape_is_named(tmp_path: Path, content: str, what: str) -> None:
    (tmp_path / "odd.json").write_text(content)
    with pytest.raises(PapersError, match=rf"odd\.json, {what}"):
        found(tmp_path, TITLE)


@pytest.mark.parametrize("cut", [10, -20])
def test_a_gzip_file_cut_short_is_named(tmp_path: Path, cut: int) -> None:
    write(tmp_path / "a.jsonl.gz", *(paper_line(year=year) for year in range(1000, 3000)))
    (tmp_path / "a.jsonl.gz").write_bytes((tmp_path / "a.jsonl.gz").read_bytes()[:cut])
    with pytest.raises(PapersError, match=r"a\.jsonl\.gz cannot be read"):
        found(tmp_path, TITLE)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(PapersError, match="nowhere is not a folder"):
        found(tmp_path / "nowhere", TITLE)
