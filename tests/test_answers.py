from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from pipeline.answers import answers
from pipeline.models import Answer, NotFound, TitleQuery
from pipeline.progress import Silent

HARBOR, QUARRY = TitleQuery("Harbor"), TitleQuery("Quarry")


class Steps(Silent):
    def __init__(self) -> None:
        self.taken: list[int] = []

    def begin(self, stage: str, total: int) -> None:
        self.taken.append(total)

    def advance(self, stage: str, steps: int = 1) -> None:
        self.taken.append(-steps)


def test_a_question_that_two_share_is_asked_once_and_both_hear_the_answer() -> None:
    asked: list[Sequence[TitleQuery]] = []
    steps = Steps()

    def ask(queries: Sequence[TitleQuery]) -> Iterator[Answer]:
        asked.append(queries)
        yield from (NotFound(question=query, asked=datetime(2026, 11, 1, tzinfo=UTC)) for query in reversed(queries))

    heard = list(answers(ask, [(HARBOR, "a"), (QUARRY, "b"), (HARBOR, "c")], steps, "titles"))

    assert asked == [[HARBOR, QUARRY]]
    assert [(asker, answer.question) for asker, answer in heard] == [("b", QUARRY), ("a", HARBOR), ("c", HARBOR)]
    assert steps.taken == [2, -1, -1]
