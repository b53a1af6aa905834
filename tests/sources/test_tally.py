from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.models import PaperId, TitleQuery
from pipeline.sources.base import Source
from pipeline.sources.cached import CachedSource
from pipeline.sources.tally import PAST_FRESHNESS, TallySource
from tests.sources.bench import FRESHNESS
from tests.sources.contract import ServiceContract
from tests.sources.fakes import FULL_RECORD, FakeClock, FakeSource, Notes
from tests.sources.test_cached_contract import source_of_works

KNOWN, UNKNOWN = PaperId("arxiv", "1712.05880"), PaperId("arxiv", "2506.09999")
TITLE = TitleQuery("Quernstone Husbandry in Upland Parishes")


class TestTallySource(ServiceContract):
    @pytest.fixture
    def source(self) -> Source:
        return TallySource(source_of_works(FakeClock()))

    @pytest.fixture
    def outage(self) -> Source:
        inner = source_of_works(FakeClock())
        inner.down = True
        return TallySource(inner)


@pytest.fixture
def inner() -> FakeSource:
    return FakeSource([FULL_RECORD], FakeClock())


def test_a_question_counts_once_however_often_it_is_asked(inner: FakeSource) -> None:
    tally = TallySource(inner)
    list(tally.fetch([KNOWN, UNKNOWN]))
    list(tally.fetch([KNOWN]))
    list(tally.find([TITLE]))
    assert (tally.answered, tally.unanswered) == ({KNOWN, UNKNOWN, TITLE}, {})
    assert tally.commonest_reason is None


def test_one_that_was_answered_at_last_is_answered(inner: FakeSource) -> None:
    tally = TallySource(inner)
    inner.down = True
    list(tally.fetch([KNOWN, UNKNOWN]))
    assert tally.unanswered == {KNOWN: "down", UNKNOWN: "down"}
    inner.down = False
    list(tally.fetch([KNOWN]))
    inner.down = True
    list(tally.fetch([KNOWN]))
    assert (tally.answered, tally.unanswered) == ({KNOWN}, {UNKNOWN: "down"})


def test_an_answer_past_its_freshness_is_none_today(inner: FakeSource, tmp_path: Path) -> None:
    list(CachedSource(inner, tmp_path, FRESHNESS, FakeClock(), mode="normal", watcher=Notes()).fetch([KNOWN]))
    much_later = FakeClock()
    much_later.forward(days=1000)
    tally = TallySource(CachedSource(inner, tmp_path, FRESHNESS, much_later, mode="offline", watcher=Notes()))
    list(tally.fetch([KNOWN]))
    assert tally.unanswered == {KNOWN: PAST_FRESHNESS}


def test_the_reason_that_most_questions_share_comes_first(inner: FakeSource) -> None:
    tally = TallySource(inner)
    tally.unanswered = {KNOWN: "down", UNKNOWN: "busy", TITLE: "busy"}
    assert tally.commonest_reason == "busy"


def test_answers_pass_as_they_come(inner: FakeSource) -> None:
    answers = TallySource(inner).fetch([KNOWN, UNKNOWN])
    assert next(answers).question == UNKNOWN
    assert inner.asked == [(KNOWN, UNKNOWN)]
