"""`mlsys-papers review`: the keys on a pseudo-terminal, what they write, and what a pipe gets."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import termios
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.desk import PROGRAM, Desk
from tests.end_to_end.test_screen import CONTROL
from tests.shared import ROOT
from tests.standin import Record, Standin

TITLE = "Harbor: Elastic Checkpointing for Preemptible Training Clusters"
FIRST = Record(title=TITLE, authors=("Ada Quill",), year=2023, venue="OSDI", doi="10.5555/1.1")
SECOND = Record(title=TITLE, authors=("Di Moss", "Eve Reed"), year=2023, venue="OSDI", doi="10.5555/1.2")
NEAR = Record(
    title="Quarry: Mining Idle Accelerator Memory for Rank Tables", authors=("Gus Tarn",), year=2024, doi="10.5555/2.1"
)
LIST = f"""\
# Papers of a harbour town

## Training

- [OSDI '23] {TITLE}

## Memory

- Quarry: Mining Idle Accelerator Memory for Embedding Tables
"""
COMMENT = "# Ours since 2024.   Order and blanks stay.\n\n[[retire]]\nentry = 'An Old Talk'   # gone\n"


@pytest.fixture
def doubtful(tmp_path: Path) -> Iterator[Desk]:
    with Standin([FIRST, SECOND, NEAR]) as standin:
        desk = Desk(tmp_path / "desk", standin)
        desk.list.write_text(LIST, encoding="utf-8")
        desk.enrich()
        statuses = {name: paper["status"] for name, paper in desk.papers().items()}
        assert statuses == {"Harbor": "needs_review", "Quarry": "needs_review"}
        yield desk


def settle(desk: Desk, keys: str) -> tuple[int, str]:
    """Exit code and everything shown, when a person presses these keys, each after the program has asked."""
    ours, theirs = pty.openpty()
    wanted = {name: value for name, value in desk.environment.items() if name not in {"COLUMNS", "LINES"}}
    with subprocess.Popen(  # noqa: S603  our own program
        [*PROGRAM, "review", *desk.flags],
        cwd=ROOT,
        env=wanted | {"TERM": "xterm-256color", "COLUMNS": "150"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = ""
        for key in keys:
            shown += _until_asked(ours)
            os.write(ours, key.encode())
        with suppress(OSError):
            while part := os.read(ours, 65536):
                shown += part.decode()
    os.close(ours)
    return process.returncode, shown


def _until_asked(terminal: int) -> str:
    """What is shown until the line of keys stands there and single keys are handed on; earlier ones are lost."""
    shown = ""
    while "q quit" not in shown:
        ready, _, _ = select.select([terminal], [], [], 30)
        assert ready, f"nothing is asked: {shown}"
        shown += os.read(terminal, 65536).decode()
    for _ in range(10_000):
        if not termios.tcgetattr(terminal)[3] & termios.ICANON:
            return shown
        select.select([], [], [], 0.002)
    raise AssertionError(f"no key is waited for: {shown}")


def decisions(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((desk.folder / "decisions.toml").read_text("utf-8"))


def test_a_key_for_each_answer_and_the_next_run_obeys(doubtful: Desk) -> None:
    path = doubtful.folder / "decisions.toml"
    path.write_text(COMMENT, "utf-8")
    code, shown = settle(doubtful, "1r")
    assert code == 0
    assert path.read_text("utf-8").startswith(COMMENT)
    (pin,), (reject,) = decisions(doubtful)["pin"], decisions(doubtful)["reject"]
    assert (pin["doi"] in {FIRST.doi, SECOND.doi}, reject["doi"]) == (True, NEAR.doi)
    assert pin["reason"].startswith("Chosen in review")
    assert "2 entries settled, 0 left" in shown
    doubtful.enrich()
    assert doubtful.verdicts() == {"Harbor": "pinned", "Quarry": "rejected"}
    assert "Nothing needs a person's eye." in doubtful.run("review", *doubtful.flags).out


def test_not_indexed_later_and_quit(doubtful: Desk) -> None:
    code, shown = settle(doubtful, "ln")
    assert (code, "1 entry settled, 1 left" in shown) == (0, True)
    (retirement,) = decisions(doubtful)["retire"]
    assert retirement["entry"].startswith("quarry")
    code, shown = settle(doubtful, "q")
    assert (code, "0 entries settled, 1 left" in shown) == (0, True)


def test_each_answer_is_written_at_once(doubtful: Desk) -> None:
    code, _ = settle(doubtful, "1\x03")
    assert code == 130
    assert len(decisions(doubtful)["pin"]) == 1


def test_a_key_that_means_nothing_changes_nothing(doubtful: Desk) -> None:
    before = doubtful.everything()
    code, shown = settle(doubtful, "97xq")
    assert (code, doubtful.everything()) == (0, before)
    assert shown.count("That key settles nothing here: 1  2  it is that one   r none of them") == 3


def test_what_was_never_looked_up_is_told_and_does_not_pass_for_settled(desk: Desk) -> None:
    desk.list.write_text(LIST, "utf-8")
    told = desk.run("review", *desk.flags)
    assert (told.code, told.requests) == (0, ())
    assert (
        "2 entries have not been looked up in full yet, and may need one: run `mlsys-papers enrich` first." in told.out
    )


def test_the_candidates_stand_side_by_side_with_their_evidence(doubtful: Desk) -> None:
    _, shown = settle(doubtful, "lq")
    text = " ".join(CONTROL.sub("", shown).split())
    for words in (
        "1 of 2, line 5: [OSDI '23] Harbor",
        "Ada Quill",
        "Di Moss, Eve Reed",
        "10.5555/1.2",
        "2 of 2, line 9",
    ):
        assert words in text
    assert re.search(r"\x1b\[1;31mRank", shown)


def test_a_pipe_is_never_asked(doubtful: Desk) -> None:
    before = doubtful.everything()
    told = doubtful.run("review", *doubtful.flags)
    assert (told.code, told.requests, doubtful.everything()) == (0, (), before)
    assert "2 entries need a person's eye." in told.out
    assert "This is no terminal, so nothing is asked" in told.out
    assert f"a block of {doubtful.out / 'review.md'} into {doubtful.folder / 'decisions.toml'}" in told.out


def test_a_queue_that_no_file_holds_is_not_named(doubtful: Desk) -> None:
    (doubtful.out / "review.md").unlink()
    told = doubtful.run("review", *doubtful.flags)
    assert f"a block that `--json` gives into {doubtful.folder / 'decisions.toml'}" in told.out


def test_other_front_ends_get_json_with_a_block_for_each_answer(doubtful: Desk) -> None:
    document = json.loads(doubtful.run("review", "--json", *doubtful.flags).out)
    harbor = document["entries"][0]
    assert (harbor["title"], harbor["verdict"], len(harbor["candidates"])) == (TITLE, "ambiguous", 2)
    (doubtful.folder / "decisions.toml").write_text(harbor["answers"]["accept"]["2"], "utf-8")
    doubtful.enrich("--offline")
    assert doubtful.verdicts()["Harbor"] == "pinned"


def test_decisions_survive_a_new_order_and_new_sections(doubtful: Desk) -> None:
    settle(doubtful, "1r")
    harbor, quarry = re.findall(r"^- .*$", LIST, re.MULTILINE)
    doubtful.list.write_text(f"# Papers\n\n## Elsewhere\n\n{quarry}\n\n### Below\n\n{harbor}\n", "utf-8")
    told = doubtful.enrich()
    assert doubtful.verdicts() == {"Harbor": "pinned", "Quarry": "rejected"}
    assert "no entry has this id or title" not in told.out


def test_a_decision_that_no_longer_fits_is_told(doubtful: Desk) -> None:
    block = '[[pin]]\nentry = "{}"\n{}\nreason = "r"\ndate = 2026-11-01\n'
    text = block.format("An Entry That Has Gone", 'arxiv = "2301.00001"') + block.format(TITLE, 'doi = "10.5555/9.9"')
    (doubtful.folder / "decisions.toml").write_text(text, "utf-8")
    for told in (doubtful.enrich(), doubtful.run("review", *doubtful.flags)):
        assert "'An Entry That Has Gone': no entry has this id or title" in told.out
        assert "no source that was asked knows doi:10.5555/9.9" in told.out
    document = json.loads(doubtful.run("review", "--json", *doubtful.flags).out)
    assert len(document["unfit"]) == 2


def test_explain_shows_the_same_evidence_for_an_accepted_match(doubtful: Desk) -> None:
    settle(doubtful, "1q")
    doubtful.enrich()
    shown = doubtful.run("explain", TITLE, *doubtful.flags).out
    for words in ("verdict: pinned", "because pinned by hand to doi:10.5555/1.", "https://doi.org/10.5555/1."):
        assert words in shown


def test_explain_names_what_was_rejected(doubtful: Desk) -> None:
    settle(doubtful, "lr")
    doubtful.enrich()
    (reject,) = decisions(doubtful)["reject"]
    lines = doubtful.run("explain", "Quarry: Mining Idle Accelerator Memory for Embedding Tables", *doubtful.flags).out
    assert "  verdict: rejected, so not found" in lines
    told = lines.partition("  rejected by hand:\n")[2]
    assert " ".join(told.split()).startswith(f"doi:{NEAR.doi}, on {reject['date']}: Not it, in review: “{NEAR.title}”")
