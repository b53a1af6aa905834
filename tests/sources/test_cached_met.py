"""Records that one answer brought serve for the identifiers they bear, under the rules of the cache."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.models import Found, Ids, Record
from pipeline.sources.cached import MetRecords
from tests.sources.bench import RAFT, RAFT_DOI, RAFT_ID, RAFT_TITLE, Bench, fetched, searched

BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "cache")


def test_a_work_found_by_title_is_not_asked_for_again_by_its_identifiers(bench: Bench) -> None:
    searched(bench.run(), RAFT_TITLE)
    bench.clock.forward(days=5)
    source = bench.run()
    found = searched(source, RAFT_TITLE)[RAFT_TITLE]
    assert isinstance(found, Found)
    expected = {key: Found(question=key, records=(RAFT,), asked=found.asked) for key in (RAFT_ID, RAFT_DOI)}
    assert fetched(source, RAFT_ID, RAFT_DOI) == expected
    assert fetched(bench.run(), RAFT_ID, RAFT_DOI) == expected, "stored under their own names"
    assert bench.asked() == [(RAFT_TITLE,)]


def test_a_work_found_by_title_too_long_ago_is_asked_for_by_identifier(bench: Bench) -> None:
    searched(bench.run(), RAFT_TITLE)
    bench.clock.forward(days=7)
    source = bench.run()
    searched(source, RAFT_TITLE)
    fetched(source, RAFT_ID)
    assert bench.asked() == [(RAFT_TITLE,), (RAFT_ID,)]


def test_a_work_found_by_title_too_long_ago_still_serves_in_an_outage(bench: Bench) -> None:
    searched(bench.run(), RAFT_TITLE)
    bench.clock.forward(days=7)
    files = bench.files()
    source = bench.run()
    searched(source, RAFT_TITLE)
    bench.inner.down = True
    answer = fetched(source, RAFT_ID)[RAFT_ID]
    assert isinstance(answer, Found)
    assert answer.stale
    assert answer.records == (RAFT,)
    assert bench.files() == files


def test_of_two_answers_the_newer_one_serves(bench: Bench) -> None:
    fetched(bench.run(), RAFT_ID)
    bench.clock.forward(days=1)
    renamed = RAFT.model_copy(update={"citation_count": 5})
    bench.inner.records[0] = renamed
    source = bench.run()
    searched(source, RAFT_TITLE)
    for run in (source, bench.run()):
        answer = fetched(run, RAFT_ID)[RAFT_ID]
        assert isinstance(answer, Found)
        assert answer.records == (renamed,)
        assert answer.asked == bench.clock.now


@pytest.mark.parametrize("days", [(0, 1), (1, 0)])
def test_of_two_met_records_the_one_asked_for_later_serves(days: tuple[int, int]) -> None:
    met = MetRecords()
    for day in days:
        record = RAFT.model_copy(update={"citation_count": day})
        met.add(Found(question=RAFT_TITLE, records=(record,), asked=BEGAN + day * DAY))
    answer = met.answer_to(RAFT_ID)
    assert answer is not None
    assert (answer.records[0].citation_count, answer.asked) == (1, BEGAN + DAY)


def test_an_identifier_that_two_works_claim_is_for_the_source_to_settle(bench: Bench) -> None:
    bench.inner.records.append(Record(source="fake", title="Raft", ids=Ids(arxiv="2001.07777", doi=RAFT_DOI.value)))
    source = bench.run()
    searched(source, RAFT_TITLE)
    fetched(source, RAFT_ID, RAFT_DOI)
    assert bench.asked() == [(RAFT_TITLE,), (RAFT_DOI,)]
