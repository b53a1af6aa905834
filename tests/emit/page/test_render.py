"""The file as a whole: the same bytes for the same catalogue, small, closed to the outside, and whole as HTML."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

from pipeline.emit.catalogue_json import parse_catalogue
from pipeline.emit.page.render import render_page
from pipeline.models import Catalogue
from tests.emit.page.samples import EVENTS, HISTORY, HOSTILE_LIST, LIST
from tests.emit.samples import HOSTILE, LIGHTSEQ
from tests.shared import ROOT

_LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "background", "ping", "style"}


class Elements(HTMLParser):
    """Every element with its attributes, and what stands in scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.code: dict[str, list[str]] = {"script": [], "style": []}
        self._in = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._in = tag

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in in self.code:
            self.code[self._in].append(data)


@pytest.mark.parametrize("catalogue", [LIST, HOSTILE_LIST, Catalogue(title="Empty", papers=())])
def test_nothing_is_loaded_from_anywhere(catalogue: Catalogue) -> None:
    for tag, attributes in Elements(render_page(catalogue, HISTORY, EVENTS)).found:
        assert not _LOADS & attributes.keys(), (tag, attributes)
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        if tag == "link":
            assert (attributes.get("href") or "").startswith("data:")
        assert tag not in {"img", "iframe", "object", "embed", "base", "video", "audio"}


def test_only_the_page_s_own_code_may_run() -> None:
    text = render_page(HOSTILE_LIST)
    elements = Elements(text)
    policy = next(
        row["content"] or "" for tag, row in elements.found if row.get("http-equiv") == "Content-Security-Policy"
    )
    code = [*elements.code["style"], elements.code["script"][-1]]
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in code}
    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert not re.search(r"https?:|@import|url\(", "".join(code))
    assert len(elements.code["script"]) == 2


def test_hostile_text_is_escaped_once() -> None:
    text = render_page(HOSTILE_LIST)
    assert "<script>alert" not in text
    assert "javascript:alert(1)&#34;" not in text
    assert HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;") in text
    assert 'href="http://h.example/a%20b%29%28c%3Cd%3E%22%27%60%7C?x=1&amp;copy=2"' in text
    assert not re.search("[\u202a-\u202e\x1b]", text)
    text.encode()


def test_the_same_catalogue_is_the_same_page() -> None:
    assert render_page(LIST, HISTORY, EVENTS) == render_page(LIST.model_copy(deep=True), dict(HISTORY), list(EVENTS))
    assert render_page(LIST) != render_page(LIST, HISTORY)


def test_news_of_what_is_no_longer_listed_leads_nowhere() -> None:
    text = render_page(LIST, events=EVENTS)
    assert "Harbor" in text
    assert 'href="#p-gone"' not in text


@pytest.mark.parametrize("part", ["#new", "#pictures", "rate", "venue", "year", "section"])
def test_what_there_is_nothing_of_is_not_offered(part: str) -> None:
    text = render_page(Catalogue(title="Empty", papers=()))
    assert f'href="{part}"' not in text
    assert f'name="{part}"' not in text
    assert f'value="{part}"' not in text


def test_the_shipped_list_fits_into_200_kilobytes() -> None:
    """With abstracts as long as arXiv's usually are, and counts that have changed every week for ten years: the
    repository has neither."""
    path = ROOT / "catalogue" / "catalogue.json"
    catalogue = parse_catalogue(path.read_bytes(), str(path))
    papers = tuple(paper.model_copy(update={"abstract": "word " * 280}) for paper in catalogue.papers)
    weekly = [(date(2026, 1, 5) + timedelta(weeks=week), 7 * week) for week in range(520)]
    history = {paper.id: weekly for paper in papers}
    assert len(papers) == 34
    assert len(render_page(catalogue.model_copy(update={"papers": papers}), history).encode()) < 200_000


@pytest.mark.parametrize(("number", "marked"), [(100, False), (101, True)])
def test_papers_of_a_long_section_are_laid_out_one_by_one_as_they_come_into_sight(number: int, marked: bool) -> None:  # noqa: FBT001  a row of the table
    papers = tuple(LIGHTSEQ.model_copy(update={"id": f"p{place}"}) for place in range(number))
    assert ('<section class="group long">' in render_page(Catalogue(title="Long", papers=papers))) is marked
