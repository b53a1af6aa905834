"""The Semantic Scholar stand-in over HTTP: batches, identifiers, fields, three searches (FACTS 2.1 to 2.4)."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.standin import Record, Standin
from tests.standin.samples import LIGHTSEQ, ORCA, PAPERS, RAY


def _ask(standin: Standin, session: requests.Session, path: str, **query: str | int) -> Any:
    answer = session.get(f"{standin.semantic_scholar_url}/graph/v1/paper/{path}", params=query)
    return answer.json() if answer.ok else (answer.status_code, answer.json())


def _batch(standin: Standin, session: requests.Session, ids: list[str]) -> Any:
    url = f"{standin.semantic_scholar_url}/graph/v1/paper/batch"
    answer = session.post(url, params={"fields": "title"}, json={"ids": ids})
    return answer.json() if answer.ok else (answer.status_code, answer.json())


def test_a_batch_keeps_its_order_and_fills_gaps_with_null(standin: Standin, session: requests.Session) -> None:
    answer = _batch(standin, session, ["CorpusId:1000000007", "ARXIV:2401.00001", "arxiv:1712.05889", "MAG:1"])
    assert [row and row["title"] for row in answer] == [ORCA.title, None, RAY.title, None]


@pytest.mark.parametrize(
    "ids", [["ARXIV:2401.00001"], [], ["ARXIV:1712.05889", ""], ["ARXIV:1712.05889", "https://doi.org/10.1/x"]]
)
def test_a_batch_without_a_known_id_or_with_a_bad_one_is_refused(
    standin: Standin, session: requests.Session, ids: list[str]
) -> None:
    assert _batch(standin, session, ids) == (400, {"error": "No valid paper ids given"})


def test_a_batch_holds_five_hundred(standin: Standin, session: requests.Session) -> None:
    assert len(_batch(standin, session, ["ARXIV:1712.05889"] * 500)) == 500
    assert _batch(standin, session, ["ARXIV:1712.05889"] * 501)[0] == 400


@pytest.mark.parametrize(
    ("name", "title"),
    [
        (RAY.sha, RAY.title),
        ("ARXIV:1712.05889", RAY.title),
        ("DOI:10.48550/arXiv.1712.05889", RAY.title),
        ("10.18653/V1/2021.NAACL-INDUSTRY.15", LIGHTSEQ.title),
        ("ACL:2021.naacl-industry.15", LIGHTSEQ.title),
        ("URL:https://arxiv.org/abs/2010.13887v3", LIGHTSEQ.title),
        ("URL:https%3A%2F%2Fwww.semanticscholar.org%2Fpaper%2FRay%2F" + RAY.sha, RAY.title),
        ("ARXIV:1712.05889v2", None),
        ("PMID:1", None),
        ("nonsense", None),
    ],
)
def test_an_identifier_in_any_spelling_leads_to_its_paper(
    standin: Standin, session: requests.Session, name: str, title: str | None
) -> None:
    answer = _ask(standin, session, name)
    assert answer == (404, answer[1]) if title is None else answer["title"] == title


def test_only_the_fields_asked_for_are_sent_and_null_is_not_invented_away(
    standin: Standin, session: requests.Session
) -> None:
    fields = "citationCount,abstract,externalIds"
    assert _ask(standin, session, "CorpusId:1000000007", fields=fields) == {
        "paperId": ORCA.sha,
        "externalIds": {"CorpusId": 1_000_000_007},
        "citationCount": None,
        "abstract": None,
    }
    invented = _ask(standin, session, "ARXIV:2010.13887", fields=fields)
    assert LIGHTSEQ.title in invented["abstract"]
    assert invented["citationCount"] >= 0
    assert _ask(standin, session, "ARXIV:1712.05889", fields="citationCount")["citationCount"] == 900


def test_an_unknown_field_is_refused_only_where_something_matches(standin: Standin, session: requests.Session) -> None:
    assert _ask(standin, session, "search/bulk", query="ray", fields="title,tldr")[0] == 400
    assert _ask(standin, session, "search/bulk", query="zebra", fields="title,tldr")["total"] == 0
    assert _ask(standin, session, "ARXIV:1712.05889", fields="citationStyles.bibtex")[0] == 400


def test_match_offers_its_nearest_title_right_or_wrong(standin: Standin, session: requests.Session) -> None:
    def match(query: str, **more: str) -> Any:
        return _ask(standin, session, "search/match", query=query, **more)

    assert match(RAY.title)["data"][0]["title"] == RAY.title
    wrong = match("LightSeq: Sequence Level Parallelism for Training of Long Context Transformers")
    assert wrong["data"][0]["title"] == LIGHTSEQ.title
    assert wrong["data"][0]["matchScore"] > 0
    assert match("askldjrq3rjaw938h") == (404, {"error": "Title match not found"})
    assert match(RAY.title, year="2019-")[0] == 404
    assert match("")[0] == 400


def test_search_takes_all_words_and_keeps_to_its_window(standin: Standin, session: requests.Session) -> None:
    found = _ask(standin, session, "search", query="distributed system", limit=1)
    assert (found["total"], found["offset"], [row["title"] for row in found["data"]]) == (1, 0, [ORCA.title])
    assert _ask(standin, session, "search", query="distributed", limit=1)["next"] == 1
    assert _ask(standin, session, "search", query="distributed", offset=950)[0] == 400
    assert _ask(standin, session, "search", query="zebra") == {"total": 0, "offset": 0}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (f'"{RAY.title}" | "{LIGHTSEQ.title}"', {RAY.title, LIGHTSEQ.title}),
        ("distributed + system", {ORCA.title}),
        ("distributed -system", {RAY.title}),
        ("(ray | orca) distributed", {RAY.title, ORCA.title}),
        ('"framework distributed"', set()),
        ("infer*", {LIGHTSEQ.title}),
    ],
)
def test_bulk_search_is_boolean(standin: Standin, session: requests.Session, query: str, found: set[str]) -> None:
    answer = _ask(standin, session, "search/bulk", query=query)
    assert {row["title"] for row in answer["data"]} == found
    assert (answer["total"], answer["token"]) == (len(found), None)


def test_bulk_search_may_ignore_grouping_or_refuse_it(standin: Standin, session: requests.Session) -> None:
    query = '"ray framework" | "orca system"'
    assert _ask(standin, session, "search/bulk", query=query)["total"] == 0
    standin.graph.bulk = "ignores_grouping"
    assert _ask(standin, session, "search/bulk", query=query)["total"] == 2
    standin.graph.bulk = "refused"
    assert _ask(standin, session, "search/bulk", query=query)[0] == 400


def test_bulk_search_pages_by_token(session: requests.Session) -> None:
    with Standin([Record(title=f"Paper {number}", citation_count=number) for number in range(1500)]) as standin:
        first = _ask(standin, session, "search/bulk", query="paper", sort="citationCount:desc", fields="citationCount")
        rest = _ask(
            standin,
            session,
            "search/bulk",
            query="paper",
            sort="citationCount:desc",
            fields="citationCount",
            token=first["token"],
        )
    counts = [row["citationCount"] for row in (*first["data"], *rest["data"])]
    assert (first["total"], len(first["data"]), rest["token"]) == (1500, 1000, None)
    assert counts == list(range(1499, -1, -1))


def test_a_required_key_is_checked(session: requests.Session) -> None:
    with Standin(PAPERS, required_key="secret") as standin:
        url = f"{standin.semantic_scholar_url}/graph/v1/paper/ARXIV:1712.05889"
        statuses = [session.get(url, headers=headers).status_code for headers in ({}, {"x-api-key": "secret"})]
    assert statuses == [401, 200]
