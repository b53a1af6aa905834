"""The arXiv adapter against the stand-in, over real HTTP, in time that passes only when somebody waits."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

import pytest

from pipeline.models import (
    Answer,
    Author,
    Found,
    Ids,
    Links,
    NotFound,
    PaperId,
    Record,
    TitleQuery,
    Unavailable,
    WordsQuery,
)
from pipeline.sources import transport
from pipeline.sources.arxiv import LONG_PAGE, PAGE, ArxivSource, arxiv_host
from pipeline.sources.arxiv_feed import flaw
from pipeline.sources.retry import Reply
from tests.shared import ROOT
from tests.sources.scripted import Canned, Scripted
from tests.sources.ticking import Ticking, Watching, transport_to
from tests.standin import Fault, Standin
from tests.standin import Record as Paper

HOSTILE = [
    "R&D in C++: A Field Report from Compiler Teams",
    "Ticket #1: 100% of What's Lost? A Study of Queues",
    'The "Quoted" Scheduler and Other Honest Systems',
    "深度学习编译器综述 与 展望 于 二零二六年 系统",
    "Schr\\\"odinger's Cache: Coherence (AND) Doubt OR Both",
    "$\\beta$-Annealing \\\\ for ANDNOT Sparse Routers at Scale",
    "GPT-4.5/5 vs. Don't-Care Terms: A/B Tests, Again…",
]
CODES = [sha256(str(number).encode()).hexdigest() for number in range(60)]
PLAIN = [f"Placing {code[:8]}: {code[8:16]} or {code[16:24]}?" for code in CODES]
"""Titles of made-up words, as different from each other as can be."""
SHORT = ["Hydro", "Sia", "Deep Tides"]
FEED_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"'
    b' xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/x</id><title>arXiv Query</title>'
    b"<opensearch:itemsPerPage>10</opensearch:itemsPerPage><opensearch:totalResults>0</opensearch:totalResults>"
)
ABSENT = "Quernstone Husbandry in Forty Upland Parishes"


def papers() -> list[Paper]:
    titles = [*PLAIN, *HOSTILE, *SHORT]
    return [
        Paper(title=title, arxiv_id=f"2401.{place:05}", authors=("Ada Quill",)) for place, title in enumerate(titles)
    ]


def id_of(title: str) -> str:
    return f"2401.{[*PLAIN, *HOSTILE, *SHORT].index(title):05}"


@pytest.fixture
def standin() -> Iterator[Standin]:
    with Standin(papers()) as running:
        yield running


@pytest.fixture
def source(standin: Standin) -> Iterator[ArxivSource]:
    ticking = Ticking()
    with transport_to(arxiv_host(standin.arxiv_url), ticking, Watching()) as sender:
        yield ArxivSource(sender, ticking.utc)


@pytest.fixture
def scripted() -> Iterator[tuple[Scripted, ArxivSource]]:
    ticking = Ticking()
    with Scripted() as server, transport_to(arxiv_host(f"{server.url}/api/query"), ticking, Watching()) as sender:
        yield server, ArxivSource(sender, ticking.utc)


def feed(*entries: str, total: int | None = None) -> bytes:
    """An Atom page in the shape of the service, around the entries; `total` is theirs, unless the service has more."""
    count = str(len(entries) if total is None else total).encode()
    return FEED_HEAD.replace(b">0<", b">%s<" % count) + "".join(entries).encode() + b"</feed>"


def queries(*titles: str) -> list[TitleQuery]:
    return [TitleQuery(title) for title in titles]


def arxiv_ids(*values: str) -> list[PaperId]:
    return [PaperId("arxiv", value) for value in values]


def found_ids(answers: Sequence[Answer]) -> dict[str, set[str | None]]:
    return {
        answer.question.value if isinstance(answer.question, PaperId) else answer.question.title: {
            record.ids.arxiv for record in answer.records
        }
        for answer in answers
        if isinstance(answer, Found)
    }


# ---- a failure is never a fact -------------------------------------------------------------------------------------

POISONS = [
    *(Fault.status(code) for code in (400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504)),
    *(Fault.html(), Fault.text(), Fault.empty_body(), Fault.error_feed(), Fault.cut(), Fault.short(), Fault.reset()),
    *(Fault.stall(), Fault.redirect("https://example.org/api/query"), Fault.body(b"null", "application/json")),
    Fault.body(b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'></feed>", "application/atom+xml"),
]


@pytest.mark.parametrize("poison", POISONS, ids=lambda poison: poison.name)
def test_no_poison_becomes_an_absence(
    standin: Standin, source: ArxivSource, poison: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "LONGEST_SILENCE", 0.02)
    standin.arxiv.fail_always = poison
    answers = [*source.find(queries(PLAIN[0], ABSENT)), *source.fetch(arxiv_ids("2401.00001", "2506.09999"))]
    assert len(answers) == 4
    assert [answer for answer in answers if not isinstance(answer, Unavailable)] == []
    assert all(isinstance(answer, Unavailable) and answer.reason for answer in answers)


@pytest.mark.parametrize(
    "poison", [p for p in POISONS if not re.search(r"40[134]|redirect", p.name)], ids=lambda p: p.name
)
def test_a_poison_that_passes_leaves_no_trace(
    standin: Standin, source: ArxivSource, poison: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "LONGEST_SILENCE", 0.02 if poison.name == "stall" else 60.0)
    list(source.fetch(arxiv_ids("2401.00000")))
    standin.arxiv.faults.append(poison)
    answers = list(source.find(queries(PLAIN[0], PLAIN[1], ABSENT)))
    assert found_ids(answers) == {PLAIN[0]: {id_of(PLAIN[0])}, PLAIN[1]: {id_of(PLAIN[1])}}
    assert [answer.question for answer in answers if isinstance(answer, NotFound)] == queries(ABSENT)


def test_an_empty_feed_is_asked_for_twice_before_it_is_believed(standin: Standin, source: ArxivSource) -> None:
    standin.arxiv.faults.append(Fault.empty_feed())
    assert found_ids(list(source.find(queries(PLAIN[0])))) == {PLAIN[0]: {id_of(PLAIN[0])}}
    standin.arxiv.faults.append(Fault.empty_feed())
    assert found_ids(list(source.fetch(arxiv_ids("2401.00003")))) == {"2401.00003": {"2401.00003"}}
    standin.requests.clear()
    assert isinstance(next(source.find(queries(ABSENT))), NotFound)
    assert isinstance(next(source.fetch(arxiv_ids("2506.09999"))), NotFound)
    assert len(standin.requests) == 4


def test_a_feed_that_counts_hits_and_sends_none_is_no_absence(scripted: tuple[Scripted, ArxivSource]) -> None:
    server, source = scripted
    server.always(feed(total=3))
    (answer,) = source.find(queries(ABSENT))
    assert isinstance(answer, Unavailable)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b" \n", "empty"),
        (b"Rate limited.", "no Atom feed"),
        (b"<html><body>Access Denied</body></html>", "no Atom feed"),
        (b"<?xml version='1.0'?><rss></rss>", "no Atom feed"),
        (FEED_HEAD + b"<entry><id>http://arxiv.org/abs/2401.00001v1</id>", "cut short"),
        (FEED_HEAD + b"<entry><id>https://arxiv.org/api/errors#x</id></entry></feed>", "error"),
        (FEED_HEAD.replace(b"totalResults", b"other") + b"</feed>", "without a total"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_each_flaw_of_a_feed_is_told(body: bytes, why: str) -> None:
    assert why in (flaw(Reply(200, body)) or "")


def test_a_word_in_an_abstract_makes_no_error_of_a_feed() -> None:
    body = feed(entry("2401.00001v1", summary="See http://arxiv.org/api/errors for details."))
    assert flaw(Reply(200, body)) is None


def test_a_broken_record_is_no_absence_and_spoils_no_other(scripted: tuple[Scripted, ArxivSource]) -> None:
    server, source = scripted
    server.always(feed(entry("2401.00001v1"), entry("2401.00002v1", published=None), entry("nonsense")))
    good, bad = source.fetch(arxiv_ids("2401.00001", "2401.00002"))
    assert isinstance(good, Found)
    assert isinstance(bad, Unavailable)


def test_another_paper_is_no_answer_where_an_entry_cannot_be_read(scripted: tuple[Scripted, ArxivSource]) -> None:
    server, source = scripted
    title, sequel = PLAIN[0], entry("2401.00002v1", title=f"{PLAIN[0]} Part 2")
    server.always(feed(entry("nonsense", title=title), sequel))
    assert [type(answer) for answer in source.find(queries(title))] == [Unavailable]
    assert [type(answer) for answer in source.look_again([WordsQuery(title)])] == [Unavailable]
    server.always(feed(entry("nonsense"), entry("2401.00001v1", title=title), sequel))
    assert found_ids(list(source.find(queries(title)))) == {title: {"2401.00001", "2401.00002"}}


def test_a_title_beside_an_entry_without_title_that_cannot_be_read_is_asked_for_by_itself(
    standin: Standin, source: ArxivSource
) -> None:
    lost, *others = PLAIN
    sent = feed(entry("nonsense", title=""), entry("2401.00002v1", title="Something Else"))
    word = lost.split()[-1].lower()
    standin.arxiv.fail_always = lambda request: (
        Fault.body(sent, "application/atom+xml") if word in request.query["search_query"].lower() else None
    )
    answers = list(source.find(queries(*PLAIN)))
    assert [a.question for a in answers if isinstance(a, Unavailable)] == queries(lost)
    assert found_ids(answers) == {title: {id_of(title)} for title in others}


UNREADABLE = ["yesterday", "0001-01-01T00:00:00+09:00", "", None]


@pytest.mark.parametrize("published", UNREADABLE)
def test_an_entry_that_cannot_be_read_costs_no_request_and_spoils_no_other(
    scripted: tuple[Scripted, ArxivSource], published: str | None
) -> None:
    server, source = scripted
    server.always(feed(entry("2401.00001v1"), entry("2401.00002v3", published=published), entry("2401.00003v1")))
    answers = list(source.fetch(arxiv_ids("2401.00001", "2401.00002", "2401.00003", "2401.00004")))
    assert [type(answer) for answer in answers] == [Found, Unavailable, Found, NotFound]
    assert len(server.seen) == 1


@pytest.mark.parametrize("published", UNREADABLE)
def test_a_title_whose_entry_cannot_be_read_costs_no_request_and_spoils_no_other(
    scripted: tuple[Scripted, ArxivSource], published: str | None
) -> None:
    server, source = scripted
    lost, there = "Ropes &amp; Anchors of Slow Harbours", PLAIN[0]
    entries = entry("2401.00002v1", title=lost, published=published), entry("2401.00001v1", title=there)
    server.always(feed(*entries))
    asked = queries("Ropes & Anchors of Slow Harbours", there, ABSENT)
    assert [type(answer) for answer in source.find(asked)] == [Unavailable, Found, NotFound]
    server.always(feed(entries[0], entry("2401.00005v1", title="Something Else")))
    again = [WordsQuery(query.title) for query in asked]
    assert [type(answer) for answer in source.look_again(again)] == [Unavailable, NotFound, NotFound]
    assert len(server.seen) == 2


def test_an_unreadable_entry_on_a_full_page_leads_to_no_further_page(scripted: tuple[Scripted, ArxivSource]) -> None:
    server, source = scripted
    page = [entry(f"2402.{n:05}v1", title=f"Zephyr {n}") for n in range(LONG_PAGE - 1)]
    server.always(feed(*page, entry("2401.00002v1", published=None, title="Ropes"), total=500))
    assert [type(answer) for answer in source.find(queries(ABSENT))] == [NotFound]
    assert len(server.seen) == 1


@pytest.mark.parametrize("title", ["Ropes & Séa-Anchors", "Ropes & <entry> of Séa-Anchors"])
def test_an_entry_in_cdata_sections_is_read_as_any_other(scripted: tuple[Scripted, ArxivSource], title: str) -> None:
    server, source = scripted
    inside = "<![CDATA[http://arxiv.org/abs/2401.00002v3]]>"
    other = entry("2401.00002v3", title=f"<![CDATA[{title}]]>", published="<![CDATA[2024-01-02]]>")
    server.always(feed(other.replace("http://arxiv.org/abs/2401.00002v3", inside), entry("2401.00005v1")))
    (answer,) = source.fetch(arxiv_ids("2401.00002"))
    assert isinstance(answer, Found)
    (record,) = answer.records
    assert (record.title, record.version, record.published) == (title, 3, date(2024, 1, 2))


def test_a_page_of_which_nothing_can_be_read_is_no_absence(scripted: tuple[Scripted, ArxivSource]) -> None:
    server, source = scripted
    server.always(feed(entry("2401.00002v1", published=None)))
    assert [type(answer) for answer in source.find(queries(*PLAIN[:2]))] == [Unavailable, Unavailable]
    assert [type(answer) for answer in source.fetch(arxiv_ids("2401.00001", "2401.00002"))] == [Unavailable] * 2
    assert len(server.seen) == 2


def test_an_entry_that_tells_neither_title_nor_identifier_is_no_absence_of_any(
    scripted: tuple[Scripted, ArxivSource],
) -> None:
    server, source = scripted
    server.always(feed(entry("nonsense", title="", published=None), entry("2401.00005v1", title="Something Else")))
    assert [type(answer) for answer in source.find(queries(*PLAIN[:2]))] == [Unavailable, Unavailable]
    assert [type(answer) for answer in source.fetch(arxiv_ids("2401.00001", "2401.00002"))] == [Unavailable] * 2


def test_a_page_that_stops_the_client_spoils_no_other_identifier(
    standin: Standin, source: ArxivSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it may be that the client cannot bear, and is not taken out before."""
    monkeypatch.setattr("pipeline.sources.arxiv.sifted", lambda body, size: (body, ()))
    broken = Fault.body(feed(entry("2401.00002v1", published="yesterday")), "application/atom+xml")
    standin.arxiv.fail_always = lambda request: broken if "2401.00002" in request.query["id_list"] else None
    answers = list(source.fetch(arxiv_ids(*(f"2401.{number:05}" for number in range(8)))))
    assert [a.question for a in answers if isinstance(a, Unavailable)] == arxiv_ids("2401.00002")
    assert len(found_ids(answers)) == 7


