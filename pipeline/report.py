"""What a run tells at its end: the counts, the services' state, what was written, and what a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from pipeline.models import SourceName, Status
from pipeline.plan import Demand, budget, longest
from pipeline.run import Job, Outcome, as_published
from pipeline.sources.opening import Opened
from pipeline.sources.registry import SERVICES
from pipeline.sources.tally import TallySource
from pipeline.terminal import SOURCE_NAMES

_LEFT_OVER_SHOWN = 10
_IN_WORDS: dict[Status, str] = {
    "matched": "matched",
    "needs_review": "need a person's eye",
    "not_found": "not found",
    "unavailable": "could not be checked",
}


class Asked(NamedTuple):
    """A run that is over: what it found, who was asked, the requests sent to each service, and the seconds it took."""

    outcome: Outcome
    opened: Opened
    requests: Counter[SourceName]
    seconds: float


def strict_exit_code(asked: Asked) -> int:
    """3 if a service could not be fully asked, else 4 if an entry needs a person's eye, else 0."""
    if any(tally.unanswered for tally in asked.opened.tallies):
        return 3
    return 4 if any(paper.status == "needs_review" for paper in asked.outcome.catalogue.papers) else 0


def report(console: Console, job: Job, asked: Asked, changed: Sequence[Path], *, verbose: bool) -> None:
    """Print the summary: tables on a terminal, plain lines elsewhere."""
    if verbose:
        _say(console, _verdicts(asked.outcome))
    _say(console, _about_the_list(job))
    if console.is_terminal:
        console.print(_services_table(asked))
    else:
        _say(console, (f"{name}: {said}" for name, *cells in _service_rows(asked) for said in [", ".join(cells)]))
    _say(console, _findings(asked.outcome))
    _say(console, _written(job, asked, changed))


def plan_lines(opened: Opened) -> Iterator[str]:
    """What a run would ask, at most, and about how long that takes at the services' pace."""
    budgets = []
    for service, host, tally in zip(SERVICES, opened.hosts, opened.tallies, strict=True):
        need = budget(Demand(tally.name, tally.ids_asked, tally.titles_asked), service.rates(host.interval))
        budgets.append(need)
        yield (
            f"{SOURCE_NAMES[tally.name]}: {need.ids} identifiers in {need.batches} batches, {need.titles} titles in at "
            f"most {need.searches} searches, about {need.seconds:.0f} s at one request every {host.interval:g} s"
        )
    if not any(need.ids or need.titles for need in budgets):
        yield "Nothing to ask: every answer is fresh in the cache."
    else:
        yield f"About {longest(budgets):.0f} s in all; the services are asked side by side. Nothing was asked now."


def _say(console: Console, lines: Iterator[str]) -> None:
    for line in lines:
        console.print(line, soft_wrap=True, markup=False)


def _verdicts(outcome: Outcome) -> Iterator[str]:
    for one in as_published(outcome):
        yield f"line {one.entry.line}: {one.entry.title}: {one.verdict} ({'; '.join(one.reasons)})"


def _about_the_list(job: Job) -> Iterator[str]:
    yield from (f"{job.paths.decisions}: {line}" for line in job.unheeded)
    left = job.reading.left_over
    for line in left[:_LEFT_OVER_SHOWN]:
        yield f"{job.paths.list}, line {line.line}, is not read: {line.reason}"
    if len(left) > _LEFT_OVER_SHOWN:
        yield f"{job.paths.list}: {len(left) - _LEFT_OVER_SHOWN} more lines are not read"


def _services_table(asked: Asked) -> Table:
    table = Table(title=None, show_edge=False, pad_edge=False)
    table.add_column("")
    for heading in ("requests", "answers", "state"):
        table.add_column(heading, justify="left" if heading == "state" else "right")
    for name, requests, answers, state in _service_rows(asked):
        table.add_row(name, requests.split()[0], answers.split()[0], state)
    return table


def _service_rows(asked: Asked) -> Iterator[tuple[str, str, str, str]]:
    for tally in asked.opened.tallies:
        requests = f"{asked.requests[tally.name]} requests"
        state = "not asked (--offline)" if asked.opened.reach == "offline" else _state(tally)
        yield SOURCE_NAMES[tally.name], requests, f"{tally.answered} answers", state


def _state(tally: TallySource) -> str:
    if tally.reasons:
        reason = max(tally.reasons, key=lambda why: tally.reasons[why])
        return f"{tally.unanswered} questions unasked: {reason}"
    return "everything answered" if tally.answered else "nothing to ask"


def _findings(outcome: Outcome) -> Iterator[str]:
    papers = outcome.catalogue.papers
    counts = Counter(paper.status for paper in papers)
    yield f"{len(papers)} papers: " + ", ".join(f"{counts[s]} {words}" for s, words in _IN_WORDS.items() if counts[s])
    stale = sum(bool(paper.stale) for paper in papers)
    if stale:
        yield f"{stale} papers keep values past their freshness, because their source did not answer"


def _written(job: Job, asked: Asked, changed: Sequence[Path]) -> Iterator[str]:
    yield f"Written in {asked.seconds:.1f} s: {', '.join(map(str, changed))}" if changed else "Nothing changed."
    if any(paper.status == "needs_review" for paper in asked.outcome.catalogue.papers):
        yield f"To settle the doubtful entries, see {job.paths.out / 'review.md'}"
