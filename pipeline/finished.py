"""The noun of a run that is over: what it found, and how those who were asked have answered."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from pipeline.models import SourceName
from pipeline.outcome import Outcome
from pipeline.sources.opening import Opened


class FinishedRun(NamedTuple):
    """A run that is over: what it found, who was asked, the requests sent to each service, and the seconds it took."""

    outcome: Outcome
    opened: Opened
    requests: Counter[SourceName]
    seconds: float

    @property
    def is_incomplete(self) -> bool:
        """Whether a service could not be fully asked."""
        return any(tally.unanswered for tally in self.opened.tallies)
