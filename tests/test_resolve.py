"""Whom resolving asks, what for and in which order, over small sources; how it searches by title is left open here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from pipeline.matching.decide import Rejection, Ruling
from pipeline.merging.last_catalogue import Known
from pipeline.models import Entry, Ids, PaperId, Question, Record, Resolution, TitleQuery
from pipeline.progress import Silent
from pipeline.resolve import resolve
from pipeline.reviewing.unfit import unfit
from tests.matching.samples import record
from tests.sources.fakes import FakeClock, FakeSource

HARBOR = "Harbor: Elastic Checkpointing for Preemptible Training Clusters"
FERRY = "Ferry: Moving Key-Value Caches Between Serving Replicas"
THICKET = "Thicket: Pruned Search over Parallelization Plans"
ARXIV_ID, DOI = PaperId("arxiv", "2305.01001"), PaperId("doi", "10.5555/36.1")


def listed(title: str, *ids: PaperId, name: str = "") -> Entry:
    return Entry(id=name or title.partition(":")[0].lower(), title=title, line=1, ids=ids)


class Desk:
    """Two services and a fallback. Titles go to `first`, then to `second`; `last` is heard at the end."""

    def __init__(self) -> None:
        clock = FakeClock()
        self.first = FakeSource([], clock, "first", ("arxiv",))
        self.second = FakeSource([], clock, "second", ("corpus_id", "arxiv", "doi"))
        self.last = FakeSource([], clock, "last", ("arxiv", "doi"))
        self.rulings: Mapping[str, Ruling] = {}
        self.known: Mapping[str, Known] = {}

    def resolve(self, *entries: Entry) -> list[Resolution]:
        return resolve(
            entries,
            [self.first, self.second],
            [self.last],
            rulings=self.rulings,
            known=self.known,
            watcher=Silent(),
        )


@pytest.fixture
def desk() -> Desk:
    return Desk()


def calls(source: FakeSource) -> list[tuple[Question, ...]]:
    """What a source was asked, call by call, without calls that ask nothing."""
    return [call for call in source.asked if call]


def ids_asked(source: FakeSource) -> list[PaperId]:
    return [question for call in source.asked for question in call if isinstance(question, PaperId)]


def titles_asked(source: FakeSource) -> list[str]:
    return [question.title for call in source.asked for question in call if isinstance(question, TitleQuery)]


def accepted(resolution: Resolution) -> list[tuple[str, str]]:
    return [(one.record.source, one.record.title) for one in resolution.accepted]


def told(source: str, title: str, **ids: str) -> Record:
    return record(title, "Ada Quill", source=source).model_copy(update={"ids": Ids.model_validate(ids)})


# ---- identifiers first ---------------------------------------------------------------------------------------------


def test_a_linked_paper_is_asked_for_by_identifier_and_never_by_title(desk: Desk) -> None:
    desk.first.records = [told("first", HARBOR, arxiv="2305.01001")]
    desk.second.records = [told("second", HARBOR, arxiv="2305.01001", corpus_id="7")]
    (harbor,) = desk.resolve(listed(HARBOR, ARXIV_ID))
    assert harbor.verdict == "exact"
    assert sorted(accepted(harbor)) == [("first", HARBOR), ("second", HARBOR)]
    assert calls(desk.first) == calls(desk.second) == [(ARXIV_ID,)]


def test_identifiers_are_asked_for_before_any_title(desk: Desk) -> None:
    desk.first.records = [told("first", FERRY, arxiv="2401.00002")]
    desk.resolve(listed(HARBOR, ARXIV_ID), listed(FERRY))
    for service in (desk.first, desk.second):
        assert calls(service)[0] == (ARXIV_ID,)
    assert {HARBOR, FERRY} <= set(titles_asked(desk.first))


def test_a_service_is_asked_only_for_kinds_that_it_knows(desk: Desk) -> None:
    desk.resolve(listed(HARBOR, DOI, PaperId("usenix", "osdi23/quill")))
    assert ids_asked(desk.first) == []
    assert ids_asked(desk.second) == ids_asked(desk.last) == [DOI]


def test_of_what_the_last_catalogue_knows_each_service_is_asked_by_what_it_knows_best(desk: Desk) -> None:
    desk.known = {"harbor": Known(Ids(arxiv="2305.01001", doi="10.5555/36.1", corpus_id="7"), (HARBOR,))}
    desk.second.records = [told("second", HARBOR, corpus_id="7")]
    desk.resolve(listed(HARBOR, ARXIV_ID))
    assert ids_asked(desk.first) == [ARXIV_ID]
    assert ids_asked(desk.second) == [PaperId("corpus_id", "7")]


def test_a_service_that_has_given_a_paper_another_number_is_asked_by_the_next_identifier(desk: Desk) -> None:
    desk.known = {"harbor": Known(Ids(doi="10.5555/36.1", corpus_id="7"), (HARBOR, RENAMED))}
    desk.second.records = [told("second", RENAMED, corpus_id="8", doi="10.5555/36.1")]
    (harbor,) = desk.resolve(listed(HARBOR))
    assert accepted(harbor) == [("second", RENAMED)]
    assert ids_asked(desk.second) == [PaperId("corpus_id", "7"), DOI]
    assert titles_asked(desk.second) == []


def test_a_silent_service_is_not_asked_by_one_identifier_after_the_other(desk: Desk) -> None:
    desk.known = {"harbor": Known(Ids(doi="10.5555/36.1", corpus_id="7"), (HARBOR,))}
    desk.second.down = True
    desk.resolve(listed(HARBOR))
    assert ids_asked(desk.second) == [PaperId("corpus_id", "7")]


def test_a_link_that_the_last_catalogue_does_not_know_is_asked_for_besides(desk: Desk) -> None:
    desk.known = {"harbor": Known(Ids(corpus_id="7"), (HARBOR,))}
    desk.resolve(listed(HARBOR, ARXIV_ID))
    assert ids_asked(desk.second) == [ARXIV_ID, PaperId("corpus_id", "7")]


def test_entries_that_ask_the_same_ask_once_and_all_hear(desk: Desk) -> None:
    desk.first.records = [told("first", HARBOR, arxiv="2305.01001")]
    twice = desk.resolve(listed(HARBOR, ARXIV_ID), listed(HARBOR, ARXIV_ID, name="again"))
    assert [one.verdict for one in twice] == ["exact", "exact"]
    assert ids_asked(desk.first) == [ARXIV_ID]
    desk.first.asked.clear()
    desk.resolve(listed(FERRY), listed(FERRY, name="again"))
    assert titles_asked(desk.first).count(FERRY) == 1


def test_resolutions_stand_in_the_order_of_the_entries(desk: Desk) -> None:
    titles = [HARBOR, FERRY, THICKET]
    desk.first.records = [told("first", title) for title in titles[1:]]
    assert [one.entry.title for one in desk.resolve(*map(listed, titles))] == titles


# ---- titles last ---------------------------------------------------------------------------------------------------


def test_the_next_service_hears_only_of_titles_that_the_first_left_open(desk: Desk) -> None:
    desk.first.records = [told("first", HARBOR)]
    desk.second.records = [told("second", FERRY), told("second", HARBOR)]
    harbor, ferry, thicket = desk.resolve(listed(HARBOR), listed(FERRY), listed(THICKET))
    assert (accepted(harbor), accepted(ferry)) == ([("first", HARBOR)], [("second", FERRY)])
    assert (thicket.verdict, thicket.unasked) == ("not_found", ())
    assert HARBOR not in titles_asked(desk.second)
    assert {FERRY, THICKET} <= set(titles_asked(desk.second))


def test_a_link_to_another_paper_does_not_stop_the_search_for_the_listed_one(desk: Desk) -> None:
    desk.first.records = [told("first", "On the Migration of Northern Geese", arxiv="2305.01001")]
    desk.second.records = [told("second", HARBOR)]
    (harbor,) = desk.resolve(listed(HARBOR, ARXIV_ID))
    assert accepted(harbor) == [("second", HARBOR)]
    assert "the entry's own link leads to another paper" in harbor.reasons


def test_a_link_that_leads_nowhere_right_is_a_case_for_a_person(desk: Desk) -> None:
    desk.first.records = [told("first", "On the Migration of Northern Geese", arxiv="2305.01001")]
    (harbor,) = desk.resolve(listed(HARBOR, ARXIV_ID))
    assert (harbor.verdict, harbor.accepted) == ("different", ())
    assert [candidate.via for candidate in harbor.candidates] == ["link"]


def test_what_a_service_files_under_the_link_counts_as_linked(desk: Desk) -> None:
    """A paper that was merged with another answers to an identifier that it no longer bears."""
    desk.second.merged = {DOI: told("second", RENAMED, corpus_id="7")}
    (harbor,) = desk.resolve(listed(HARBOR, DOI))
    assert harbor.verdict == "renamed"
    assert "the entry links to it" in harbor.reasons


RENAMED = "Harbor: Elastic Checkpointing for Spot Instance Training"


def test_a_paper_met_under_another_title_is_searched_for_once(desk: Desk) -> None:
    """The first time, the very title may belong to another paper; a known paper has been through that."""
    desk.first.records = [told("first", RENAMED, arxiv="2305.01001")]
    (harbor,) = desk.resolve(listed(HARBOR, ARXIV_ID))
    assert harbor.verdict == "renamed"
    assert HARBOR in titles_asked(desk.first)
    desk.first.asked.clear()
    desk.second.asked.clear()
    desk.known = {"harbor": Known(Ids(arxiv="2305.01001"), (RENAMED,))}
    (harbor,) = desk.resolve(listed(HARBOR, ARXIV_ID))
    assert harbor.verdict == "renamed"
    assert titles_asked(desk.first) == titles_asked(desk.second) == []


# ---- rulings -------------------------------------------------------------------------------------------------------


def test_a_pin_is_asked_for_and_nothing_else_searched(desk: Desk) -> None:
    desk.rulings = {"harbor": Ruling(pin=DOI, pin_reason="Seen in print.")}
    desk.second.records = [told("second", "Quite Another Title", doi="10.5555/36.1")]
    (harbor,) = desk.resolve(listed(HARBOR))
    assert (harbor.verdict, accepted(harbor)) == ("pinned", [("second", "Quite Another Title")])
    assert ids_asked(desk.second) == [DOI]
    assert titles_asked(desk.first) == titles_asked(desk.second) == []


def test_a_pin_whose_paper_was_merged_with_another_is_followed(desk: Desk) -> None:
    desk.rulings = {"harbor": Ruling(pin=DOI, pin_reason="Seen in print.")}
    desk.second.merged = {DOI: told("second", "Quite Another Title", corpus_id="7")}
    (harbor,) = desk.resolve(listed(HARBOR))
    assert (harbor.verdict, accepted(harbor)) == ("pinned", [("second", "Quite Another Title")])
    assert harbor.reasons[1:] == ("that has become corpus_id:7",)
    assert list(unfit([harbor], desk.rulings, {})) == [
        f"[[pin]] 'harbor': {DOI} has become corpus_id:7, “Quite Another Title”"
    ]


def test_a_pin_by_title_is_searched_for_by_that_title(desk: Desk) -> None:
    pin = PaperId("folded_title", "some paper (2020)")
    desk.rulings = {"harbor": Ruling(pin=pin, pin_title="Some Paper", pin_year=2020)}
    desk.resolve(listed(HARBOR))
    for source in (desk.first, desk.second, desk.last):
        assert "Some Paper" in titles_asked(source)
        assert HARBOR not in titles_asked(source)


def test_a_retired_entry_is_asked_for_nowhere(desk: Desk) -> None:
    desk.rulings = {"harbor": Ruling(retired="A talk.")}
    desk.known = {"harbor": Known(Ids(arxiv="2305.01001"), (HARBOR,))}
    (harbor,) = desk.resolve(listed(HARBOR, ARXIV_ID))
    assert harbor.verdict == "retired"
    assert calls(desk.first) == calls(desk.second) == calls(desk.last) == []


def test_a_rejected_paper_is_searched_past(desk: Desk) -> None:
    desk.rulings = {"harbor": Ruling(rejections=(Rejection(ARXIV_ID),))}
    desk.first.records = [told("first", HARBOR, arxiv="2305.01001")]
    desk.second.records = [record(HARBOR, "Someone Else", source="second", corpus_id="8")]
    (harbor,) = desk.resolve(listed(HARBOR))
    assert accepted(harbor) == [("second", HARBOR)]


# ---- who is heard last ---------------------------------------------------------------------------------------------


def test_a_fallback_adds_to_a_match_and_does_not_make_it_doubtful(desk: Desk) -> None:
    desk.first.records = [told("first", HARBOR, arxiv="2305.01001")]
    desk.last.records = [told("last", HARBOR, doi="10.5555/36.1"), record(HARBOR, "Someone Else", source="last")]
    (harbor,) = desk.resolve(listed(HARBOR))
    assert harbor.verdict == "exact"
    assert [(one.record.source, one.record.authors[0].name) for one in harbor.accepted] == [
        ("first", "Ada Quill"),
        ("last", "Ada Quill"),
    ]


def test_a_fallback_that_knows_the_paper_for_a_rejected_one_takes_it_back(desk: Desk) -> None:
    desk.second.records = [told("second", HARBOR, doi="10.5555/36.1")]
    desk.last.records = [told("last", HARBOR, doi="10.5555/36.1", arxiv="2305.01001")]
    desk.rulings = {"harbor": Ruling(rejections=(Rejection(ARXIV_ID),))}
    (harbor,) = desk.resolve(listed(HARBOR))
    assert (harbor.verdict, accepted(harbor)) == ("rejected", [])


def test_a_fallback_decides_what_no_service_settled(desk: Desk) -> None:
    desk.last.records = [told("last", HARBOR)]
    desk.first.down = desk.second.down = True
    (harbor,) = desk.resolve(listed(HARBOR))
    assert (harbor.status, accepted(harbor)) == ("matched", [("last", HARBOR)])
    assert harbor.unasked == (("first", "down"), ("second", "down"))


def test_a_fallback_spares_no_service_a_question(desk: Desk) -> None:
    desk.last.records = [told("last", HARBOR, arxiv="2305.01001")]
    desk.resolve(listed(HARBOR, ARXIV_ID))
    for service in (desk.first, desk.second):
        assert calls(service)[0] == (ARXIV_ID,)
        assert HARBOR in titles_asked(service)


# ---- who cannot be asked -------------------------------------------------------------------------------------------


def test_what_a_silent_service_might_know_is_unchecked_and_never_not_found(desk: Desk) -> None:
    desk.second.down = True
    (harbor,) = desk.resolve(listed(HARBOR))
    assert harbor.verdict == "unchecked"
    assert harbor.reasons[0] == "second could not be asked: down"


def test_a_reason_names_a_service_as_people_know_it(desk: Desk) -> None:
    desk.second = FakeSource([], FakeClock(), "semantic_scholar", ("corpus_id",))
    desk.first.down = True
    desk.second.down = True
    (harbor,) = desk.resolve(listed(HARBOR))
    assert harbor.reasons[:2] == ("first could not be asked: down", "Semantic Scholar could not be asked: down")
    assert [source for source, _ in harbor.unasked] == ["first", "semantic_scholar"]


def test_what_one_service_knows_needs_no_other(desk: Desk) -> None:
    desk.first.down = True
    desk.second.records = [told("second", HARBOR)]
    (harbor,) = desk.resolve(listed(HARBOR))
    assert (harbor.verdict, accepted(harbor)) == ("exact", [("second", HARBOR)])
    assert harbor.unasked == (("first", "down"),)


def test_near_titles_of_a_silent_world_are_no_reason_to_accept(desk: Desk) -> None:
    near = told("first", "Harbor 2: Elastic Checkpointing for Preemptible Training Clusters")
    desk.first.nearest = {HARBOR: [near]}
    desk.second.down = True
    (harbor,) = desk.resolve(listed(HARBOR))
    assert (harbor.verdict, harbor.accepted) == ("unchecked", ())
    assert [candidate.record for candidate in harbor.candidates] == [near]


@pytest.mark.parametrize("number", [0, 1, 60])
def test_every_entry_gets_one_resolution(desk: Desk, number: int) -> None:
    entries: Sequence[Entry] = [listed(f"A Paper about Subject Number {n}", name=f"e{n}") for n in range(number)]
    assert [one.entry for one in desk.resolve(*entries)] == list(entries)