# ---- many at once ---------------------------------------------------------------------------------------------------


def test_titles_share_requests_and_each_finds_its_paper(standin: Standin, source: ArxivSource) -> None:
    titles = [*PLAIN, *HOSTILE, *SHORT, ABSENT]
    answers = list(source.find(queries(*titles)))
    assert Counter(answer.question.title for answer in answers if isinstance(answer.question, TitleQuery)) == Counter(
        titles
    )
    assert found_ids(answers) == {title: {id_of(title)} for title in titles if title != ABSENT}
    assert len(standin.requests) <= 4
    assert max(len(request.line) for request in standin.requests) <= 4094


def test_answers_come_with_their_batch(standin: Standin, source: ArxivSource) -> None:
    next(source.find(queries(*PLAIN)))
    assert len(standin.requests) == 1


def test_identifiers_share_requests(standin: Standin, source: ArxivSource) -> None:
    known = [f"2401.{number:05}" for number in range(60)]
    answers = list(source.fetch(arxiv_ids(*known, *(f"2402.{number:05}" for number in range(200)))))
    assert found_ids(answers) == {value: {value} for value in known}
    assert sum(isinstance(answer, NotFound) for answer in answers) == 200
    assert len(standin.requests) <= 3


def test_what_cannot_be_an_identifier_or_a_title_is_not_sent(standin: Standin, source: ArxivSource) -> None:
    answers = [*source.fetch(arxiv_ids("abc", "2401.00001,abc", "")), *source.find(queries("", "??? !"))]
    assert all(isinstance(answer, NotFound) for answer in answers)
    assert len(answers) == 5
    assert standin.requests == []


