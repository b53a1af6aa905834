"""The Semantic Scholar adapter against the stand-in, over real HTTP, in time that passes only when somebody waits."""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256

import pytest

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
    TitleQuery,
    Unavailable,
)
from pipeline.sources import transport
from pipeline.sources.semantic_scholar import SemanticScholarSource, semantic_scholar_host
from pipeline.sources.semantic_scholar_paper import FIELDS, record_of_paper
from tests.sources.scripted import Canned, Scripted
from tests.sources.ticking import Ticking, Watching, transport_to
from tests.standin import BulkMode, Fault, Request, Standin
from tests.standin import Record as Paper

HOSTILE = [
    "R&D in C++: A Field Report from Compiler Teams",
    "Ticket #1: 100% of What's Lost? A Study of Queues",
    'The "Quoted" Scheduler and Other Honest Systems',
    "深度学习 编译器 综述 与 展望 二零二六",
    "Spin*Lock | Barrier -- (A + B) ~3 Revisited Again",
]
CODES = [sha256(str(number).encode()).hexdigest() for number in range(600)]
PLAIN = [f"Placing {code[:8]}: {code[8:16]} or {code[16:24]}?" for code in CODES]
"""Titles of made-up words, as different from each other as can be."""
ABSENT = [f"Quernstone {code[:8]} in {code[8:16]} Upland {code[16:24]}" for code in CODES[:40]]
SHA = "204e3073870fae3d05bcbc2f6a8e263d9b72e776"


def papers(count: int) -> list[Paper]:
    titles = [*HOSTILE, *PLAIN[:count]]
    return [
        Paper(title=title, arxiv_id=f"2401.{place:05}", doi=f"10.5555/{place}") for place, title in enumerate(titles)
    ]


@contextmanager
def asking(url: str, key: str | None = None) -> Iterator[SemanticScholarSource]:
    ticking = Ticking()
    with transport_to(semantic_scholar_host(url, key=key), ticking, Watching()) as sender:
        yield SemanticScholarSource(sender, ticking.utc)


@pytest.fixture
def standin() -> Iterator[Standin]:
    with Standin(papers(60)) as running:
        yield running


@pytest.fixture
def source(standin: Standin) -> Iterator[SemanticScholarSource]:
    with asking(standin.semantic_scholar_url) as asked:
        yield asked


def queries(*titles: str) -> list[TitleQuery]:
    return [TitleQuery(title) for title in titles]


def ids(kind: IdKind, *values: str) -> list[PaperId]:
    return [PaperId(kind, value) for value in values]


def titles_of(answers: list[Answer]) -> dict[Question, list[str]]:
    return {a.question: [record.title for record in a.records] for a in answers if isinstance(a, Found)}


def paths(standin: Standin) -> list[str]:
    return [request.path.removeprefix("/graph/v1/paper/") for request in standin.requests]


# ---- a failure is never a fact -------------------------------------------------------------------------------------

POISONS = [
    *(Fault.status(code) for code in (400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504)),
    *(Fault.html(), Fault.text(), Fault.empty_body(), Fault.cut(), Fault.short(), Fault.reset(), Fault.stall()),
    Fault.redirect("https://example.org/graph/v1/paper/batch"),
    *(
        Fault.body(body, "application/json")
        for body in (
            b"null",
            b"{}",
            b"[[",
            b"[" * 100_000,
            b'{"error": "x"}',
            b'{"message": "x"}',
            b'{"data": null}',
            b"0",
        )
    ),
    Fault.body(b'{"message": "Not Found"}', "application/json", 404),
    Fault.body(
        b'{"status": 404, "error": "Not Found", "path": "/graph/v1/paper/search/match"}', "application/json", 404
    ),
]


@pytest.mark.parametrize("poison", POISONS, ids=lambda poison: poison.name)
def test_no_poison_becomes_an_absence(
    standin: Standin, source: SemanticScholarSource, poison: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "LONGEST_SILENCE", 0.02)
    standin.semantic_scholar.fail_always = poison
    answers = [*source.find(queries(PLAIN[0], ABSENT[0])), *source.fetch(ids("arxiv", "2401.00000", "2506.09999"))]
    assert len(answers) == 4
    assert [answer for answer in answers if not isinstance(answer, Unavailable)] == []
    assert all(isinstance(answer, Unavailable) and answer.reason for answer in answers)


