"""Which records describe one work, at the edges of each rule."""

from __future__ import annotations

from itertools import permutations

import pytest

from pipeline.matching.features import Offered, Printed
from pipeline.matching.group import group, same_people, same_work, stands_alone
from pipeline.models import Ids, PaperId, Via

LONG, SHORT = "Elastic Checkpoints for Preemptible Training Clusters", "Elastic Harbors"
QUILL, MOSS = ("Ada Quill", "Bo Larch"), ("Di Moss", "Cy Fen")


def printed(title: str = LONG, *, year: int | None = None, authors: tuple[str, ...] = (), **ids: str) -> Printed:
    return Printed(title, year, authors, ids=tuple(Ids(**ids).known()))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (printed(doi="10.1/a"), printed(SHORT, doi="10.1/a"), True),
        (printed(doi="10.1/a"), printed(doi="10.1/b"), True),  # a preprint's and its published version's
        (printed(arxiv="2301.00001"), printed(arxiv="2301.00002"), False),
        (printed(arxiv="2301.00001", corpus_id="1"), printed(arxiv="2301.00001", corpus_id="2"), True),
        (printed(corpus_id="1"), printed(corpus_id="2"), False),
        (printed(corpus_id="1", arxiv="2301.00001"), printed(corpus_id="2"), True),
        (printed(corpus_id="1"), printed(doi="10.1/a"), True),
        (printed(year=2020), printed(year=2023), True),
        (printed(year=2020), printed(year=2024), False),
        (printed(year=2020), printed(), True),
        (printed(SHORT), printed(SHORT), False),
        (printed(SHORT, authors=QUILL), printed(SHORT, authors=QUILL), True),
        (printed(SHORT, authors=QUILL), printed(SHORT), False),
        (printed(authors=QUILL), printed(), True),
        (printed(authors=QUILL), printed(authors=MOSS), False),
        (printed(authors=QUILL, year=2010), printed(authors=QUILL, year=2024), True),
    ],
)
def test_two_records_are_of_one_work(one: Printed, other: Printed, same: bool) -> None:  # noqa: FBT001 - a table
    assert (same_work(one, other), same_work(other, one)) == (same, same)


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (["Ada Quill"], ["Ada Quill", "Di Moss", "Cy Fen"], True),
        (["Ada Quill", "Di Moss"], ["Bo Larch", "Cy Fen", "Ed Wren", "Di Moss"], True),  # half of the shorter list
        (["Ada Quill", "Di Moss", "Jo Ash"], ["Bo Larch", "Cy Fen", "Di Moss"], False),
        (["Ada Quill", "Di Moss", "Jo Ash"], ["Ada Quill", "Cy Fen", "Ed Wren"], True),  # the first
        ([], ["Ada Quill"], False),
        ([], [], False),
    ],
)
def test_two_lists_of_names_are_of_one_paper(ours: list[str], theirs: list[str], same: bool) -> None:  # noqa: FBT001
    assert (same_people(ours, theirs), same_people(theirs, ours)) == (same, same)


@pytest.mark.parametrize(
    ("title", "alone"),
    [
        ("Elastic Harbors Ship Clay", True),
        ("Elastic Harbors Ship", False),
        ("Attention Is All You Need", True),  # four words of content or many small ones
        ("All in All in One", False),
        ("大语言模型推理系统综述大", True),
        ("大语言模型推理系统综述", False),
    ],
)
def test_a_title_that_is_met_again_may_be_evidence_enough(title: str, alone: bool) -> None:  # noqa: FBT001
    assert stands_alone(title) is alone


def test_a_record_joins_the_works_that_it_is_of_whatever_came_first() -> None:
    """The middle one shares an identifier with each of its neighbours, which share none."""
    chain = [
        printed("A", arxiv="2301.00001"),
        printed("B", arxiv="2301.00001", doi="10.1/a"),
        printed("C", doi="10.1/a"),
        printed("Z", arxiv="2301.00009"),
    ]
    for order in permutations(chain):
        works = group([Offered(place, one, "title") for place, one in enumerate(order)])
        assert [sorted(one.printed.title for one in work) for work in works] == (
            [["Z"], ["A", "B", "C"]] if order[0].title == "Z" else [["A", "B", "C"], ["Z"]]
        )


def test_a_record_that_is_offered_twice_stays_in_its_strongest_role() -> None:
    one = printed(doi="10.1/a")
    roles: tuple[Via, ...] = ("title", "catalogue", "link", "pin")
    for number in range(1, len(roles) + 1):
        for given in permutations(roles[:number]):
            (work,) = group([Offered(place, one, via) for place, via in enumerate(given)])
            assert [offered.via for offered in work] == [roles[number - 1]]


def test_of_two_tellings_of_a_record_the_fuller_one_stays() -> None:
    bare, full = (Printed(LONG, year, ids=(PaperId("doi", "10.1/a"),), source="arxiv") for year in (None, 2023))
    for given in permutations([bare, full]):
        (work,) = group([Offered(place, one, "title") for place, one in enumerate(given)])
        assert [offered.printed for offered in work] == [full]
