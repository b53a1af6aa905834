"""The page's search folds as `matching.normalise` does: the same rules in two languages, held against each other."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from pipeline.emit.catalogue_json import parse_catalogue
from pipeline.emit.page.folding import words_beyond_script
from pipeline.emit.page.render import render_page
from pipeline.matching.normalise import fold, fold_plain
from pipeline.models import Catalogue
from tests.shared import ROOT

_SHOWS_FOLD = re.compile(r"\n  route\(\);\n  readOn\(\);\n")
SAMPLES = (
    "Schrödinger’s Boxes: β-Caches",
    "İstanbul STRASSE Straße ẞ ŉ ǅ ﬁne ﬀ",
    "ΣΊΣΥΦΟΣ ς ϐ ᾳ",
    "C++ & R: 100% faster!",
    "H₂O at 10µs — x² … ½",
    "深層学習 ｶﾞ が 한국어 हिन्दी ไทย",
    "Ꭰꭰ ᲀ Ა",
    "ﷺ ﬃ ℌ 𝔄",
    "naïve, rôle, Ångström, ø ł đ æ œ ı",
    "FP8/FP4 v2-v3_x",
)


@pytest.fixture(scope="module")
def folding(browser: Browser) -> Page:
    """A page whose script has let go of its `fold`."""
    text = render_page(Catalogue(title="Empty", papers=()))
    script = text.rpartition("<script>")[2].partition("</script>")[0]
    assert _SHOWS_FOLD.search(script)
    page = browser.new_context().new_page()
    page.set_content(re.sub(r"<meta http-equiv=.*", "", text).replace(script, ""))
    page.add_script_tag(content=_SHOWS_FOLD.sub("\n  window.fold = fold;\n", script))
    return page


def in_the_browser(page: Page, texts: list[str]) -> list[str]:
    folded: list[str] = page.evaluate("texts => texts.map(fold)", texts)
    return folded


def test_samples_and_every_listed_title_fold_alike(folding: Page) -> None:
    path = ROOT / "catalogue" / "catalogue.json"
    papers = parse_catalogue(path.read_bytes(), str(path)).papers
    texts = [
        *SAMPLES,
        *(paper.title for paper in papers),
        *(note for p in papers for at in p.listed for note in at.notes),
    ]
    assert in_the_browser(folding, texts) == [fold(text) for text in texts]


def test_every_character_folds_alike(folding: Page) -> None:
    """All that Python knows, but for letters without case or parts, of which nothing has to be known."""
    characters = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if (kind := unicodedata.category(chr(code))) not in {"Cn", "Cs", "Co"}
        and (kind != "Lo" or (unicodedata.decomposition(chr(code)) and not 0x20000 <= code < 0x30000))
    ]
    ours = [fold_plain(f"a{character}b") for character in characters]
    theirs = in_the_browser(folding, [f"a{character}b" for character in characters])
    assert {each: pair for each, *pair in zip(characters, ours, theirs, strict=True) if pair[0] != pair[1]} == {}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cn", "Cs", "Co"]), max_size=30), max_size=20))
def test_any_text_folds_alike(folding: Page, texts: list[str]) -> None:
    assert in_the_browser(folding, texts) == [fold_plain(text) for text in texts]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Plain: words", ""),
        (r"Sharding in \textsc{Rust}", "sharding in rust"),
        ("R &amp; D in H<sub>2</sub>O", "r and d in h2o"),
        ("AT&T", ""),
        ("{FP8} at scale", ""),
    ],
)
def test_markup_and_tex_are_folded_by_python_where_they_matter(title: str, words: str) -> None:
    assert words_beyond_script([title, "Other"]) == words
