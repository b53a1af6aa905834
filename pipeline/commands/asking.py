"""The flow as the commands run it: with the clock, the environment, interrupts and somebody watching."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from types import FrameType
from typing import NamedTuple

from rich.console import Console

from pipeline.finished import FinishedRun
from pipeline.interrupts import INTERRUPTS, ignored, interrupt
from pipeline.job import Job
from pipeline.prepare import make_ready, proofread
from pipeline.run import named, run
from pipeline.sources.opening import Conditions, Opened, Reach, open_sources
from pipeline.sources.pace import Clock
from pipeline.sources.registry import configured_hosts
from pipeline.terminal import Hushed, WatchedRun, watcher_for


class Wishes(NamedTuple):
    """What the command line says about asking, and whether anything is to be written."""

    reach: Reach
    refresh: bool
    patience: float
    only: tuple[str, ...]
    writes: bool


def ask(job: Job, console: Console, wishes: Wishes) -> FinishedRun:
    """The flow, watched. Everything that can be refused is, before a folder is made or a service asked."""
    named(job.reading.entries, wishes.only)
    with at_hand(job, console, wishes) as (opened, watcher):
        if wishes.reach == "live":
            proofread(job, opened.fallbacks)
        began = time.monotonic()
        outcome = run(job, opened, watcher, now().date(), wishes.only)
        return FinishedRun(outcome, opened, watcher.requests, time.monotonic() - began)


@contextmanager
def at_hand(job: Job, console: Console, wishes: Wishes) -> Iterator[tuple[Opened, WatchedRun]]:
    """The sources, opened, and who watches them; interrupts are heard meanwhile. Makes the folder for what is
    written."""
    hosts = configured_hosts(os.environ)
    contact = os.environ.get("MLSYS_PAPERS_CONTACT") or job.settings.contact
    live = wishes.reach == "live"
    with (
        interrupts_heard() as interrupted,
        watcher_for(console, time.monotonic) if live else Hushed(console) as watcher,
        ExitStack() as stack,
    ):
        clock = Clock(time.monotonic, time.time, interrupted.wait)
        conditions = Conditions(wishes.reach, wishes.refresh, wishes.patience, hosts, contact, clock, now, watcher)
        if wishes.writes:
            make_ready(job.paths)
        yield open_sources(conditions, job.settings, job.paths.cache, job.paths.snapshot, stack), watcher


@contextmanager
def interrupts_heard() -> Iterator[threading.Event]:
    """An event that an interrupt sets before it is raised, so that no thread begins another wait while the run ends.
    What whoever began this process wants ignored stays ignored."""
    interrupted = threading.Event()

    def hear(number: int, frame: FrameType | None) -> None:
        interrupted.set()
        interrupt(number, frame)

    before = {number: signal.signal(number, hear) for number in INTERRUPTS if not ignored(number)}
    try:
        yield interrupted
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def now() -> datetime:
    return datetime.now(UTC)
