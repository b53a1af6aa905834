"""The seal around the flow: whether there is anything to do, and what the next run needs to know of this one."""

from __future__ import annotations

import os

from pipeline.commands.asking import now
from pipeline.finished import FinishedRun
from pipeline.job import Job, Paths
from pipeline.memory import recall, remember
from pipeline.report import summary
from pipeline.seal import Seal, given, holds, state
from pipeline.sources.registry import configured_hosts


def standing(paths: Paths) -> Seal | None:
    """The seal of the last run, where everything is still as that run left it; None where there is work to do."""
    seal = recall(paths, Seal)
    return seal if seal and holds(seal, _state(paths), now()) else None


def leave_seal(job: Job, finished: FinishedRun, given_before: str) -> None:
    """Seal a run that was fully answered. `given_before` is the digest of what people gave when it began: where they
    have changed it since, the next run has work to do."""
    if finished.is_incomplete or given(job.paths) != given_before:
        return
    said = tuple(summary(job, finished.outcome))
    seal = Seal(
        state=_state(job.paths),
        sealed=now(),
        fresh_until=finished.opened.fresh_until(),
        said=said,
        doubtful=finished.outcome.is_doubtful,
    )
    remember(job.paths, seal)


def _state(paths: Paths) -> str:
    return state(paths, [host.base_url for host in configured_hosts(os.environ)])
