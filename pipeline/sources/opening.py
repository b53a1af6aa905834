"""Puts the sources of one run together: cache over tally over service, and the snapshot beside them.

CachedSource ─▶ TallySource ─▶ the service, over a transport with its own pace and patience
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pipeline.progress import Watcher
from pipeline.settings import Settings
from pipeline.sources.base import Source
from pipeline.sources.cached import CachedSource, Mode
from pipeline.sources.host import Host
from pipeline.sources.pace import Clock, pace_for
from pipeline.sources.registry import SERVICES, Service
from pipeline.sources.snapshot import SnapshotSource
from pipeline.sources.tally import TallySource, UnaskedSource
from pipeline.sources.transport import Transport

Reach = Literal["live", "offline", "planned"]
OFFLINE = "not asked: --offline"
ONLY_PLANNED = "not asked: --dry-run"


@dataclass(frozen=True)
class Conditions:
    """How a run may ask. `reach` is live, offline (the cache alone) or planned (nobody is asked, and it is counted
    who would be). `patience` is in seconds; `environment` is that of the process; `now` gives the time in UTC."""

    reach: Reach
    refresh: bool
    patience: float
    environment: Mapping[str, str]
    clock: Clock
    now: Callable[[], datetime]
    watcher: Watcher


@dataclass(frozen=True)
class Opened:
    """The sources of a run. `memory` are the services again, answering from the cache alone."""

    services: list[Source]
    memory: list[Source]
    fallbacks: list[Source]
    tallies: list[TallySource]
    hosts: list[Host]
    reach: Reach

    def heard(self) -> bool:
        """Whether any service has answered a question in this run."""
        return any(tally.answered for tally in self.tallies)


def open_sources(
    conditions: Conditions, settings: Settings, cache: Path, snapshot: Path | None, stack: ExitStack
) -> Opened:
    """Everything to ask, closed by `stack`. Opens no connection. Raises UsageError for a malformed environment and
    PapersError for a cache folder that cannot be used."""
    hosts = [service.configured(conditions.environment) for service in SERVICES]
    tallies = [
        _tally(service, host, conditions, settings, stack) for service, host in zip(SERVICES, hosts, strict=True)
    ]
    mode: Mode = "offline" if conditions.reach == "offline" else "refresh" if conditions.refresh else "normal"

    def remembering(mode: Mode) -> list[Source]:
        return [
            CachedSource(
                tally,
                cache,
                service.freshness(settings.freshness),
                conditions.now,
                mode=mode,
                watcher=conditions.watcher,
            )
            for service, tally in zip(SERVICES, tallies, strict=True)
        ]

    fallbacks: list[Source] = [SnapshotSource(snapshot, conditions.now)] if snapshot else []
    return Opened(remembering(mode), remembering("offline"), fallbacks, tallies, hosts, conditions.reach)


def _tally(service: Service, host: Host, conditions: Conditions, settings: Settings, stack: ExitStack) -> TallySource:
    pace = pace_for(host, conditions.clock)
    contact = conditions.environment.get("MLSYS_PAPERS_CONTACT") or settings.contact
    transport = Transport(
        host,
        pace,
        conditions.clock,
        conditions.watcher,
        patience=conditions.patience,
        jitter=random.random,
        contact=contact,
    )
    source = service.source(stack.enter_context(transport), conditions.now)
    if conditions.reach == "live":
        return TallySource(source)
    return TallySource(
        UnaskedSource(source.name, source.id_kinds, OFFLINE if conditions.reach == "offline" else ONLY_PLANNED)
    )
