"""PURE: what one run did, in numbers, for programs: what `--summary` writes and `mlsys-papers summary` reads."""

from __future__ import annotations

from datetime import date
from typing import Final

from pydantic import ValidationError

from pipeline.errors import PapersError
from pipeline.models import Frozen, SourceName, Status

KEY_LASTS: Final = 60
"""Days after which Semantic Scholar withdraws a key that nobody uses (its release notes of 2024)."""

_WARN_BEFORE: Final = 16
"""Days before that from which a run warns: two weekly runs are left to mend it."""


class ServiceSummary(Frozen):
    """How one service was asked. `requests` are HTTP requests; the others count questions, each once: `asked` of the
    service, of which it `answered` some; `cached` were answered without it, by an earlier answer of this run or of
    another. `reason` is the commonest for no answer."""

    name: SourceName
    requests: int
    asked: int
    answered: int
    cached: int
    reason: str | None = None


class RunSummary(Frozen):
    """A run that is over. `day` is the one on which it began; `heard` tells whether any service answered, `changed`
    which files were replaced, `papers` how many there are of each status, `stale` how many keep values past their
    freshness. `key_used` is the last day on which Semantic Scholar answered with a key, None where none is known;
    `has_key` whether this run had one."""

    day: date
    seconds: float
    heard: bool
    changed: tuple[str, ...]
    papers: dict[Status, int]
    stale: int
    services: tuple[ServiceSummary, ...]
    has_key: bool = False
    key_used: date | None = None


def parse_summary(data: bytes, name: str) -> RunSummary:
    """The summary in a file. Raises PapersError, naming the file as `name`, for anything else."""
    try:
        return RunSummary.model_validate_json(data, extra="ignore")
    except ValidationError as error:
        problem = error.errors(include_url=False, include_context=False)[0]
        raise PapersError(f"{name} is no summary of a run: {problem['msg']}; `enrich --summary` writes one.") from error


def warnings(summary: RunSummary) -> list[str]:
    """What somebody should know who did not watch the run, a sentence each."""
    found = []
    if not summary.heard and any(service.asked for service in summary.services):
        why = "; ".join(f"{service.name}: {service.reason}" for service in summary.services if service.reason)
        found.append(f"No service answered ({why}): what was known stays as it was.")
    if summary.has_key and (idle := _idle_days(summary)) is not None and idle >= KEY_LASTS - _WARN_BEFORE:
        found.append(
            f"The Semantic Scholar key was last used {idle} days ago, and is withdrawn after {KEY_LASTS} idle days:"
            " see why the service is not asked or does not answer."
        )
    if summary.has_key and summary.key_used is None:
        found.append("It is not known when the Semantic Scholar key was last used: no run has had an answer with it.")
    return found


def _idle_days(summary: RunSummary) -> int | None:
    return None if summary.key_used is None else (summary.day - summary.key_used).days
