"""Says at the end of a run what could not be tested on this machine: nothing is left out in silence."""

from __future__ import annotations

import hypothesis
import pytest

from tests.shared import left_out

hypothesis.settings.register_profile("untimed", deadline=None)  # timings belong in benchmarks: machines are busy
hypothesis.settings.load_profile("untimed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for what in sorted(left_out):
        terminalreporter.write_line(f"left out: {what}")
