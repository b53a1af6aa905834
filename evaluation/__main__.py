"""`python -m evaluation [PART ...]`: runs the named parts, or all.

Exits with 1 when a target is missed, and with 2 when the labelled data is not there."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

PARTS = ("reading", "matching", "bulk")
DATA = Path(__file__).resolve().parents[2] / "shared" / "eval"


def main() -> int:
    """Runs the parts that are asked for, each with its own table, and returns the worst exit code.

    A part is the module `evaluation.PART` with a function `run(*, shared: Path) -> bool` that prints its table and
    tells whether its targets are reached. It is imported only when asked for: what one part needs is no burden to the
    other.
    """
    options = _options()
    if not options.data.is_dir():
        sys.stderr.write(f"{options.data}: there is no labelled data here; name its folder with --data.\n")
        return 2
    reached = [
        importlib.import_module(f"evaluation.{part}").run(shared=options.data) for part in options.parts or PARTS
    ]
    return 0 if all(reached) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of: {', '.join(PARTS)}")
    parser.add_argument("--data", type=Path, default=DATA, metavar="FOLDER", help="where the labelled data lies")
    options = parser.parse_args()
    if unknown := [part for part in options.parts if part not in PARTS]:
        parser.error(f"{unknown[0]} is none of the parts: {', '.join(PARTS)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
