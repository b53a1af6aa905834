"""The snapshot that ships: complete, facts only, in the services' shapes, and in agreement with what was collected."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipeline.models import Found, PaperId, Record, TitleQuery
from pipeline.sources.snapshot import SnapshotSource
from tests.shared import ROOT, shared

FOLDER = ROOT / "catalogue" / "snapshot"
ARXIV_MEMBERS = (
    "id submitter authors title comments journal-ref doi report-no categories license abstract versions update_date "
    "authors_parsed"
).split()
PAPER_MEMBERS = (
    "corpusid externalids url title authors venue publicationvenueid year referencecount citationcount "
    "influentialcitationcount isopenaccess s2fieldsofstudy publicationtypes publicationdate journal updated "
    "landing pdf code openalex as_of"
).split()


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def collected() -> list[dict[str, Any]]:
    """The facts as they were collected, one dict for each paper; none where they are not at hand."""
    path = shared("list/facts.json")
    return json.loads(path.read_text(encoding="utf-8")) if path else []


@pytest.fixture(scope="module")
def offered() -> dict[str, tuple[Record, ...]]:
    """What the source offers for the title of each line of `papers.jsonl`."""
    source = SnapshotSource(FOLDER, clock=lambda: datetime(2026, 11, 23, tzinfo=UTC))
    answers = source.find([TitleQuery(line["title"]) for line in lines("papers.jsonl")])
    found = [answer for answer in answers if isinstance(answer, Found)]
    return {one.question.title: one.records for one in found if isinstance(one.question, TitleQuery)}


def test_it_holds_every_paper_and_every_preprint_in_the_services_shapes() -> None:
    papers, preprints = lines("papers.jsonl"), lines("arxiv.jsonl")
    assert (len(papers), len(preprints)) == (34, 17)
    assert {tuple(line) for line in papers} == {tuple(PAPER_MEMBERS)}
    assert {tuple(line) for line in preprints} == {tuple(ARXIV_MEMBERS)}
    assert {line["externalids"]["ArXiv"] for line in papers} - {None} == {line["id"] for line in preprints}


def test_it_holds_facts_only() -> None:
    papers, preprints = lines("papers.jsonl"), lines("arxiv.jsonl")
    assert {line["abstract"] for line in preprints} == {None}
    assert {line[count] for line in papers for count in ("citationcount", "influentialcitationcount")} == {None}
    assert {line["as_of"] for line in papers} | {line["update_date"] for line in preprints} == {"2026-11-23"}


def test_every_title_finds_its_own_record_first(offered: dict[str, tuple[Record, ...]]) -> None:
    assert len(offered) == 34
    assert all(records[0].title == title for title, records in offered.items())
    assert all(record.as_of == date(2026, 11, 23) for records in offered.values() for record in records)


def test_no_version_carries_what_belongs_to_another(offered: dict[str, tuple[Record, ...]]) -> None:
    for records in offered.values():
        for record in records:
            assert record.ids.doi is None or record.venue != "arXiv"
            assert record.published is None or record.venue == "arXiv"
    days = {line["id"]: [version["created"] for version in line["versions"]] for line in lines("arxiv.jsonl")}
    assert {arxiv: created for arxiv, created in days.items() if created} == {
        "2403.14097": ["Thu, 21 Mar 2024"],
        "2310.03294": ["Thu, 5 Oct 2023"],
        "2308.16369": ["Thu, 31 Aug 2023"],
    }


def test_papers_that_are_easily_taken_for_others(offered: dict[str, tuple[Record, ...]]) -> None:
    renamed = offered["DISTFLASHATTN: Distributed Memory-efficient Attention for Long-context LLMs Training"][0]
    assert (renamed.venue, renamed.year, renamed.ids.arxiv) == ("COLM", 2024, "2310.03294")
    megatron = offered["Efficient large-scale language model training on GPU clusters using megatron-LM"][0]
    assert (megatron.ids.doi, megatron.links.code) == (
        "10.1145/3458817.3476209",
        "https://github.com/NVIDIA/Megatron-LM",
    )
    sampling = offered["Accelerating Large Language Model Decoding with Speculative Sampling"][0]
    assert (sampling.venue, sampling.ids.corpus_id, sampling.ids.doi) == ("arXiv", "256503945", None)
    chunked = offered["SARATHI: Efficient LLM Inference by Piggybacking Decodes with Chunked Prefills"][0]
    assert (chunked.venue, chunked.published) == ("arXiv", date(2023, 8, 31))
    cocktailer = offered["Cocktailer: Analyzing and Optimizing Dynamic Control Flow in Deep Learning"][0]
    assert (cocktailer.venue, cocktailer.year, cocktailer.ids.known()) == ("OSDI", 2023, ())


def test_arxivs_order_of_authors_differs_where_it_does() -> None:
    title = "PIT: Optimization of Dynamic Sparse Deep Learning Models via Permutation Invariant Transformation"
    (paper,) = (line for line in lines("papers.jsonl") if line["title"] == title)
    (preprint,) = (line for line in lines("arxiv.jsonl") if line["title"] == title)
    assert [author["name"] for author in paper["authors"]][4:6] == ["Lingxiao Ma", "Yuqing Yang"]
    assert preprint["authors_parsed"][4:6] == [["Yang", "Yuqing", ""], ["Ma", "Lingxiao", ""]]


def test_arxivs_two_forms_of_the_authors_agree() -> None:
    for line in lines("arxiv.jsonl"):
        assert line["authors"] == ", ".join(f"{first} {last}" for last, first, _ in line["authors_parsed"])


OF_A_RECORD: dict[str, Callable[[Record], object]] = {
    "title": lambda record: record.title,
    "authors": lambda record: [author.name for author in record.authors],
    "venue": lambda record: record.venue,
    "year": lambda record: record.year,
    "arxiv_id": lambda record: record.ids.arxiv,
    "doi": lambda record: record.ids.doi,
    "s2_paper_id": lambda record: record.ids.semantic_scholar,
    "corpus_id": lambda record: int(record.ids.corpus_id) if record.ids.corpus_id else None,
    "dblp_key": lambda record: record.ids.dblp,
    "openalex_id": lambda record: record.ids.openalex,
    "landing_url": lambda record: record.links.landing,
    "pdf_url": lambda record: record.links.pdf,
    "code_url": lambda record: record.links.code,
}


@pytest.mark.parametrize("field", OF_A_RECORD)
def test_every_field_agrees_with_the_collected_facts(field: str, offered: dict[str, tuple[Record, ...]]) -> None:
    for facts in collected():
        assert OF_A_RECORD[field](offered[facts["title"]][0]) == facts[field], facts["title"]


def test_pages_agree_with_the_collected_facts() -> None:
    pages = {line["title"]: line["journal"] and line["journal"]["pages"] for line in lines("papers.jsonl")}
    assert {facts["title"]: facts["pages"] for facts in collected()}.items() <= pages.items()


def test_preprints_agree_with_the_collected_facts() -> None:
    preprints = {line["id"]: line for line in lines("arxiv.jsonl")}
    for facts in collected():
        if facts["arxiv_id"]:
            line = preprints[facts["arxiv_id"]]
            assert line["title"] == facts["arxiv_title"]
            assert sorted(line["authors"].split(", ")) == sorted(facts["authors"])


def test_the_landing_page_of_a_linked_talk_fetches_it() -> None:
    source = SnapshotSource(FOLDER, clock=lambda: datetime(2026, 11, 23, tzinfo=UTC))
    (answer,) = source.fetch([PaperId("usenix", "osdi22/zheng-lianmin")])
    assert isinstance(answer, Found)
    assert answer.records[0].ids.arxiv == "2201.12023"
