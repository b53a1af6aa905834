"""The decision on plain tuples is the decision of matching: on made-up titles, and on real records where they are."""

from __future__ import annotations

import gzip
import json
from datetime import date
from itertools import islice
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.bulk.verdict import Asked, Row, accepted_alone, decided, names_of, needs_no_witness, printed_of, settled
from pipeline.matching import features
from pipeline.matching.decide import Offer, decide
from pipeline.matching.group import stands_alone
from pipeline.matching.normalise import key
from pipeline.matching.tex import without_tex
from pipeline.models import Author, Entry, Ids, Period, Record
from pipeline.sources.snapshot_lines import SNAPSHOT, ArxivLine, PaperLine
from tests.bulk.samples import PAGED, PAPERS, preprint
from tests.shared import shared

WORDS = st.sampled_from(
    "a the of on survey contents editorial deep learning networks attention is all you need scaling GPU FP8 v2 II $x$ "
    '$\\alpha$ K\\"ahler 大语言模型 обучение : - ? “x” revisited comment workshop memory management & R&amp;D'.split()
)
TITLES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
YEARS = st.none() | st.integers(2015, 2022)
NAMES = st.lists(st.sampled_from(["Ann One", "Bob Two", "Three, Cy", "Dee Four"]), max_size=3).map(tuple)


DAYS = st.sampled_from([date(2019, 1, 1), date(2019, 6, 3), date(2020, 6, 3)])
VENUES = st.sampled_from([None, "OSDI", "Nature"])


class Beside(NamedTuple):
    """What is told of a paper beside its title."""

    year: int | None
    names: tuple[str, ...]
    venue: str | None
    day: date | None


def beside() -> st.SearchStrategy[Beside]:
    return st.builds(Beside, YEARS, NAMES, VENUES, st.none() | DAYS)


def asked_for(title: str, told: Beside) -> Asked:
    days = Period(told.day, told.day) if told.day else None
    return Asked(title, told.year, told.names, venue=told.venue, period=days)


def row(title: str, told: Beside, corpus_id: str = "7") -> Row:
    names = json.dumps([{"name": name} for name in told.names])
    return Row(None, None, corpus_id, title, names, told.year, told.venue, 3, told.day)


def agrees(asked: Asked, offered: Row) -> bool:
    """Whether tuples settle the pair; where they do, they must say what the records say."""
    reasons = settled(asked, needs_no_witness(asked.title), offered)
    if reasons is None:
        return False
    assert accepted_alone(offered, reasons) == decided(asked, [(offered, False)])
    return True


@settings(max_examples=400, deadline=None)
@given(title=TITLES, shout=st.booleans(), listed=beside(), printed=beside())
def test_tuples_say_what_records_say(
    title: str,
    shout: bool,  # noqa: FBT001 - drawn, not passed
    listed: Beside,
    printed: Beside,
) -> None:
    offered = row(title.upper() if shout else title, printed)
    if key(offered.title) == key(title):
        agrees(asked_for(title, listed), offered)


def test_most_real_titles_are_settled_on_tuples() -> None:
    folder = shared("eval")
    if folder is None:
        return
    with gzip.open(folder / "records.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, 0, None, 60)]
    settled_ones = [
        agrees(
            Asked(record["title"], record.get("year"), tuple(record.get("authors") or ())[:1]),
            row(
                record["title"],
                Beside(record.get("year"), tuple(record.get("authors") or ()), record.get("venue"), None),
            ),
        )
        for record in records
        if key(record["title"])
    ]
    assert sum(settled_ones) / len(settled_ones) > 0.9


def test_a_prepared_row_is_the_record_that_the_snapshot_reads() -> None:
    line = PAPERS[0]
    from_row = printed_of(
        Row("2309.06180", None, "1", PAGED, json.dumps(line["authors"]), 2023, "SOSP", 9, date(2023, 10, 23))
    )
    from_line = features.printed_of(PaperLine.model_validate(line | {"publicationdate": "2023-10-23"}).record())
    assert from_row == from_line._replace(ids=tuple(one for one in from_line.ids if one.kind != "semantic_scholar"))
    assert from_row.ids == (("arxiv", "2309.06180"), ("corpus_id", "1"))


def test_a_prepared_preprint_is_the_record_that_the_snapshot_reads() -> None:
    line = preprint("math.GT/0309136", "On\n  knots", doi="10.48550/arXiv.math/0309136")
    from_row = printed_of(
        Row(
            line["id"],
            line["doi"],
            None,
            line["title"],
            json.dumps(line["authors_parsed"]),
            2023,
            "arXiv",
            None,
            date(2023, 9, 12),
        )
    )
    from_line = features.printed_of(ArxivLine.model_validate(line).record())
    assert from_row == from_line


@settings(max_examples=300, deadline=None)
@given(title=TITLES, rows=st.lists(st.tuples(TITLES, beside(), st.booleans()), max_size=4), told=beside())
def test_tuples_are_decided_about_as_entries_and_records_are(
    title: str, rows: list[tuple[str, Beside, bool]], told: Beside
) -> None:
    offered = [(row(printed, of, str(place)), by_id) for place, (printed, of, by_id) in enumerate(rows)]
    records = [
        Record(
            source=SNAPSHOT,
            title=one.title,
            authors=tuple(Author(name=name) for name in names_of(one.authors)),
            year=one.year,
            venue=one.venue,
            published=one.published,
            ids=Ids(corpus_id=one.corpus_id),
        )
        for one, _ in offered
    ]
    asked = asked_for(title, told)
    known = {"year": asked.year, "authors": asked.authors, "venue": asked.venue, "period": asked.period}
    entry = Entry(id="e", title=title, line=1).model_copy(update=known)
    offers = [Offer(one, "link" if by_id else "title") for one, (_, by_id) in zip(records, offered, strict=True)]
    decision, outcome = decide(entry, offers), decided(asked, offered)
    assert (outcome.verdict, outcome.reasons) == (decision.verdict, decision.reasons)
    assert outcome.record_title == (decision.accepted[0].record.title if decision.accepted else None)


@given(TITLES | st.text(max_size=40))
def test_a_plain_title_stands_alone_as_it_would_when_folded(title: str) -> None:
    assert needs_no_witness(title) is stands_alone(without_tex(title))
