"""A case on the screen: both titles, what differs in colour, and nothing that a terminal obeys."""

from __future__ import annotations

import io
import json
from datetime import date

from rich.console import Console

from pipeline.models import Ids, Period
from pipeline.reviewing.cases import cases
from pipeline.reviewing.contrast import Piece, contrast
from pipeline.reviewing.screen import heading, tables
from pipeline.reviewing.telling import queue_json, queue_lines
from pipeline.terminal import shown
from tests.reviewing.samples import DAY, TITLE, candidate, doubt, entry

EVIL = "Harbor \x1b[31m\x1b]0;owned\x07 \x9b2J\u202e [bold]Checkpointing[/bold]"


def on_screen(title: str, *offered: str, columns: int = 160) -> str:
    (case,) = cases([doubt(entry(title, tag="OSDI '22", section=("Training",)), *map(candidate, offered))])
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=columns, color_system="standard", legacy_windows=False)
    for table in tables(case, columns):
        console.print(table)
    return "\n".join(map(shown, heading(case, 1, 3))) + file.getvalue()


def test_words_that_differ_stand_out() -> None:
    assert contrast("Harbor: elastic checkpoints, again", "Harbor: Elastic Checkpointing") == [
        Piece("Harbor: elastic", shared=True),
        Piece("checkpoints, again", shared=False),
    ]


def test_the_same_title_has_nothing_that_stands_out() -> None:
    assert contrast("Harbor: X", "HARBOR  x") == [Piece("Harbor: X", shared=True)]
    assert contrast("", "Harbor") == []


def test_two_titles_of_a_thousand_small_words_take_no_time() -> None:
    title = "on a " * 1000
    pieces = contrast(title, "on a b " * 1000)
    assert " ".join(piece.text for piece in pieces) == title.strip()
    assert all(piece.shared for piece in pieces)


def test_a_screen_shows_what_tells_the_candidates_apart() -> None:
    seen = on_screen(TITLE, "Harbor: Elastic Checkpointing for Idle Phones")
    for words in (
        "1 of 3, line 3: [OSDI '22] Harbor",
        "Training",
        "Ada Quill",
        "2023",
        "arxiv 2305.01001",
        "91 of 100",
    ):
        assert words in seen
    assert "the year does not fit" in " ".join(seen.split())
    assert "\x1b[1;31m" in seen


def test_the_days_of_a_dated_entry_stand_beside_those_of_its_candidates() -> None:
    week = Period(date(2023, 5, 1), date(2023, 5, 7))
    (case,) = cases([doubt(entry(period=week), candidate(published=date(2023, 4, 28)))])
    (table,) = tables(case, 160)
    rows = list(zip(*(map(str, column.cells) for column in table.columns), strict=True))
    assert ("days", "2023-05-01 to 2023-05-07", "2023-04-28") in rows
    lines = list(queue_lines([case]))
    assert {"  listed for 2023-05-01 to 2023-05-07", "     appeared on 2023-04-28"} <= set(lines)
    (told,) = json.loads(queue_json([case], "decisions.toml", [], DAY))["entries"]
    assert (told["period"], told["candidates"][0]["published"]) == (["2023-05-01", "2023-05-07"], "2023-04-28")


def test_on_a_narrow_screen_fewer_candidates_stand_side_by_side() -> None:
    (case,) = cases([doubt(entry(), *(candidate(ids=Ids(arxiv=f"2305.0100{n}")) for n in range(1, 6)))])
    told = [[len(table.columns) - 2 for table in tables(case, columns)] for columns in (160, 80, 66, 40, 10)]
    assert told == [[3, 2], [2, 2, 1], [2, 2, 1], [1] * 5, [1] * 5]


def test_no_screen_obeys_a_title() -> None:
    seen = on_screen(EVIL, EVIL)
    assert not {"\x07", "\x9b", "\u202e"} & set(seen)
    assert "\x1b]0" not in seen
    assert "[bold]Checkpointing[/bold]" in seen


def test_lines_and_json_hold_the_same_evidence() -> None:
    queue = cases([doubt(entry(), candidate())])
    lines = "\n".join(queue_lines(queue))
    document = json.loads(queue_json(queue, "decisions.toml", ["[[pin]] 'x': gone"], DAY))
    (told,) = document["entries"]
    assert document["unfit"] == ["[[pin]] 'x': gone"]
    assert (told["candidates"][0]["ids"], told["candidates"][0]["against"]) == (
        {"arxiv": "2305.01001"},
        ["the year does not fit"],
    )
    assert told["answers"]["accept"]["1"].startswith("[[pin]]")
    for words in ("arxiv:2305.01001", "- the year does not fit", "+ the venue agrees", "1 entry needs a person's eye."):
        assert words in lines
    assert list(queue_lines([])) == ["Nothing needs a person's eye."]