@pytest.mark.parametrize("rows", [b"[]", b"[null, null, null]"])
def test_a_batch_that_is_not_aligned_is_no_answer(rows: bytes) -> None:
    with Scripted(always=Canned(rows)) as server, asking(server.url) as source:
        answers = list(source.fetch(ids("arxiv", "2401.00001", "2401.00002")))
    assert [type(answer) for answer in answers] == [Unavailable] * 2


@pytest.mark.parametrize(
    "poison", [p for p in POISONS if not re.search(r"40[0134]|413|redirect|Not Fou", p.name)], ids=lambda p: p.name
)
def test_a_poison_that_passes_leaves_no_trace(
    standin: Standin, source: SemanticScholarSource, poison: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "LONGEST_SILENCE", 0.02 if poison.name == "stall" else 60.0)
    known, unknown = ids("arxiv", "2401.00000", "2506.09999")
    list(source.fetch([known]))
    standin.semantic_scholar.faults.append(poison)
    found, missing = source.fetch([known, unknown])
    assert isinstance(found, Found)
    assert isinstance(missing, NotFound)


def test_a_broken_record_is_no_absence_and_spoils_no_other() -> None:
    rows = [
        {"paperId": SHA, "title": "Good"},
        {"paperId": SHA, "title": None},
        None,
        {"paperId": SHA, "title": "T", "year": "x"},
    ]
    with Scripted(always=Canned(json.dumps(rows).encode())) as server, asking(server.url) as source:
        answers = list(source.fetch(ids("corpus_id", "1", "2", "3", "4")))
    assert [type(answer) for answer in answers] == [Found, Unavailable, NotFound, Unavailable]


def test_a_broken_match_is_no_absence() -> None:
    broken = Canned(b'{"data": [{"paperId": "x", "title": ""}]}')
    with Scripted(always=broken) as server, asking(server.url) as source:
        (answer,) = source.find(queries("Hydro"))
    assert isinstance(answer, Unavailable)


# ---- by identifier ---------------------------------------------------------------------------------------------------


def test_nulls_stay_with_their_questions(standin: Standin, source: SemanticScholarSource) -> None:
    asked = [
        *ids("arxiv", "2506.09999", "2401.00005"),
        *ids("doi", "10.5555/none", "10.5555/6"),
        *ids("corpus_id", "999999999999"),
        *ids("semantic_scholar", SHA),
        *ids("acl", "P19-1001"),
    ]
    answers = list(source.fetch(asked))
    assert [answer.question for answer in answers] == asked
    assert titles_of(answers) == {asked[1]: [PLAIN[0]], asked[3]: [PLAIN[1]]}
    assert sum(isinstance(answer, NotFound) for answer in answers) == 5
    assert len(standin.requests) == 1
    assert standin.requests[0].query["fields"].split(",") == FIELDS


def test_rows_in_another_order_are_not_taken_for_each_others() -> None:
    rows: list[object] = [{"paperId": str(number) * 40, "corpusId": number, "title": f"T{number}"} for number in (1, 2)]
    shuffled = Canned(json.dumps([rows[1], rows[0]]).encode())
    singly = [Canned(json.dumps([row]).encode()) for row in rows]
    with Scripted([shuffled, *singly]) as server, asking(server.url) as source:
        answers = list(source.fetch(ids("corpus_id", "1", "2")))
    assert list(titles_of(answers).values()) == [["T1"], ["T2"]]


def test_a_merged_paper_answers_to_its_former_identifier() -> None:
    merged = {"paperId": SHA, "corpusId": 7, "title": "T"}
    with Scripted([Canned(json.dumps([merged, merged]).encode())]) as server, asking(server.url) as source:
        answers = list(source.fetch(ids("corpus_id", "6", "7")))
        assert len(server.seen) == 1
    assert list(titles_of(answers).values()) == [["T"], ["T"]]


def test_500_share_a_request() -> None:
    with Standin(papers(600)) as standin, asking(standin.semantic_scholar_url) as source:
        asked = ids("arxiv", *(f"2401.{number:05}" for number in range(605)))
        assert len(titles_of(list(source.fetch(asked)))) == 605
        assert [len(request.body["ids"]) for request in standin.requests] == [500, 105]


