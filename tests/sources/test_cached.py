"""The source that remembers: what it asks, keeps and serves."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.errors import PapersError
from pipeline.models import Answer, Found, Ids, NotFound, PaperId, Question, Record, Unavailable
from pipeline.sources.answer_files import Kept
from pipeline.sources.cached import Mode, is_fresh
from tests.sources.bench import (
    FRESHNESS,
    NOWHERE,
    RAFT,
    RAFT_ID,
    RAFT_TITLE,
    REEF_ID,
    REEF_TITLE,
    Bench,
    fetched,
    searched,
)
from tests.sources.contract import UNKNOWN_TITLE


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "cache")


# ---- how long an answer is good for -------------------------------------------------------------------------------

BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("asked", "mode", "fresh"),
    [
        (BEGAN - 2 * DAY + timedelta(seconds=2), "normal", True),
        (BEGAN - 2 * DAY, "normal", False),
        (BEGAN - 2 * DAY, "offline", False),
        (BEGAN - timedelta(seconds=1), "refresh", False),
        (BEGAN, "refresh", True),
        (BEGAN + timedelta(seconds=2), "normal", False),
    ],
)
def test_an_answer_is_fresh_from_its_asking_until_its_time_is_over(asked: datetime, mode: Mode, *, fresh: bool) -> None:
    now = BEGAN + timedelta(seconds=1)
    assert is_fresh(asked, 2 * DAY, now=now, began=BEGAN, mode=mode) == fresh


def test_what_this_run_asked_is_fresh_even_where_nothing_lasts() -> None:
    assert is_fresh(BEGAN, timedelta(0), now=BEGAN + DAY, began=BEGAN, mode="normal")


@pytest.mark.parametrize(("misses", "days"), [(1, 3), (2, 6), (3, 12), (4, 20), (5, 20), (10**9, 20)])
def test_the_gap_doubles_with_each_miss_up_to_the_longest(misses: int, days: int) -> None:
    assert FRESHNESS.lasting(Kept(NotFound(question=NOWHERE, asked=BEGAN), misses)) == timedelta(days=days)


@pytest.mark.parametrize(("question", "days"), [(RAFT_ID, 6), (RAFT_TITLE, 30)])
def test_found_answers_last_by_how_they_were_asked(question: Question, days: int) -> None:
    assert FRESHNESS.lasting(Kept(Found(question=question, records=(RAFT,), asked=BEGAN))) == timedelta(days=days)


# ---- what is asked ------------------------------------------------------------------------------------------------


def test_a_second_run_asks_and_writes_nothing_and_answers_the_same(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run() -> tuple[dict[Question, Answer], dict[Question, Answer]]:
        source = bench.run()
        return searched(source, RAFT_TITLE, UNKNOWN_TITLE), fetched(source, RAFT_ID, REEF_ID, NOWHERE)

    first = run()
    assert bench.asked() == [(RAFT_TITLE, UNKNOWN_TITLE), (REEF_ID, NOWHERE)]
    bench.clock.forward(days=1)
    monkeypatch.delattr(os, "fsync")  # a write would fail
    assert run() == first
    assert bench.asked() == []


def test_only_what_is_not_fresh_is_asked_in_one_call(bench: Bench) -> None:
    fetched(bench.run(), RAFT_ID)
    bench.clock.forward(days=5)
    fetched(bench.run(), REEF_ID, RAFT_ID, NOWHERE, REEF_ID)
    bench.clock.forward(days=2)
    fetched(bench.run(), REEF_ID, RAFT_ID)
    assert bench.asked() == [(RAFT_ID,), (REEF_ID, NOWHERE), (RAFT_ID,)]


def test_a_question_given_twice_gets_one_answer(bench: Bench) -> None:
    assert len(list(bench.run().fetch([RAFT_ID, RAFT_ID]))) == 1
    assert len(list(bench.run().fetch([RAFT_ID, RAFT_ID]))) == 1


def test_misses_in_a_row_are_counted_and_a_find_ends_the_row(bench: Bench) -> None:
    days_asked = []
    for day in range(20):
        fetched(bench.run(), NOWHERE)
        days_asked += [day for _ in bench.asked()]
        bench.clock.forward(days=1)
    assert days_asked == [0, 3, 9]

    bench.clock.forward(days=2)
    bench.inner.records.append(Record(source="fake", title="New", ids=Ids(arxiv=NOWHERE.value)))
    assert isinstance(fetched(bench.run(), NOWHERE)[NOWHERE], Found)
    bench.inner.records.pop()
    bench.clock.forward(days=6)
    assert isinstance(fetched(bench.run(), NOWHERE)[NOWHERE], NotFound)
    bench.asked()
    bench.clock.forward(days=3)
    fetched(bench.run(), NOWHERE)
    assert bench.asked() == [(NOWHERE,)]


def test_an_answer_from_the_future_is_asked_again(bench: Bench) -> None:
    bench.clock.forward(days=400)
    fetched(bench.run(), RAFT_ID)
    bench.clock.forward(days=-400)
    fetched(bench.run(), RAFT_ID)
    assert bench.asked() == [(RAFT_ID,), (RAFT_ID,)]


def test_a_kind_of_identifier_the_source_does_not_know_is_refused_at_once(bench: Bench) -> None:
    with pytest.raises(ValueError, match="fake cannot be asked by corpus_id: corpus_id:1"):
        bench.run().fetch([RAFT_ID, PaperId("corpus_id", "1")])
    assert bench.asked() == []


# ---- failures -----------------------------------------------------------------------------------------------------


def test_a_failure_is_never_stored(bench: Bench) -> None:
    bench.inner.down = True
    assert fetched(bench.run(), RAFT_ID) == {RAFT_ID: Unavailable(question=RAFT_ID, reason="down")}
    assert bench.files() == {}
    bench.inner.down = False
    assert isinstance(fetched(bench.run(), RAFT_ID)[RAFT_ID], Found)


@pytest.mark.parametrize("question", [RAFT_ID, NOWHERE])
def test_an_older_answer_serves_in_an_outage_and_says_that_it_is_stale(bench: Bench, question: PaperId) -> None:
    first = fetched(bench.run(), question)[question]
    files = bench.files()
    bench.clock.forward(days=40)
    bench.inner.down = True
    assert fetched(bench.run(), question) == {question: first.model_copy(update={"stale": True})}
    assert bench.files() == files


def test_a_source_that_keeps_silent_is_unavailable(bench: Bench) -> None:
    fetched(bench.run(), RAFT_ID)
    bench.clock.forward(days=7)
    bench.inner.mute = {RAFT_ID, REEF_ID}
    answers = fetched(bench.run(), RAFT_ID, REEF_ID)
    assert answers[REEF_ID] == Unavailable(question=REEF_ID, reason="it gave no answer")
    older = answers[RAFT_ID]
    assert isinstance(older, Found)
    assert older.stale


def test_an_answer_to_nothing_asked_is_dropped_aloud(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench.inner, "fetch", lambda ids: bench.inner.find([RAFT_TITLE]))
    assert fetched(bench.run(), RAFT_ID) == {RAFT_ID: Unavailable(question=RAFT_ID, reason="it gave no answer")}
    assert bench.watcher.notes == ["fake answered TitleQuery(title='Raft') unasked or twice; ignored."]
    assert bench.files() == {}


def test_an_answer_is_stored_before_it_is_given(bench: Bench) -> None:
    answers = bench.run().fetch([RAFT_ID, REEF_ID])
    first = next(answers)
    del answers
    assert fetched(bench.run("offline"), REEF_ID) == {REEF_ID: first}


# ---- modes --------------------------------------------------------------------------------------------------------


def test_offline_serves_what_is_stored_and_asks_and_writes_nothing(bench: Bench) -> None:
    raft = fetched(bench.run(), RAFT_ID)[RAFT_ID]
    bench.clock.forward(days=7)
    reef = searched(bench.run(), REEF_TITLE)[REEF_TITLE]
    bench.asked()
    files = bench.files()

    offline = bench.run("offline")
    assert fetched(offline, RAFT_ID, NOWHERE) == {
        RAFT_ID: raft.model_copy(update={"stale": True}),
        NOWHERE: Unavailable(question=NOWHERE, reason="offline, and nothing in the cache"),
    }
    assert searched(offline, REEF_TITLE) == {REEF_TITLE: reef}
    assert isinstance(fetched(offline, REEF_ID)[REEF_ID], Found), "the search by title brought it"
    assert bench.asked() == []
    assert bench.files() == files


def test_offline_makes_no_folder(bench: Bench) -> None:
    fetched(bench.run("offline"), RAFT_ID)
    assert not bench.folder.exists()


def test_a_refresh_asks_everything_again_but_nothing_twice(bench: Bench) -> None:
    fetched(bench.run(), RAFT_ID, NOWHERE)
    bench.clock.forward(days=1)
    bench.asked()
    refresh = bench.run("refresh")
    for _ in range(2):
        answers = fetched(refresh, RAFT_ID, NOWHERE)
        assert {answer.asked for answer in answers.values() if not isinstance(answer, Unavailable)} == {bench.clock.now}
    assert bench.asked() == [(RAFT_ID, NOWHERE)]


def test_a_refresh_keeps_the_old_answer_until_a_new_one_has_come(bench: Bench) -> None:
    first, files = fetched(bench.run(), RAFT_ID)[RAFT_ID], bench.files()
    bench.clock.forward(days=1)
    bench.inner.down = True
    assert fetched(bench.run("refresh"), RAFT_ID) == {RAFT_ID: first.model_copy(update={"stale": True})}
    assert bench.files() == files
    assert fetched(bench.run(), RAFT_ID) == {RAFT_ID: first}


# ---- the folder ---------------------------------------------------------------------------------------------------


def test_a_damaged_answer_is_asked_again(bench: Bench) -> None:
    first = fetched(bench.run(), RAFT_ID)
    (name,) = bench.files()
    (bench.folder / name).write_text("{")
    bench.asked()
    assert fetched(bench.run(), RAFT_ID) == first
    assert bench.asked() == [(RAFT_ID,)]
    assert sorted(bench.files()) == [name, f"{name}.damaged"]
    assert len(bench.watcher.notes) == 1


def test_a_folder_that_cannot_be_used_ends_the_run_before_anything_is_asked(bench: Bench) -> None:
    bench.folder.write_text("a file")
    with pytest.raises(PapersError, match="cannot be used"):
        bench.run()
