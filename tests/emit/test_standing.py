"""How things stand is told where people read it: what is out of date, and that no service has spoken of a paper yet."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.emit.readme import render_list
from pipeline.emit.standing import known_offline_only, marks
from pipeline.models import Catalogue, Match, Paper, Place, Provenance, Verdict
from tests.emit.samples import LIGHTSEQ


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


@pytest.mark.parametrize(
    ("stale", "expected"),
    [
        ((), ()),
        (("citations", "ids.corpus_id", "links.landing", "venue"), ("May be out of date: citations, venue.",)),
        (("ids.corpus_id", "links.pdf"), ("May be out of date: S2 corpus id, PDF link.",)),
    ],
)
def test_what_may_be_out_of_date_is_told_in_words(stale: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert tuple(marks(LIGHTSEQ.model_copy(update={"stale": stale}))) == expected
