"""`mlsys-papers bulk`: whole reference dumps against whole bulk files. Flags in, exit code out.

Exit codes: 0 every line was read; 1 not done, nothing written; 2 bad usage; 3 written, though a line, a shard or a file
was broken, and named.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.bulk.abstracts import abstract_shards, abstracts_of
from pipeline.bulk.datasets import Datasets, datasets_host
from pipeline.bulk.download import Downloads
from pipeline.bulk.fetch import Fetch
from pipeline.bulk.job import Matching, lines_at_once, make_ready, work_folder
from pipeline.bulk.manifest import read_manifest
from pipeline.bulk.match import match as match_all
from pipeline.bulk.means import MapperKind, Means, means_for
from pipeline.bulk.preparing import prepare_all
from pipeline.bulk.shards import NOTHING_FOUND, find_shards
from pipeline.bulk.summary import Cost, cost_line, missed_lines, not_whole_lines, trouble_lines, verdict_lines
from pipeline.bulk.trouble import Trouble
from pipeline.bulk.whole_file import held, sweep_beside, unchanged
from pipeline.bulk.write_out import check_targets, write_leftovers, write_out
from pipeline.commands.errors_told import errors_told
from pipeline.errors import PapersError, UsageError
from pipeline.progress import Watcher
from pipeline.sources.pace import Clock, pace_for
from pipeline.sources.registry import configured_host
from pipeline.sources.transport import Transport
from pipeline.terminal import console_for, say, watcher_for
from pipeline.vocabulary.phrases import counted

BROKEN = 3
_DEFAULT_GIGABYTES = 1.0
_PATIENCE = 600.0
_GOES_ON = "what is done stays done, and the same command goes on from here."

app = typer.Typer(
    no_args_is_help=True, help="Whole reference dumps against the bulk files of arXiv and Semantic Scholar."
)


MapperOption = Annotated[
    MapperKind, typer.Option("--mapper", help="Who runs the shards; dask and spark are extras of their own.")
]
SchedulerOption = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="A Dask scheduler or a Spark master.  [default: this machine]"),
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, help="How many shards at once.  [default: one for each core]")
]
MemoryOption = Annotated[
    float,
    typer.Option(
        "--memory", metavar="GB", min=0.5, max=100_000, help="What the workers may hold in memory, all together."
    ),
]


class Dataset(StrEnum):
    PAPERS = "papers"
    ABSTRACTS = "abstracts"


@app.command()
def fetch(
    dataset: Annotated[Dataset, typer.Option("--dataset", help="papers: 45 GB; abstracts: 54 GB.")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder for its files.")],
    *,
    release: Annotated[str, typer.Option("--release", metavar="DATE", help="Which release.")] = "latest",
) -> None:
    """Fetch Semantic Scholar's shards, or what has changed since; needs SEMANTIC_SCHOLAR_API_KEY. Goes on where it
    stopped."""
    console = console_for(sys.stdout)
    with errors_told(interrupted=_GOES_ON):
        host = datasets_host(configured_host("semantic_scholar", os.environ))
        _make_folder(to)
        clock = Clock(time.monotonic, time.time, threading.Event().wait)
        with watcher_for(console, time.monotonic) as watcher:
            contact = os.environ.get("MLSYS_PAPERS_CONTACT")
            counted = _Megabytes(watcher)
            transport = Transport(
                host, pace_for(host, clock), clock, watcher, patience=_PATIENCE, jitter=random.random, contact=contact
            )
            downloads = Downloads(contact, clock.pause, counted)
            with transport, closing(downloads):
                fetched = Fetch(Datasets(transport), downloads, watcher, dataset.value, to)(release)
    say(
        console,
        [f"{to} holds {dataset.value} {fetched.release}: {fetched.files:,} files, {fetched.bytes:,} bytes came"],
    )


class _Megabytes:
    """Counts bytes and tells whole megabytes."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher, self._bytes = watcher, 0

    def __call__(self, number: int) -> None:
        before = self._bytes // 10**6
        self._bytes += number
        if steps := self._bytes // 10**6 - before:
            self._watcher.advance("megabytes fetched", steps)


