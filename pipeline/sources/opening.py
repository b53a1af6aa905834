"""Puts the sources of one run together, and the snapshot beside them.

live      CachedSource ─▶ TallySource ─▶ the service, over a transport with its own pace and patience
offline   CachedSource, which asks nobody
planned   TallySource ─▶ CachedSource, which asks nobody: what it cannot answer is what a run would ask
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from pipeline.progress import Watcher
from pipeline.settings import Settings
from pipeline.sources.answer_files import folder_of
from pipeline.sources.base import Source
from pipeline.sources.cached import CachedSource, Freshness, Mode
from pipeline.sources.host import Host
from pipeline.sources.pace import Clock, pace_for
from pipeline.sources.registry import SERVICES
from pipeline.sources.snapshot import SnapshotSource
from pipeline.sources.tally import TallySource
from pipeline.sources.transport import Transport

Reach = Literal["live", "offline", "planned"]
_EXPIRED = Freshness(0, 0, 0, 0)


@dataclass(frozen=True)
class Conditions:
    """How a run may ask. `reach` is live, offline (the cache alone) or planned (nobody is asked, nothing is written,
    and it is counted what would be asked). `hosts` are those of the registry's services, in its order. `patience` is
    in seconds, `contact` an address for the User-Agent; `now` gives the time in UTC."""

    reach: Reach
    refresh: bool
    patience: float
    hosts: Sequence[Host]
    contact: str | None
    clock: Clock
    now: Callable[[], datetime]
    watcher: Watcher


@dataclass(frozen=True)
class Opened:
    """The sources of a run. `services` keep account of everything that was to be known of them, whether they or the
    cache answered; `memory` are the services again, answering from the cache alone. `tallies` keep account of what got
    past the cache: of what was asked of the services, or in a planned run of what would be (`unanswered`).
    `fresh_until` tells when the first of the answers given so far needs asking again, in UTC; None while there is none
    that ages."""

    services: Sequence[TallySource]
    memory: Sequence[Source]
    fallbacks: Sequence[Source]
    tallies: Sequence[TallySource]
    hosts: Sequence[Host]
    reach: Reach
    fresh_until: Callable[[], datetime | None] = lambda: None

    def heard(self) -> bool:
        """Whether any service has answered a question in this run."""
        return self.reach == "live" and any(tally.answered for tally in self.tallies)

    def remembering(self) -> Opened:
        """The same sources where nobody is asked: the cache and the fallbacks answer."""
        return replace(self, services=[TallySource(source) for source in self.memory], reach="offline")


def open_sources(
    conditions: Conditions, settings: Settings, cache: Path, snapshot: Path | None, stack: ExitStack
) -> Opened:
    """Everything to ask, closed by `stack`. Opens no connection. Raises PapersError for a cache folder that cannot be
    used; a live run makes it where it is missing."""

    def remembering(sources: Sequence[Source], mode: Mode, *, expired: bool = False) -> list[CachedSource]:
        lasting = [_EXPIRED if expired else service.freshness(settings.freshness) for service in SERVICES]
        folders = [folder_of(cache, host) for host in conditions.hosts]
        return [
            CachedSource(source, folder, fresh, conditions.now, mode=mode, watcher=conditions.watcher)
            for source, folder, fresh in zip(sources, folders, lasting, strict=True)
        ]

    asked = _services(conditions, stack)
    memory = remembering(asked, "offline")
    fallbacks: list[Source] = [SnapshotSource(snapshot, conditions.now)] if snapshot else []
    tallies = [TallySource(source) for source in asked]
    caches = memory
    if conditions.reach == "live":
        caches = remembering(tallies, "refresh" if conditions.refresh else "normal")
    services = [TallySource(cache) for cache in caches]
    if conditions.reach == "planned":
        services = [TallySource(source) for source in remembering(asked, "offline", expired=conditions.refresh)]
        tallies = services

    def fresh_until() -> datetime | None:
        return min((cache.fresh_until for cache in caches if cache.fresh_until), default=None)

    return Opened(services, memory, fallbacks, tallies, conditions.hosts, conditions.reach, fresh_until)


def _services(conditions: Conditions, stack: ExitStack) -> list[Source]:
    return [
        service.source(stack.enter_context(_transport(host, conditions)), conditions.now)
        for service, host in zip(SERVICES, conditions.hosts, strict=True)
    ]


def _transport(host: Host, conditions: Conditions) -> Transport:
    return Transport(
        host,
        pace_for(host, conditions.clock),
        conditions.clock,
        conditions.watcher,
        patience=conditions.patience,
        jitter=random.random,
        contact=conditions.contact,
    )
