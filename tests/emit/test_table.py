"""The CSV export, read back by two readers of tables, and as a spreadsheet would take it."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipeline.emit.table import render_table
from tests.emit.exported import EXPORTED, READ
from tests.emit.samples import LIGHTSEQ, VLLM

EXPECTED = {
    "id": "hostile-paper",
    "key": "altinbuken2023hostile",
    "status": "matched",
    "verdict": "exact",
    "title": f"'{READ}",
    "authors": (
        "Déniz Altınbüken; Ludwig van der Åse; Martin Luther King, Jr.; O’Neil, Ann-Marie; Barnes and Noble;"
        " The ATLAS Collaboration; {Robert'); \\DROP} 100%; 李雷; others"
    ),
    "venue": f"Journal of {READ}",
    "year": "2024",
    "published": "2024-10-07",
    "doi": "10.1234/a_b(c)<d>;2-#%{e}",
    "arxiv": "2310.99999",
    "semantic_scholar": "",
    "url": "https://h.example/a%7Bb%7Dc?x=1&y=%20#%C3%A9",
    "pdf": "",
    "code": "",
    "citations": "0",
    "influential_citations": "",
    "counted": "2026-11-16",
    "sections": f"'+1 > {READ}; ＝1",
    "tags": "'-2",
    "listed_titles": f"'{READ}; Ｏther",
    "notes": f"'{READ}; @SUM(A1)",
    "stale": "citations",
}
"""The row of the hostile paper; a leading apostrophe keeps a spreadsheet from computing the cell."""


LISTED_AGAIN = "EFFICIENT memory management for large language model serving with PagedAttention"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.csv"
    path.write_bytes(render_table(EXPORTED).encode())
    return path


def test_every_paper_has_a_row_settled_or_not(table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert [row["id"] for row in rows] == [paper.id for paper in EXPORTED.papers]
    assert [(row["status"], row["key"]) for row in rows][1] == ("needs_review", "")
    assert rows[3] == EXPECTED


def test_a_data_frame_reads_the_same(table: Path) -> None:
    frame = pd.read_csv(table, dtype=str, keep_default_na=False)
    assert frame.iloc[3].to_dict() == EXPECTED
    typed = pd.read_csv(table, dtype={"arxiv": "string"}, parse_dates=["counted"])
    assert typed["arxiv"][0] == "2310.03294"
    assert typed["citations"].sum() == 1234 + 1 + 0
    assert typed["counted"].max() == pd.Timestamp("2026-11-16")


def test_a_database_reads_the_same(table: Path) -> None:
    rows = duckdb.read_csv(str(table), all_varchar=True).fetchall()
    assert dict(zip(EXPECTED, [value or "" for value in rows[3]], strict=True)) == EXPECTED


def test_an_unknown_count_is_an_empty_cell_and_no_zero(table: Path) -> None:
    counts = pd.read_csv(table)["citations"]
    assert [None if pd.isna(count) else int(count) for count in counts] == [1234, None, 1, 0, None, None]


def test_several_places_and_notes_share_a_cell(table: Path) -> None:
    row = pd.read_csv(table).iloc[2]
    assert row["listed_titles"] == f"{VLLM.listed[0].title}; {LISTED_AGAIN}"
    assert row["notes"] == "; ".join(VLLM.listed[0].notes)
    assert row["authors"] == "Woosuk Kwon; Zhuohan Li; Siyuan Zhuang; Ying Sheng"


@pytest.mark.parametrize("start", "= + - @ ＝ ＋ － ＠".split())
def test_no_cell_begins_as_a_formula(start: str) -> None:
    paper = LIGHTSEQ.model_copy(update={"title": f"\t\r\n {start}1+1", "venue": f"{start}x"})
    rows = list(csv.DictReader(render_table(EXPORTED.model_copy(update={"papers": (paper,)})).splitlines()))
    assert (rows[0]["title"], rows[0]["venue"]) == (f"'{start}1+1", f"'{start}x")


def test_lines_end_as_the_format_says_and_cells_are_of_one_line() -> None:
    text = render_table(EXPORTED)
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == 1 + len(EXPORTED.papers)
