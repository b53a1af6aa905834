"""A block joins a file that people have written, and nothing of theirs changes."""

from __future__ import annotations

import pytest

from pipeline.errors import PapersError
from pipeline.ledger import with_block

BLOCK = '[[retire]]\nentry = "harbor"\nreason = "A talk."\ndate = 2026-11-01\n'
THEIRS = """\
# What we decided.   Trailing blanks stay.

[[reject]]            # by Bo
entry = 'Ferry'
doi   = "10.5555/1.2"
"""


@pytest.mark.parametrize(
    "text", [THEIRS, THEIRS.rstrip("\n"), THEIRS.replace("\n", "\r\n"), "\ufeff" + THEIRS, "# only a comment\n"]
)
def test_what_stands_there_stays(text: str) -> None:
    joined = with_block(text, BLOCK, "decisions.toml")
    assert joined.startswith(text)
    assert joined.endswith("\n\n" + BLOCK)
    assert with_block(joined, BLOCK.replace("harbor", "quarry"), "decisions.toml").count("[[retire]]") == 2


@pytest.mark.parametrize("text", ["", "\ufeff"])
def test_a_new_file_begins_with_the_block(text: str) -> None:
    assert with_block(text, BLOCK, "decisions.toml") == text + BLOCK


@pytest.mark.parametrize(
    ("text", "block", "reason"),
    [
        ('retire = [{entry = "ferry"}]\n', BLOCK, "retire"),
        ("half a tab", BLOCK, "line 1"),
        (
            '[[pin]]\nentry = "harbor"\narxiv = "2305.01001"\nreason = "r"\ndate = 2026-11-01\n',
            '[[pin]]\nentry = "harbor"\narxiv = "2305.01002"\nreason = "r"\ndate = 2026-11-01\n',
            "two pins for one entry, 'harbor': keep one",
        ),
    ],
)
def test_what_cannot_be_joined_is_refused_and_told(text: str, block: str, reason: str) -> None:
    with pytest.raises(PapersError, match=r"decisions\.toml cannot take this decision") as refused:
        with_block(text, block, "decisions.toml")
    assert block in str(refused.value)
    assert reason in str(refused.value).splitlines()[0]
