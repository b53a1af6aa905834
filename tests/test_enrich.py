"""What enriching asks of whom, and what it believes, over small sources."""

from __future__ import annotations

import pytest

from pipeline.enrich import enrich
from pipeline.matching.decide import NO_RULING, Rejection, Ruling
from pipeline.merging.gather import Enriched
from pipeline.models import IdKind, Ids, PaperId, Record, Resolution, Sourced
from pipeline.progress import Silent
from tests.matching.samples import entry, record
from tests.sources.fakes import FakeClock, FakeSource

TITLE = "Harbor: Elastic Checkpointing for Preemptible Training Clusters"
OTHER = "On the Migration of Northern Geese over the Open Sea"
ARXIV_ID, DOI, CORPUS_ID = PaperId("arxiv", "2305.01001"), PaperId("doi", "10.5555/36.1"), PaperId("corpus_id", "7")
SHA = PaperId("semantic_scholar", "a" * 40)
TODAY = FakeClock().now.date()


class Desk:
    """arXiv, Semantic Scholar and the snapshot, as far as their identifiers go."""

    def __init__(self) -> None:
        clock = FakeClock()
        scholar: tuple[IdKind, ...] = ("corpus_id", "semantic_scholar", "arxiv", "doi")
        self.arxiv = FakeSource([], clock, "arxiv", ("arxiv",))
        self.scholar = FakeSource([], clock, "semantic_scholar", scholar)
        self.snapshot = FakeSource([], clock, "snapshot", ("arxiv", "doi", "corpus_id"))

    def enrich(self, *resolutions: Resolution, ruling: Ruling = NO_RULING) -> list[Enriched]:
        rulings = {one.entry.id: ruling for one in resolutions}
        return enrich(resolutions, [self.arxiv, self.scholar], [self.snapshot], Silent(), rulings)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def found(source: str, title: str = TITLE, *, citations: int | None = None, **ids: str) -> Record:
    known = Ids.model_validate(ids)
    return record(title, "Ada Quill", source=source).model_copy(update={"ids": known, "citation_count": citations})


def accepted(*records: Record, unasked: tuple[tuple[str, str], ...] = ()) -> Resolution:
    offered = tuple(Sourced(one, TODAY) for one in records)
    return Resolution(entry=entry(TITLE), verdict="exact", accepted=offered, unasked=unasked)


def asked(source: FakeSource) -> list[PaperId]:
    return [question for call in source.asked for question in call if isinstance(question, PaperId)]


def told(enriched: Enriched) -> set[tuple[str, str]]:
    return {(one.record.source, one.record.title) for one in enriched.records}


# ---- whom it asks, and by what -------------------------------------------------------------------------------------


def test_an_entry_without_a_paper_is_asked_for_nowhere(desk: Desk) -> None:
    nothing = Resolution(entry=entry(TITLE), verdict="unchecked", unasked=(("arxiv", "down"),))
    assert desk.enrich(nothing) == [Enriched(nothing, (), frozenset({"arxiv"}))]
    assert asked(desk.arxiv) == asked(desk.scholar) == asked(desk.snapshot) == []


def test_a_learnt_identifier_goes_to_the_other_service(desk: Desk) -> None:
    desk.arxiv.records = [found("arxiv", arxiv="2305.01001")]
    desk.scholar.records = [found("semantic_scholar", arxiv="2305.01001", corpus_id="7")]
    (harbor,) = desk.enrich(accepted(desk.scholar.records[0]))
    assert asked(desk.arxiv) == [ARXIV_ID]
    assert told(harbor) == {("arxiv", TITLE), ("semantic_scholar", TITLE)}


def test_what_one_tells_is_asked_of_the_next_until_nobody_adds_anything(desk: Desk) -> None:
    desk.arxiv.records = [found("arxiv", arxiv="2305.01001")]
    desk.scholar.records = [found("semantic_scholar", doi="10.5555/36.1", arxiv="2305.01001", corpus_id="7")]
    (harbor,) = desk.enrich(accepted(found("snapshot", doi="10.5555/36.1")))
    assert asked(desk.arxiv) == [ARXIV_ID]
    assert asked(desk.scholar) == [DOI, CORPUS_ID]
    assert harbor.ids == Ids(arxiv="2305.01001", doi="10.5555/36.1", corpus_id="7")


def test_each_service_is_asked_by_the_identifier_it_knows_best(desk: Desk) -> None:
    work = found("semantic_scholar", doi="10.5555/36.1", semantic_scholar="a" * 40, corpus_id="7")
    desk.scholar.records = [work]
    desk.enrich(accepted(work))
    assert asked(desk.scholar) == [CORPUS_ID]


def test_one_that_does_not_know_the_best_identifier_is_asked_by_the_next(desk: Desk) -> None:
    desk.scholar.records = [found("semantic_scholar", doi="10.5555/36.1")]
    (harbor,) = desk.enrich(accepted(found("semantic_scholar", doi="10.5555/36.1", corpus_id="7")))
    assert asked(desk.scholar) == [CORPUS_ID, DOI]
    assert [one.record.ids for one in harbor.records] == [Ids(doi="10.5555/36.1")]


def test_entries_of_one_work_ask_once_and_all_hear(desk: Desk) -> None:
    desk.arxiv.records = [found("arxiv", arxiv="2305.01001")]
    both = desk.enrich(*[accepted(found("semantic_scholar", arxiv="2305.01001"))] * 2)
    assert asked(desk.arxiv) == [ARXIV_ID]
    assert ["arxiv" in {one.record.source for one in each.records} for each in both] == [True, True]


