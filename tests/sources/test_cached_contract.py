"""The fake source, and the cache over it cold and warm, under the contract of every source."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.models import Record
from pipeline.sources.base import Source
from pipeline.sources.cached import CachedSource
from tests.sources.bench import FRESHNESS
from tests.sources.contract import UNKNOWN_IDS, UNKNOWN_TITLE, WORKS, ServiceContract, SourceContract, known_titles
from tests.sources.fakes import FakeClock, FakeSource, Notes


def source_of_works(clock: FakeClock) -> FakeSource:
    return FakeSource([Record(source="fake", title=work.title, ids=work.ids) for work in WORKS], clock)


def cached(inner: Source, folder: Path, clock: FakeClock) -> CachedSource:
    return CachedSource(inner, folder, FRESHNESS, clock, mode="normal", watcher=Notes())


class TestFakeSource(ServiceContract):
    @pytest.fixture
    def source(self) -> Source:
        return source_of_works(FakeClock())

    @pytest.fixture
    def outage(self, source: FakeSource) -> Source:
        source.down = True
        return source


class TestColdCache(ServiceContract):
    @pytest.fixture
    def source(self, tmp_path: Path) -> Source:
        clock = FakeClock()
        return cached(source_of_works(clock), tmp_path, clock)

    @pytest.fixture
    def outage(self, tmp_path: Path) -> Source:
        clock = FakeClock()
        inner = source_of_works(clock)
        inner.down = True
        return cached(inner, tmp_path, clock)


class TestWarmCache(SourceContract):
    """Every answer comes from a file: the inner source is down since they were stored."""

    @pytest.fixture
    def source(self, tmp_path: Path) -> Source:
        clock = FakeClock()
        inner = source_of_works(clock)
        first = cached(inner, tmp_path, clock)
        list(first.fetch([paper_id for ids in (*(w.ids for w in WORKS), UNKNOWN_IDS) for paper_id in ids.known()]))
        list(first.find([*known_titles(), UNKNOWN_TITLE]))
        inner.down = True
        return cached(inner, tmp_path, clock)
