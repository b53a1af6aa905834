"""`python -m evaluation.bulk`: the same titles and records as files, through `bulk prepare` and `bulk match`.

The records are written as lines of Semantic Scholar's `papers`, those of withheld rows left out, into a temporary
folder that is gone at the end. Whole work counts: any record of it is right.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

EVAL = Path(__file__).resolve().parents[2] / "shared" / "eval"
FIRST_CORPUS_ID = 1_000_000_000
WANTED_RECALL, WANTED_PRECISION = 0.93, 0.998


class Score(NamedTuple):
    """How many accepted titles are right and wrong, and how many that are there were not accepted."""

    right: int
    wrong: int
    missed: int
    absent: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        there = self.right + self.wrong + self.missed - self.absent
        return self.right / there if there else 1.0

    @property
    def f_half(self) -> float:
        weighed = 0.25 * self.precision + self.recall
        return 1.25 * self.precision * self.recall / weighed if weighed else 0.0


def main() -> int:
    """Prepares, matches, prints; 1 where a target is missed."""
    options = _options()
    rows = [row for row in _lines(options.eval / "pairs.jsonl") if row.get("match")]
    with TemporaryDirectory() as place:
        folder = Path(place)
        _write_snapshot(options.eval / "records.jsonl.gz", folder, rows)
        _write_titles(rows, folder)
        _run("prepare", folder / "snapshot", "--to", folder / "prepared")
        _run(
            "match", "--titles", folder / "titles.jsonl", "--prepared", folder / "prepared",
            "--out", folder / "out.jsonl",
        )  # fmt: skip
        found = list(_lines(folder / "out.jsonl"))
    score = scored(rows, found)
    _show(rows, found, score, listed=options.wrong)
    return 0 if score.recall >= WANTED_RECALL and score.precision >= WANTED_PRECISION else 1


def scored(rows: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> Score:
    outcomes = Counter(outcome(row, one) for row, one in zip(rows, found, strict=True))
    there = sum(not row["withheld"] for row in rows)
    accepted_there = outcomes["right"] + outcomes["wrong"]
    missed = there - accepted_there
    return Score(
        outcomes["right"], outcomes["wrong"] + outcomes["wrong, withheld"], missed, outcomes["wrong, withheld"]
    )


def outcome(row: dict[str, Any], found: dict[str, Any]) -> str:
    """What became of one title."""
    if found["corpus_id"] is None:
        return "refused" if row["withheld"] else "missed"
    if row["withheld"]:
        return "wrong, withheld"
    return "right" if int(found["corpus_id"]) - FIRST_CORPUS_ID in row["records"] else "wrong"


def _write_snapshot(records: Path, folder: Path, rows: Sequence[dict[str, Any]]) -> None:
    withheld = {number for row in rows if row["withheld"] for number in row["records"]}
    (folder / "snapshot").mkdir()
    with (
        gzip.open(records, "rt", encoding="utf-8") as lines,
        (folder / "snapshot" / "papers.jsonl").open("w", encoding="utf-8") as file,
    ):
        for record in map(json.loads, lines):
            if record["record"] not in withheld:
                file.write(json.dumps(_paper(record)) + "\n")


def _paper(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "corpusid": FIRST_CORPUS_ID + record["record"],
        "externalids": {"ArXiv": record.get("arxiv_id"), "DOI": record.get("doi")},
        "title": record["title"],
        "authors": [{"authorId": None, "name": name} for name in record.get("authors") or ()],
        "venue": record.get("venue") or "",
        "year": record.get("year"),
        "citationcount": record.get("citation_count"),
    }


def _write_titles(rows: Sequence[dict[str, Any]], folder: Path) -> None:
    with (folder / "titles.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": place, "title": row["title"]}) + "\n" for place, row in enumerate(rows))


def _run(*words: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "pipeline", "bulk", *map(str, words)], check=True, stdout=sys.stderr)  # noqa: S603  our own command


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _show(rows: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], score: Score, *, listed: bool) -> None:
    outcomes = [outcome(row, one) for row, one in zip(rows, found, strict=True)]
    kinds: dict[str, Counter[str]] = {}
    for row, became in zip(rows, outcomes, strict=True):
        kinds.setdefault("withheld" if row["withheld"] else row["kind"], Counter())[became] += 1
    for kind, counted in sorted(kinds.items()):
        print(f"{kind:32}", ", ".join(f"{name} {number:,}" for name, number in sorted(counted.items())))
    if listed:
        for row, one, what in zip(rows, found, outcomes, strict=True):
            if what.startswith("wrong"):
                print(f"{what}: {row['title']!r} -> {one['record_title']!r} ({one['verdict']}: {one['reasons']})")
    print(f"precision {score.precision:.4f}, recall {score.recall:.4f}, F0.5 {score.f_half:.4f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.bulk", description=__doc__)
    parser.add_argument("--eval", type=Path, default=EVAL, metavar="DIR", help="the folder of pairs and records")
    parser.add_argument("--wrong", action="store_true", help="list what was accepted and is wrong")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