def test_many_works_share_a_call(desk: Desk) -> None:
    works = [accepted(found("semantic_scholar", arxiv=f"2305.0{n:04}", corpus_id=str(n))) for n in range(1, 51)]
    desk.enrich(*works)
    assert [len(call) for call in desk.arxiv.asked] == [50]


def test_a_fallback_is_asked_by_every_identifier_and_all_of_its_records_stay(desk: Desk) -> None:
    published = found("snapshot", doi="10.5555/36.1")
    preprint = found("snapshot", arxiv="2305.01001")
    desk.snapshot.records = [published, preprint]
    (harbor,) = desk.enrich(accepted(found("semantic_scholar", arxiv="2305.01001", doi="10.5555/36.1")))
    assert sorted(asked(desk.snapshot)) == [ARXIV_ID, DOI]
    assert {published, preprint} <= {one.record for one in harbor.records}


def test_identifiers_that_a_fallback_adds_go_to_the_services(desk: Desk) -> None:
    desk.snapshot.records = [found("snapshot", doi="10.5555/36.1", arxiv="2305.01001")]
    desk.arxiv.records = [found("arxiv", arxiv="2305.01001")]
    (harbor,) = desk.enrich(accepted(found("semantic_scholar", doi="10.5555/36.1")))
    assert asked(desk.arxiv) == [ARXIV_ID]
    assert ("arxiv", TITLE) in told(harbor)


# ---- what it believes ----------------------------------------------------------------------------------------------


def test_a_mistyped_doi_brings_nothing_of_another_paper(desk: Desk) -> None:
    """The DOI that authors typed at arXiv is that of a paper about geese, which is on arXiv itself."""
    desk.arxiv.records = [found("arxiv", arxiv="2305.01001", doi="10.5555/36.1")]
    geese = found("semantic_scholar", OTHER, citations=900, doi="10.5555/36.1", arxiv="1901.00009", corpus_id="9")
    desk.scholar.records = [geese]
    (harbor,) = desk.enrich(accepted(desk.arxiv.records[0]))
    assert DOI in asked(desk.scholar)
    assert told(harbor) == {("arxiv", TITLE)}
    assert asked(desk.arxiv) == [ARXIV_ID]
    assert (harbor.ids.corpus_id, harbor.silent) == (None, frozenset())


def test_a_title_that_has_changed_since_is_still_its_own(desk: Desk) -> None:
    renamed = "Harbor: Elastic Checkpointing for Spot Instance Training"
    desk.scholar.records = [found("semantic_scholar", renamed, arxiv="2305.01001", citations=3)]
    (harbor,) = desk.enrich(accepted(found("arxiv", arxiv="2305.01001")))
    assert ("semantic_scholar", renamed) in told(harbor)


def test_what_a_service_offered_beside_its_own_record_is_left(desk: Desk) -> None:
    """The next run, which asks by identifier alone, is not offered it."""
    own, double = found("semantic_scholar", corpus_id="7"), found("semantic_scholar", corpus_id="8", citations=1)
    desk.scholar.records = [own]
    (harbor,) = desk.enrich(accepted(own, double))
    assert [one.record for one in harbor.records] == [own]


def test_what_was_offered_stays_where_the_service_tells_nothing_more(desk: Desk) -> None:
    offered = found("semantic_scholar", corpus_id="7", citations=4)
    desk.scholar.down = True
    (harbor,) = desk.enrich(accepted(offered))
    assert [one.record for one in harbor.records] == [offered]
    assert harbor.silent == frozenset()


def test_a_service_that_could_not_be_asked_is_silent(desk: Desk) -> None:
    desk.arxiv.down = True
    (harbor,) = desk.enrich(accepted(found("semantic_scholar", arxiv="2305.01001")))
    assert harbor.silent == frozenset({"arxiv"})


def test_a_service_that_could_be_asked_after_all_is_not_silent(desk: Desk) -> None:
    desk.arxiv.records = [found("arxiv", arxiv="2305.01001")]
    (harbor,) = desk.enrich(accepted(found("semantic_scholar", arxiv="2305.01001"), unasked=(("arxiv", "down"),)))
    assert harbor.silent == frozenset()


def test_every_record_bears_the_day_on_which_it_was_told(desk: Desk) -> None:
    dated = found("snapshot", arxiv="2305.01001").model_copy(update={"as_of": TODAY.replace(year=2020)})
    desk.snapshot.records = [dated]
    desk.arxiv.records = [found("arxiv", arxiv="2305.01001")]
    (harbor,) = desk.enrich(accepted(desk.arxiv.records[0]))
    days = {one.record.source: one.day for one in harbor.records}
    assert days == {"arxiv": TODAY, "snapshot": TODAY.replace(year=2020)}


# ---- what a person has decided --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pinned", "verdict"), [(None, "rejected"), (DOI, "exact")])
def test_a_paper_whose_full_record_shows_that_it_was_rejected_is_none(
    desk: Desk, pinned: PaperId | None, verdict: str
) -> None:
    desk.snapshot.records = [found("snapshot", doi=DOI.value, arxiv=ARXIV_ID.value)]
    (harbor,) = desk.enrich(
        accepted(found("semantic_scholar", doi=DOI.value)), ruling=Ruling(pin=pinned, rejections=(Rejection(ARXIV_ID),))
    )
    assert (harbor.resolution.verdict, bool(harbor.records)) == (verdict, verdict == "exact")


def test_a_paper_that_was_rejected_does_not_deny_another(desk: Desk) -> None:
    desk.snapshot.records = [found("snapshot", doi=DOI.value)]
    (harbor,) = desk.enrich(
        accepted(found("semantic_scholar", doi=DOI.value)), ruling=Ruling(rejections=(Rejection(ARXIV_ID),))
    )
    assert (harbor.resolution.verdict, len(harbor.records)) == ("exact", 2)
