from __future__ import annotations

import pytest

from pipeline.commands.exit_codes import strict_exit_code
from pipeline.models import Status, Verdict
from tests.finished import REASON, finished, tallies


@pytest.mark.parametrize(
    ("status", "verdict", "unanswered", "code"),
    [
        ("matched", "exact", None, 0),
        ("not_found", "not_found", None, 0),
        ("needs_review", "ambiguous", None, 4),
        ("needs_review", "ambiguous", REASON, 3),
        ("matched", "exact", REASON, 3),
    ],
)
def test_the_strict_exit_code_tells_of_silence_before_doubt(
    status: Status, verdict: Verdict, unanswered: str | None, code: int
) -> None:
    assert strict_exit_code(finished(status, verdict, tallies(unanswered=unanswered))) == code
