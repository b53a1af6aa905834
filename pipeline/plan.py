"""PURE: what a run would ask, before it asks: requests by service and kind, and how long they take at their pace."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.models import SourceName

_IN_SECONDS_BELOW = 120
_MINUTES_AN_HOUR = 60


class Demand(NamedTuple):
    """What is open at one service: identifiers to look up, and titles to search for. `title_batches` is the number of
    requests that those titles share, before any title is asked for alone."""

    source: SourceName
    ids: int
    titles: int
    title_batches: int


class Rates(NamedTuple):
    """How a service is asked: so many identifiers to a request, and seconds from one request to the next.

    `searches_a_batch` is how often a batch of titles may be asked for: more than once where an empty page is not
    believed at once. `titles_one_by_one` tells whether each title may need a request of its own as well.
    """

    ids_at_once: int
    searches_a_batch: int
    titles_one_by_one: bool
    interval: float


class Budget(NamedTuple):
    """The requests one service may need. `searches` counts titles at their worst; `seconds` covers all of it.

    `batches` has room for the identifiers that will be learnt while the titles are searched for. Tries that fail, and
    pages that the service cuts, come on top.
    """

    source: SourceName
    ids: int
    batches: int
    titles: int
    searches: int
    seconds: float


def budget(demand: Demand, rates: Rates) -> Budget:
    """The most requests that `demand` can take, were every title to go through the service's slowest way."""
    batches = math.ceil((demand.ids + demand.titles) / rates.ids_at_once)
    together = demand.title_batches * rates.searches_a_batch
    searches = together + demand.titles if rates.titles_one_by_one else together
    seconds = (batches + searches) * rates.interval
    return Budget(demand.source, demand.ids, batches, demand.titles, searches, seconds)


def lasting(seconds: float) -> str:
    """A time as people say it: `40 s`, `12 minutes`, `1 h 26 min`."""
    minutes = round(seconds / 60)
    if seconds < _IN_SECONDS_BELOW:
        return f"{seconds:.0f} s"
    if minutes < _MINUTES_AN_HOUR:
        return f"{minutes} minutes"
    return f"{minutes // _MINUTES_AN_HOUR} h {minutes % _MINUTES_AN_HOUR:02} min"


def longest(budgets: Sequence[Budget]) -> float:
    """How long the services take together, in seconds: they are asked side by side."""
    return max((each.seconds for each in budgets), default=0.0)
