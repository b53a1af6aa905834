"""The exit codes of what went well, but leaves something to do. `errors_told` has those of errors."""

from __future__ import annotations

from typing import Final

from pipeline.finished import FinishedRun

INCOMPLETE: Final = 3
"""A service could not be fully asked."""
DOUBTFUL: Final = 4
"""An entry, or a link, needs a person's eye."""


def strict_exit_code(finished: FinishedRun) -> int:
    """3 if a service could not be fully asked, else 4 if an entry needs a person's eye, else 0."""
    if finished.is_incomplete:
        return INCOMPLETE
    return DOUBTFUL if finished.outcome.is_doubtful else 0
