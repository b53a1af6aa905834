"""Batches, and what happens to one that fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from pipeline.models import Answer, NotFound, PaperId, Unavailable
from pipeline.sources.batching import ENOUGH_ALONE, in_halves, packed
from pipeline.sources.trouble import GivenUpError, RefusedError, SourceError

ASKED = datetime(2026, 3, 1, tzinfo=UTC)


def ids(count: int) -> list[PaperId]:
    return [PaperId("arxiv", f"2401.{number:05}") for number in range(count)]


class Asking:
    """Answers NotFound to all but `bad` questions; a batch that holds one fails with `error`."""

    def __init__(self, bad: Iterable[PaperId], error: SourceError) -> None:
        self.batches: list[Sequence[PaperId]] = []
        self._bad, self._error = set(bad), error

    def __call__(self, questions: Sequence[PaperId]) -> list[Answer]:
        self.batches.append(questions)
        if self._bad & set(questions):
            raise self._error
        return [NotFound(question=question, asked=ASKED) for question in questions]


def test_batches_are_full_but_not_too_heavy() -> None:
    weights = {"a": 4, "b": 4, "c": 4, "d": 20, "e": 1, "f": 1, "g": 1, "h": 1}
    questions = [PaperId("arxiv", letter) for letter in weights]
    batches = packed(questions, lambda paper: weights[paper.value], limit=10, most=3)
    assert ["".join(paper.value for paper in batch) for batch in batches] == ["ab", "c", "d", "efg", "h"]


def test_one_bad_question_spoils_no_other() -> None:
    questions = ids(64)
    ask = Asking([questions[37]], RefusedError(400, "malformed", "HTTP 400: malformed"))
    answers = list(in_halves(questions, ask))
    assert [answer.question for answer in answers] == questions
    assert [a.question for a in answers if isinstance(a, Unavailable)] == [questions[37]]
    assert len(ask.batches) == 13


def test_a_service_that_refuses_everything_is_not_asked_question_by_question() -> None:
    questions = ids(500)
    ask = Asking(questions, RefusedError(400, "unsupported fields", "HTTP 400"))
    answers = list(in_halves(questions, ask))
    assert {answer.question for answer in answers} == set(questions)
    assert all(isinstance(answer, Unavailable) for answer in answers)
    assert len(ask.batches) < 20
    assert sum(len(batch) == 1 for batch in ask.batches) == ENOUGH_ALONE


def test_bad_questions_among_good_ones_stop_nothing() -> None:
    questions = ids(64)
    ask = Asking(questions[::8], RefusedError(400, "malformed", "HTTP 400: malformed"))
    answers = list(in_halves(questions, ask))
    assert [a.question for a in answers if isinstance(a, Unavailable)] == questions[::8]


def test_a_host_that_is_given_up_is_not_asked_again() -> None:
    ask = Asking(ids(8), GivenUpError("gone"))
    answers = list(in_halves(ids(8), ask))
    assert len(ask.batches) == 1
    assert [answer.reason for answer in answers if isinstance(answer, Unavailable)] == ["gone"] * 8
