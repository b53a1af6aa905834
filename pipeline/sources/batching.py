"""Many questions to a request: how to cut them into batches, and what to do when a batch fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from pipeline.models import Answer, PaperId, TitleQuery, Unavailable, WordsQuery
from pipeline.sources.transport import MOST_TRIES
from pipeline.sources.trouble import GivenUpError, SourceError

Q = TypeVar("Q", PaperId, TitleQuery, WordsQuery)
ENOUGH_ALONE = 3
TRIES_TOGETHER = 3


def packed(questions: Iterable[Q], weigh: Callable[[Q], int], limit: int, most: int) -> Iterator[list[Q]]:
    """PURE: batches in order, of at most `most` questions that weigh no more than `limit` together.

    A question that weighs more than `limit` by itself gets a batch of its own.
    """
    batch: list[Q] = []
    weight = 0
    for question in questions:
        more = weigh(question)
        if batch and (weight + more > limit or len(batch) == most):
            yield batch
            batch, weight = [], 0
        batch.append(question)
        weight += more
    if batch:
        yield batch


def halves(questions: Sequence[Q]) -> tuple[Sequence[Q], Sequence[Q]]:
    """PURE: the same questions in two batches, the first not smaller; the second is empty for a single question."""
    middle = (len(questions) + 1) // 2
    return questions[:middle], questions[middle:]


def in_halves(questions: Sequence[Q], ask: Callable[[Sequence[Q]], Iterable[Answer]]) -> Iterator[Answer]:
    """Answers all `questions` with `ask`; a batch that fails is asked again in halves, down to single questions.

    So one question that a service cannot bear spoils no other. `ask` makes its request before it returns, and answers
    every question it is given. When the host is given up, or has failed ENOUGH_ALONE single questions in a row, what
    is left is Unavailable at once: then it is not the questions that are at fault.
    """
    return _Halving(ask).answers(questions)


class _Halving(Generic[Q]):
    def __init__(self, ask: Callable[[Sequence[Q]], Iterable[Answer]]) -> None:
        self._ask: Callable[[Sequence[Q]], Iterable[Answer]] = ask
        self._failed_alone = 0

    def answers(self, questions: Sequence[Q]) -> Iterator[Answer]:
        if not questions:
            return
        try:
            answers = self._ask(questions)
        except SourceError as error:
            yield from self._after(error, questions)
        else:
            self._failed_alone = 0
            yield from answers

    def _after(self, error: SourceError, questions: Sequence[Q]) -> Iterator[Answer]:
        self._failed_alone += len(questions) == 1
        if len(questions) == 1 or isinstance(error, GivenUpError):
            yield from unavailable(questions, error.reason)
            return
        for half in halves(questions):
            if self._failed_alone < ENOUGH_ALONE:
                yield from self.answers(half)
            else:
                yield from unavailable(half, error.reason)


def tries_for(questions: Sequence[object]) -> int:
    """How often a request with these questions is tried: a batch less often than one alone, as its halves are."""
    return MOST_TRIES if len(questions) == 1 else TRIES_TOGETHER


def unavailable(questions: Iterable[Q], reason: str) -> Iterator[Answer]:
    return (Unavailable(question=question, reason=reason) for question in questions)