def test_a_question_asked_twice_is_answered_once(source: ArxivSource) -> None:
    assert len(list(source.find(queries(PLAIN[0], PLAIN[0])))) == 1
    assert len(list(source.fetch(arxiv_ids("2401.00001", "2401.00001")))) == 1


def test_identifiers_of_other_kinds_are_a_mistake(source: ArxivSource) -> None:
    with pytest.raises(ValueError, match="doi"):
        list(source.fetch([PaperId("doi", "10.1/x")]))


def test_a_title_that_the_service_cannot_bear_spoils_no_other(standin: Standin, source: ArxivSource) -> None:
    for fault in (Fault.status(500), Fault.status(400)):
        standin.arxiv.fail_always = lambda request, fault=fault: (
            fault if CODES[17][:8] in request.query["search_query"] else None
        )
        answers = list(source.find(queries(*PLAIN[:30])))
        assert [a.question for a in answers if isinstance(a, Unavailable)] == queries(PLAIN[17])
        assert len(found_ids(answers)) == 29


def test_titles_that_a_cut_page_does_not_name_are_asked_for_again() -> None:
    first, second = PLAIN[:2]
    sequels = [entry(f"2402.{part:05}v1", title=f"{second} Part {part}") for part in range(1, PAGE)]
    pages = [
        Canned(feed(entry("2401.00001v1", title=first), *sequels, total=500)),
        Canned(feed(entry("2401.00002v1", title=second))),
    ]
    ticking = Ticking()
    with (
        Scripted(pages) as server,
        transport_to(arxiv_host(f"{server.url}/api/query"), ticking, Watching()) as sender,
    ):
        answers = list(ArxivSource(sender, ticking.utc).find(queries(first, second)))
        assert len(server.seen) == 2
    assert found_ids(answers) == {first: {"2401.00001"}, second: {"2401.00002"}}


