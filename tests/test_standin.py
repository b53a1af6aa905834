"""The stand-in as a whole: its log, its faults, the official clients on it, and what it can be loaded with."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import arxiv
import pytest
import requests
from pydantic import ValidationError
from semanticscholar import SemanticScholar

from tests.shared import ROOT
from tests.standin import Corpus, Fault, Record, Standin
from tests.standin.listed import SNAPSHOT, listed_records, lookalikes
from tests.standin.samples import ORCA, PAPERS, RAY

KNOWN = {"id_list": "1712.05889"}
GRAPH = "/graph/v1/paper/ARXIV:1712.05889"


@pytest.fixture
def standin() -> Iterator[Standin]:
    with Standin(PAPERS) as running:
        yield running


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as opened:
        yield opened


def test_every_request_is_logged_whole(standin: Standin, session: requests.Session) -> None:
    session.get(standin.arxiv_url, params={"search_query": "ti:ß & c", "start": ""})
    session.post(f"{standin.semantic_scholar_url}/graph/v1/paper/batch?fields=title", json={"ids": ["MAG:1"]})
    search, batch = standin.requests
    assert (search.service, search.method, search.path, search.status) == ("arxiv", "GET", "/api/query", 400)
    assert search.query == {"search_query": "ti:ß & c", "start": ""}
    assert search.line == b"GET /api/query?search_query=ti%3A%C3%9F+%26+c&start= HTTP/1.1"
    assert (batch.query, batch.body, batch.status) == ({"fields": "title"}, {"ids": ["MAG:1"]}, 400)
    assert batch.headers["Content-Type"] == "application/json"
    assert search.finished is not None
    assert search.started <= search.finished <= batch.started


def test_a_connection_is_kept(standin: Standin, session: requests.Session) -> None:
    for _ in range(3):
        session.get(standin.arxiv_url, params=KNOWN)
    assert len({request.connection for request in standin.requests}) == 1


@pytest.mark.parametrize(
    ("fault", "status", "headers", "body"),
    [
        (Fault.status(429), 429, {"Content-Type": "text/plain"}, b"Rate exceeded."),
        (Fault.status(429, retry_after=7), 429, {"Retry-After": "7"}, b"Rate exceeded."),
        (Fault.status(503), 503, {"Content-Type": "text/html; charset=utf-8"}, b"503 Service Unavailable"),
        (Fault.status(500), 500, {"Content-Type": "application/atom+xml; charset=utf-8"}, b"api/errors"),
        (Fault.html(), 200, {"Content-Type": "text/html; charset=utf-8"}, b"<html>"),
        (Fault.text(), 200, {"Content-Type": "text/plain"}, b"Rate exceeded."),
        (Fault.error_feed(), 200, {"Content-Type": "application/atom+xml; charset=utf-8"}, b"api/errors"),
        (Fault.empty_body(), 200, {"Content-Length": "0"}, b""),
        (Fault.redirect("http://other.invalid/x"), 301, {"Location": "http://other.invalid/x"}, b"Moved"),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else "",
)
def test_a_fault_happens_once(
    standin: Standin, session: requests.Session, fault: Fault, status: int, headers: dict[str, str], body: bytes
) -> None:
    standin.arxiv.faults.append(fault)
    failed = session.get(standin.arxiv_url, params=KNOWN, allow_redirects=False)
    assert (failed.status_code, body in failed.content) == (status, True)
    assert headers.items() <= failed.headers.items()
    assert ("Retry-After" in failed.headers) == ("Retry-After" in headers)
    assert RAY.title in session.get(standin.arxiv_url, params=KNOWN).text


@pytest.mark.parametrize("code", [401, 403, 429, 500, 504])
def test_semantic_scholar_fails_in_json(standin: Standin, session: requests.Session, code: int) -> None:
    standin.semantic_scholar.fail_always = Fault.status(code)
    answer = session.get(standin.semantic_scholar_url + GRAPH)
    assert answer.status_code == code
    assert set(answer.json()) <= {"error", "message", "code"}


def test_an_answer_is_cut_emptied_or_shortened(standin: Standin, session: requests.Session) -> None:
    whole = session.get(standin.arxiv_url, params=KNOWN).content
    standin.arxiv.faults.extend([Fault.cut(), Fault.empty_feed(), Fault.short()])
    assert session.get(standin.arxiv_url, params=KNOWN).content == whole[: len(whole) // 2]
    empty = session.get(standin.arxiv_url, params=KNOWN).text
    assert ("<entry>" in empty, "<opensearch:totalResults>0<" in empty, empty.endswith("</feed>\n")) == (
        False,
        True,
        True,
    )
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        session.get(standin.arxiv_url, params=KNOWN)


def test_a_connection_is_reset(standin: Standin, session: requests.Session) -> None:
    standin.arxiv.faults.append(Fault.reset())
    with pytest.raises(requests.ConnectionError, match="reset"):
        session.get(standin.arxiv_url, params=KNOWN)
    assert standin.requests[0].status is None


def test_a_stalled_answer_waits_until_it_is_released(standin: Standin, session: requests.Session) -> None:
    standin.arxiv.faults.append(Fault.stall())
    with pytest.raises(requests.ReadTimeout):
        session.get(standin.arxiv_url, params=KNOWN, timeout=0.05)
    standin.arxiv.release()
    assert session.get(standin.arxiv_url, params=KNOWN).ok
    standin.arxiv.faults.append(Fault.stall())
    with pytest.raises(requests.ReadTimeout):
        session.get(standin.arxiv_url, params=KNOWN, timeout=0.05)


def test_closing_ends_a_stall_that_nobody_released(session: requests.Session) -> None:
    with Standin(PAPERS, {"arxiv": [Fault.stall()]}) as standin, pytest.raises(requests.ReadTimeout):
        session.get(standin.arxiv_url, params=KNOWN, timeout=0.05)
    with pytest.raises(requests.ConnectionError):
        session.get(standin.arxiv_url, params=KNOWN)


def test_nothing_stalls_once_the_service_is_closed() -> None:
    with Standin(PAPERS) as standin:
        pass
    late = Thread(target=standin.arxiv.wait, daemon=True)
    late.start()
    late.join(5)
    assert not late.is_alive()


def test_a_function_may_choose_what_fails(standin: Standin, session: requests.Session) -> None:
    standin.arxiv.fail_always = lambda request: Fault.status(405) if request.method == "POST" else None
    assert session.post(standin.arxiv_url, data=KNOWN).status_code == 405
    assert session.get(standin.arxiv_url, params=KNOWN).status_code == 200
    standin.arxiv.fail_always = None
    assert session.post(standin.arxiv_url, data=KNOWN).status_code == 200


def test_the_arxiv_client_reads_it(standin: Standin) -> None:
    client = arxiv.Client(page_size=50, delay_seconds=0, num_retries=0)
    client.query_url_format = f"{standin.arxiv_url}?{{}}"
    (paper,) = client.results(arxiv.Search('ti:"distributed framework"'))
    client._session.close()
    assert (paper.title, paper.get_short_id()) == (RAY.title, "1712.05889v2")
    assert [author.name for author in paper.authors] == list(RAY.authors)
    assert paper.published.date().isoformat() == "2017-12-16"
    assert paper.updated > paper.published


def test_the_semantic_scholar_client_reads_it(standin: Standin) -> None:
    client = SemanticScholar(api_url=standin.semantic_scholar_url, retry=False)
    asked, fields = ["ARXIV:1712.05889", "CorpusId:5"], ["title", "externalIds"]
    papers, unknown = client.get_papers(asked, fields=fields, return_not_found=True)
    assert ([paper.title for paper in papers], unknown) == ([RAY.title], ["CorpusId:5"])
    match = client.search_paper(ORCA.title, match_title=True, fields=["title", "authors"])
    assert (match.title, match.authors[0].name) == (ORCA.title, "Gyeong-In Yu")


def test_a_records_file_may_be_gzipped(tmp_path: Path) -> None:
    line = b'{"title": "One", "arxiv_id": "2401.00001"}\n\n'
    (tmp_path / "records.jsonl").write_bytes(line)
    (tmp_path / "records.jsonl.gz").write_bytes(gzip.compress(line))
    for file in tmp_path.iterdir():
        assert [record.title for record in Corpus.from_file(file)] == ["One"]


def test_an_unknown_member_of_a_record_is_an_error() -> None:
    with pytest.raises(ValidationError, match="citations"):
        Corpus([b'{"title": "One", "citations": 3}'])


def test_two_records_of_one_preprint_are_one_on_arxiv() -> None:
    corpus = Corpus.of([RAY, Record(title="A copy of Ray", arxiv_id=RAY.arxiv_id)])
    assert set(corpus.arxiv_titles.phrase("ray")) == {0}


def test_the_shipped_list_can_be_served(session: requests.Session) -> None:
    papers = [json.loads(line) for line in (SNAPSHOT / "papers.jsonl").read_text(encoding="utf-8").splitlines()]
    preprints = [json.loads(line) for line in (SNAPSHOT / "arxiv.jsonl").read_text(encoding="utf-8").splitlines()]
    with Standin(listed_records()) as standin:
        wanted = {"id_list": ",".join(line["id"] for line in preprints), "max_results": "100"}
        feed = session.get(standin.arxiv_url, params=wanted).text
        matched = [_match(standin, session, line["title"]) for line in papers]
    assert [match["title"] for match in matched] == [line["title"] for line in papers]
    assert all(match["citationCount"] is not None and match["abstract"] for match in matched)
    assert all(f"/abs/{line['id']}v" in feed for line in preprints)


def test_a_look_alike_is_no_paper_of_the_list() -> None:
    others = lookalikes()
    served = listed_records()
    listed = served[: -len(others)]
    assert served[-len(others) :] == others
    assert not {record.title.lower() for record in others} & {record.title.lower() for record in listed}
    assert not {record.arxiv_id for record in others if record.arxiv_id} & {record.arxiv_id for record in listed}
    assert len({record.title for record in others}) == len(others)


def test_it_runs_in_the_foreground_until_interrupted(session: requests.Session) -> None:
    command = [sys.executable, "-m", "tests.standin"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own module
        assert process.stdout
        lines = dict(process.stdout.readline().removeprefix("export ").strip().split("=") for _ in range(2))
        answer = session.get(lines["ARXIV_API_URL"], params=KNOWN)
        graph = session.get(lines["SEMANTIC_SCHOLAR_API_URL"] + GRAPH)
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(10) == 0
        finally:
            process.kill()
    assert "/abs/1712.05889v" in answer.text
    assert graph.json()["title"] == RAY.title


def _match(standin: Standin, session: requests.Session, title: str) -> dict[str, object]:
    url = f"{standin.semantic_scholar_url}/graph/v1/paper/search/match"
    query = {"query": title, "fields": "title,abstract,citationCount"}
    row: dict[str, object] = session.get(url, params=query).json()["data"][0]
    return row