@app.command()
def prepare(
    snapshot: Annotated[list[Path], typer.Argument(metavar="SNAPSHOT...", help="Bulk files, or folders of them.")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder for what is prepared.")],
    *,
    mapper: MapperOption = MapperKind.LOCAL,
    scheduler: SchedulerOption = None,
    workers: WorkersOption = None,
    memory: MemoryOption = _DEFAULT_GIGABYTES,
) -> None:
    """Prepare a snapshot, once per release: its papers and their keys, as Parquet. Shards that are done stay done."""
    began = time.monotonic()
    console = console_for(sys.stdout)
    with errors_told(interrupted=_GOES_ON), _disk_told():
        found = find_shards(snapshot, but_below=to)
        _make_folder(to)
        means = _means(mapper, scheduler, workers, memory, len(found.shards))
        with watcher_for(console, time.monotonic) as watcher:
            done = prepare_all(found, to, means.lookers, means.share, means.whole, watcher)
    size = sum(part.bytes for part in done.parts)
    untitled = sum(part.without_title for part in done.parts)
    records = counted(done.records, "record", "records")
    shards = counted(len(done.parts), "shard", "shards")
    nameless = counted(untitled, "record", "records")
    say(
        console,
        [
            f"{records} of {shards}, {done.reused:,} of them prepared before",
            f"{size / 1e6:,.0f} MB in {to}; {sum(part.size for part in done.parts) / 1e6:,.0f} MB read",
            f"{nameless} without a title, {done.repeated_ids:,} with an identifier that another has",
        ],
    )
    _end(console, done.troubles, began)


@app.command()
def match(  # noqa: PLR0913  a parameter for each flag
    titles: Annotated[
        Path, typer.Option("--titles", metavar="FILE", help="Lines, CSV, JSON lines or Parquet, by the ending.")
    ],
    prepared: Annotated[Path, typer.Option("--prepared", metavar="DIR", help="What `bulk prepare` wrote.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Parquet, JSON lines or CSV, by the ending.")],
    *,
    abstracts: Annotated[
        Path | None, typer.Option("--abstracts", metavar="DIR", help="The shards of Semantic Scholar's abstracts.")
    ] = None,
    leftovers: Annotated[
        Path | None,
        typer.Option("--leftovers", metavar="FILE", help="The titles without a match, as a list for `enrich`."),
    ] = None,
    mapper: MapperOption = MapperKind.LOCAL,
    scheduler: SchedulerOption = None,
    workers: WorkersOption = None,
    memory: MemoryOption = _DEFAULT_GIGABYTES,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a match that was stopped.")] = False,
) -> None:
    """Match every title of a file against a prepared snapshot: one row each, with the verdict and its reasons."""
    began = time.monotonic()
    console = console_for(sys.stdout)
    told_to_resume = errors_told(interrupted="the same command with --resume goes on from here.")
    with told_to_resume, _disk_told(), unchanged(prepared):
        check_targets(out, leftovers)
        _check_apart({"--titles": titles, "--out": out, "--leftovers": leftovers})
        if not titles.is_file():
            raise UsageError(f"{titles} is not there, or no file: `--titles` names a file of titles.")
        manifest = read_manifest(prepared)
        extra = abstract_shards(abstracts) if abstracts else NOTHING_FOUND
        means = _means(mapper, scheduler, workers, memory, max(len(manifest.parts), len(extra.shards)))
        work = work_folder(out.absolute())
        with watcher_for(console, time.monotonic) as watcher, held(work), _rest_told(work), _disk_told():
            sweep_beside(out.absolute())
            lines = lines_at_once(memory, workers or _cores())
            job = Matching(titles, prepared.absolute(), manifest, work, means, watcher, lines)
            if make_ready(job, resume=resume):
                watcher.note("going on with a match that was stopped")
            told = match_all(job)
            told.troubles += extra.troubles
            found = abstracts_of(job, extra.shards, told.troubles) if extra.shards else []
            rows = sorted(job.work.glob("rows-*.parquet"))
            write_out(rows, found, out, means.whole, with_abstracts=bool(abstracts))
            left = write_leftovers(rows, leftovers, means.whole) if leftovers else None
    say(
        console,
        [
            *verdict_lines(told.verdicts),
            f"{counted(told.records, 'record', 'records')}; {counted(told.empty, 'title was', 'titles were')} empty",
        ],
    )
    if left is not None:
        say(console, [f"{counted(left, 'title is', 'titles are')} left for `enrich --list {leftovers}`"])
    advice = (missed_lines(told.missed, str(prepared)), not_whole_lines(told.not_whole))
    _end(console, told.troubles, began, chain.from_iterable(advice))


def _means(kind: MapperKind, scheduler: str | None, workers: int | None, gigabytes: float, shards: int) -> Means:
    """The means that the flags ask for. Raises UsageError for a scheduler that nobody would ask, and for more memory
    than there is."""
    if scheduler and kind is MapperKind.LOCAL:
        raise UsageError("--scheduler belongs to --mapper dask or spark.")
    if not scheduler and gigabytes > (there := _memory_here()):
        raise UsageError(f"--memory {gigabytes:g}: this machine has {there:,.1f} GB; name less.")
    return means_for(kind, scheduler, workers or _cores(), gigabytes, shards)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _memory_here() -> float:
    """Gigabytes of memory that this machine has; without bound where the system does not tell."""
    try:
        pages = os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):  # no such name there
        pages = -1
    return os.sysconf("SC_PAGE_SIZE") * pages / 1e9 if pages > 0 else float("inf")


@contextmanager
def _disk_told() -> Iterator[None]:
    """What the disk refuses, as an error in words."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise PapersError(
            f"{where}{error.strerror or error}. No file is left half written; run again when that is mended."
        ) from error


@contextmanager
def _rest_told(work: Path) -> Iterator[None]:
    """An error that leaves something to go on from says how."""
    try:
        yield
    except PapersError as error:
        if not any(path.is_file() for path in work.rglob("*")):
            raise
        goes_on = "What is done is kept: the same command with --resume goes on from it."
        raise type(error)(f"{str(error).removesuffix('.')}. {goes_on}") from error


def _check_apart(files: dict[str, Path | None]) -> None:
    """Raises UsageError where two flags name one file: what was read or written for the one would be gone."""
    seen: dict[Path, str] = {}
    for flag, path in files.items():
        if path is not None and (other := seen.setdefault(path.resolve(), flag)) != flag:
            raise UsageError(f"{path}: {flag} and {other} name one file.")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made ({error.strerror}): name another folder.") from error


def _end(console: Console, troubles: Sequence[Trouble], began: float, advice: Iterable[str] = ()) -> None:
    """The cost, the troubles, what to do about them, and the exit code."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    unit = 1 if sys.platform == "darwin" else 1024
    cost = Cost(
        seconds=time.monotonic() - began,
        cpu_seconds=sum(one.ru_utime + one.ru_stime for one in used),
        peak_bytes=max(one.ru_maxrss for one in used) * unit,
    )
    say(console, [cost_line(cost)])
    if troubles:
        say(console, chain(trouble_lines(troubles), advice))
        raise typer.Exit(BROKEN)
