"""A catalogue that no service has spoken of yet says so, where people read it."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.emit.phrases import known_offline_only
from pipeline.emit.readme import render_list
from pipeline.models import Catalogue, Match, Paper, Place, Provenance, Verdict


def paper(*sources: str, verdict: Verdict = "exact") -> Paper:
    said = {f"field-{number}": Provenance(source=each, as_of=date(2026, 1, 1)) for number, each in enumerate(sources)}
    place = Place(title="Harbor", line=1)
    match = Match(verdict=verdict)
    status = "matched" if verdict == "exact" else "not_found"
    return Paper(id="harbor", status=status, title="Harbor", listed=(place,), match=match, provenance=said)


@pytest.mark.parametrize(
    ("one", "number"),
    [
        (paper("snapshot"), 1),
        (paper("snapshot", "list"), 1),
        (paper("snapshot", "arxiv"), 0),
        (paper("semantic_scholar"), 0),
        (paper("list", verdict="not_found"), 0),
    ],
)
def test_only_matched_papers_without_a_word_from_a_service_count(one: Paper, number: int) -> None:
    assert known_offline_only([one]) == number


def test_the_list_for_people_says_how_many() -> None:
    known, found = paper("snapshot"), paper("arxiv")
    words = "1 is known from the snapshot alone so far"
    assert words in render_list(Catalogue(title="List", papers=(known,)))
    assert words not in render_list(Catalogue(title="List", papers=(found,)))
