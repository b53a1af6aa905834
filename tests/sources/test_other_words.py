"""A title that no phrase found is asked for in other words: in batches, and only where nothing else settled it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.matching.written_out import written_out
from pipeline.models import Entry, Found, NotFound, Record, TitleQuery, WordsQuery
from pipeline.progress import Silent
from pipeline.resolve import resolve
from pipeline.sources.answer_files import file_name
from pipeline.sources.arxiv import ArxivSource, arxiv_host
from pipeline.sources.attribution import candidates, loosely_alike
from pipeline.sources.base import Source
from pipeline.sources.phrases import LONGEST, arxiv_clause, bulk_phrase, encoded_size, loose_clause
from pipeline.sources.semantic_scholar import SemanticScholarSource, semantic_scholar_host
from tests.matching.samples import record
from tests.sources.bench import RAFT, Bench
from tests.sources.ticking import Ticking, Watching, transport_to
from tests.standin import Record as Paper
from tests.standin import Standin

PAUSE = "Think before you speak: Training Language Models With Pause Tokens"
RING = "Ring Attention with Blockwise Transformers for Near-Infinite Context"
DECODING = "SuffixDecoding: A Model-Free Approach to Speeding Up Inference"
ELSEWHERE = "A Ledger of Harbour Cranes and Their Keepers"
PAPERS = [
    Paper(title=PAUSE, arxiv_id="2310.02226"),
    Paper(title=RING, arxiv_id="2310.01889"),
    Paper(title=DECODING, arxiv_id="2411.04975"),
    Paper(title=ELSEWHERE),
]


@pytest.fixture
def standin() -> Iterator[Standin]:
    with Standin(PAPERS) as running:
        yield running


@pytest.fixture
def arxiv(standin: Standin) -> Iterator[ArxivSource]:
    ticking = Ticking()
    with transport_to(arxiv_host(standin.arxiv_url), ticking, Watching()) as sender:
        yield ArxivSource(sender, ticking.utc)


@pytest.mark.parametrize(
    ("title", "clause"),
    [
        ("Training LLMs with Pause Tokens", "(ti:Training AND ti:Pause AND ti:Tokens)"),
        ("RingAttention", 'ti:"Ring Attention"'),
        ("Self-Check", '(ti:Self AND ti:Check) OR ti:"Self Check" OR ti:"SelfCheck"'),
        (
            "SuffixDecoding: Extreme Emerging Speculation",
            '(ti:Extreme AND ti:Emerging AND ti:Speculation) OR ti:"SuffixDecoding" OR ti:"Suffix Decoding"',
        ),
        ("Don’t Decay Schrödinger's Cache", '(ti:"Don\'t" AND ti:Decay AND ti:"Schrödinger\'s" AND ti:Cache)'),
        ("Survey of LLMs", ""),
        ("Gemini", ""),
        ("", ""),
    ],
)
def test_a_title_in_other_words(title: str, clause: str) -> None:
    assert loose_clause(title) == clause


def test_an_acronym_is_asked_for_written_out_as_well() -> None:
    assert arxiv_clause("LLMs for Law") == 'ti:"LLMs for Law" OR ti:"large language models for Law"'
    assert bulk_phrase("Chat LLM Evaluation") == '"Chat LLM Evaluation" | "Chat large language model Evaluation"'
    models, terms = "large language models", "retrieval augmented generation"
    assert arxiv_clause("LLMs and RAG") == " OR ".join(
        f'ti:"{title}"' for title in ("LLMs and RAG", f"{models} and RAG", f"LLMs and {terms}", f"{models} and {terms}")
    )


@pytest.mark.parametrize(
    "title",
    ["Teaching LMs to Count", "Llm rag", "AIR Quality", "Vit and Moe", "COVID-19 in RAGged Coasts", "大语言模型"],
)
def test_what_is_no_acronym_or_may_be_another_is_left_alone(title: str) -> None:
    assert written_out(title) == ()


def test_the_longest_titles_are_asked_for_in_as_many_spellings_as_fit() -> None:
    title = "RAG for LLMs " + "tides " * 170
    clause = arxiv_clause(title)
    assert clause.startswith(f'ti:"{title.strip()}" OR ti:"RAG for large language models tides ')
    assert encoded_size(clause) <= LONGEST
    assert clause.count("ti:") == 3


@pytest.mark.parametrize(
    ("title", "clause"),
    [
        ("TÜLU 3", 'ti:"TÜLU 3" OR ti:"TULU 3"'),
        ("Erdős numbers", 'ti:"Erdős numbers" OR ti:"Erdos numbers"'),
        ("がくしゅう", 'ti:"がくしゅう"'),
        ("Йод", 'ti:"Йод"'),
    ],
)
def test_accents_are_also_left_out(title: str, clause: str) -> None:
    assert arxiv_clause(title) == clause


def test_titles_share_a_request_and_each_is_offered_its_own(standin: Standin, arxiv: ArxivSource) -> None:
    titles = ["Training LLMs with Pause Tokens", "RingAttention", "SuffixDecoding: Extreme Speculation", "Lost Kites"]
    answers = {one.question: one for one in arxiv.look_again([WordsQuery(title) for title in titles])}
    offered = {
        question.title: [record.title for record in one.records] if isinstance(one, Found) else []
        for question, one in answers.items()
        if isinstance(question, WordsQuery)
    }
    assert offered == {titles[0]: [PAUSE], titles[1]: [RING], titles[2]: [DECODING], titles[3]: []}
    assert len(standin.requests) == 1


def test_common_words_are_not_asked_for(standin: Standin, arxiv: ArxivSource) -> None:
    (answer,) = arxiv.look_again([WordsQuery("Survey of LLMs")])
    assert isinstance(answer, NotFound)
    assert standin.requests == []


def test_only_what_nobody_settled_is_asked_in_other_words(standin: Standin, arxiv: ArxivSource) -> None:
    listed = [RING, ELSEWHERE, "Training LLMs with Pause Tokens"]
    ticking = Ticking()
    with transport_to(semantic_scholar_host(standin.semantic_scholar_url), ticking, Watching()) as sender:
        services: list[Source] = [arxiv, SemanticScholarSource(sender, ticking.utc)]
        entries = [Entry(id=title, title=title, line=1) for title in listed]
        found = resolve(entries, services, (), rulings={}, known={}, watcher=Silent())
    assert [one.accepted[0].record.title for one in found] == [RING, ELSEWHERE, PAUSE]
    other_words = [
        one.query["search_query"] for one in standin.sent_to("arxiv") if " AND " in one.query["search_query"]
    ]
    assert other_words == ["(ti:Training AND ti:Pause AND ti:Tokens)"]


def test_an_answer_in_other_words_is_kept_apart_from_the_titles_own(tmp_path: Path) -> None:
    assert file_name(WordsQuery("A Title")) != file_name(TitleQuery("A Title"))
    bench = Bench(tmp_path)
    query = WordsQuery("Raft Revisited")
    first = list(bench.run().look_again([query]))
    assert [one.records for one in first if isinstance(one, Found)] == [(RAFT,)]
    bench.asked()
    assert list(bench.run().look_again([query])) == first
    assert bench.asked() == []


def test_a_name_is_offered_before_a_shorter_title_with_it() -> None:
    name, shorter = record("Gemini: A Family of Highly Capable Multimodal Models"), record("Gemini at Night")
    assert candidates("Gemini", [shorter, name]) == (name, shorter)


def test_what_shares_too_few_words_is_not_offered() -> None:
    near, far = record("Pause Tokens for Training"), record("Pause Menus in Console Games and Their Design")
    offered: tuple[Record, ...] = loosely_alike("Training LLMs with Pause Tokens", [far, near])
    assert offered == (near,)