def test_a_page_that_is_cut_hides_no_paper() -> None:
    common = [Paper(title=f"Deep Tides of Storage Systems Part {n}", arxiv_id=f"2402.{n:05}") for n in range(400)]
    ticking = Ticking()
    with Standin([*common, *papers(), Paper(title="Deep Tides of Storage Systems", arxiv_id="2403.00001")]) as standin:
        with transport_to(arxiv_host(standin.arxiv_url), ticking, Watching()) as sender:
            source = ArxivSource(sender, ticking.utc)
            answers = list(source.find(queries("Deep Tides of Storage Systems", *PLAIN[:20], ABSENT)))
        found = found_ids(answers)
        assert "2403.00001" in found.pop("Deep Tides of Storage Systems")
        assert found == {title: {id_of(title)} for title in PLAIN[:20]}
        assert len(answers) == 22
        assert len(standin.requests) <= 14


def test_a_page_that_is_cut_hides_no_paper_in_other_words() -> None:
    flood = [entry(f"2402.{n:05}v1", title=f"Zephyr Marlin Ballast Study {n}") for n in range(LONG_PAGE)]
    sought = entry("2401.00001v1", title="Obsidian Lanterns: Gondola Scheduling with Kestrels and Tamarinds")
    pages = [Canned(feed(*flood, total=LONG_PAGE + 1)), Canned(feed(*flood)), Canned(feed(sought))]
    asked = [
        WordsQuery("Marlin Zephyr Ballast Studies"),
        WordsQuery("Gondola Scheduling: Kestrels, Tamarinds, Lanterns"),
    ]
    ticking = Ticking()
    with (
        Scripted(pages) as server,
        transport_to(arxiv_host(f"{server.url}/api/query"), ticking, Watching()) as sender,
    ):
        answers = list(ArxivSource(sender, ticking.utc).look_again(asked))
        assert len(server.seen) == 3
    assert found_ids(answers)[asked[1].title] == {"2401.00001"}
    assert [answer.question for answer in answers] == asked


