"""A folder of bulk files as a source: the embedded default, and any folder of arXiv's or Semantic Scholar's own files.

An ordinary source of last resort. It offers candidates and decides nothing: the keys of `snapshot_scan` cast a coarse
net, and what they bring in is put in order by how close the titles are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError
from rapidfuzz import fuzz

from pipeline.identifiers import arxiv_of_doi, ids_in_url, url_of
from pipeline.matching.normalise import folded_title_id
from pipeline.models import (
    Answer,
    Found,
    IdKind,
    NotFound,
    PaperId,
    Question,
    Record,
    SourceName,
    TitleQuery,
    WordsQuery,
)
from pipeline.sources.base import refuse_other_kinds
from pipeline.sources.snapshot_files import Files, snapshot_files
from pipeline.sources.snapshot_lines import SNAPSHOT, ArxivLine, PaperLine, Shape
from pipeline.sources.snapshot_scan import ByName, ByTitle, Row, abstracts_of, explained, matching_rows

CANDIDATES = 10
"""So many records, at most, are offered for a title."""

_INSIDE = 90.0
"""The closeness of a title that stands whole inside the other."""

ID_KINDS: tuple[IdKind, ...] = (
    "arxiv",
    "doi",
    "semantic_scholar",
    "corpus_id",
    "dblp",
    "acl",
    "openalex",
    "usenix",
    "openreview",
    "pmlr",
    "url",
    "folded_title",
)
"""What lines carry, `usenix`, `openreview` and `pmlr` as the page where they land."""


class SnapshotSource:
    """The bulk files below `folder`, read anew at each call; `clock` gives the time in UTC.

    A call reads every file once, whatever number of questions it is given, and holds neither a file nor a connection
    afterwards. A folder that is not there, a file of an unknown shape and a broken line raise PapersError when the
    first answer is asked for; an empty folder knows nothing. Never answers Unavailable, never reaches a network.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock

    @property
    def name(self) -> SourceName:
        return SNAPSHOT

    @property
    def id_kinds(self) -> tuple[IdKind, ...]:
        return ID_KINDS

    def find(self, queries: Sequence[TitleQuery]) -> Iterator[Answer]:
        """The records of the closest titles, the closest first, at most `CANDIDATES` for each title."""
        questions = tuple(dict.fromkeys(queries))
        files = snapshot_files(self._folder)
        rows = matching_rows(files, [ByTitle(place, query.title) for place, query in enumerate(questions)])
        yield from self._answers(files, questions, shortlists(rows))

    @property
    def looks_again(self) -> bool:
        return False

    def look_again(self, queries: Sequence[WordsQuery]) -> Iterator[Answer]:
        """Nothing: what it has, it finds by title."""
        raise ValueError(f"{self.name} cannot look for {len(queries)} titles by their words")

    def fetch(self, ids: Sequence[PaperId]) -> Iterator[Answer]:
        """The record of each identifier: the published paper's line, and behind it the preprint's, where both bear it.

        Raises ValueError, before anything is read, for a kind of identifier that no line can carry.
        """
        refuse_other_kinds(self, ids)
        return self._fetched(tuple(dict.fromkeys(ids)))

    def _fetched(self, ids: tuple[PaperId, ...]) -> Iterator[Answer]:
        files = snapshot_files(self._folder)
        titles = [ByTitle(place, _title_in(one)) for place, one in enumerate(ids) if one.kind == "folded_title"]
        names = [ByName(place, *name) for place, one in enumerate(ids) for name in names_of(one)]
        best: dict[int, dict[Shape, Row]] = {}
        for row in matching_rows(files, titles, names):
            if ids[row.question].kind != "folded_title" or _folded_id(row) == ids[row.question]:
                of_shape = best.setdefault(row.question, {})
                of_shape[row.shape] = min(row, of_shape.get(row.shape, row), key=_preference)
        chosen = {place: sorted(of_shape.values(), key=_preference) for place, of_shape in best.items()}
        yield from self._answers(files, ids, chosen)

    def _answers(self, files: Files, questions: Sequence[Question], chosen: dict[int, list[Row]]) -> Iterator[Answer]:
        lines = {place: [_parsed(row) for row in rows] for place, rows in chosen.items()}
        records = dict(zip(lines, _records(files, lines.values()), strict=True))
        asked = self._clock()
        for place, question in enumerate(questions):
            if place in records:
                yield Found(question=question, records=records[place], asked=asked)
            else:
                yield NotFound(question=question, asked=asked)


def names_of(paper: PaperId) -> Iterator[tuple[str, str]]:
    """The identifiers under which lines may carry this paper, as (kind, value): its own, the page where it leads, an
    arXiv identifier's DOI and the reverse, what a URL holds. Nothing for a folded title, which lines do not carry."""
    if paper.kind == "folded_title":
        return
    yield paper
    if page := url_of(paper):
        yield "url", page
    if paper.kind == "url":
        yield from ids_in_url(paper.value)
    elif paper.kind == "arxiv":
        yield "doi", f"10.48550/arxiv.{paper.value}"
    elif paper.kind == "doi" and (arxiv := arxiv_of_doi(paper.value)):
        yield "arxiv", arxiv


def shortlists(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """For each question the `CANDIDATES` rows of the closest titles, the closest first; a line counts once. Holds no
    more than ten times as many, however long the rows go on."""
    offers: defaultdict[int, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        offered = offers[row.question]
        offered[row.text] = row
        if len(offered) > 10 * CANDIDATES:
            offers[row.question] = {kept.text: kept for kept in _closest(offered.values())}
    return {question: _closest(offered.values()) for question, offered in offers.items()}


def closeness(asked: str, offered: str) -> float:
    """How close two folded titles are, 0 to 100. A title inside the other, as a name stands inside its whole title, is
    close too, though never as close as an equal one. Good for an order among candidates, and for nothing else."""
    ratio = fuzz.ratio(asked, offered)
    return max(ratio, _INSIDE + ratio / 100) if asked in offered or offered in asked else ratio


def _closest(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-closeness(row.asked, row.offered), _preference(row)))[:CANDIDATES]


def _preference(row: Row) -> tuple[bool, str]:
    """The published paper's line before the preprint's; among equals an order that does not depend on the files'."""
    return row.shape == "arxiv", row.text


def _title_in(folded: PaperId) -> str:
    """The words of a `folded_title`, without the year in brackets behind them."""
    return folded.value.rpartition(" (")[0]


def _folded_id(row: Row) -> PaperId:
    record = _parsed(row).record()
    return folded_title_id(record.title, record.year)


def _parsed(row: Row) -> ArxivLine | PaperLine:
    line = ArxivLine if row.shape == "arxiv" else PaperLine
    try:
        return line.model_validate_json(row.text)
    except ValidationError as error:
        raise explained({row.shape: (Path(row.path),)}, error) from error


def _records(files: Files, groups: Iterable[Sequence[ArxivLine | PaperLine]]) -> Iterator[tuple[Record, ...]]:
    """The records of each group of lines, with the abstracts that the folder holds for them."""
    groups = list(groups)
    papers = [line for group in groups for line in group if isinstance(line, PaperLine)]
    abstracts = abstracts_of(files, [str(line.corpusid) for line in papers if line.corpusid is not None])
    for group in groups:
        yield tuple(
            line.record(abstracts.get(str(line.corpusid))) if isinstance(line, PaperLine) else line.record()
            for line in group
        )
