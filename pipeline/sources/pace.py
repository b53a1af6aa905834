"""How often one host may be asked: one request in flight, and an interval between the starts of two.

    ProcessPace   for a host of one's own: in this process only, nothing on disk
    MachinePace   for an official host: one file, which every process of the machine shares

Each service's terms count requests per user or address, not per process, so two runs at once must share one pace. When
the shared file cannot be used, `turn` raises PaceError, and the host is not asked at all: an unpaced request would be
the worse choice.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from pipeline.sources.host import Host
from pipeline.sources.pace_file import PaceError, PaceFile, due_in
from pipeline.sources.trouble import GivenUpError

POLL_SECONDS = 0.05
LONGEST_QUEUE = 600.0
"""Seconds to wait for other processes' requests to end. Each takes a few, and two minutes at worst."""


class Clock(NamedTuple):
    """Time as the sources see it, all in seconds: `now` never goes backwards, `wall` is the time since the epoch.

    `wait` sleeps and tells whether the run has been interrupted, at once when it is (`threading.Event.wait`).
    """

    now: Callable[[], float]
    wall: Callable[[], float]
    wait: Callable[[float], bool]

    def pause(self, seconds: float) -> None:
        """Sleep; raises GivenUpError when the run is interrupted."""
        if self.wait(seconds):
            raise GivenUpError("the run was interrupted")


class Pace(Protocol):
    def turn(self) -> AbstractContextManager[None]:
        """Wait until a request may start, and keep all others waiting until the block ends."""

    def stand_down(self, seconds: float) -> None:
        """Within a turn: nobody who shares this pace may start a request for so long."""

    def stood_down(self) -> float:
        """Seconds for which the host is to be left alone from now on, by anybody's order; 0 if it need not be."""


class ProcessPace:
    """A pace for the threads of one process; what it knows ends with the process."""

    def __init__(self, interval: float, clock: Clock) -> None:
        self._interval, self._clock = interval, clock
        self._alone = threading.Lock()
        self._next = clock.now()
        self._until = self._next

    @contextmanager
    def turn(self) -> Iterator[None]:
        with self._alone:
            while (due := max(self._next, self._until) - self._clock.now()) > 0:
                self._clock.pause(due)
            self._next = self._clock.now() + self._interval
            yield

    def stand_down(self, seconds: float) -> None:
        self._until = max(self._until, self._clock.now() + seconds)

    def stood_down(self) -> float:
        return max(0.0, self._until - self._clock.now())


class MachinePace:
    """A pace for all processes of the machine, through a file in `folder`."""

    def __init__(self, host: str, interval: float, clock: Clock, folder: Path | None = None) -> None:
        self._host, self._interval, self._clock, self._folder = host, interval, clock, folder
        self._alone = threading.Lock()
        self._held: PaceFile | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        with self._alone, self._seized() as file:
            self._held = file
            try:
                yield
            finally:
                self._held = None

    def stand_down(self, seconds: float) -> None:
        if self._held is None:
            raise ValueError("only who has the turn may order a stand-down")
        self._held.stand_down(self._clock.wall(), seconds)

    def stood_down(self) -> float:
        with PaceFile.opened(self._path()) as file:
            now = self._clock.wall()
            return max(0.0, file.read(now).stand_down_until - now)

    def _seized(self) -> PaceFile:
        """The file, locked and marked with the start of a request. While it is too early for one nobody holds the
        file, so that processes take turns."""
        while True:
            with ExitStack() as unless_ours:
                file = unless_ours.enter_context(self._locked())
                now = self._clock.wall()
                state = file.read(now)
                due = due_in(state, now, self._interval)
                file.write(state if due > 0 else state._replace(started=now))
                if due <= 0:
                    unless_ours.pop_all()
                    return file
            self._clock.pause(due)

    def _locked(self) -> PaceFile:
        """The file, as soon as no other process has a request in flight."""
        late = self._clock.now() + LONGEST_QUEUE
        while self._clock.now() < late:
            file = PaceFile.opened(self._path())
            if file.lock():
                return file
            file.close()
            self._clock.pause(POLL_SECONDS)
        raise PaceError(f"another process has not let go of {self._path()} for {LONGEST_QUEUE:.0f} s")

    def _path(self) -> Path:
        try:
            folder = self._folder or Path(tempfile.gettempdir())
        except OSError as error:
            raise PaceError("no temporary folder can be written for the pace file; set TMPDIR to one") from error
        return folder / f"mlsys-papers-{self._host}.pace"


def pace_for(host: Host, clock: Clock, folder: Path | None = None) -> Pace:
    """The pace that a host is owed: of the whole machine if it is official, of this process if it is not.

    `folder` is where the shared file lies, by default the system's temporary folder.
    """
    if host.official:
        return MachinePace(host.hostname.rstrip("."), host.interval, clock, folder)
    return ProcessPace(host.interval, clock)