def test_homonyms_are_all_offered() -> None:
    twins = [Paper(title="Tidepool Scheduling", arxiv_id=f"2401.0000{n}") for n in (1, 2)]
    ticking = Ticking()
    with Standin(twins) as standin, transport_to(arxiv_host(standin.arxiv_url), ticking, Watching()) as sender:
        answers = list(ArxivSource(sender, ticking.utc).find(queries("Tidepool Scheduling")))
    assert found_ids(answers) == {"Tidepool Scheduling": {"2401.00001", "2401.00002"}}


# ---- what a record holds ---------------------------------------------------------------------------------------------


def entry(
    spelt: str, *, title: str = "T", summary: str = "S", published: str | None = "2023-05-07T12:00:00Z", more: str = ""
) -> str:
    first = f"<published>{published}</published>" if published else ""
    return (
        f"<entry><id>http://arxiv.org/abs/{spelt}</id><title>{title}</title><updated>2024-06-08T01:00:00Z</updated>"
        f"<summary>{summary}</summary>{first}{more}</entry>"
    )


def fetched(scripted: tuple[Scripted, ArxivSource], paper: str, body: bytes) -> Record:
    server, source = scripted
    server.always(body)
    (answer,) = source.fetch(arxiv_ids(paper))
    assert isinstance(answer, Found)
    (record,) = answer.records
    return record


