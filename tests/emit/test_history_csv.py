from __future__ import annotations

import csv
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.chronicle.history import HistoryRow
from pipeline.emit.history_csv import parse_history, render_history
from pipeline.errors import PapersError

ROWS = (
    HistoryRow("ferry", date(2026, 3, 2), 7, "semantic_scholar"),
    HistoryRow("harbor", date(2026, 3, 2), 12, "semantic_scholar"),
    HistoryRow("harbor", date(2026, 3, 9), 0, "semantic_scholar", pending=True),
)
HEADER = "paper,date,citations,source,state\n"
TEXT = f"""\
{HEADER}\
ferry,2026-03-02,7,semantic_scholar,believed
harbor,2026-03-02,12,semantic_scholar,believed
harbor,2026-03-09,0,semantic_scholar,pending
"""
NAME = "out/history.csv"


def test_a_paper_stands_together_in_the_order_of_days() -> None:
    assert render_history(ROWS[::-1]) == TEXT
    assert parse_history(TEXT.encode(), NAME) == ROWS
    assert [row["citations"] for row in csv.DictReader(TEXT.splitlines())] == ["7", "12", "0"]


def test_a_history_without_rows_is_its_heading_alone() -> None:
    assert render_history([]) == HEADER
    assert parse_history(HEADER.encode(), NAME) == ()
    assert parse_history(HEADER.rstrip().encode(), NAME) == ()


rows = st.builds(
    HistoryRow,
    st.text(alphabet="a-,\"'日", min_size=1),
    st.dates(),
    st.integers(0),
    st.sampled_from(["arxiv", "semantic_scholar"]),
    st.booleans(),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(rows, max_size=6, unique_by=lambda row: (row.paper, row.date, row.pending)))
def test_whatever_is_written_is_read_back(listed: list[HistoryRow]) -> None:
    text = render_history(listed)
    assert parse_history(text.encode(), NAME) == tuple(sorted(listed))
    assert render_history(listed[::-1]) == text


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        TEXT + "\n",
        TEXT + "ferry,2026-03-02,7,semantic_scholar,believed\n",
        HEADER + "".join(reversed(TEXT.splitlines(keepends=True)[1:])),
    ],
    ids=["other line ends", "a mark at the start", "an empty line", "a row twice", "another order"],
)
def test_what_an_editor_or_a_merge_leaves_is_read(text: str) -> None:
    assert parse_history(text.encode(), NAME) == ROWS


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: is no history of counts, whose header is paper,date,citations,source,state"),
        ("paper,date\n", "line 1: is no history of counts"),
        (TEXT + "<<<<<<< HEAD\n", "line 5: is what a merge has left behind"),
        (TEXT + "=======\n", "line 5: is what a merge has left behind"),
        (TEXT + "quarry,2026-03-02,7\n", "line 5: has not one value for each of paper, date, citations"),
        (TEXT + ",2026-03-02,7,x,believed\n", "line 5: has not one value"),
        (TEXT.replace("2026-03-09", "9 March"), "line 4: date is '9 March', and no day like 2026-01-31"),
        (TEXT.replace(",12,", ",-12,"), "line 3: citations is '-12', which is no number"),
        (TEXT.replace(",12,", ",\uff11,"), "line 3: citations is '\\uff11', which is no number"),
        (TEXT.replace("pending", "maybe"), "line 4: state is 'maybe', and not believed or pending"),
        (TEXT + "ferry,2026-03-02,8,semantic_scholar,believed\n", "line 5: another row gives 'ferry' the count 7 on"),
        (TEXT + 'ferry,"2026', "line 5: is no CSV (unexpected end of data)"),
    ],
)
def test_a_damaged_file_is_told_with_its_line(text: str, says: str) -> None:
    with pytest.raises(PapersError) as caught:
        parse_history(text.encode(), NAME)
    assert f"{NAME}, {says}" in str(caught.value)


def test_a_file_that_is_no_text() -> None:
    with pytest.raises(PapersError, match=r"out/history\.csv, line 2: is not UTF-8"):
        parse_history(HEADER.encode() + b"\xff\n", NAME)
