"""A source that counts: stands between a cache and a service, and knows how many questions got through and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.models import Answer, IdKind, PaperId, SourceName, TitleQuery, Unavailable
from pipeline.sources.base import Source


class TallySource:
    """The source `inner`, unchanged but for its counts: `ids_asked` and `titles_asked`, `answered`, and the reasons
    of those questions that could not be asked. It is used by one thread at a time."""

    def __init__(self, inner: Source) -> None:
        self._inner = inner
        self.ids_asked = self.titles_asked = self.answered = 0
        self.reasons: dict[str, int] = {}

    @property
    def name(self) -> SourceName:
        return self._inner.name

    @property
    def id_kinds(self) -> tuple[IdKind, ...]:
        return self._inner.id_kinds

    @property
    def unanswered(self) -> int:
        return sum(self.reasons.values())

    def find(self, queries: Sequence[TitleQuery]) -> Iterator[Answer]:
        self.titles_asked += len(queries)
        return self._counted(self._inner.find(queries))

    def fetch(self, ids: Sequence[PaperId]) -> Iterator[Answer]:
        self.ids_asked += len(ids)
        return self._counted(self._inner.fetch(ids))

    def _counted(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        for answer in answers:
            if isinstance(answer, Unavailable):
                self.reasons[answer.reason] = self.reasons.get(answer.reason, 0) + 1
            else:
                self.answered += 1
            yield answer


class UnaskedSource:
    """Stands in for a service that is not to be asked: every answer is `Unavailable`, for the reason given."""

    def __init__(self, name: SourceName, id_kinds: tuple[IdKind, ...], reason: str) -> None:
        self.name, self.id_kinds, self._reason = name, id_kinds, reason

    def find(self, queries: Sequence[TitleQuery]) -> Iterator[Answer]:
        return (Unavailable(question=query, reason=self._reason) for query in queries)

    def fetch(self, ids: Sequence[PaperId]) -> Iterator[Answer]:
        return (Unavailable(question=paper, reason=self._reason) for paper in ids)
