"""PURE: what was measured, what the services' published limits make of it, and whether the targets are reached."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

ARXIV_SECONDS = 3.0
"""From one request to the next: arXiv's terms of use."""
SEMANTIC_SCHOLAR_SECONDS = 1.0
"""The same with a key of one's own: Semantic Scholar's release notes."""

TITLES_TO_AN_ARXIV_REQUEST = 25
IDS_TO_A_BATCH = 500
SPARE_SEARCHES = 10
SPARE_IN_A_REFRESH = 50
WARM_CPU_SECONDS = 3.0
WARM_PEAK_MEGABYTES = 300.0

RunKind: TypeAlias = Literal["cold", "warm", "seal lost", "a week later", "cache lost"]


class Usage(NamedTuple):
    """What one process took: user and system time together, the most memory it held (10^6 bytes), the wall clock."""

    cpu_seconds: float
    peak_megabytes: float
    wall_seconds: float


class Run(NamedTuple):
    """One run of the program: the requests that each service received, and what its process took."""

    kind: RunKind
    arxiv: int
    semantic_scholar: int
    usage: Usage

    @property
    def seconds_at_the_limits(self) -> float:
        """How long the requests take at the published limits, the services side by side."""
        return max(self.arxiv * ARXIV_SECONDS, self.semantic_scholar * SEMANTIC_SCHOLAR_SECONDS)


class Score(NamedTuple):
    """Entries by outcome. `wrong` are matched to a paper that they do not mean, `left_open` are not matched although
    their paper was on offer, `rightly_open` are not matched because it was not."""

    right: int
    wrong: int
    left_open: int
    rightly_open: int


class Trial(NamedTuple):
    """All runs over one list. `off_arxiv` of its titles are not on arXiv. `steady` tells whether every run after the
    cold one left the catalogue as it was, byte for byte."""

    titles: int
    off_arxiv: int
    runs: tuple[Run, ...]
    score: Score
    steady: bool

    def run(self, kind: RunKind) -> Run:
        return next(run for run in self.runs if run.kind == kind)


class Target(NamedTuple):
    """One promise with its limit and what was measured, both as printed."""

    what: str
    limit: str
    reached: str
    ok: bool


def seconds_one_by_one(titles: int) -> float:
    """How long one request per title and service takes at the published limits, the services side by side."""
    return titles * max(ARXIV_SECONDS, SEMANTIC_SCHOLAR_SECONDS)


def targets(trial: Trial) -> Iterator[Target]:
    """The targets of one list. Those that are stated for 5,000 titles are scaled with the number of batches."""
    batches = math.ceil(trial.titles / IDS_TO_A_BATCH)
    cold, warm, weekly = trial.run("cold"), trial.run("warm"), trial.run("a week later")
    worked = trial.run("seal lost")
    yield _at_most("cold, arXiv requests", math.ceil(trial.titles / TITLES_TO_AN_ARXIV_REQUEST), cold.arxiv)
    yield _at_most("cold, Semantic Scholar requests", trial.off_arxiv + batches + SPARE_SEARCHES, cold.semantic_scholar)
    yield _at_most("warm, requests", 0, warm.arxiv + warm.semantic_scholar)
    yield _at_most("seal lost, requests", 0, worked.arxiv + worked.semantic_scholar)
    yield _at_most("a week later, requests", batches + SPARE_IN_A_REFRESH, weekly.arxiv + weekly.semantic_scholar)
    yield _under("warm, seconds of CPU", WARM_CPU_SECONDS, warm.usage.cpu_seconds)
    yield _under("warm, peak MB", WARM_PEAK_MEGABYTES, warm.usage.peak_megabytes)
    yield _at_most("wrong papers", 0, trial.score.wrong)
    yield Target("catalogue the same after every run", "yes", "yes" if trial.steady else "no", trial.steady)


def _at_most(what: str, limit: int, reached: int) -> Target:
    return Target(what, f"≤ {limit:,}", f"{reached:,}", reached <= limit)


def _under(what: str, limit: float, reached: float) -> Target:
    return Target(what, f"< {limit:g}", f"{reached:.2f}", reached < limit)
