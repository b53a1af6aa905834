"""All 34 entries of the shipped list, over every record of the snapshot and every look-alike at once."""

from __future__ import annotations

import json

import pytest

from pipeline.decisions import load_decisions
from pipeline.list_file import load_list
from pipeline.matching.decide import NO_RULING, Decision, Offer, Ruling, decide
from pipeline.matching.normalise import key
from pipeline.models import Author, Entry, Ids, PaperId, Record
from tests.matching.samples import offers_for
from tests.shared import ROOT, shared
from tests.standin.listed import listed_records, lookalikes
from tests.standin.records import Record as Line

ENTRIES = load_list(ROOT / "catalogue" / "papers.md").entries
DECISIONS = load_decisions(ROOT / "catalogue" / "decisions.toml")
LIGHTSEQ = "LightSeq: Sequence Level Parallelism for Distributed Training of Long Context Transformers"


def records(line: Line, number: int) -> list[Record]:
    """What both services say of one line; `number` stands in for Semantic Scholar's own."""
    authors = tuple(Author(name=name) for name in line.authors)
    paper = Record(
        source="semantic_scholar",
        title=line.title,
        authors=authors,
        venue=line.venue,
        year=line.year,
        ids=Ids(arxiv=line.arxiv_id, doi=line.doi and line.doi.lower(), corpus_id=str(number)),
    )
    preprint = Record(
        source="arxiv", title=line.arxiv_title or line.title, authors=authors, ids=Ids(arxiv=line.arxiv_id)
    )
    return [paper, preprint] if line.arxiv_id else [paper]


LISTED = [records(line, number) for number, line in enumerate(listed_records()[:34])]
OTHERS = [one for number, line in enumerate(lookalikes(), 1000) for one in records(line, number)]


def confusables() -> list[Record]:
    """The papers that somebody who collected the facts found easy to take for a listed one."""
    path = shared("list/facts.json")
    facts = json.loads(path.read_bytes()) if path else []
    listed = {fact["arxiv_id"] for fact in facts} - {None}
    return [
        Record(source="semantic_scholar", title=other["title"], ids=Ids(arxiv=other["arxiv_id"]))
        for fact in facts
        for other in fact["confusables"]
        if other["arxiv_id"] not in listed and key(other["title"]) not in {key(one["title"]) for one in facts}
    ]


def ruling(entry: Entry) -> Ruling:
    return DECISIONS.ruling(entry) or NO_RULING


def decided(entry: Entry, by: Ruling, without: int | None = None) -> Decision:
    """The decision over everything, but for the records of one line."""
    known = [one for number, group in enumerate(LISTED) if number != without for one in group]
    offers: list[Offer] = offers_for(entry, *known, *OTHERS, *confusables())
    return decide(entry, offers, by)


@pytest.mark.parametrize("number", range(34), ids=[entry.id[:32] for entry in ENTRIES])
def test_each_entry_gets_its_paper_and_without_it_none(number: int) -> None:
    entry = ENTRIES[number]
    right = {str(one.ids) for one in LISTED[number]}
    decision = decided(entry, ruling(entry))
    assert {str(one.record.ids) for one in decision.accepted} == right, decision.reasons
    missing = decided(entry, NO_RULING, without=number)
    assert missing.accepted == (), missing.accepted


def test_all_entries_but_three_are_matched_by_their_titles() -> None:
    verdicts = {entry.title.partition(":")[0]: decided(entry, ruling(entry)).verdict for entry in ENTRIES}
    special = {name: verdict for name, verdict in verdicts.items() if verdict not in ("exact", "strong")}
    assert special == {"LightSeq": "renamed", "Grinder": "pinned", "LUMOS": "pinned"}


def test_one_paper_is_found_by_a_persons_pin_alone() -> None:
    (entry,) = (entry for entry in ENTRIES if entry.title.startswith("Grinder"))
    assert decided(entry, NO_RULING).accepted == ()


def test_a_paper_of_another_name_is_found_by_its_subtitle() -> None:
    (entry,) = (entry for entry in ENTRIES if entry.title.startswith("LUMOS"))
    (accepted,) = decided(entry, NO_RULING).accepted
    assert accepted.record.title.startswith("Snowcat: ")


def test_the_renamed_paper_is_found_by_its_link_alone() -> None:
    (entry,) = (entry for entry in ENTRIES if entry.title == LIGHTSEQ)
    assert entry.ids == (PaperId("arxiv", "2310.03294"),)
    assert decided(entry.model_copy(update={"ids": ()}), NO_RULING).accepted == ()
