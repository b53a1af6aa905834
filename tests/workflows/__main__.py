"""`make check`: are the workflows and the action sound? Asks two checkers, and says which of them is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.shared import ROOT

CHECKERS = {
    "actionlint": ("-color=false",),
    "zizmor": ("--offline", "--no-progress", "--quiet", "--color=never", "."),
}


def main() -> int:
    """Print what the checkers find; the exit code is 1 if any finds anything."""
    sound = True
    for name, options in CHECKERS.items():
        program = Path(sys.executable).with_name(name)
        if program.exists():
            told = subprocess.run([program, *options], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  the programs that the lock file names
            if told.returncode:
                sound = False
                print(told.stdout + told.stderr, file=sys.stderr)  # noqa: T201  a command's output
        else:
            print(f"left out: {name}, which has no binary for this kind of machine, did not check the workflows")  # noqa: T201  the same
    return 0 if sound else 1


if __name__ == "__main__":
    raise SystemExit(main())
