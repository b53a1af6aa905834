"""Runs that are over, over a list of one paper."""

from __future__ import annotations

from collections import Counter

from pipeline.finished import FinishedRun
from pipeline.models import Match, Paper, PaperId, Place, Status, TitleQuery, Verdict
from pipeline.outcome import Outcome
from pipeline.sources.opening import Opened, Reach
from pipeline.sources.registry import configured_hosts
from pipeline.sources.tally import TallySource
from tests.emit.samples import catalogue, resolution
from tests.sources.fakes import FakeClock, FakeSource

ID, TITLE = PaperId("arxiv", "1712.05880"), TitleQuery("Some Title")
REASON = "failed: [/red] [bold]x[/nope] \x1b[31m"


def tallies(*, unanswered: str | None = None) -> list[TallySource]:
    """Those of both services; `unanswered` is why the second could not be asked one question."""
    arxiv, semantic_scholar = (TallySource(FakeSource([], FakeClock(), name)) for name in ("arxiv", "semantic_scholar"))
    arxiv.answered = {ID, TITLE}
    semantic_scholar.unanswered = {TITLE: unanswered} if unanswered else {}
    return [arxiv, semantic_scholar]


def finished(status: Status, verdict: Verdict, accounts: list[TallySource], reach: Reach = "live") -> FinishedRun:
    """A run over a list of one paper."""
    one = resolution("Some Title", verdict)
    paper = Paper(
        id="some-title",
        status=status,
        title="Some Title",
        listed=(Place(title="Some Title", line=5),),
        match=Match(verdict=verdict, reasons=("as it happens",)),
        stale=("citations",) if status == "matched" else (),
    )
    outcome = Outcome(catalogue(paper), (one,), heard=True)
    opened = Opened(accounts, [], [], accounts, configured_hosts({}), reach)
    return FinishedRun(outcome, opened, Counter({"arxiv": 1, "semantic_scholar": 1200}), 61.25)
