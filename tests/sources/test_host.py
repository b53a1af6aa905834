"""Which hosts are official, how fast they may be asked, and what is no URL, key or interval."""

from __future__ import annotations

import math

import pytest

from pipeline.errors import UsageError
from pipeline.sources.arxiv import arxiv_host
from pipeline.sources.semantic_scholar import semantic_scholar_host


@pytest.mark.parametrize(
    ("url", "asked", "seconds"),
    [
        ("https://export.arxiv.org/api/query", None, 3.0),
        ("https://export.arxiv.org/api/query", 0.0, 3.0),
        ("https://export.arxiv.org/api/query", 7.0, 7.0),
        ("http://EXPORT.arxiv.org:8080/api/query", 0.0, 3.0),
        ("https://export.arxiv.org./api/query", 0.0, 3.0),
        ("https://arxiv.org/api/query", 0.0, 3.0),
        ("https://notarxiv.org/api/query", None, 0.0),
        ("https://arxiv.org.example/api/query", 0.5, 0.5),
        ("http://127.0.0.1:8000/api/query", None, 0.0),
    ],
)
def test_the_published_limit_of_arxiv_cannot_be_undercut(url: str, asked: float | None, seconds: float) -> None:
    assert arxiv_host(url, asked).interval == seconds


@pytest.mark.parametrize(
    ("url", "key", "seconds"),
    [
        ("https://api.semanticscholar.org", "k", 1.05),
        ("https://api.semanticscholar.org/", None, 3.0),
        ("http://localhost:1", None, 0.0),
    ],
)
def test_semantic_scholar_is_asked_slowly_without_a_key(url: str, key: str | None, seconds: float) -> None:
    host = semantic_scholar_host(url, 0.0, key)
    assert host.interval == seconds
    assert bool(host.hint) == (key is None)


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://api.semanticscholar.org", True),
        ("http://api.semanticscholar.org", False),
        ("http://localhost:8080", True),
        ("http://127.0.0.9:8080", True),
        ("http://[::1]:8080", True),
        ("http://127.0.0.1.example", False),
        ("http://10.0.0.1", False),
    ],
)
def test_the_key_travels_encrypted_or_stays_on_the_machine(url: str, sent: bool) -> None:  # noqa: FBT001  a table
    assert semantic_scholar_host(url, key="k").sendable_key == ("k" if sent else None)


@pytest.mark.parametrize(
    ("url", "owned"),
    [
        ("https://api.semanticscholar.org:443/graph/v1/paper", True),
        ("http://api.semanticscholar.org/graph/v1/paper", False),
        ("https://api.semanticscholar.org:444/", False),
        ("https://api.semanticscholar.org.example/", False),
        ("https://api.semanticscholar.org@example.org/", False),
    ],
)
def test_a_host_is_scheme_name_and_port(url: str, owned: bool) -> None:  # noqa: FBT001  a table
    assert semantic_scholar_host().owns(url) == owned


@pytest.mark.parametrize(
    "url",
    "  arxiv.org ftp://arxiv.org http:// http://a:99999 http://a:x http://[ http://a..b https:/x "
    "http://ada:sesame@localhost http://localhost?x=1 http://localhost#x".split(" "),
)
def test_a_malformed_url_is_one_sentence_that_betrays_no_password(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        arxiv_host(url)
    assert "sesame" not in str(caught.value)


@pytest.mark.parametrize("seconds", [-1.0, math.nan, math.inf])
def test_an_interval_is_a_length_of_time(seconds: float) -> None:
    with pytest.raises(UsageError, match="makes no sense"):
        arxiv_host("http://localhost", seconds)


def test_a_key_is_fit_for_a_header_and_is_not_shown() -> None:
    assert semantic_scholar_host(key="  secret\n").key == "secret"
    assert semantic_scholar_host(key=" ").key is None
    with pytest.raises(UsageError) as caught:
        semantic_scholar_host(key="secret\r\nX: 1")
    assert "secret" not in str(caught.value)
