"""The arXiv stand-in over HTTP: searches, identifiers, windows, refusals (FACTS 1.2 to 1.6)."""

from __future__ import annotations

import re

import pytest
import requests

from tests.standin import Record, Standin
from tests.standin.samples import LIGHTSEQ, ORCA, RAY


def _titles(answer: requests.Response) -> list[str]:
    return re.findall(r"<entry>.*?<title>(.*?)</title>", answer.text, re.DOTALL)


def test_or_ed_phrases_find_their_papers_by_get_and_by_post(standin: Standin, session: requests.Session) -> None:
    query = {"search_query": f'ti:"{RAY.title}" OR ti:"{LIGHTSEQ.title}" OR ti:"{ORCA.title}"', "max_results": "50"}
    for answer in (session.get(standin.arxiv_url, params=query), session.post(standin.arxiv_url, data=query)):
        assert sorted(_titles(answer)) == [LIGHTSEQ.title, RAY.title]
        assert "<opensearch:totalResults>2<" in answer.text
    assert [request.query for request in standin.sent_to("arxiv")] == [query, query]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('ti:"distributed framework" AND au:moritz', [RAY.title]),
        ('ti:"distributed framework" AND au:wang', []),
        ('au:"moritz robert"', []),
        ("all:nishihara ANDNOT ti:ray", []),
        ('ti:"transformers" OR ti:"ray" AND au:moritz', [RAY.title, LIGHTSEQ.title]),
        ('(ti:"transformers" OR ti:"ray") AND au:moritz', [RAY.title]),
        ("submittedDate:[201712010000 TO 201712312359]", [RAY.title]),
        ("ti:infer*", [LIGHTSEQ.title]),
        ("id:2010.13887v1", [LIGHTSEQ.title]),
    ],
)
def test_a_search_obeys_fields_operators_and_brackets(
    standin: Standin, session: requests.Session, query: str, found: list[str]
) -> None:
    assert sorted(_titles(session.get(standin.arxiv_url, params={"search_query": query}))) == sorted(found)


def test_an_id_list_knows_versions_and_passes_over_what_is_unknown(standin: Standin, session: requests.Session) -> None:
    answer = session.get(standin.arxiv_url, params={"id_list": "2010.13887,1712.05889v1,1712.99999,2010.13887v2"})
    assert sorted(re.findall(r"/abs/([^<]*)</id>", answer.text)) == ["1712.05889v1", "2010.13887v1"]
    both = session.get(standin.arxiv_url, params={"id_list": "1712.05889,1712.05889v1,1712.05889v2,1712.05889v3"})
    assert re.findall(r"/abs/1712.05889v(\d)</id>", both.text) == ["1", "2"]


def test_ids_filter_a_query(standin: Standin, session: requests.Session) -> None:
    query = {"search_query": "ti:ray OR ti:lightseq", "id_list": "1712.05889,2401.00001"}
    assert _titles(session.get(standin.arxiv_url, params=query)) == [RAY.title]


def test_pages_follow_each_other_and_ten_is_a_page() -> None:
    many = [Record(title=f"Paper number {number}", arxiv_id=f"2401.{number:05}") for number in range(25)]
    with Standin(many) as standin, requests.Session() as session:
        pages = [
            _titles(session.get(standin.arxiv_url, params={"search_query": 'ti:"paper number"', "start": start}))
            for start in (0, 10, 20)
        ]
    assert [len(page) for page in pages] == [10, 10, 5]
    assert len({title for page in pages for title in page}) == 25


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ({"max_results": "0"}, 500, "internal error"),
        ({"start": "9990", "max_results": "11"}, 500, "internal error"),
        ({"start": "9990", "max_results": "10"}, 200, "totalResults"),
        ({"search_query": " OR ".join(["ti:a"] * 401)}, 500, "internal error"),
        ({"start": "-1"}, 400, "non-negative"),
        ({"sortBy": "date"}, 400, "sortBy"),
        ({"search_query": 'ti:"open'}, 400, "api/errors</id>"),
        ({"search_query": ""}, 400, "must be specified"),
        ({"id_list": "1712.05889,nonsense"}, 400, "incorrect_id_format_for_nonsense"),
    ],
)
def test_what_arxiv_refuses_is_refused_in_its_words(
    standin: Standin, session: requests.Session, query: dict[str, str], status: int, words: str
) -> None:
    answer = session.get(standin.arxiv_url, params={"search_query": "ti:ray", **query})
    assert (answer.status_code, words in answer.text) == (status, True)


def test_a_long_request_line_gets_a_page_and_the_same_body_an_answer(
    standin: Standin, session: requests.Session
) -> None:
    empty = len(f"GET {standin.arxiv_url.removeprefix(standin.arxiv.url)}?search_query=ti:ray+OR+ti: HTTP/1.1")
    fits = f"ti:ray+OR+ti:{'x' * (4094 - empty)}"
    assert session.get(f"{standin.arxiv_url}?search_query={fits}").status_code == 200
    refused = session.get(f"{standin.arxiv_url}?search_query={fits}x")
    assert (refused.status_code, refused.headers["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert "4095 &gt; 4094" in refused.text
    assert session.post(standin.arxiv_url, data=f"search_query={fits}x").status_code == 200
