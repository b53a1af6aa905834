"""A source that keeps account: which questions got through to it, and how they fared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.models import Answer, IdKind, PaperId, Question, SourceName, TitleQuery, Unavailable, WordsQuery
from pipeline.sources.base import Source

PAST_FRESHNESS = "only an answer past its freshness"


class TallySource:
    """The source `inner`, unchanged, and an account of its questions. It is used by one thread at a time.

    A question counts once, however often it is asked: in `answered` if it ever got an answer that is good today, else
    in `unanswered`, with the reason.
    """

    def __init__(self, inner: Source) -> None:
        self._inner = inner
        self.answered: set[Question] = set()
        self.unanswered: dict[Question, str] = {}

    @property
    def name(self) -> SourceName:
        return self._inner.name

    @property
    def id_kinds(self) -> tuple[IdKind, ...]:
        return self._inner.id_kinds

    @property
    def commonest_reason(self) -> str | None:
        """Why most of the unanswered questions are so; None if there are none."""
        return next((reason for reason, _ in Counter(self.unanswered.values()).most_common(1)), None)

    def find(self, queries: Sequence[TitleQuery]) -> Iterator[Answer]:
        return self._booked(self._inner.find(queries))

    @property
    def looks_again(self) -> bool:
        return self._inner.looks_again

    def look_again(self, queries: Sequence[WordsQuery]) -> Iterator[Answer]:
        return self._booked(self._inner.look_again(queries))

    def fetch(self, ids: Sequence[PaperId]) -> Iterator[Answer]:
        return self._booked(self._inner.fetch(ids))

    def _booked(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        for answer in answers:
            if isinstance(answer, Unavailable):
                self._miss(answer.question, answer.reason)
            elif answer.stale:
                self._miss(answer.question, PAST_FRESHNESS)
            else:
                self.answered.add(answer.question)
                self.unanswered.pop(answer.question, None)
            yield answer

    def _miss(self, question: Question, reason: str) -> None:
        if question not in self.answered:
            self.unanswered[question] = reason
