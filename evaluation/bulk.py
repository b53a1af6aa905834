"""`python -m evaluation.bulk`: the same titles and records as files, through `bulk prepare` and `bulk match`.

The records, those of withheld rows left out, are written as the services know them: all as lines of Semantic Scholar's
`papers`, and those on arXiv as lines of arXiv's snapshot too. What is asked, and counted, is what `evaluation.matching`
asks and counts, by title alone and with what the lists themselves tell; the figures differ where the way to candidates
does. Whole work counts: any record of it is right.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

from evaluation.bulk_score import CLEAN, floors, floors_in_context
from evaluation.listed_context import titles_alone, with_context
from evaluation.matching_rows import FIRST_CORPUS_ID, Row, read_rows
from evaluation.matching_score import Outcome, Score, by_kind, scored
from evaluation.matching_table import floor_lines
from pipeline.matching.features import listed_title
from pipeline.models import Entry
from tests.standin.arxiv_feed import submitted
from tests.standin.records import Record as Known

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"


def run(*, shared: Path = SHARED, show_wrong: bool = False) -> bool:
    """Prepares, matches, prints the table, and tells whether every floor was reached."""
    rows = read_rows(shared / "pairs.jsonl")
    with TemporaryDirectory() as place:
        folder = Path(place)
        by_arxiv = _write_snapshots(shared / "records.jsonl.gz", folder, rows)
        _run("prepare", folder / "papers.jsonl", folder / "arxiv.jsonl", "--to", folder / "prepared")
        alone = _matched(titles_alone(rows), folder)
        context = _matched(with_context(rows, shared / "lists"), folder)
    outcomes = [outcome(row, one, by_arxiv) for row, one in zip(rows, alone, strict=True)]
    in_context = [outcome(row, one, by_arxiv) for row, one in zip(rows, context, strict=True)]
    reached = [*floors(outcomes), *floors_in_context(in_context)]
    for line in (*_table(outcomes, in_context), "", *floor_lines(reached), ""):
        print(line)
    for line in (*_wrong(rows, alone, outcomes), *_wrong(rows, context, in_context)) if show_wrong else ():
        print(line)
    return all(floor.ok for floor in reached)


def _matched(entries: Sequence[Entry], folder: Path) -> list[dict[str, Any]]:
    """The rows for these entries, in their order, from the snapshots that are prepared in the folder."""
    titles, out = folder / "titles.jsonl", folder / "out.jsonl"
    with titles.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(_title(place, entry)) + "\n" for place, entry in enumerate(entries))
    _run("match", "--titles", titles, "--prepared", folder / "prepared", "--out", out)
    return list(_lines(out))


def _title(place: int, entry: Entry) -> dict[str, Any]:
    days = f"{entry.period.first} to {entry.period.last}" if entry.period else None
    known = {"year": entry.year, "authors": entry.authors, "venue": entry.venue, "date": days}
    return {"id": place, "title": listed_title(entry)} | known


def outcome(row: Row, found: Mapping[str, Any], by_arxiv: Mapping[str, int]) -> Outcome:
    """What came of one title. The runner-up is told in words only, so that `first` is known of matches alone."""
    accepted = found["record_title"] is not None
    number = int(found["corpus_id"]) - FIRST_CORPUS_ID if found["corpus_id"] else by_arxiv.get(found["arxiv"] or "")
    right = accepted and number in row.records
    return Outcome(row.title, row.kind, row.withheld, accepted=accepted, right=right, first=right)


def _write_snapshots(records: Path, folder: Path, rows: Sequence[Row]) -> dict[str, int]:
    """Writes both files; returns the record behind each arXiv identifier."""
    withheld = {number for row in rows if row.withheld for number in row.records}
    with (
        gzip.open(records, "rt", encoding="utf-8") as lines,
        (folder / "papers.jsonl").open("w", encoding="utf-8") as papers,
        (folder / "arxiv.jsonl").open("w", encoding="utf-8") as preprints,
    ):
        return _written((one for one in map(json.loads, lines) if one["record"] not in withheld), papers, preprints)


def _written(records: Iterator[dict[str, Any]], papers: TextIO, preprints: TextIO) -> dict[str, int]:
    by_arxiv: dict[str, int] = {}
    for record in records:
        papers.write(json.dumps(_paper(record)) + "\n")
        if record.get("arxiv_id"):
            by_arxiv[record["arxiv_id"]] = record["record"]
            preprints.write(json.dumps(_preprint(record)) + "\n")
    return by_arxiv


def _paper(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "corpusid": FIRST_CORPUS_ID + record["record"],
        "externalids": {"ArXiv": record.get("arxiv_id"), "DOI": record.get("doi")},
        "title": record["title"],
        "authors": [{"authorId": None, "name": name} for name in record.get("authors") or ()],
        "venue": record.get("venue") or "",
        "year": record.get("year"),
        "citationcount": record.get("citation_count"),
        "publicationdate": record.get("date"),
    }


def _preprint(record: Mapping[str, Any]) -> dict[str, Any]:
    names = [name.rsplit(" ", 1) for name in record.get("authors") or ()]
    return {
        "id": record["arxiv_id"],
        "title": record["title"],
        "doi": None,
        "authors_parsed": [[name[-1], *(name[:-1] or [""]), ""] for name in names],
        "versions": [
            {"version": "v1", "created": f"{submitted(Known.model_validate(record)):%a, %-d %b %Y} 00:00:00 GMT"}
        ],
    }


def _run(*words: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "pipeline", "bulk", *map(str, words)], check=True, stdout=sys.stderr)  # noqa: S603  our own command


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _table(outcomes: Sequence[Outcome], in_context: Sequence[Outcome]) -> Iterator[str]:
    yield "| bulk: how the listed title differs | titles | right | wrong | left open | recall |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    clean = scored(one for one in outcomes if one.printed_kind in CLEAN)
    whole = {"the first four, as clean lists have them": clean, "all": scored(outcomes)}
    for kind, score in (by_kind(outcomes) | whole).items():
        yield _line(kind, score)
    yield ""
    for told, score in (
        ("by title alone", whole["all"]),
        ("with the list's tags, dates and authors", scored(in_context)),
    ):
        yield f"{told}: precision {score.precision:.4f}, recall {score.recall:.4f}, F0.5 {score.f_half:.4f}"


def _line(kind: str, score: Score) -> str:
    left = score.titles - score.right - score.wrong
    recall = f"{score.recall:.4f}" if score.there else "–"
    return f"| {kind} | {score.titles:,} | {score.right:,} | {score.wrong:,} | {left:,} | {recall} |"


def _wrong(rows: Sequence[Row], found: Sequence[Mapping[str, Any]], outcomes: Sequence[Outcome]) -> Iterator[str]:
    for row, one, what in zip(rows, found, outcomes, strict=True):
        if what.accepted and (row.withheld or not what.right):
            yield f"wrong: {row.title!r} is {row.record_title!r}, and was taken for {one['record_title']!r}"


def main() -> int:
    """Reads the flags and returns the exit code; 2 where there is nothing to measure on."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bulk", description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED, metavar="DIR", help="the folder of pairs and records")
    parser.add_argument("--wrong", action="store_true", help="list what was accepted and is wrong")
    options = parser.parse_args()
    if not options.data.is_dir():
        sys.stderr.write(f"{options.data}: there is no labelled data here; name its folder with --data.\n")
        return 2
    return 0 if run(shared=options.data, show_wrong=options.wrong) else 1


if __name__ == "__main__":
    sys.exit(main())
