from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.chronicle.event import KINDS, Event
from pipeline.emit.changes_json import parse_changes, render_changes
from pipeline.errors import PapersError

APPEARED = Event(
    date=date(2026, 3, 9),
    kind="appeared",
    paper="harbor",
    title="Harbor: „Elastic“ Checkpointing",
    before="arXiv 2022",
    after="OSDI 2023",
    text="Appeared at OSDI 2023, after arXiv 2022.",
)
BEGAN = Event(date=date(2026, 3, 2), kind="began", paper=None, title="Papers", after=5, text="The record begins.")
TEXT = """\
{
  "schema_version": "1.0.0",
  "events": [
    {"date": "2026-03-02", "kind": "began", "paper": null, "title": "Papers", "before": null, "after": 5, \
"text": "The record begins."},
    {"date": "2026-03-09", "kind": "appeared", "paper": "harbor", "title": "Harbor: „Elastic“ Checkpointing", \
"before": "arXiv 2022", "after": "OSDI 2023", "text": "Appeared at OSDI 2023, after arXiv 2022."}
  ]
}
"""
NAME = "out/changes.json"


def test_one_event_a_line_the_oldest_first() -> None:
    assert render_changes([APPEARED, BEGAN, APPEARED]) == TEXT
    assert parse_changes(TEXT.encode(), NAME) == (BEGAN, APPEARED)


def test_where_nothing_has_happened_the_list_of_events_is_empty() -> None:
    text = render_changes([])
    assert json.loads(text) == {"schema_version": "1.0.0", "events": []}
    assert parse_changes(text.encode(), NAME) == ()


def test_what_cannot_be_seen_is_escaped_and_what_cannot_be_encoded_replaced() -> None:
    text = render_changes([APPEARED.model_copy(update={"title": "a\u202eb\ud800\u2028c\x07"})])
    assert '"title": "a\\u202eb\ufffd\\u2028c\\u0007"' in text
    assert parse_changes(text.encode(), NAME)[0].title == "a\u202eb\ufffd\u2028c\x07"


events = st.builds(
    Event,
    date=st.dates(),
    kind=st.sampled_from(KINDS),
    paper=st.none() | st.text(),
    title=st.text(),
    before=st.none() | st.text() | st.integers(),
    after=st.none() | st.text() | st.integers(),
    text=st.text(),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(events, max_size=6))
def test_whatever_is_written_is_read_back(listed: list[Event]) -> None:
    text = render_changes(listed)
    assert set(parse_changes(text.encode(), NAME)) == set(listed)
    assert render_changes(reversed(listed)) == text


def test_fields_of_a_later_minor_version_are_passed_over() -> None:
    later = TEXT.replace('"1.0.0"', '"1.4.0"').replace('"paper": null,', '"paper": null, "colour": "red",')
    assert parse_changes(later.encode(), NAME) == (BEGAN, APPEARED)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "out/changes.json: is no record of changes (Invalid JSON: EOF"),
        ("<<<<<<< HEAD\n" + TEXT, "expected value at line 1 column 1"),
        (TEXT.replace("  ]", "=======\n  ]"), "at line 6 column 1"),
        ("[]", "out/changes.json: is no record of changes (Input should be an object"),
        ('{"events": []}', "out/changes.json is no record of changes: it has no schema_version"),
        (TEXT.replace("1.0.0", "2.0.0"), "out/changes.json has schema version '2.0.0', and this program reads those"),
        (TEXT.replace("2026-03-09", "soon"), "out/changes.json, line 5, at 'date': is no record of changes"),
        (TEXT.replace('"appeared"', '"vanished"'), "out/changes.json, line 5, at 'kind': "),
        (TEXT.replace('"paper": null, ', ""), "out/changes.json, line 4, at 'paper': "),
        (json.dumps(json.loads(TEXT.replace("2026-03-09", "x")), indent=2), "out/changes.json, line 13, at 'date': "),
        (TEXT.replace("[\n", "[\n    7,\n"), "out/changes.json, line 4: is no record of changes (Input should be"),
        (TEXT.replace('"title": "Papers"', '"title": "]"').replace("2026-03-09", "x"), "line 5, at 'date'"),
        ('{"schema_version": "1.0.0", "events": 5}', "out/changes.json: is no record of changes (Input should be"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_told_with_its_line(text: str, says: str) -> None:
    with pytest.raises(PapersError) as caught:
        parse_changes(text.encode(), NAME)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
