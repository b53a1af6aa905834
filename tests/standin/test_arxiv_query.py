"""arXiv's grammar, as FACTS 1.3 tabulates it and as recorded feeds show it."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.shared import shared
from tests.standin.arxiv_query import QueryError, parse

REWRITTEN = {
    "testing": "all:testing",
    "ti:Attention Is All You Need": "ti:Attention OR all:Is OR all:All OR all:You OR all:Need",
    "ti:(Attention Is All)": "(ti:Attention OR ti:Is OR ti:All)",
    'ti:"foo" cat:cs.LG': 'ti:"foo" OR cat:cs.LG',
    'ti:"say "hi" x"': 'ti:"say" OR all:hi OR all:" x"',
    'ti:"a_b" AND au:smith': 'ti:"a_b" AND au:"a b"',
    "au:del_maestro": 'au:"del maestro"',
    "au:smith AND ti:a_b": "au:smith AND ti:a_b",
    "ti:a NOT ti:b": "ti:a ANDNOT ti:b",
    "ti:a AND NOT ti:b": "ti:a ANDNOT ti:b",
    'title:"a b"': 'ti:"a b"',
    "lastUpdatedDate:[20240101 TO 20240201]": 'submittedDate:"20240101 TO 20240201"',
    'ti:"BERT: Pre-training (C++ & R&D) AND OR"': 'ti:"BERT: Pre-training (C++ & R&D) AND OR"',
}

REFUSED = ('ti:"ends with \\"', "(ti:a", "ti:a)", "ti:*form", "ti:a AND", "AND ti:a", "ti:a AND OR ti:b", "()")
REFUSED_RAW = ("ti:a b", "testing", "ti:(a b)", "ti:a NOT ti:b", 'ti:"foo" cat:cs.LG')


@pytest.mark.parametrize(("sent", "becomes"), REWRITTEN.items())
def test_a_query_is_rewritten(sent: str, becomes: str) -> None:
    assert str(parse(sent)) == becomes


@pytest.mark.parametrize("sent", REFUSED)
def test_what_cannot_be_parsed_is_refused(sent: str) -> None:
    with pytest.raises(QueryError):
        parse(sent)


@pytest.mark.parametrize("sent", REFUSED_RAW)
def test_raw_switches_the_guessing_off(sent: str) -> None:
    with pytest.raises(QueryError):
        parse(sent, raw=True)
    assert str(parse(sent))


def test_raw_takes_a_well_written_query() -> None:
    assert str(parse('ti:"a" OR ti:"b"', raw=True)) == 'ti:"a" OR ti:"b"'


@pytest.mark.parametrize(
    ("sent", "nested"),
    [
        ("ti:a AND ti:b OR ti:c", "ti:a AND (ti:b OR ti:c)"),
        ("(ti:a AND ti:b) OR ti:c", "(ti:a AND ti:b) OR ti:c"),
        ("((ti:a))", "ti:a"),
    ],
)
def test_operators_nest_to_the_right(sent: str, nested: str) -> None:
    assert parse(sent).nested() == nested


def test_a_thousand_alternatives_parse() -> None:
    assert len(list(parse(" OR ".join(f'ti:"t{n}"' for n in range(1000))).terms())) == 1000


def test_recorded_feeds_show_the_same_reading() -> None:
    folder = shared("apis/recorded/arxiv")
    if folder is None:
        return
    for exchange in json.loads((folder / "index.json").read_text()):
        sent = parse_qs(urlsplit(exchange["request"]["uri"]).query).get("search_query", [""])[0]
        if not sent or exchange["response"]["status"] != 200 or exchange["file"].startswith("legacy"):
            continue
        feed = unescape((folder / exchange["file"]).read_text())
        assert _between("search_query=", "&id_list", feed) == str(parse(sent))
        link = _between('href="https://arxiv.org/api/query?', '" type', feed)
        assert parse_qs(link)["search_query"][0] == parse(sent).nested()


def _between(start: str, end: str, text: str) -> str:
    found = re.search(f"{re.escape(start)}(.*?){re.escape(end)}", text)
    assert found
    return found[1]