def test_all_unknown_is_an_answer(standin: Standin, source: SemanticScholarSource) -> None:
    answers = list(source.fetch(ids("doi", "10.5555/a", "10.5555/b", "10.5555/c")))
    assert [type(answer) for answer in answers] == [NotFound] * 3
    assert len(standin.requests) == 1


def test_what_cannot_be_an_identifier_is_not_sent(standin: Standin, source: SemanticScholarSource) -> None:
    asked = [*ids("arxiv", "", "x"), *ids("doi", "11.1/x"), *ids("corpus_id", "x1"), *ids("acl", "a b")]
    answers = list(source.fetch([*asked, *ids("semantic_scholar", SHA[:-1])]))
    assert [type(answer) for answer in answers] == [NotFound] * 6
    assert standin.requests == []


def test_one_identifier_that_sinks_its_batch_spoils_no_other(standin: Standin, source: SemanticScholarSource) -> None:
    refusal = Fault.body(b'{"error": "Malformed id"}', "application/json", 400)
    standin.semantic_scholar.fail_always = lambda request: (
        refusal if "ARXIV:2401.00007" in request.body["ids"] else None
    )
    answers = list(source.fetch(ids("arxiv", *(f"2401.{number:05}" for number in range(32)))))
    assert [a.question for a in answers if isinstance(a, Unavailable)] == ids("arxiv", "2401.00007")
    assert len(titles_of(answers)) == 31


@pytest.mark.parametrize("status", [413, 504])
def test_a_batch_that_is_too_much_is_cut_down(standin: Standin, source: SemanticScholarSource, status: int) -> None:
    standin.semantic_scholar.fail_always = lambda request: (
        Fault.status(status) if len(request.body["ids"]) > 10 else None
    )
    answers = list(source.fetch(ids("arxiv", *(f"2401.{number:05}" for number in range(32)))))
    assert len(titles_of(answers)) == 32


def test_identifiers_of_other_kinds_are_a_mistake(source: SemanticScholarSource) -> None:
    with pytest.raises(ValueError, match="openreview"):
        list(source.fetch(ids("openreview", "x")))


# ---- by title -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bulk", ["works", "ignores_grouping", "refused"])
def test_every_title_is_answered_within_the_budget(bulk: BulkMode) -> None:
    titles = [title for pair in zip(PLAIN, ABSENT, strict=False) for title in pair]
    titles += [*HOSTILE, *PLAIN[40:60]]
    with Standin(papers(60), bulk=bulk) as standin, asking(standin.semantic_scholar_url) as source:
        answers = list(source.find(queries(*titles)))
        assert len(standin.requests) <= len(titles) + 10
    named = titles_of(answers)
    assert sorted(answer.question for answer in answers) == sorted(queries(*titles))
    assert all(title in named[TitleQuery(title)] for title in titles if title not in ABSENT)
    assert not any(title in named.get(TitleQuery(title), []) for title in ABSENT)


def test_bulk_search_saves_requests_where_it_works(standin: Standin, source: SemanticScholarSource) -> None:
    list(source.find(queries(*PLAIN[:50])))
    assert paths(standin) == ["search/bulk"] * 2


def refused_bulk(request: Request) -> Fault | None:
    return Fault.status(400) if request.path.endswith("/bulk") else None


def blind_bulk(request: Request) -> Fault | None:
    """A bulk search that finds nothing, while everything else works."""
    nothing = Fault.body(b'{"total": 0, "data": []}', "application/json")
    return nothing if request.path.endswith("/bulk") else None


@pytest.mark.parametrize(("bulk", "cost"), [(refused_bulk, 1), (blind_bulk, 2)])
def test_bulk_search_that_does_not_work_is_soon_left(
    standin: Standin, source: SemanticScholarSource, bulk: Callable[[Request], Fault | None], cost: int
) -> None:
    standin.semantic_scholar.fail_always = bulk
    for start in range(0, 60, 20):
        list(source.find(queries(*PLAIN[start : start + 20])))
    assert Counter(paths(standin)) == {"search/bulk": cost, "search/match": 60}


