"""What every source must do, whatever it asks: one test class, to be subclassed once per source.

A subclass gives the fixture `source`: the source, knowing `WORKS` (their titles, authors, years and identifiers) and
nothing else. One that asks a service subclasses `ServiceContract` and gives `outage` as well: the same source, never
asked before, whose service answers nothing but errors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple, get_args

import pytest

from pipeline.models import Answer, Found, IdKind, Ids, NotFound, PaperId, Question, Record, TitleQuery, Unavailable
from pipeline.sources.base import Source


class Work(NamedTuple):
    """A paper that a source under test knows. The identifiers are well-formed; the papers are made up."""

    title: str
    authors: tuple[str, ...]
    year: int
    ids: Ids


LANTERN = Work("Lantern: Bounded Staleness for Sharded Optimizers", ("Ada Quill",), 2017, Ids(arxiv="1712.05880"))
"""Its identifier reads as a number, and loses its last digit when taken for one."""

MERIDIAN = Work(
    "Meridian: Placing Experts Where Their Tokens Are",
    ("Bo Larch", "Cy Fenn"),
    2023,
    Ids(arxiv="2305.04321", doi="10.5555/meridian.2023"),
)
TIDEPOOL = "Tidepool Scheduling of Preemptible Training Jobs"
HOMONYMS = (
    Work(TIDEPOOL, ("Dee Marsh",), 2021, Ids(arxiv="2104.00011")),
    Work(TIDEPOOL, ("Eli Shore",), 2024, Ids(arxiv="2408.00012")),
)
WORKS = (LANTERN, MERIDIAN, *HOMONYMS)

UNKNOWN_TITLE = TitleQuery("Quernstone Husbandry in Upland Parishes")
UNKNOWN_IDS = Ids(arxiv="2506.09999", doi="10.5555/unknown.2025")


def ids_of(ids: Ids, source: Source) -> list[PaperId]:
    """Those of the identifiers by which the source can be asked."""
    return [paper_id for paper_id in ids.known() if paper_id.kind in source.id_kinds]


def known_ids(source: Source) -> list[PaperId]:
    return [paper_id for work in WORKS for paper_id in ids_of(work.ids, source)]


def known_titles() -> list[TitleQuery]:
    return list(dict.fromkeys(TitleQuery(work.title) for work in WORKS))


def records_in(answers: Sequence[Answer]) -> list[Record]:
    return [record for answer in answers if isinstance(answer, Found) for record in answer.records]


def counted(answers: Sequence[Answer]) -> Counter[Question]:
    return Counter(answer.question for answer in answers)


class SourceContract:
    """The promises of `pipeline.sources.base`, for every source."""

    def test_each_title_gets_one_answer(self, source: Source) -> None:
        queries = [*known_titles(), UNKNOWN_TITLE]
        assert counted(list(source.find(queries))) == Counter(queries)

    def test_each_identifier_gets_one_answer(self, source: Source) -> None:
        ids = [*known_ids(source), *ids_of(UNKNOWN_IDS, source)]
        assert counted(list(source.fetch(ids))) == Counter(ids)

    def test_no_question_gets_no_answer(self, source: Source) -> None:
        assert list(source.find([])) == []
        assert list(source.fetch([])) == []

    def test_a_question_given_twice_is_answered_and_always_alike(self, source: Source) -> None:
        query, paper_id = TitleQuery(MERIDIAN.title), known_ids(source)[0]
        for answers in (list(source.find([query, query])), list(source.fetch([paper_id, paper_id]))):
            assert 1 <= len(answers) <= 2
            assert all(record == records_in(answers)[0] for record in records_in(answers))
            assert all(isinstance(answer, Found) for answer in answers)

    def test_a_known_title_is_found(self, source: Source) -> None:
        answers = list(source.find(known_titles()))
        assert all(isinstance(answer, Found) for answer in answers)
        assert {work.title for work in WORKS} <= {record.title for record in records_in(answers)}

    def test_every_homonym_is_offered(self, source: Source) -> None:
        offered = {record.ids.arxiv for record in records_in(list(source.find([TitleQuery(TIDEPOOL)])))}
        assert {work.ids.arxiv for work in HOMONYMS} <= offered

    def test_an_unknown_title_is_not_an_outage(self, source: Source) -> None:
        (answer,) = source.find([UNKNOWN_TITLE])
        assert isinstance(answer, Found | NotFound)
        assert UNKNOWN_TITLE.title not in {record.title for record in records_in([answer])}

    def test_a_known_identifier_is_found_as_one_record_that_bears_it(self, source: Source) -> None:
        answers = list(source.fetch(known_ids(source)))
        for answer in answers:
            assert isinstance(answer, Found), answer
            (record,) = answer.records
            assert answer.question in record.ids.known()

    def test_an_identifier_brings_the_work_it_names(self, source: Source) -> None:
        titles = {
            answer.question: record.title
            for answer in source.fetch(known_ids(source))
            for record in records_in([answer])
        }
        assert titles == {paper_id: work.title for work in WORKS for paper_id in ids_of(work.ids, source)}

    def test_an_unknown_identifier_is_not_found(self, source: Source) -> None:
        answers = list(source.fetch(ids_of(UNKNOWN_IDS, source)))
        assert answers
        assert all(isinstance(answer, NotFound) for answer in answers)

    def test_an_identifier_of_another_kind_is_refused(self, source: Source) -> None:
        foreign = next(kind for kind in get_args(IdKind) if kind not in source.id_kinds)
        with pytest.raises(ValueError, match=foreign):
            list(source.fetch([PaperId(foreign, "1")]))

    def test_records_carry_the_name_of_the_source(self, source: Source) -> None:
        records = records_in([*source.find(known_titles()), *source.fetch(known_ids(source))])
        assert {record.source for record in records} == {source.name}

    def test_an_identifier_that_reads_as_a_number_stays_whole(self, source: Source) -> None:
        (record,) = records_in(list(source.find([TitleQuery(LANTERN.title)])))
        assert record.ids.arxiv == "1712.05880"

    def test_answers_are_dated_in_utc(self, source: Source) -> None:
        for answer in [*source.find([*known_titles(), UNKNOWN_TITLE]), *source.fetch(known_ids(source))]:
            assert isinstance(answer, Found | NotFound)
            assert answer.asked.utcoffset() == timedelta(0)
            assert not answer.stale


class ServiceContract(SourceContract):
    """The promises of a source that asks a service, which may be out."""

    def test_an_outage_is_an_answer_to_each_title(self, outage: Source) -> None:
        answers = list(outage.find(known_titles()))
        assert counted(answers) == Counter(known_titles())
        assert all(isinstance(answer, Unavailable) and answer.reason for answer in answers)

    def test_an_outage_is_an_answer_to_each_identifier(self, outage: Source) -> None:
        ids = [*known_ids(outage), *ids_of(UNKNOWN_IDS, outage)]
        answers = list(outage.fetch(ids))
        assert counted(answers) == Counter(ids)
        assert all(isinstance(answer, Unavailable) and answer.reason for answer in answers)
