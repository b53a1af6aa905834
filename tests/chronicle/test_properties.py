"""Whatever has happened: a repeated run tells nothing more, and the order of the papers does not matter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import Catalogue, Paper
from pipeline.news import News
from tests.chronicle.samples import MONDAY, NEXT, S2, THIRD, between, catalogue, links, paper, read, said

NAMES = ("ferry", "harbor", "quarry", "thicket")
DAYS = st.sampled_from([MONDAY - timedelta(days=7), MONDAY, NEXT])


@st.composite
def papers(draw: st.DrawFn, name: str) -> Paper:
    fields: dict[str, Any] = {"verdict": draw(st.sampled_from(["exact", "exact", "exact", "not_found", "unchecked"]))}
    if fields["verdict"] == "exact":
        fields["cited"] = draw(st.none() | st.tuples(st.integers(0, 300), DAYS))
        fields["title"] = draw(st.sampled_from(["One", "Two"]))
        fields |= draw(st.sampled_from([{}, {"venue": "OSDI", "year": 2026} | said(venue=S2)]))
        fields |= draw(st.sampled_from([{}, links(code="https://a.test"), links(pdf="https://b.test")]))
    return paper(name, **fields)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    names = draw(st.lists(st.sampled_from(NAMES), unique=True))
    return catalogue(*(draw(papers(name)) for name in names))


def follow(steps: Sequence[Catalogue]) -> News:
    """The runs one after the other, a week apart, each beside what the one before it left."""
    found = between(None, steps[0], events=(), today=NEXT)
    for nth, merged in enumerate(steps[1:], start=1):
        found = after(found, merged, NEXT + timedelta(days=7 * nth))
    return found


def after(found: News, merged: Catalogue, today: date) -> News:
    return between(
        found.catalogue,
        merged,
        events=found.chronicle.events or (),
        rows=found.chronicle.rows or (),
        days=read(*merged.papers, day=NEXT),
        today=today,
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(catalogues(), min_size=1, max_size=4))
def test_a_repeated_run_learns_nothing(steps: list[Catalogue]) -> None:
    found = follow(steps)
    assert after(found, steps[-1], THIRD + timedelta(days=300)) == found


@settings(max_examples=150, deadline=None)
@given(catalogues(), catalogues())
def test_what_was_told_before_a_crash_is_not_told_again(last: Catalogue, merged: Catalogue) -> None:
    begun = between(None, last, events=(), today=MONDAY)
    found = after(begun, merged, NEXT)
    again = after(News(begun.catalogue, found.chronicle), merged, THIRD)
    assert again == found


@settings(max_examples=150, deadline=None)
@given(catalogues(), catalogues(), st.randoms(use_true_random=False))
def test_the_order_of_the_papers_does_not_matter(last: Catalogue, merged: Catalogue, chance: Any) -> None:
    def shuffled(one: Catalogue) -> Catalogue:
        mixed = list(one.papers)
        chance.shuffle(mixed)
        return one.model_copy(update={"papers": tuple(mixed)})

    straight, mixed = follow([last, merged]), follow([shuffled(last), shuffled(merged)])
    assert mixed.chronicle == straight.chronicle
    assert {one.id: one for one in mixed.catalogue.papers} == {one.id: one for one in straight.catalogue.papers}


@settings(max_examples=100, deadline=None)
@given(catalogues())
def test_a_silent_source_takes_nothing_from_the_list(last: Catalogue) -> None:
    """Nobody answers: every paper that is not known is unchecked, and every other as it was."""
    unheard = catalogue(
        *(one if one.status == "matched" else paper(one.id, verdict="unchecked") for one in last.papers)
    )
    begun = between(None, last, events=(), today=MONDAY)
    assert after(begun, unheard, NEXT).chronicle == begun.chronicle
