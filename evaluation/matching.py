"""`python -m evaluation.matching [--in-process] [--wrong]`: how right matching by title is; exits with 1 below a floor.

Asks the real sources, over HTTP on loopback, for every listed title of `../shared/eval/pairs.jsonl` that is meant for
matching, by its title alone. The services know all of `records.jsonl.gz` but the records of withheld titles. A second
run adds what the lists themselves tell of a title (tag, date, authors), and no links.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from evaluation.listed_context import titles_alone, with_context
from evaluation.matching_rows import Known, Row, read_known, read_rows
from evaluation.matching_run import Asked, Services, ask, in_process, over_http
from evaluation.matching_score import Outcome, Score, by_kind, floors, floors_in_context, scored
from evaluation.matching_table import render
from evaluation.simple_rules import RULES, SimpleRule
from pipeline.models import Entry, Record

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"


class Measured(NamedTuple):
    """One run over the rows: what came of each title, and the requests that it took, by service."""

    rows: Sequence[Row]
    asked: Sequence[Asked]
    outcomes: Sequence[Outcome]
    requests: dict[str, int]


def run(*, http: bool = True, show_wrong: bool = False, shared: Path = SHARED) -> bool:
    """Measures, prints the table, and tells whether every floor was reached."""
    rows = read_rows(shared / "pairs.jsonl")
    known = read_known(shared / "records.jsonl.gz", rows)
    alone = measure(rows, titles_alone(rows), known, http=http)
    context = measure(rows, with_context(rows, shared / "lists"), known, http=http)
    whole = {"this project, by title alone": scored(alone.outcomes)}
    whole["the same, with the list's tags, dates and authors"] = scored(context.outcomes)
    reached = [*floors(alone.outcomes), *floors_in_context(context.outcomes)]
    table = render(by_kind(alone.outcomes), whole | simple_scores(alone, known), reached, alone.requests)
    print(table)  # noqa: T201  the table is what this is for
    for line in wrong_lines(alone) if show_wrong else ():
        print(line)  # noqa: T201
    return all(floor.ok for floor in reached)


def measure(rows: Sequence[Row], entries: Sequence[Entry], known: Known, *, http: bool) -> Measured:
    """Asks for all entries at once. The right answers are those of `rows`, in the same order."""
    opened: AbstractContextManager[Services] = over_http(known.corpus) if http else in_process(known.corpus)
    with opened as services:
        asked = ask(entries, services.sources)
    outcomes = [outcome(row, one, known) for row, one in zip(rows, asked, strict=True)]
    return Measured(rows, asked, outcomes, {str(service): count for service, count in services.sent.items()})


def outcome(row: Row, asked: Asked, known: Known) -> Outcome:
    """What came of one title. A match is right if its every record that stands in the file is the row's."""
    accepted = [one.record for one in asked.resolution.accepted]
    candidates = [one.record for one in asked.resolution.candidates]
    numbers = {known.number(record.ids) for record in accepted}
    right = bool(numbers) and numbers <= row.records
    waits = asked.resolution.status == "needs_review"
    first = right if accepted else waits and any(is_right(row, record, known) for record in candidates[:1])
    return Outcome(row.title, row.kind, row.withheld, accepted=bool(accepted), right=right, first=first)


def is_right(row: Row, record: Record, known: Known) -> bool:
    return known.number(record.ids) in row.records


def simple_scores(measured: Measured, known: Known) -> dict[str, Score]:
    """What each simple rule reaches on the very candidates of a run. What it does not accept, it offers nobody."""
    return {rule.name: scored(_chosen(rule, measured, known)) for rule in RULES}


def _chosen(rule: SimpleRule, measured: Measured, known: Known) -> Iterator[Outcome]:
    for row, asked in zip(measured.rows, measured.asked, strict=True):
        record = rule.choose(row.title, asked.offered)
        right = record is not None and is_right(row, record, known)
        yield Outcome(row.title, row.kind, row.withheld, accepted=record is not None, right=right, first=right)


def wrong_lines(measured: Measured) -> Iterator[str]:
    """Each false positive in one line, for a person to read: some labels are wrong."""
    for row, asked, what in zip(measured.rows, measured.asked, measured.outcomes, strict=True):
        if what.accepted and (row.withheld or not what.right):
            taken = asked.resolution.accepted[0].record.title
            place = f"{row.file}, line {row.line}"
            yield f"wrong: {row.title!r} ({place}) is {row.record_title!r}, and was taken for {taken!r}"


def main() -> int:
    """Reads the flags and returns the exit code; 0 as well where there is nothing to measure on."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.matching", description=__doc__)
    parser.add_argument("--in-process", action="store_true", help="the same sources and answers, without HTTP")
    parser.add_argument("--wrong", action="store_true", help="print each wrong match")
    options = parser.parse_args()
    if not SHARED.exists():
        print(f"Nothing to measure matching on: {SHARED} is not there.")  # noqa: T201
        return 0
    return 0 if run(http=not options.in_process, show_wrong=options.wrong) else 1


if __name__ == "__main__":
    sys.exit(main())
