"""`python -m benchmarks.bulk`: what bulk mode costs against merely reading the file, and how right it is.

Everything is made up from a seed in a temporary folder: 2,000,000 records as arXiv's file has them take 3 GB. Exits
with 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from itertools import pairwise, product
from math import prod
from pathlib import Path
from shutil import rmtree
from statistics import mean
from tempfile import TemporaryDirectory
from typing import NamedTuple, get_args

from rich.console import Console
from rich.table import Table

from benchmarks.bulk_tree import Pauses, TreeUsage, measured_tree
from benchmarks.bulk_works import Ask, Kind, Shape, asked_of, write_snapshot

GROWTH = (100_000, 1_000_000, 10_000_000)
"""So many records, and so many titles, each with each."""
_SHARDS_GROWN = 10
"""Files of a snapshot of any size, as a release has as many whatever it holds: nothing grows but what is counted."""
_RECALL: dict[Kind, float] = {"exact": 1.0, "folded": 0.995, "dropped": 0.95, "typo": 0.96, "absent": 0.995}
_PRECISION = 0.998


class Costs(NamedTuple):
    """What each part took. `floor` is DuckDB reading the columns that the rows need, and nothing else."""

    floor: TreeUsage
    prepare: TreeUsage
    match: TreeUsage
    prepared_bytes: int


class Target(NamedTuple):
    what: str
    limit: str
    reached: str
    ok: bool


def main() -> int:
    options = _options()
    console = Console(highlight=False)
    if options.growth:
        return _grow(console, options)
    with TemporaryDirectory(prefix="bench-bulk-", dir=options.folder) as place:
        costs, asked, rows = _run(Path(place), options, options.records, options.titles)
    _show(console, options.records, options.titles, costs)
    targets = _targets(costs, asked, rows, full=options.records >= 2_000_000 and options.shape == "arxiv")
    _show_targets(console, targets)
    return 0 if all(target.ok for target in targets) else 1


def _grow(console: Console, options: argparse.Namespace) -> int:
    """Every number of records with every number of titles. Ten times both must not cost more than ten times as much,
    from files to rows: what grows with the records alone, and what grows with both.

    A machine's speed drifts by more in an hour than a step is to show. So whatever ten times both cost is measured with
    pauses, and in each pause what both cost: a step is told between runs of the same minutes.
    """
    with TemporaryDirectory(prefix="bench-bulk-", dir=options.folder) as place:
        folders = {size: Path(place, str(size)) for size in GROWTH}
        for size, folder in folders.items():
            _write_asked(folder, options.shape, size)
        costs = _Grown(console, options, folders)
        steps = [_stepped(costs, less, more) for less, more in pairwise(GROWTH)]
        for records, titles in product(GROWTH, GROWTH):
            if records != titles:
                costs.match(records, titles)
    _show_growth(console, costs)
    steps.append(
        _Step(min(GROWTH), max(GROWTH), prod(step.whole for step in steps), prod(step.match for step in steps))
    )
    for step in steps:
        console.print(
            f"from {step.less:,} to {step.more:,} of both, {step.more // step.less} times as many: "
            f"{step.whole:.2f} times the CPU to prepare and match, {step.match:.2f} times to match",
            soft_wrap=True,
        )
    return 0 if all(step.whole <= step.more / step.less for step in steps) else 1


class _Step(NamedTuple):
    """How many times as much `more` records and titles cost as `less` of both: from files to rows, and to match."""

    less: int
    more: int
    whole: float
    match: float


class _Grown:
    """Measures one size after the other, or in the pauses of another, and keeps the CPU seconds of each run."""

    def __init__(self, console: Console, options: argparse.Namespace, folders: Mapping[int, Path]) -> None:
        self._console, self._options, self._folders = console, options, folders
        self.prepared: defaultdict[int, list[float]] = defaultdict(list)
        self.matched: defaultdict[tuple[int, int], list[float]] = defaultdict(list)

    def prepare(self, records: int, pauses: Pauses | None = None) -> TreeUsage:
        """Prepares anew, whatever is prepared."""
        folder = self._folders[records]
        rmtree(folder / "prepared", ignore_errors=True)
        usage = _prepare(folder, self._options, pauses)
        self._tell(f"{records:,} records prepared", usage)
        self.prepared[records].append(usage.cpu_seconds)
        return usage

    def match(self, records: int, titles: int, pauses: Pauses | None = None) -> TreeUsage:
        folder = self._folders[records]
        usage = _match(folder, folder / f"titles-{titles}.jsonl", self._options, pauses)
        self._tell(f"{records:,} records, {titles:,} titles", usage)
        self.matched[records, titles].append(usage.cpu_seconds)
        return usage

    def _tell(self, what: str, usage: TreeUsage) -> None:
        took = f"{usage.cpu_seconds:.1f} CPU s, here {usage.wall_seconds:.1f} s, {usage.peak_megabytes:,.0f} MB"
        self._console.print(f"{what}: {took}", soft_wrap=True)


def _stepped(costs: _Grown, less: int, more: int) -> _Step:
    prepare, prepare_less = _in_turn(partial(costs.prepare, more), partial(costs.prepare, less))
    match, match_less = _in_turn(partial(costs.match, more, more), partial(costs.match, less, less))
    return _Step(less, more, (prepare + match) / (prepare_less + match_less), match / match_less)


def _in_turn(more: Callable[[Pauses], TreeUsage], less: Callable[[], TreeUsage]) -> tuple[float, float]:
    """The CPU seconds of `more`, and of `less` on the average: once before, and again whenever `more` has taken as much
    as `less` did, thus about as often as it costs times as much."""
    seconds: list[float] = []

    def again() -> TreeUsage:
        usage = less()
        seconds.append(usage.cpu_seconds)
        return usage

    return more(Pauses(again().cpu_seconds, again)).cpu_seconds, mean(seconds)


def _show_growth(console: Console, costs: _Grown) -> None:
    table = Table("records", "prepare, CPU s", title="match, CPU s, by titles", title_justify="left")
    for titles in GROWTH:
        table.add_column(f"{titles:,}", justify="right")
    for records in GROWTH:
        row = [f"{mean(costs.matched[records, titles]):.3g}" for titles in GROWTH]
        table.add_row(f"{records:,}", f"{mean(costs.prepared[records]):.3g}", *row)
    console.print(table)


def _write_asked(folder: Path, shape: Shape, records: int) -> None:
    """A snapshot of so many records, and a file of titles for each number of them, the smaller a part of the larger."""
    snapshot = folder / "snapshot"
    snapshot.mkdir(parents=True)
    written = _written(snapshot, shape, _SHARDS_GROWN, records)
    with ExitStack() as files:
        targets = [
            (titles, files.enter_context((folder / f"titles-{titles}.jsonl").open("w", encoding="utf-8")))
            for titles in GROWTH
        ]
        for place, ask in enumerate(asked_of(written, max(GROWTH))):
            line = json.dumps({"id": place, "title": ask.title}) + "\n"
            for titles, file in targets:
                if place < titles:
                    file.write(line)


def _run(
    folder: Path, options: argparse.Namespace, records: int, titles: int
) -> tuple[Costs, list[Ask], list[dict[str, str | None]]]:
    snapshot = folder / "snapshot"
    snapshot.mkdir()
    written = _written(snapshot, options.shape, options.shards, records)
    asked = list(asked_of(written, titles))
    del written
    with (folder / "titles.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": place, "title": ask.title}) + "\n" for place, ask in enumerate(asked))
    floor = measured_tree(
        [sys.executable, "-m", "benchmarks.bulk_floor", options.shape, str(options.workers), str(snapshot)]
    )
    prepare = _prepare(folder, options)
    match = _match(folder, folder / "titles.jsonl", options)
    size = sum(path.stat().st_size for path in (folder / "prepared").iterdir())
    with (folder / "out.jsonl").open(encoding="utf-8") as lines:
        rows = [{name: row[name] for name in ("verdict", "arxiv", "corpus_id")} for row in map(json.loads, lines)]
    return Costs(floor, prepare, match, size), asked, rows


def _prepare(folder: Path, options: argparse.Namespace, pauses: Pauses | None = None) -> TreeUsage:
    return measured_tree(_bulk(options, "prepare", folder / "snapshot", "--to", folder / "prepared"), pauses)


def _match(folder: Path, titles: Path, options: argparse.Namespace, pauses: Pauses | None = None) -> TreeUsage:
    prepared, out = folder / "prepared", folder / "out.jsonl"
    return measured_tree(_bulk(options, "match", "--titles", titles, "--prepared", prepared, "--out", out), pauses)


def _bulk(options: argparse.Namespace, *words: str | Path) -> list[str]:
    bounds = ["--workers", str(options.workers), "--memory", str(options.memory)]
    return [sys.executable, "-m", "pipeline", "bulk", *map(str, words), *bounds]


def _written(snapshot: Path, shape: Shape, shards: int, records: int) -> list[tuple[str, str]]:
    each = -(-records // shards)
    jobs = [(snapshot, shape, shard, shard * each, min(each, records - shard * each)) for shard in range(shards)]
    if shards == 1:
        return write_snapshot(*jobs[0])
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        return [one for found in pool.map(write_snapshot, *zip(*jobs, strict=True)) for one in found]


def scores(asked: Sequence[Ask], rows: Sequence[dict[str, str | None]]) -> tuple[dict[str, tuple[int, int]], int, int]:
    """For each kind how many are right and how many there are; and how many accepted ones are right, and wrong."""
    right, all_of = Counter[str](), Counter[str]()
    accepted = wrong = 0
    for ask, row in zip(asked, rows, strict=True):
        name = row["arxiv"] or row["corpus_id"]
        all_of[ask.kind] += 1
        match ask.kind:
            case "tied":
                right["tied"] += name is None and row["verdict"] == "ambiguous"
            case "absent":
                right["absent"] += name is None
            case kind:
                right[kind] += name == ask.truth
        if ask.kind != "tied" and name is not None:
            accepted += 1
            wrong += name != ask.truth
    return {kind: (right[kind], all_of[kind]) for kind in get_args(Kind)}, accepted - wrong, wrong


def _targets(costs: Costs, asked: Sequence[Ask], rows: Sequence[dict[str, str | None]], *, full: bool) -> list[Target]:
    found, right, wrong = scores(asked, rows)
    targets = []
    if full:
        for what, usage, limit in (("prepare", costs.prepare, 6.0), ("match", costs.match, 2.5)):
            times = usage.cpu_seconds / costs.floor.cpu_seconds
            targets.append(Target(f"{what}, CPU", f"{limit:g} x floor", f"{times:.2f} x floor", times <= limit))
            peak = usage.peak_megabytes
            targets.append(Target(f"{what}, memory", "800 MB", f"{peak:,.0f} MB", peak <= 800))
    for kind, least in _RECALL.items():
        of = found[kind]
        share = of[0] / of[1] if of[1] else 1.0
        targets.append(Target(f"{kind} ({of[1]:,})", f"{least:.3f}", f"{share:.4f}", share >= least))
    tied = found["tied"]
    targets.append(Target(f"ties left open ({tied[1]:,})", "all", f"{tied[0]:,}", tied[0] == tied[1]))
    precision = right / (right + wrong) if right + wrong else 1.0
    targets.append(Target("precision", f"{_PRECISION:.3f}", f"{precision:.4f}", precision >= _PRECISION))
    return targets


def _show(console: Console, records: int, titles: int, costs: Costs) -> None:
    table = Table(title=f"{records:,} records, {titles:,} titles", title_justify="left", title_style="bold")
    table.add_column("part")
    for heading in ("CPU s", "x floor", "here, s", "peak MB"):
        table.add_column(heading, justify="right")
    for name, usage in (("floor", costs.floor), ("prepare", costs.prepare), ("match", costs.match)):
        times = usage.cpu_seconds / costs.floor.cpu_seconds
        table.add_row(
            name,
            f"{usage.cpu_seconds:.1f}",
            f"{times:.2f}",
            f"{usage.wall_seconds:.1f}",
            f"{usage.peak_megabytes:,.0f}",
        )
    console.print(table)
    console.print(
        f"prepared: {costs.prepared_bytes / 1e6:,.0f} MB, {costs.prepared_bytes / records:.0f} bytes a record"
    )


def _show_targets(console: Console, targets: Sequence[Target]) -> None:
    table = Table("target", box=None, pad_edge=False)
    for heading in ("limit", "reached", ""):
        table.add_column(heading, justify="right")
    for target in targets:
        table.add_row(target.what, target.limit, target.reached, "ok" if target.ok else "missed")
    console.print(table)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__)
    parser.add_argument("--records", type=int, default=2_000_000, metavar="N")
    parser.add_argument("--titles", type=int, default=20_000, metavar="N")
    parser.add_argument("--shape", choices=get_args(Shape), default="arxiv")
    parser.add_argument("--shards", type=int, default=1, metavar="N")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--memory", type=float, default=1.0, metavar="GB")
    parser.add_argument("--growth", action="store_true", help="a table of sizes instead of one size")
    parser.add_argument("--folder", type=Path, help="where there is room for the made-up files")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
