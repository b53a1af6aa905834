"""The key goes to Semantic Scholar alone, and turns up nowhere else."""

from __future__ import annotations

import pytest

from tests.end_to_end.desk import Desk
from tests.end_to_end.samples import PAPERS
from tests.standin import Fault, Request, Standin

KEY = "sesame-0123456789-open"


@pytest.fixture
def keyed(desk: Desk) -> Desk:
    desk.environment["SEMANTIC_SCHOLAR_API_KEY"] = KEY
    return desk


def bears_key(request: Request) -> bool:
    return KEY in repr(request)


def assert_nowhere_on(desk: Desk, *said: str) -> None:
    assert not any(KEY in text for text in said)
    assert not [name for name, content in desk.everything().items() if content and KEY.encode() in content]


def test_the_key_goes_to_its_own_service_and_nowhere_else(keyed: Desk) -> None:
    told = keyed.enrich("-v")
    to_semantic_scholar, to_arxiv = told.sent_to("semantic_scholar"), told.sent_to("arxiv")
    assert to_semantic_scholar
    assert to_arxiv
    assert all(request.headers.get("x-api-key") == KEY for request in to_semantic_scholar)
    assert not any(KEY in request.line.decode() for request in to_semantic_scholar)
    assert not any(bears_key(request) for request in to_arxiv)
    assert_nowhere_on(keyed, told.out, told.err)


def test_the_key_does_not_follow_a_redirect(keyed: Desk, standin: Standin) -> None:
    with Standin(PAPERS) as elsewhere:
        standin.semantic_scholar.fail_always = Fault.redirect(f"{elsewhere.semantic_scholar_url}/graph/v1/paper/batch")
        told = keyed.enrich()
        assert elsewhere.requests == []
    assert "which is not followed" in told.out
    assert_nowhere_on(keyed, told.out, told.err)


def test_a_service_that_quotes_the_key_does_not_spread_it(keyed: Desk, standin: Standin) -> None:
    standin.semantic_scholar.fail_always = Fault.body(
        f'{{"message": "no such key: {KEY}"}}'.encode(), "application/json", status=401
    )
    told = keyed.enrich("-v")
    assert "no such key: (key)" in told.out
    assert_nowhere_on(keyed, told.out, told.err)


def test_no_key_goes_over_plain_http_to_another_machine(keyed: Desk) -> None:
    keyed.environment["SEMANTIC_SCHOLAR_API_URL"] = "http://semanticscholar.invalid"
    told = keyed.enrich("--patience", "0")
    assert "the API key is not sent" in told.out
    assert_nowhere_on(keyed, told.out, told.err)


def test_without_a_key_none_is_sent(desk: Desk) -> None:
    told = desk.enrich()
    assert not any("x-api-key" in {name.lower() for name in request.headers} for request in told.requests)


def test_the_contact_stands_in_the_user_agent(desk: Desk) -> None:
    told = desk.enrich(environment={"MLSYS_PAPERS_CONTACT": "reader@example.org"})
    assert {"mailto:reader@example.org" in request.headers["User-Agent"] for request in told.requests} == {True}