def test_a_record_holds_what_the_entry_says(scripted: tuple[Scripted, ArxivSource]) -> None:
    more = (
        "<arxiv:comment> 12 pages,\n 3 figures </arxiv:comment><arxiv:journal_ref>J. Tides 3 (2024)</arxiv:journal_ref>"
        "<author><name> Ada  Quill</name></author><author><name>Bo Larch</name></author><author><name> </name></author>"
        "<arxiv:doi>10.48550/arXiv.2305.04321 10.5555/Tides.1 10.5555/tides.2</arxiv:doi>"
        '<link href="https://arxiv.org/pdf/2305.04321v3" rel="related" title="pdf"/>'
    )
    body = feed(entry("2305.04321v3", title="Tides &amp;\n  Pools", summary="\n One. \n Two.\n", more=more))
    assert fetched(scripted, "2305.04321", body) == Record(
        source="arxiv",
        title="Tides & Pools",
        authors=(Author(name="Ada Quill"), Author(name="Bo Larch")),
        abstract="One. \n Two.",
        venue="arXiv",
        year=2023,
        published=date(2023, 5, 7),
        updated=date(2024, 6, 8),
        version=3,
        comment="12 pages, 3 figures",
        journal_ref="J. Tides 3 (2024)",
        ids=Ids(arxiv="2305.04321", doi="10.5555/tides.1"),
        links=Links(
            landing="https://arxiv.org/abs/2305.04321",
            arxiv="https://arxiv.org/abs/2305.04321",
            pdf="https://arxiv.org/pdf/2305.04321",
            doi="https://doi.org/10.5555/tides.1",
        ),
    )


def test_what_the_entry_does_not_say_is_unknown(scripted: tuple[Scripted, ArxivSource]) -> None:
    record = fetched(scripted, "hep-th/9711200", feed(entry("hep-th/9711200v3", title="0", summary=" ")))
    assert (record.title, record.version, record.ids) == ("0", 3, Ids(arxiv="hep-th/9711200"))
    assert (record.abstract, record.comment, record.journal_ref, record.authors) == (None, None, None, ())
    assert (record.citation_count, record.links.doi) == (None, None)


# ---- what it costs to have it ----------------------------------------------------------------------------------------


def test_nothing_heavy_is_loaded_before_the_first_question() -> None:
    program = (
        "import sys, pipeline.sources.arxiv, pipeline.sources.semantic_scholar\n"
        "print(*sorted({'arxiv', 'semanticscholar', 'requests', 'httpx', 'tenacity', 'lxml'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout == "\n"  # noqa: S603  ours


def test_the_client_says_nothing_of_its_own(
    scripted: tuple[Scripted, ArxivSource], caplog: pytest.LogCaptureFixture
) -> None:
    server, source = scripted
    server.always(feed(entry("2401.00001v1"), entry("2401.00002\x1b[31mv1", published=None)))
    with caplog.at_level(logging.WARNING):
        list(source.fetch(arxiv_ids("2401.00001")))
    assert caplog.records == []
