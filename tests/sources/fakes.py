"""What surrounds a source in tests: an in-memory source, a clock set by hand, a watcher that writes down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from pipeline.models import (
    Answer,
    Author,
    Found,
    IdKind,
    Ids,
    Links,
    NotFound,
    PaperId,
    Question,
    Record,
    SourceName,
    TitleQuery,
    Unavailable,
    WordsQuery,
)
from pipeline.progress import Silent

_Q = TypeVar("_Q", bound=Question)

FULL_RECORD = Record(
    source="fake",
    title="Ångström-Scale Naïve Bayes",
    authors=(Author(name="Ada Quill", id="77"), Author(name="李明", id="78")),
    abstract='Two lines,\nand "quotes".',
    abstract_notice="Ask first.",
    venue="Example Conference",
    year=2018,
    published=date(2018, 4, 2),
    updated=date(2018, 5, 3),
    version=2,
    comment="9 pages",
    journal_ref="Ex. J. 1",
    ids=Ids(
        arxiv="1712.05880",
        doi="10.5555/1.0",
        semantic_scholar="0a1b",
        corpus_id="0042",
        dblp="conf/ex/Quill18",
        openalex="W1",
        acl="P18-1000",
    ),
    links=Links(
        landing="https://a.org",
        pdf="https://b.org",
        arxiv="https://c.org",
        doi="https://d.org",
        semantic_scholar="https://e.org",
        code="https://f.org",
    ),
    citation_count=0,
    influential_citation_count=0,
    as_of=date(2026, 2, 28),
)
"""A record with every field set."""


class FakeClock:
    """Says what it was last set to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, *, days: float) -> None:
        self.now += timedelta(days=days)


class Notes(Silent):
    """A watcher that keeps the notes and tells nobody."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)


class FakeSource:
    """A source over a list of records, which answers in the opposite order of the questions.

    `asked` lists what it was asked, one tuple per call. While `down` it can answer nothing; a question in `mute` gets
    no answer at all, against the contract. `nearest` are records that a search for a title brings besides, `merged`
    those that answer to an identifier which they do not bear.
    """

    def __init__(
        self,
        records: Sequence[Record],
        clock: Callable[[], datetime],
        name: SourceName = "fake",
        id_kinds: tuple[IdKind, ...] = ("arxiv", "doi"),
    ) -> None:
        self.records = list(records)
        self.asked: list[tuple[Question, ...]] = []
        self.down = False
        self.mute: set[Question] = set()
        self.nearest: dict[str, list[Record]] = {}
        self.merged: dict[PaperId, Record] = {}
        self._clock, self._name, self._id_kinds = clock, name, id_kinds

    @property
    def name(self) -> SourceName:
        return self._name

    @property
    def id_kinds(self) -> tuple[IdKind, ...]:
        return self._id_kinds

    def find(self, queries: Sequence[TitleQuery]) -> Iterator[Answer]:
        return self._answers(queries, self._offered)

    def _offered(self, query: TitleQuery) -> list[Record]:
        return [r for r in self.records if r.title == query.title] + self.nearest.get(query.title, [])

    @property
    def looks_again(self) -> bool:
        return True

    def look_again(self, queries: Sequence[WordsQuery]) -> Iterator[Answer]:
        return self._answers(
            queries, lambda query: [r for r in self.records if set(query.title.split()) & set(r.title.split())]
        )

    def fetch(self, ids: Sequence[PaperId]) -> Iterator[Answer]:
        if wrong := [paper_id for paper_id in ids if paper_id.kind not in self.id_kinds]:
            raise ValueError(f"not of a known kind: {wrong[0]}")
        return self._answers(ids, self._filed)

    def _filed(self, paper_id: PaperId) -> list[Record]:
        bearing = [r for r in self.records if paper_id in r.ids.known()]
        return bearing[:1] or [r for r in [self.merged.get(paper_id)] if r]

    def _answers(self, questions: Sequence[_Q], lookup: Callable[[_Q], list[Record]]) -> Iterator[Answer]:
        self.asked.append(tuple(questions))
        for question in reversed(list(dict.fromkeys(questions))):
            if question in self.mute:
                continue
            yield self._answer(question, lookup(question))

    def _answer(self, question: Question, records: list[Record]) -> Answer:
        if self.down:
            return Unavailable(question=question, reason="down")
        if records:
            return Found(question=question, records=tuple(records), asked=self._clock())
        return NotFound(question=question, asked=self._clock())
