"""What of the last catalogue stays when a source says less today, or nothing."""

from __future__ import annotations

import pytest

from pipeline.merging.claim import Claim
from pipeline.merging.keep import keep
from pipeline.models import LIST, SourceName
from tests.merging.samples import DAY, LATER, OSDI, TITLE

ARXIV, SCHOLAR, SNAPSHOT = "arxiv", "semantic_scholar", "snapshot"


def was(value: str | int, source: SourceName = SCHOLAR) -> Claim:
    return Claim(value, source, DAY)


def now(value: str | int, source: SourceName = SCHOLAR) -> Claim:
    return Claim(value, source, LATER)


@pytest.mark.parametrize(
    ("last", "today", "silent", "expected"),
    [
        pytest.param(was("Old."), None, [], Claim("Old.", SCHOLAR, DAY), id="nobody says anything"),
        pytest.param(was("Old."), None, [SCHOLAR], Claim("Old.", SCHOLAR, DAY, stale=True), id="its source is silent"),
        pytest.param(was("Old."), now("New."), [], now("New."), id="it has changed"),
        pytest.param(was("Old."), now("Old."), [], was("Old."), id="it is the same and keeps its day"),
        pytest.param(
            was("Old."), now("New.", SNAPSHOT), [SCHOLAR], Claim("Old.", SCHOLAR, DAY, stale=True), id="a lower speaks"
        ),
        pytest.param(was("Old."), now("New.", ARXIV), [SCHOLAR], now("New.", ARXIV), id="a higher speaks"),
        pytest.param(was("Old."), now("New."), [SCHOLAR], now("New."), id="its own older answer speaks"),
        pytest.param(was("Old."), now("New.", SNAPSHOT), [], now("New.", SNAPSHOT), id="its source has it no more"),
        pytest.param(was("Old.", LIST), None, [], None, id="the list must say it still"),
    ],
)
def test_a_field_stays_while_nobody_says_as_much_today(
    last: Claim, today: Claim | None, silent: list[SourceName], expected: Claim | None
) -> None:
    found = keep({"abstract": today} if today else {}, {"abstract": last}, silent, mark=True)
    assert found.get("abstract") == expected


def version(say: dict[str, str | int], source: SourceName = SCHOLAR, *, today: bool = True) -> dict[str, Claim]:
    return {path: Claim(value, source, LATER if today else DAY) for path, value in say.items()}


LAST = version({"title": TITLE, "venue": OSDI, "year": 2023, "ids.doi": "10.5555/36.1"}, today=False)


def test_a_version_of_the_same_venue_is_completed_by_what_was_known_of_it() -> None:
    found = keep(version({"title": TITLE, "venue": OSDI, "year": 2023}), LAST, (), mark=True)
    assert found["ids.doi"] == was("10.5555/36.1")


def test_a_version_of_another_venue_takes_nothing_of_the_last() -> None:
    found = keep(version({"title": TITLE, "venue": "A journal", "year": 2025}), LAST, (), mark=True)
    assert "ids.doi" not in found
    assert found["year"] == now(2025)


def test_a_whole_version_stays_while_its_source_is_silent_and_a_lower_one_speaks() -> None:
    preprint = version({"title": f"{TITLE} v1", "venue": "arXiv", "year": 2022}, ARXIV)

    silent = keep(preprint, LAST, [SCHOLAR], mark=True)
    assert {path: claim.value for path, claim in silent.items()} == {path: claim.value for path, claim in LAST.items()}
    assert all(claim.stale for claim in silent.values())

    assert keep(preprint, LAST, [], mark=True) == preprint


def test_a_version_gives_way_to_a_better_one_though_its_source_is_silent() -> None:
    preprint = version({"title": f"{TITLE} v1", "venue": "arXiv", "year": 2022}, ARXIV, today=False)
    published = version({"title": TITLE, "venue": OSDI, "year": 2023})

    assert keep(published, preprint, [ARXIV], mark=True) == published
