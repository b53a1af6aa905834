"""A source that remembers: answers what is fresh, passes only the rest on, and stores what comes back.

    questions ──▶ fresh in a file, or met in an answer of this run ──▶ answered at once
         └──────▶ the rest, in one call to the inner source ─────────▶ stored, then answered
                        └── Unavailable ──▶ the older answer, marked stale, where there is one

`is_fresh` decides and is pure, `AnswerFiles` reads and writes, `CachedSource` joins the two. A failure is never
stored, and an older answer stays until a newer one is whole on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar, assert_never

from pipeline.models import (
    Answer,
    Found,
    IdKind,
    Ids,
    NotFound,
    PaperId,
    Question,
    Record,
    SourceName,
    TitleQuery,
    Unavailable,
    WordsQuery,
)
from pipeline.progress import Watcher
from pipeline.sources.answer_files import AnswerFiles, Kept
from pipeline.sources.base import Source, refuse_other_kinds

Mode: TypeAlias = Literal["normal", "offline", "refresh"]
_Q = TypeVar("_Q", bound=Question)

_MOST_DOUBLINGS = 20  # a million-fold gap; a count spoilt by hand must not overflow


@dataclass(frozen=True, slots=True)
class Freshness:
    """For how many days an answer of one source is believed without asking again.

    A miss is believed for `first_miss` days, and twice as long with each further miss in a row, up to `longest_miss`.
    """

    by_id: float
    by_title: float
    first_miss: float
    longest_miss: float

    def lasting(self, kept: Kept) -> timedelta:
        """How long a stored answer is fresh, from the moment it was asked."""
        if isinstance(kept.answer, NotFound):
            gap = self.first_miss * 2 ** min(kept.misses - 1, _MOST_DOUBLINGS)
            return timedelta(days=min(gap, self.longest_miss))
        return timedelta(days=self.by_id if isinstance(kept.answer.question, PaperId) else self.by_title)


def is_fresh(asked: datetime, lasting: timedelta, *, now: datetime, began: datetime, mode: Mode) -> bool:
    """Whether an answer of the time `asked`, good for `lasting`, spares the question in a run that began at `began`.

    What was asked during the run is fresh whatever its kind, so that no run asks twice; what was asked before a
    refreshing run is not. A date in the future comes from a clock that was wrong and proves nothing.
    """
    if asked > now:
        return False
    if asked >= began:
        return True
    return mode != "refresh" and now - asked < lasting


class MetRecords:
    """The records in the answers of one run, by each of their identifiers.

    An identifier that two contradicting records claim stands for neither: which one it means is the source's to say.
    """

    def __init__(self) -> None:
        self._met: dict[PaperId, tuple[datetime, Record]] = {}
        self._contested: set[PaperId] = set()

    def add(self, answer: Found) -> None:
        """Remember every record of an answer; of two that agree, the one asked for later."""
        for record in answer.records:
            for paper_id in record.ids.known():
                self._put(paper_id, answer.asked, record)

    def _put(self, paper_id: PaperId, asked: datetime, record: Record) -> None:
        held_asked, held = self._met.setdefault(paper_id, (asked, record))
        if held is record:
            return
        if contradict(held.ids, record.ids):
            self._contested.add(paper_id)
        elif asked > held_asked:
            self._met[paper_id] = (asked, record)

    def answer_to(self, question: Question) -> Found | None:
        """The one record met under an identifier, as the answer to it; None for a title."""
        if not isinstance(question, PaperId) or question in self._contested or question not in self._met:
            return None
        asked, record = self._met[question]
        return Found(question=question, records=(record,), asked=asked)


def contradict(one: Ids, other: Ids) -> bool:
    """Whether both name an identifier of the same kind, and not the same one: they are two works, or two versions."""
    known = dict(one.known())
    return any(known.get(kind, value) != value for kind, value in other.known())


class CachedSource:
    """The source `inner` with a memory below `folder`, under the same contract and the same name.

    A question given twice in one call is one question and gets one answer. Modes: `normal`; `offline` never asks or
    stores, and any answer serves, past its freshness as `stale`; `refresh` believes no answer from before this object
    was made. `clock` gives the time in UTC. The folders are made, and checked, at once unless offline. A file that
    cannot be read or written raises PapersError. It neither judges answers nor merges old ones with new.
    """

    def __init__(
        self,
        inner: Source,
        folder: Path,
        freshness: Freshness,
        clock: Callable[[], datetime],
        *,
        mode: Mode,
        watcher: Watcher,
    ) -> None:
        self._inner = inner
        self._freshness = freshness
        self._clock = clock
        self._mode: Mode = mode
        self._watcher = watcher
        self._began = clock()
        self._met = MetRecords()
        self.fresh_until: datetime | None = None
        """When the first of the answers given so far needs asking again; None before there is one that ages."""
        self._files = AnswerFiles(folder, inner.name, watcher, read_only=mode == "offline")
        if mode != "offline":
            self._files.prepare(self._began)

    @property
    def name(self) -> SourceName:
        return self._inner.name

    @property
    def id_kinds(self) -> tuple[IdKind, ...]:
        return self._inner.id_kinds

    def find(self, queries: Sequence[TitleQuery]) -> Iterator[Answer]:
        """Candidates for each title: the stored ones where fresh, else those of the inner source."""
        return self._answers(queries, self._inner.find)

    @property
    def looks_again(self) -> bool:
        return self._inner.looks_again

    def look_again(self, queries: Sequence[WordsQuery]) -> Iterator[Answer]:
        """The same for searches in other words."""
        return self._answers(queries, self._inner.look_again)

    def fetch(self, ids: Sequence[PaperId]) -> Iterator[Answer]:
        """The record of each identifier: stored, met under any of its identifiers in this run, or asked for.

        Raises ValueError, before anything is asked, for a kind of identifier that the inner source does not know.
        """
        refuse_other_kinds(self, ids)
        return self._answers(ids, self._inner.fetch)

    def _answers(self, questions: Sequence[_Q], ask: Callable[[Sequence[_Q]], Iterator[Answer]]) -> Iterator[Answer]:
        rest: list[_Q] = []
        waiting: dict[Question, Kept | None] = {}
        for question in dict.fromkeys(questions):
            known = self._known(question)
            if known is not None and self._is_fresh(known):
                yield self._served(known)
            else:
                rest.append(question)
                waiting[question] = known
        if rest and self._mode != "offline":
            yield from self._settled(ask(rest), waiting)
        silence = "offline, and nothing in the cache" if self._mode == "offline" else "it gave no answer"
        for unanswered, older in waiting.items():
            yield self._fallback(Unavailable(question=unanswered, reason=silence), older)

    def _known(self, question: Question) -> Kept | None:
        """The newest answer there is, fresh or not. A fresh one met under another identifier gets its own file."""
        kept = self._files.read(question)
        met = self._met.answer_to(question)
        if met is None or (kept is not None and kept.answer.asked >= met.asked):
            return kept
        known = Kept(met)
        if self._mode != "offline" and self._is_fresh(known):
            self._files.write(known)
        return known

    def _is_fresh(self, kept: Kept) -> bool:
        lasting = self._freshness.lasting(kept)
        return is_fresh(kept.answer.asked, lasting, now=self._clock(), began=self._began, mode=self._mode)

    def _settled(self, answers: Iterator[Answer], waiting: dict[Question, Kept | None]) -> Iterator[Answer]:
        """The inner source's answers as they come, each stored first and struck off `waiting`."""
        for answer in answers:
            if answer.question not in waiting:
                self._watcher.note(f"{self.name} answered {answer.question!r} unasked or twice; ignored.")
                continue
            older = waiting.pop(answer.question)
            match answer:
                case Found():
                    yield self._stored(Kept(answer))
                case NotFound():
                    yield self._stored(Kept(answer, misses=1 + (older.misses if older else 0)))
                case Unavailable():
                    yield self._fallback(answer, older)
                case _:
                    assert_never(answer)

    def _stored(self, kept: Kept) -> Answer:
        self._files.write(kept)
        return self._served(kept)

    def _fallback(self, failure: Unavailable, older: Kept | None) -> Answer:
        return failure if older is None else self._served(older).model_copy(update={"stale": True})

    def _served(self, kept: Kept) -> Found | NotFound:
        until = kept.answer.asked + self._freshness.lasting(kept)
        self.fresh_until = until if self.fresh_until is None else min(self.fresh_until, until)
        if isinstance(kept.answer, Found):
            self._met.add(kept.answer)
        return kept.answer
