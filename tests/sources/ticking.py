"""What surrounds a transport in tests: time that passes only when somebody waits, and a watcher that writes down."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.progress import Silent
from pipeline.sources.host import Host
from pipeline.sources.pace import Clock, pace_for
from pipeline.sources.transport import Transport


class Ticking:
    """Seconds that pass in `wait` and `pass_by` alone; `waits` lists every wait."""

    def __init__(self, epoch: float = 1_800_000_000.0) -> None:
        self.seconds = 1000.0
        self.epoch = epoch
        self.waits: list[float] = []

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.seconds, wall=self.wall, wait=self.wait)

    def wall(self) -> float:
        return self.epoch + self.seconds - 1000.0

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        self.seconds += seconds
        return False

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds

    def utc(self) -> datetime:
        return datetime.fromtimestamp(self.wall(), UTC)


class Watching(Silent):
    """Counts requests, and keeps what it is told."""

    def __init__(self) -> None:
        self.requests = 0
        self.waited: list[tuple[str, float, str]] = []
        self.notes: list[str] = []

    def requested(self, source: str) -> None:
        self.requests += 1

    def waiting(self, source: str, seconds: float, why: str) -> None:
        self.waited.append((source, seconds, why))

    def note(self, message: str) -> None:
        self.notes.append(message)


def transport_to(host: Host, ticking: Ticking, watching: Watching, patience: float = 600.0) -> Transport:
    """A transport without jitter, in the given time."""
    clock = ticking.clock
    return Transport(host, pace_for(host, clock), clock, watching, patience=patience, jitter=lambda: 0.0)
