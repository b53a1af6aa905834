"""Says at the end of a run what could not be compared with the shared material: nothing is left out in silence."""

from __future__ import annotations

import pytest

from tests.shared import lacking, left_out


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name in sorted(left_out):
        terminalreporter.write_line(f"left out: comparisons with the shared {name}, which is not on this machine")
    for sentence in sorted(lacking):
        terminalreporter.write_line(f"left out: {sentence}")
