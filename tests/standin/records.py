"""The papers that the stand-in knows: a records file, and the tables that find a paper by identifier and by title."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from hashlib import sha1
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from tests.standin.index import PhraseIndex, Vocabulary

_FIRST_CORPUS_ID = 1_000_000_000


class Record(BaseModel):
    """One paper, one line of a records file. Every member but `title` may be absent; an unknown member is an error.

    `arxiv_*` members say how the arXiv copy differs from the published one. A member that is null is served as null;
    one that is absent may be invented (`abstract`, `citation_count`). Without authors the services serve none: an
    invented name would be a false witness.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    record: int | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    date: str | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    venue: str | None = None
    citation_count: int | None = None
    abstract: str | None = None
    code: str | None = None
    s2: bool = True
    paper_id: str | None = None
    corpus_id: int | None = None
    dblp: str | None = None
    arxiv_title: str | None = None
    arxiv_authors: tuple[str, ...] | None = None
    arxiv_date: str | None = None
    arxiv_comment: str | None = None
    journal_ref: str | None = None
    arxiv_version: int = 1
    publication_date: str | None = None

    @property
    def sha(self) -> str:
        """Semantic Scholar's `paperId`: the known one, or one made of what names the paper best."""
        return self.paper_id or digest(f"paper {self.arxiv_id or self.doi or self.title} {self.year}")

    def text_of_abstract(self) -> str | None:
        """The abstract, or an invented one that only repeats the title."""
        if "abstract" in self.model_fields_set:
            return self.abstract
        return f"Stand-in abstract of {self.title}. It says nothing of the paper itself."


def digest(text: str) -> str:
    """40 hexadecimal digits that depend on the text alone: names and numbers for what a record does not state."""
    return sha1(text.encode(), usedforsecurity=False).hexdigest()


class Corpus:
    """All records with their tables; a record's position is its number throughout. Read-only once made.

    Lines are kept as text and parsed when asked for, so that 170,000 records cost about 200 MB and a few seconds.
    """

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines: list[bytes] = []
        self.arxiv_ids: dict[str, int] = {}
        self.shas: dict[str, int] = {}
        self.sha_of: dict[int, str] = {}
        self.corpus_ids: dict[int, int] = {}
        self.dois: dict[str, int] = {}
        vocabulary = Vocabulary()
        self.titles = PhraseIndex(vocabulary)
        self.arxiv_titles = PhraseIndex(vocabulary)
        for line in lines:
            self._add(line, vocabulary)

    @classmethod
    def from_file(cls, path: Path) -> Corpus:
        """Reads JSON lines, plain or gzipped. A bad line is pydantic's ValidationError."""
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rb") as lines:
            return cls(line for line in lines if line.strip())

    @classmethod
    def of(cls, records: Iterable[Record]) -> Corpus:
        return cls(record.model_dump_json(exclude_unset=True).encode() for record in records)

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, position: int) -> Record:
        return Record.model_validate_json(self._lines[position])

    def __iter__(self) -> Iterator[Record]:
        return map(Record.model_validate_json, self._lines)

    def _add(self, line: bytes, vocabulary: Vocabulary) -> None:
        record, position = Record.model_validate_json(line), len(self._lines)
        self._lines.append(line)
        stems = vocabulary.learn(record.title)
        if record.s2:
            self.titles.add(position, stems)
            self._file(record, position)
        if record.arxiv_id and self.arxiv_ids.setdefault(record.arxiv_id, position) == position:
            other = record.arxiv_title and record.arxiv_title != record.title
            self.arxiv_titles.add(position, vocabulary.learn(record.arxiv_title or "") if other else stems)

    def _file(self, record: Record, position: int) -> None:
        sha = record.sha
        self.sha_of[position] = sha
        self.shas.setdefault(sha, position)
        self.corpus_ids.setdefault(corpus_id(record, position), position)
        for doi in dois(record):
            self.dois.setdefault(doi.lower(), position)


def dois(record: Record) -> Iterator[str]:
    """The DOIs that lead to a record: its own, and the one that arXiv registers for each of its papers."""
    if record.doi:
        yield record.doi
    if record.arxiv_id:
        yield f"10.48550/arXiv.{record.arxiv_id}"


def corpus_id(record: Record, position: int) -> int:
    """Semantic Scholar's `corpusId`: the known one, or a number that no real paper has."""
    number = position if record.record is None else record.record
    return record.corpus_id or _FIRST_CORPUS_ID + number