def test_one_batch_of_titles_that_nobody_knows_does_not_end_bulk_search(
    standin: Standin, source: SemanticScholarSource
) -> None:
    list(source.find(queries(*ABSENT[:20])))
    assert Counter(paths(standin)) == {"search/bulk": 1, "search/match": 20}
    list(source.find(queries(*PLAIN[:20])))
    assert Counter(paths(standin)) == {"search/bulk": 2, "search/match": 20}


def test_bulk_search_that_finds_too_little_is_left() -> None:
    with Standin(papers(60)) as standin, asking(standin.semantic_scholar_url) as source:
        list(source.find(queries(PLAIN[0])))
        for title in ABSENT[:20]:
            list(source.find(queries(title)))
        assert len(standin.requests) <= 21 + 10


def test_only_match_can_tell_that_a_title_is_not_there(standin: Standin, source: SemanticScholarSource) -> None:
    standin.semantic_scholar.fail_always = blind_bulk
    answers = list(source.find(queries(PLAIN[3], PLAIN[4])))
    assert set(titles_of(answers)) == set(queries(PLAIN[3], PLAIN[4]))


@pytest.mark.parametrize("title", [*HOSTILE, "Hydro+Sia & #"])
def test_titles_arrive_whole(standin: Standin, source: SemanticScholarSource, title: str) -> None:
    standin.semantic_scholar.fail_always = blind_bulk
    list(source.find(queries(title)))
    match = standin.requests[-1]
    assert (paths(standin)[-1], match.query["query"]) == ("search/match", title)
    assert match.query["fields"].split(",") == FIELDS


@pytest.mark.parametrize("answer", [Canned(b'{"error": "Title match not found"}', 404), Canned(b'{"data": []}')])
def test_a_title_that_nothing_matches_is_not_found(answer: Canned) -> None:
    with Scripted(always=answer) as server, asking(server.url) as source:
        assert [type(answer) for answer in source.find(queries("Hydro"))] == [NotFound]


def test_the_nearest_title_is_offered_though_it_is_another(standin: Standin, source: SemanticScholarSource) -> None:
    (answer,) = source.find(queries(HOSTILE[0].partition(":")[0]))
    assert titles_of([answer]) == {answer.question: [HOSTILE[0]]}


def test_homonyms_are_all_offered() -> None:
    title = "Tidepool Scheduling of Preemptible Training Jobs"
    twins = [Paper(title=title, arxiv_id=f"2401.0000{number}", year=2020 + number) for number in (1, 2)]
    with Standin(twins) as standin, asking(standin.semantic_scholar_url) as source:
        assert titles_of(list(source.find(queries(title)))) == {TitleQuery(title): [title, title]}


def test_a_title_without_a_word_is_not_sent(standin: Standin, source: SemanticScholarSource) -> None:
    assert [type(answer) for answer in source.find(queries("", "?! *"))] == [NotFound] * 2
    assert standin.requests == []


# ---- what a record holds ---------------------------------------------------------------------------------------------

FULL: dict[str, object] = {
    "paperId": SHA,
    "corpusId": 13756489,
    "externalIds": {
        "ArXiv": "1706.03760",
        "DOI": "10.5555/Tides.1",
        "DBLP": "conf/x/Q17",
        "ACL": "P19-1001",
        "MAG": "7",
    },
    "url": f"https://www.semanticscholar.org/paper/{SHA}",
    "title": " Tides \n and Pools ",
    "abstract": " One. ",
    "venue": "Symposium on Tides",
    "year": 2017,
    "publicationDate": "2017-06-12",
    "authors": [{"authorId": "40", "name": "Ada Quill"}, {"authorId": None, "name": "Bo Larch"}, {"name": None}],
    "citationCount": 0,
    "influentialCitationCount": 0,
    "openAccessPdf": {"url": "https://example.org/t.pdf", "status": "GREEN", "disclaimer": "Ask the publisher."},
    "matchScore": 60.5,
}


def record_with(**changes: object) -> Record:
    record = record_of_paper(FULL | changes)
    assert record is not None
    return record


