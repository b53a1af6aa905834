"""How long work tells what it is doing. The stages and the transport call a `Watcher`; the terminal implements one."""

from __future__ import annotations

from typing import Protocol

from pipeline.models import SourceName


class Watcher(Protocol):
    """Told of what happens, from several threads; must neither raise nor take long."""

    def begin(self, stage: str, total: int) -> None:
        """A stage starts, with `total` steps to come. Calling it again for the same stage raises its total."""

    def advance(self, stage: str, steps: int = 1) -> None:
        """So many steps of a stage are done."""

    def requested(self, source: SourceName) -> None:
        """One HTTP request was sent."""

    def waiting(self, source: SourceName, seconds: float, why: str) -> None:
        """A source answered badly; the next try follows after so long."""

    def note(self, message: str) -> None:
        """One line for the person who watches: a damaged cache file, a source given up."""


class Silent:
    """A watcher that tells nobody."""

    def begin(self, stage: str, total: int) -> None:
        pass

    def advance(self, stage: str, steps: int = 1) -> None:
        pass

    def requested(self, source: SourceName) -> None:
        pass

    def waiting(self, source: SourceName, seconds: float, why: str) -> None:
        pass

    def note(self, message: str) -> None:
        pass
