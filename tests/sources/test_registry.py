from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.models import TitleQuery, WordsQuery
from pipeline.settings import Freshness
from pipeline.sources.registry import SERVICES, configured_hosts


def hosts(**environment: str) -> dict[str, tuple[str, float, str | None]]:
    return {host.name: (host.base_url, host.interval, host.key) for host in configured_hosts(environment)}


def test_titles_go_to_arxiv_first() -> None:
    assert [service.name for service in SERVICES] == ["arxiv", "semantic_scholar"]


@pytest.mark.parametrize("blank", ["", " "])
def test_without_an_environment_the_official_services_are_asked_at_their_pace(blank: str) -> None:
    official = {
        "arxiv": ("https://export.arxiv.org/api/query", 3.0, None),
        "semantic_scholar": ("https://api.semanticscholar.org", 3.0, None),
    }
    assert hosts() == official
    assert hosts(ARXIV_API_URL="", ARXIV_INTERVAL=blank, SEMANTIC_SCHOLAR_API_KEY=blank) == official


def test_the_environment_leads_elsewhere_and_sets_pace_and_key() -> None:
    assert hosts(
        ARXIV_API_URL="http://127.0.0.1:81/api/query",
        SEMANTIC_SCHOLAR_API_URL="http://127.0.0.1:82/",
        SEMANTIC_SCHOLAR_INTERVAL="0.5",
        SEMANTIC_SCHOLAR_API_KEY="sesame",
    ) == {
        "arxiv": ("http://127.0.0.1:81/api/query", 0.0, None),
        "semantic_scholar": ("http://127.0.0.1:82", 0.5, "sesame"),
    }


def test_short_titles_share_smaller_requests_or_none() -> None:
    titles = [TitleQuery(f"Paper {number}") for number in range(25)]
    found = {service.name: [list(batch) for batch in service.search_batches(titles)] for service in SERVICES}
    as_listed = [[one for one in batch if isinstance(one, TitleQuery)] for batch in found["arxiv"]]
    assert [len(batch) for batch in as_listed if batch] == [10, 10, 5]
    assert found["semantic_scholar"] == []


def test_a_search_that_may_come_in_other_words_is_counted_with_them() -> None:
    title = "Harbor: Elastic Checkpointing for Preemptible Training Clusters"
    found = {service.name: list(service.search_batches([TitleQuery(title)])) for service in SERVICES}
    assert found["arxiv"] == [[TitleQuery(title)], [WordsQuery(title)]]
    assert found["semantic_scholar"] == [[TitleQuery(title)]]


def test_an_interval_can_only_slow_the_official_services_down() -> None:
    fast = hosts(ARXIV_INTERVAL="0", SEMANTIC_SCHOLAR_INTERVAL="0.1", SEMANTIC_SCHOLAR_API_KEY="sesame")
    assert (fast["arxiv"][1], fast["semantic_scholar"][1]) == (3.0, 1.05)
    assert hosts(ARXIV_INTERVAL="9")["arxiv"][1] == 9.0


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ARXIV_API_URL", "export.arxiv.org"),
        ("SEMANTIC_SCHOLAR_API_URL", "https://"),
        ("ARXIV_INTERVAL", "3s"),
        ("SEMANTIC_SCHOLAR_INTERVAL", "inf"),
        ("SEMANTIC_SCHOLAR_API_KEY", "two words"),
    ],
)
def test_what_is_malformed_is_named_and_a_key_is_not_shown(variable: str, value: str) -> None:
    with pytest.raises(UsageError, match=f"^The environment's {variable}: ") as refused:
        hosts(**{variable: value})
    assert "two words" not in str(refused.value)


def test_counts_are_asked_for_more_often_than_papers() -> None:
    arxiv, semantic_scholar = (service.freshness(Freshness()) for service in SERVICES)
    assert (arxiv.by_id, semantic_scholar.by_id) == (30, 6)
    assert (arxiv.first_miss, arxiv.longest_miss) == (3, 48)
