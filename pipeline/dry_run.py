"""What a dry run tells: what a run would ask, and how long that would take. `plan` reckons it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.models import PaperId, TitleQuery
from pipeline.plan import Demand, budget, lasting, longest
from pipeline.sources.opening import Opened
from pipeline.sources.registry import SERVICES
from pipeline.vocabulary.phrases import counted, source_name


def plan_lines(opened: Opened, *, offline: bool = False) -> Iterator[str]:
    """What a run would ask, at most, and about how long that takes at the services' pace; nothing where it is
    `offline`."""
    budgets = []
    for service, host, tally in zip(SERVICES, opened.hosts, opened.tallies, strict=True):
        open_still = () if offline else tuple(tally.unanswered)
        ids = sum(isinstance(question, PaperId) for question in open_still)
        titles = {TitleQuery(asked.title): None for asked in open_still if not isinstance(asked, PaperId)}
        together = sum(1 for _ in service.search_batches(list(titles)))
        demand = Demand(tally.name, ids, len(titles), together)
        need = budget(demand, service.rates(host.interval))
        budgets.append(need)
        learnt = " and those found" if need.titles else ""
        yield (
            f"{source_name(tally.name)}: {counted(need.ids, 'identifier', 'identifiers')}{learnt} in "
            f"{counted(need.batches, 'batch', 'batches')}, {counted(need.titles, 'title', 'titles')} in at most "
            f"{counted(need.searches, 'search', 'searches')}, about {lasting(need.seconds)} at one request every "
            f"{host.interval:g} s"
        )
    if offline:
        yield "Nothing would be asked: offline, the cache and the snapshot answer."
    elif not any(need.ids or need.titles for need in budgets):
        yield "Nothing to ask: every answer is fresh in the cache."
    else:
        yield f"About {lasting(longest(budgets))} in all; the services are asked side by side. Nothing was asked now."
