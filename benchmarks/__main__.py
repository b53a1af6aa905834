"""`python -m benchmarks [--titles N ...] [--records FILE]`: exits with 1 when a target is missed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console

from benchmarks.figures import Trial, targets
from benchmarks.tables import show, show_terms
from benchmarks.trial import trial
from benchmarks.works import Material, from_file, invented

SIZES = (34, 1_000, 5_000)


def main() -> int:
    """Measures each size of list, prints what it took, and returns the exit code."""
    options = _options()
    console = Console(highlight=False)
    trials = [_measured(console, _material(options.records, number)) for number in options.titles]
    show_terms(console)
    return 0 if all(target.ok for one in trials for target in targets(one)) else 1


def _measured(console: Console, material: Material) -> Trial:
    with console.status("starting") as status:
        result = trial(material, status.update)
    show(console, result)
    return result


def _material(records: Path | None, number: int) -> Material:
    return from_file(records, number) if records else invented(number)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--titles", type=int, nargs="+", default=SIZES, metavar="N", help="sizes of the list")
    parser.add_argument(
        "--records", type=Path, help="take the titles from this file (JSON lines, plain or .gz) and make none up"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
