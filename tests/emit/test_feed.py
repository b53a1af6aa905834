"""The Atom feed, read back by a feed reader."""

from __future__ import annotations

from datetime import date

import feedparser
import pytest
from lxml.html import fragment_fromstring

from pipeline.chronicle.event import Event
from pipeline.emit.feed import render_feed
from pipeline.models import Paper, Provenance
from tests.emit.exported import EXPORTED, HOSTILE, NASTY, READ
from tests.emit.samples import LIGHTSEQ, VLLM, catalogue, unsettled

SITE = "https://papers.example/list"


def read(text: str) -> feedparser.FeedParserDict:
    parsed = feedparser.parse(text.encode(), sanitize_html=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def aged(name: str, day: int) -> Paper:
    entered = {"title": Provenance(source="arxiv", as_of=date.fromordinal(739_000 + day))}
    return HOSTILE.model_copy(update={"id": name, "provenance": entered})


def test_the_newest_comes_first_and_dates_the_feed() -> None:
    parsed = read(render_feed(catalogue(LIGHTSEQ, VLLM, unsettled())))
    assert [entry.title for entry in parsed.entries] == [VLLM.title, LIGHTSEQ.title]
    assert [entry.updated for entry in parsed.entries] == ["2026-11-09T00:00:00Z", "2026-11-02T00:00:00Z"]
    assert parsed.feed.updated == "2026-11-09T00:00:00Z"


def test_an_entry_says_who_where_and_what_the_list_notes() -> None:
    entry = read(render_feed(catalogue(VLLM))).entries[0]
    assert entry.link == "https://dl.acm.org/doi/10.1145/3600006.3613165"
    assert [author.name for author in entry.authors] == [author.name for author in VLLM.authors]
    assert entry.summary == (
        "Woosuk Kwon, Zhuohan Li, Siyuan Zhuang, Ying Sheng · SOSP 2023"
        " vLLM keeps the cache of keys and values in pages. Also listed under reliability."
    )


def test_hostile_text_reads_back_as_the_text_it_is() -> None:
    parsed = read(render_feed(EXPORTED))
    assert parsed.feed.title == f"List {READ}"
    entry = next(entry for entry in parsed.entries if "hostile" in entry.id)
    assert (entry.title, entry.title_detail.type) == (READ, "text/plain")
    assert READ in entry.summary
    assert entry.summary_detail.type == "text/plain"
    assert entry.link == "https://h.example/a%7Bb%7Dc?x=1&y=%20#%C3%A9"
    assert entry.authors[0].name == "Déniz Altınbüken"


def test_ids_are_tags_that_stay_when_all_else_changes() -> None:
    before = read(render_feed(catalogue(VLLM), site=SITE)).entries[0].id
    changed = VLLM.model_copy(update={"title": NASTY, "venue": None, "listed": LIGHTSEQ.listed})
    after = read(render_feed(catalogue(LIGHTSEQ, changed), site=SITE)).entries[0].id
    assert before == after == "tag:papers.example,2026:mlsys-papers/efficient-memory-management/added"


def test_without_a_site_the_ids_name_nobody_elses_host() -> None:
    parsed = read(render_feed(catalogue(VLLM)))
    assert parsed.feed.id == "tag:mlsys-papers.invalid,2026:mlsys-papers/feed"
    assert "links" not in parsed.feed


@pytest.mark.parametrize("site", [SITE, f"{SITE}\ufffe\x01"])
def test_a_site_is_linked(site: str) -> None:
    links = {link.rel: link.href for link in read(render_feed(catalogue(VLLM), site=site)).feed.links}
    assert links == {"alternate": SITE, "self": f"{SITE}/feed.xml"}


def test_only_the_newest_hundred_are_told() -> None:
    papers = [aged(f"paper-{day}", day) for day in range(150)]
    entries = read(render_feed(catalogue(*papers))).entries
    assert [entry.id.split("/")[-2] for entry in entries] == [f"paper-{day}" for day in range(149, 49, -1)]


def test_an_empty_list_is_a_feed_without_entries() -> None:
    assert read(render_feed(catalogue(unsettled()))).entries == []


EVENTS = tuple(
    Event.model_validate({"date": day, "kind": kind, "paper": paper, "title": title, "text": text})
    for day, kind, paper, title, text in [
        ("2026-11-16", "added", VLLM.id, VLLM.title, "It is in the list."),
        ("2026-11-20", "appeared", HOSTILE.id, NASTY, f"Now at {NASTY}"),
        ("2026-11-20", "removed", "gone", "Gone & forgotten", "It is no longer in the list."),
        ("2026-11-23", "milestone", VLLM.id, VLLM.title, "Passed 100 citations."),
    ]
)


def test_events_are_told_by_week_the_newest_first() -> None:
    entries = read(render_feed(EXPORTED, EVENTS, SITE)).entries
    assert [entry.id.partition("/")[2] for entry in entries] == ["week/2026-48", "week/2026-47"]
    assert entries[0].title == f"List {READ}: week 48 of 2026"
    assert (entries[1].published, entries[1].updated) == ("2026-11-16T00:00:00Z", "2026-11-20T00:00:00Z")
    assert entries[0].content[0].type == "text/html"
    assert entries[0].content[0].value == (
        f'<h3>Citations</h3><ul><li><a href="{VLLM.links.landing}">{VLLM.title}</a>: Passed 100 citations.</li></ul>'
    )


def test_hostile_text_stays_text_in_the_markup_of_a_week() -> None:
    markup = read(render_feed(EXPORTED, EVENTS)).entries[1].content[0].value
    parsed = fragment_fromstring(markup, create_parent="div")
    assert [heading.text for heading in parsed.iter("h3")] == [
        "Appeared at a venue",
        "Added to the list",
        "Removed from the list",
    ]
    assert [item.text_content() for item in parsed.iter("li")] == [
        f"{READ}: Now at {READ}",
        f"{VLLM.title}: It is in the list.",
        "Gone & forgotten: It is no longer in the list.",
    ]
    assert {element.tag for element in parsed.iter()} == {"div", "h3", "ul", "li", "a"}


def test_a_week_keeps_its_id_while_more_happens_in_it() -> None:
    before = read(render_feed(EXPORTED, EVENTS[:1])).entries[0]
    after = read(render_feed(EXPORTED, EVENTS[:3])).entries[0]
    assert before.id == after.id
    assert before.updated < after.updated
