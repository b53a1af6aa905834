"""The contract of a source: three questions, three answers.

A source is asked by title (`find`; a second time and in other words, `look_again`) or by identifier (`fetch`), with as
many questions at once as the caller has, and batches them as its service allows. It yields exactly one answer for each
question it is given, in any order, as soon as it has one. It never chooses among candidates, never retries a fact into
a failure or a failure into a fact, and never raises for what a service does: an outage is the answer `Unavailable`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from pipeline.models import Answer, IdKind, PaperId, SourceName, TitleQuery, WordsQuery


class Source(Protocol):
    @property
    def name(self) -> SourceName:
        """The name under which records, cache files and provenance speak of this source."""

    @property
    def id_kinds(self) -> tuple[IdKind, ...]:
        """The kinds of identifier that `fetch` understands, the best first."""

    def find(self, queries: Sequence[TitleQuery]) -> Iterator[Answer]:
        """Candidates for each title, never a choice."""

    @property
    def looks_again(self) -> bool:
        """Whether this source can search for words; one that cannot is never asked to `look_again`."""

    def look_again(self, queries: Sequence[WordsQuery]) -> Iterator[Answer]:
        """Candidates for titles for which `find` had none, by their rarest words; never a choice."""

    def fetch(self, ids: Sequence[PaperId]) -> Iterator[Answer]:
        """The record of each identifier: `Found`, `NotFound`, or `Unavailable`.

        `Found` holds one record, or, of a source that keeps a published paper and its preprint apart, one of each.

        Every identifier must be of one of `id_kinds`; another kind is a mistake of the caller (ValueError).
        """


def refuse_other_kinds(source: Source, ids: Iterable[PaperId]) -> None:
    """Raises ValueError for the first identifier of a kind that the source does not understand."""
    for paper in ids:
        if paper.kind not in source.id_kinds:
            raise ValueError(f"{source.name} cannot be asked by {paper.kind}: {paper}")
