"""A folder of bulk files as a source: what an identifier fetches, and the contract of a source."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.models import Found, NotFound, PaperId, TitleQuery
from tests.sources.bulk import NOW, SHA, TITLE, arxiv_line, paper_line, records, source, write


@pytest.mark.parametrize(
    "paper",
    [
        PaperId("arxiv", "2401.00010"),
        PaperId("doi", "10.1145/1.2x"),
        PaperId("doi", "10.48550/arxiv.2401.00010"),
        PaperId("semantic_scholar", SHA),
        PaperId("corpus_id", "4711"),
        PaperId("dblp", "conf/x/L24"),
        PaperId("acl", "2024.a-b.1"),
        PaperId("openalex", "W1"),
        PaperId("usenix", "osdi24/lovelace"),
        PaperId("url", "https://www.usenix.org/conference/osdi24/presentation/lovelace"),
        PaperId("url", "http://usenix.org/conference/osdi24/presentation/lovelace/"),
        PaperId("url", "https://dl.acm.org/doi/10.1145/1.2X"),
        PaperId("folded_title", "tidal scheduling sharing accelerators between training and serving (2024)"),
    ],
    ids=str,
)
def test_every_identifier_of_a_line_fetches_it(tmp_path: Path, paper: PaperId) -> None:
    line = paper_line(
        corpusid=4711,
        externalids={"ArXiv": "2401.00010", "DOI": "10.1145/1.2X", "DBLP": "conf/x/L24", "ACL": "2024.a-b.1"},
        url=f"https://www.semanticscholar.org/paper/{SHA}",
        year=2024,
        landing="https://www.usenix.org/conference/osdi24/presentation/lovelace",
        openalex="W1",
    )
    others = [paper_line(f"{TITLE} II", corpusid=4712), paper_line(year=2023), arxiv_line(id="2401.00011")]
    write(tmp_path / "papers.jsonl", *others[:2], line)
    write(tmp_path / "arxiv.jsonl", *others[2:])
    (answer,) = source(tmp_path).fetch([paper])
    assert [record.ids.corpus_id for record in records(answer)] == ["4711"]


def test_a_paper_and_its_preprint_are_both_fetched_the_paper_first(tmp_path: Path) -> None:
    write(tmp_path / "arxiv.jsonl", arxiv_line(abstract="  Tides of work.\n"))
    write(tmp_path / "papers.jsonl", paper_line(externalids={"ArXiv": "2401.00010"}, venue="OSDI"))
    (answer,) = source(tmp_path).fetch([PaperId("arxiv", "2401.00010")])
    assert [(record.venue, record.abstract) for record in records(answer)] == [
        ("OSDI", None),
        ("arXiv", "Tides of work."),
    ]


@pytest.mark.parametrize("paper", [PaperId("arxiv", "math/0309136"), PaperId("doi", "10.1145/1.2x")], ids=str)
def test_a_preprint_is_fetched_where_only_arxiv_has_it(tmp_path: Path, paper: PaperId) -> None:
    write(tmp_path / "arxiv.jsonl", arxiv_line(id="math/0309136", doi="10.1145/1.2X 10.1145/3.4"))
    (answer,) = source(tmp_path).fetch([paper])
    assert [record.ids.arxiv for record in records(answer)] == ["math/0309136"]


@pytest.mark.parametrize(
    "paper",
    [
        PaperId("arxiv", "2401.0001"),
        PaperId("doi", "10.1145/1.2"),
        PaperId("corpus_id", "471"),
        PaperId("url", "https://example.org/"),
        PaperId("folded_title", "tidal scheduling sharing accelerators between training and serving (2025)"),
    ],
    ids=str,
)
def test_an_identifier_that_no_line_has_is_not_found(tmp_path: Path, paper: PaperId) -> None:
    line = paper_line(corpusid=4711, externalids={"ArXiv": "2401.00010", "DOI": "10.1145/1.2X"}, year=2024)
    write(tmp_path / "papers.jsonl", line)
    assert list(source(tmp_path).fetch([paper])) == [NotFound(question=paper, asked=NOW)]


@pytest.mark.parametrize("title", [None, ""])
def test_a_line_without_a_title_is_no_record(tmp_path: Path, title: str | None) -> None:
    write(tmp_path / "papers.jsonl", paper_line(title, corpusid=4711))
    paper = PaperId("corpus_id", "4711")
    assert list(source(tmp_path).fetch([paper])) == [NotFound(question=paper, asked=NOW)]


def test_a_kind_that_no_line_carries_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cvf"):
        source(tmp_path).fetch([PaperId("arxiv", "2401.00010"), PaperId("cvf", "Lovelace_Tides_CVPR_2024")])


def test_each_question_gets_one_answer_with_the_time_of_asking(tmp_path: Path) -> None:
    write(tmp_path / "papers.jsonl", paper_line())
    known, unknown = TitleQuery(TITLE), TitleQuery("No such paper anywhere")
    answers = list(source(tmp_path).find([unknown, known, unknown]))
    assert [(type(answer), answer.question) for answer in answers] == [(NotFound, unknown), (Found, known)]
    assert [answer.asked for answer in answers if isinstance(answer, Found | NotFound)] == [NOW, NOW]


def test_an_empty_folder_knows_nothing_and_no_question_needs_no_answer(tmp_path: Path) -> None:
    assert list(source(tmp_path).find([TitleQuery(TITLE)])) == [NotFound(question=TitleQuery(TITLE), asked=NOW)]
    paper = PaperId("arxiv", "2401.00010")
    assert list(source(tmp_path).fetch([paper])) == [NotFound(question=paper, asked=NOW)]
    assert list(source(tmp_path).find([])) == list(source(tmp_path).fetch([])) == []


def test_the_database_is_not_loaded_before_a_question_is_asked() -> None:
    code = "import sys, pipeline.sources.snapshot; sys.exit('duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own words
