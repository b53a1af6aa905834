"""What a person sees while a run is at work: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Lock
from types import TracebackType
from typing import Protocol, Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from pipeline.models import SourceName
from pipeline.progress import Watcher
from pipeline.vocabulary.phrases import counted, source_name
from pipeline.vocabulary.text import INVISIBLE, encodable

SECONDS_BETWEEN_LINES = 10.0
_BAR_WIDTH = 14  # what eighty columns leave beside the longest stage, thousands of titles, and the time
_BREAKS = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]")


class WatchedRun(Watcher, Protocol):
    """A watcher that is entered before the work and left after it; it counts the requests by source."""

    requests: Counter[SourceName]

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class _PatientConsole(Console):
    """A console whose reader may leave before the end, as `head` does: the run goes on unheard."""

    def on_broken_pipe(self) -> None:
        with suppress(SystemExit):
            super().on_broken_pipe()


def console_for(file: TextIO | None) -> Console:
    """A console that writes escape codes only where `file` is a terminal: `FORCE_COLOR`, which CI services set, would
    fill a log with bars. None is a program without an output."""
    terminal = file is not None and file.isatty()
    return _PatientConsole(
        file=file, quiet=file is None, force_terminal=terminal, highlight=False, emoji=False, markup=False
    )


def watcher_for(console: Console, clock: Callable[[], float]) -> WatchedRun:
    """Bars where somebody can see them move, lines for a file or a log. `clock` counts seconds."""
    return Bars(console) if console.is_terminal and not console.is_dumb_terminal else Lines(console, clock)


def shown(text: str) -> str:
    """The text as one line that no terminal obeys: nothing invisible, no escape codes, blanks as they are."""
    return _BREAKS.sub(" ", INVISIBLE.sub("", encodable(text)))


def say(console: Console, lines: Iterable[str]) -> None:
    """Print each line, whatever is in it; a log gets it whole, a terminal breaks it where it ends."""
    for line in lines:
        console.print(Text(shown(line)), soft_wrap=True)


def _waits(source: SourceName, seconds: float, why: str) -> str:
    return f"{source_name(source)}: {why}; next try in {seconds:.0f} s"


def spoken(stage: str) -> str:
    """A stage's name as people read it: `titles, arxiv` is about titles at arXiv."""
    what, _, source = stage.partition(", ")
    return f"{what}, {source_name(source)}" if source else what


class Bars:
    """One bar per stage: steps done of all, requests spent, time left; what goes wrong stands above the bars."""

    def __init__(self, console: Console) -> None:
        self.requests: Counter[SourceName] = Counter()
        self._one_at_a_time = Lock()  # a stage may begin in one thread while another counts a request
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(_BAR_WIDTH),
            MofNCompleteColumn(),
            TextColumn("{task.fields[requests]}"),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=console,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def begin(self, stage: str, total: int) -> None:
        if not total:
            return
        with self._one_at_a_time:
            if stage not in self._tasks:
                self._tasks[stage] = self._bars.add_task(spoken(stage), total=0, requests="")
            known = next(task for task in self._bars.tasks if task.id == self._tasks[stage])
            self._bars.update(known.id, total=(known.total or 0) + total)

    def advance(self, stage: str, steps: int = 1) -> None:
        if stage in self._tasks:
            self._bars.advance(self._tasks[stage], steps)

    def requested(self, source: SourceName) -> None:
        self.requests[source] += 1
        with self._one_at_a_time:
            for stage, task in self._tasks.items():
                if stage.endswith(f", {source}"):
                    self._bars.update(task, requests=counted(self.requests[source], "request", "requests"))

    def waiting(self, source: SourceName, seconds: float, why: str) -> None:
        self.note(_waits(source, seconds, why))

    def note(self, message: str) -> None:
        say(self._bars.console, [message])


class Lines:
    """A line for a stage at most every ten seconds while it lasts, and one at the end."""

    def __init__(self, console: Console, clock: Callable[[], float]) -> None:
        self.requests: Counter[SourceName] = Counter()
        self._console, self._clock = console, clock
        self._totals: Counter[str] = Counter()
        self._done: Counter[str] = Counter()
        self._told: Counter[str] = Counter()
        self._spoke_at: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """A last line for every stage whose end was not told."""
        for stage, total in self._totals.items():
            if total and self._told[stage] != self._done[stage]:
                self._tell(stage)

    def begin(self, stage: str, total: int) -> None:
        self._totals[stage] += total
        self._spoke_at.setdefault(stage, self._clock())

    def advance(self, stage: str, steps: int = 1) -> None:
        self._done[stage] += steps
        if self._clock() - self._spoke_at[stage] >= SECONDS_BETWEEN_LINES:
            self._spoke_at[stage] = self._clock()
            self._tell(stage)

    def requested(self, source: SourceName) -> None:
        self.requests[source] += 1

    def waiting(self, source: SourceName, seconds: float, why: str) -> None:
        self.note(_waits(source, seconds, why))

    def note(self, message: str) -> None:
        say(self._console, [message])

    def _tell(self, stage: str) -> None:
        self._told[stage] = self._done[stage]
        self.note(f"{spoken(stage)}: {self._done[stage]} of {self._totals[stage]}")


class Hushed(Lines):
    """Tells what needs telling, and nothing of the stages: for work that asks nobody."""

    def __init__(self, console: Console) -> None:
        super().__init__(console, lambda: 0.0)

    def begin(self, stage: str, total: int) -> None:
        pass

    def advance(self, stage: str, steps: int = 1) -> None:
        pass
