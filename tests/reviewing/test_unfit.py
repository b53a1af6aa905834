"""Decisions that no longer fit are told, and those that do are not."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.matching.decide import Rejection, Ruling
from pipeline.models import Answer, Found, Ids, NotFound, PaperId, Record, Resolution, Sourced
from pipeline.reviewing.unfit import identifiers, unfit
from tests.reviewing.samples import DAY, entry

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PIN = PaperId("corpus_id", "7")
KNOWN = Record(source="semantic_scholar", title="Harbor", ids=Ids(corpus_id="7"))


def told(ruling: Ruling, record: Record, *answers: Answer, unasked: tuple[tuple[str, str], ...] = ()) -> list[str]:
    one = Resolution(entry=entry(), verdict="pinned", accepted=(Sourced(record, DAY),), unasked=unasked)
    return list(unfit([one], {"harbor": ruling}, {PIN: answers}))


def test_a_paper_that_has_been_merged_into_another() -> None:
    merged = Found(question=PIN, records=(KNOWN.model_copy(update={"ids": Ids(corpus_id="8")}),), asked=NOW)
    expected = "[[{}]] 'harbor': corpus_id:7 has become corpus_id:8, “Harbor”"
    assert told(Ruling(pin=PIN), KNOWN, merged) == [expected.format("pin")]
    assert told(Ruling(rejections=(Rejection(PIN),)), KNOWN, merged) == [expected.format("reject")]


def test_a_pin_that_nobody_knows_is_told_once_everybody_was_asked() -> None:
    hearsay = Record(source="list", title="Harbor", ids=Ids(corpus_id="7"))
    nobody = NotFound(question=PIN, asked=NOW)
    unknown = "[[pin]] 'harbor': no source that was asked knows corpus_id:7; see whether it is right"
    assert told(Ruling(pin=PIN), hearsay, nobody) == [unknown]
    assert told(Ruling(pin=PIN), hearsay, nobody, unasked=(("arxiv", "down"),)) == []


def test_what_fits_is_not_told() -> None:
    assert told(Ruling(pin=PIN), KNOWN, Found(question=PIN, records=(KNOWN,), asked=NOW)) == []
    page = Ruling(pin=PaperId("url", "https://example.org/harbor"))
    assert told(page, Record(source="list", title="Harbor")) == []
    assert list(unfit([Resolution(entry=entry(), verdict="exact")], {}, {})) == []


def test_which_identifiers_could_be_asked_about() -> None:
    other = PaperId("doi", "10.5555/1.2")
    rulings = {
        "a": Ruling(pin=PIN, rejections=(Rejection(other),)),
        "b": Ruling(pin=PaperId("url", "https://x.example"), rejections=(Rejection(PIN),)),
    }
    assert identifiers(rulings) == [PIN, other]
