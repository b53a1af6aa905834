"""A cache over a fake source that knows two papers, for tests that look at it over several runs."""

from __future__ import annotations

from pathlib import Path

from pipeline.models import Answer, Ids, PaperId, Question, Record, TitleQuery
from pipeline.sources.base import Source
from pipeline.sources.cached import CachedSource, Freshness, Mode
from tests.sources.fakes import FakeClock, FakeSource, Notes

FRESHNESS = Freshness(by_id=6, by_title=30, first_miss=3, longest_miss=20)

RAFT = Record(source="fake", title="Raft", ids=Ids(arxiv="2001.00001", doi="10.5555/raft", corpus_id="1"))
REEF = Record(source="fake", title="Reef", ids=Ids(arxiv="2001.00002"))
RAFT_ID, REEF_ID = PaperId("arxiv", "2001.00001"), PaperId("arxiv", "2001.00002")
RAFT_DOI, RAFT_TITLE, REEF_TITLE = PaperId("doi", "10.5555/raft"), TitleQuery("Raft"), TitleQuery("Reef")
NOWHERE = PaperId("arxiv", "2001.09999")


class Bench:
    """One cache folder, one inner source, one clock, and as many runs over them as a test wants."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock()
        self.inner = FakeSource([RAFT, REEF], self.clock)
        self.watcher = Notes()

    def run(self, mode: Mode = "normal") -> CachedSource:
        return CachedSource(self.inner, self.folder, FRESHNESS, self.clock, mode=mode, watcher=self.watcher)

    def asked(self) -> list[tuple[Question, ...]]:
        """What the inner source was asked, call by call, since this was last looked at."""
        asked, self.inner.asked = self.inner.asked, []
        return asked

    def files(self) -> dict[str, bytes]:
        return {str(p.relative_to(self.folder)): p.read_bytes() for p in self.folder.rglob("*") if p.is_file()}


def fetched(source: Source, *ids: PaperId) -> dict[Question, Answer]:
    return {answer.question: answer for answer in source.fetch(ids)}


def searched(source: Source, *queries: TitleQuery) -> dict[Question, Answer]:
    return {answer.question: answer for answer in source.find(queries)}
