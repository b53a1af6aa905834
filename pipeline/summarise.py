"""Summarise: a run that is over becomes numbers for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.errors import PapersError
from pipeline.finished import FinishedRun
from pipeline.sources.tally import TallySource
from pipeline.summary import RunSummary, ServiceSummary, parse_summary
from pipeline.writer import put_file

_WITH_KEY = "semantic_scholar"


def summarise(finished: FinishedRun, changed: Sequence[Path], today: date, last: RunSummary | None) -> RunSummary:
    """The numbers of a run. `last` is the summary of the one before, which may know when the key was last of use."""
    papers = finished.outcome.catalogue.papers
    opened = finished.opened
    services = zip(opened.tallies, opened.services, strict=True)
    key = next((host.sendable_key for host in opened.hosts if host.name == _WITH_KEY), None)
    answered = any(tally.answered for tally in opened.tallies if tally.name == _WITH_KEY)
    return RunSummary(
        day=today,
        seconds=round(finished.seconds, 1),
        heard=finished.outcome.heard,
        changed=tuple(map(str, changed)),
        papers=dict(Counter(paper.status for paper in papers)),
        stale=sum(bool(paper.stale) for paper in papers),
        services=tuple(_service(tally, in_all, finished.requests[tally.name]) for tally, in_all in services),
        has_key=key is not None,
        key_used=today if key and answered else last.key_used if last else None,
    )


def _service(tally: TallySource, in_all: TallySource, requests: int) -> ServiceSummary:
    return ServiceSummary(
        name=tally.name,
        requests=requests,
        asked=len(tally.answered) + len(tally.unanswered),
        answered=len(tally.answered),
        cached=len(in_all.answered - tally.answered),
        reason=tally.commonest_reason,
    )


def load_last(path: Path) -> RunSummary | None:
    """The summary that an earlier run left at `path`; None where there is none that can be read, which costs nothing
    but the day on which the key was last of use."""
    try:
        return parse_summary(path.read_bytes(), str(path))
    except (OSError, PapersError):
        return None


def store(summary: RunSummary, path: Path) -> None:
    """Write the summary, whole, and make its folder where there is none. Raises PapersError."""
    put_file(path, summary.model_dump_json(indent=2) + "\n")
