"""What a program takes, apart from whoever started it: run as `python -m benchmarks.usage REPORT COMMAND...`.

A process of its own stands between, because the system counts the memory of the process that starts another as the
other's, up to the moment when the other's program is loaded; the one that serves 5,000 papers is not small.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from benchmarks.figures import Usage

ROOT = Path(__file__).resolve().parents[1]
_BYTES = 1 if sys.platform == "darwin" else 1024
"""What `ru_maxrss` counts in: bytes on macOS, kilobytes elsewhere."""


class FailedError(RuntimeError):
    """The program did not end well; the message holds what it said last."""


def measured(command: Sequence[str], environment: Mapping[str, str]) -> Usage:
    """Runs a command in the project's folder, in silence. Raises FailedError unless it exits with 0."""
    with TemporaryDirectory() as folder:
        report = Path(folder, "usage.json")
        between = [sys.executable, "-m", "benchmarks.usage", str(report), *command]
        done = subprocess.run(between, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own command
        if done.returncode:
            raise FailedError(f"{' '.join(command)} exited with {done.returncode}:\n{done.stdout}{done.stderr}")
        return Usage(**json.loads(report.read_text()))


def main() -> None:
    """Runs the command, writes what it took as JSON, and exits as it did."""
    report, *command = sys.argv[1:]
    began = monotonic()
    code = subprocess.run(command, check=False).returncode  # noqa: S603  the command that `measured` passes on
    wall = monotonic() - began
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    usage = Usage(spent.ru_utime + spent.ru_stime, spent.ru_maxrss * _BYTES / 1e6, wall)
    Path(report).write_text(json.dumps(usage._asdict()))
    sys.exit(code)


if __name__ == "__main__":
    main()