def test_a_record_holds_what_the_service_says() -> None:
    assert record_with() == Record(
        source="semantic_scholar",
        title="Tides and Pools",
        authors=(Author(name="Ada Quill", id="40"), Author(name="Bo Larch")),
        abstract="One.",
        abstract_notice="Ask the publisher.",
        venue="Symposium on Tides",
        year=2017,
        published=date(2017, 6, 12),
        ids=Ids(
            arxiv="1706.03760",
            doi="10.5555/tides.1",
            semantic_scholar=SHA,
            corpus_id="13756489",
            dblp="conf/x/Q17",
            acl="P19-1001",
        ),
        links=Links(
            pdf="https://example.org/t.pdf",
            arxiv="https://arxiv.org/abs/1706.03760",
            doi="https://doi.org/10.5555/tides.1",
            semantic_scholar=f"https://www.semanticscholar.org/paper/{SHA}",
        ),
        citation_count=0,
        influential_citation_count=0,
    )


def test_null_is_not_known_and_is_not_nought() -> None:
    nothing: dict[str, object] = dict.fromkeys(FULL)
    record = record_of_paper(nothing | {"paperId": SHA, "title": "T"})
    assert record == Record(
        source="semantic_scholar",
        title="T",
        ids=Ids(semantic_scholar=SHA),
        links=Links(semantic_scholar=f"https://www.semanticscholar.org/paper/{SHA}"),
    )
    assert record == record_of_paper({"paperId": SHA, "title": "T"})


def test_empty_text_is_not_known() -> None:
    record = record_with(venue="", abstract=" ", openAccessPdf={"url": "", "status": None, "disclaimer": "About it."})
    assert (record.venue, record.abstract, record.abstract_notice, record.links.pdf) == (None, None, None, None)


@pytest.mark.parametrize("day", ["2017", "2017-06", "2017-02-30", "20170612", ""])
def test_a_date_without_its_day_is_not_known(day: str) -> None:
    assert record_with(publicationDate=day).published is None


def test_the_doi_of_a_preprint_is_no_published_doi() -> None:
    assert record_with(externalIds={"DOI": "10.48550/arXiv.1706.03760"}).ids.arxiv == "1706.03760"
    assert record_with(externalIds={"DOI": "10.48550/arXiv.1706.03760"}).ids.doi is None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x/y", "https://", "https://a b", "//x/y"])
def test_only_web_addresses_are_links(url: str) -> None:
    record = record_with(url=url, openAccessPdf={"url": url})
    assert record.links.pdf is None
    assert record.links.semantic_scholar == f"https://www.semanticscholar.org/paper/{SHA}"


@pytest.mark.parametrize(
    "paper", [{}, [], "x", 1, None, {"paperId": SHA}, {"title": "T"}, FULL | {"citationCount": -1}]
)
def test_what_is_no_paper_is_no_record(paper: object) -> None:
    assert record_of_paper(paper) is None


# ---- the key, and manners --------------------------------------------------------------------------------------------


def test_the_client_sets_up_no_logging(standin: Standin, monkeypatch: pytest.MonkeyPatch) -> None:
    handlers: list[logging.Handler] = []
    monkeypatch.setattr(logging.getLogger(), "handlers", handlers)
    with asking(standin.semantic_scholar_url) as source:
        list(source.fetch(ids("arxiv", "2401.00000")))
    assert handlers == []


def test_the_key_is_sent_and_not_logged(standin: Standin, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), asking(standin.semantic_scholar_url, key="sesame-0123") as source:
        list(source.find(queries(PLAIN[0], ABSENT[0], "Hydro")))
        list(source.fetch(ids("arxiv", "2401.00000", "2506.09999")))
    assert {request.headers["x-api-key"] for request in standin.requests} == {"sesame-0123"}
    assert "sesame" not in caplog.text
    assert [record for record in caplog.records if record.name.startswith("semanticscholar")] == []


def test_without_a_key_a_429_says_what_would_help(standin: Standin) -> None:
    standin.semantic_scholar.fail_always = Fault.status(429)
    with asking(standin.semantic_scholar_url) as source:
        (answer,) = source.fetch(ids("arxiv", "2401.00000"))
    assert isinstance(answer, Unavailable)
    assert "SEMANTIC_SCHOLAR_API_KEY" in answer.reason


def test_requests_share_one_connection(standin: Standin, source: SemanticScholarSource) -> None:
    list(source.find(queries(*PLAIN[:30], *ABSENT[:5])))
    assert len({request.connection for request in standin.requests}) == 1
