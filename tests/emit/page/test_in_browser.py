"""The page as people use it: typing, filtering, sorting, sharing, without a mouse, without scripts, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.emit.page.conftest import Open
from tests.emit.page.samples import HOSTILE_LIST, LIST, cited
from tests.emit.samples import HOSTILE, LIGHTSEQ, VLLM

ALL = ["lightseq-sequence-level-parallelism", "boxes", "pathways", "efficient-memory-management", "tex", "grinder"]


def shown(page: Page) -> list[str]:
    ids: list[str] = page.eval_on_selector_all(
        "article", "all => all.filter(one => one.checkVisibility()).map(one => one.id.slice(2))"
    )
    return ids


def test_all_papers_are_there_at_first(open_page: Open) -> None:
    page = open_page()
    assert shown(page) == ALL
    expect(page.get_by_role("status")).to_have_text("6 papers")
    assert page.title() == "A list to read"


SEARCHES: list[tuple[str, list[str]]] = [
    ("schrodinger", ["boxes"]),
    ("SCHRÖDINGERS BOX", ["boxes"]),
    ("beta caches", ["boxes"]),
    ("lucja", ["boxes"]),
    ("alpha h2o", ["tex"]),
    ("lightseq", ["lightseq-sequence-level-parallelism"]),
    ("keys and values in pages", ["efficient-memory-management"]),
    ("handed OUT", ["efficient-memory-management"]),
    ("attention", ["lightseq-sequence-level-parallelism", "efficient-memory-management"]),
    ("attention zhuohan", ["efficient-memory-management"]),
    ("copy bibtex", []),
]


def test_titles_authors_notes_and_abstracts_are_searched(open_page: Open) -> None:
    page = open_page()
    for typed, found in SEARCHES:
        page.get_by_role("searchbox").fill(typed)
        expect(page.get_by_role("status")).to_have_text(f"{len(found)} of 6 papers")
        assert (typed, shown(page)) == (typed, found)
        expect(page.get_by_text("Nothing fits.")).to_be_visible(visible=not found)
    page.get_by_role("searchbox").fill(" -- ")
    assert shown(page) == ALL


def test_each_keystroke_is_answered(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("searchbox").focus()
    told = []
    for letter in "gr":
        page.keyboard.press(letter)
        told.append(page.get_by_role("status").text_content())
    assert told == ["5 of 6 papers", "1 of 6 papers"]
    page.keyboard.press("Backspace")
    expect(page.get_by_role("status")).to_have_text("5 of 6 papers")


def test_a_heading_is_shown_while_one_of_its_papers_is(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("searchbox").fill("grinder")
    expect(page.get_by_role("heading", level=2)).to_have_text(re.compile("Reliability"))


def test_filters_narrow_the_list_together(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Venue", exact=True).select_option("OSDI")
    assert shown(page) == ["boxes", "tex"]
    page.get_by_label("Year", exact=True).select_option("2020")
    assert shown(page) == ["tex"]
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_role("status")).to_have_text("6 papers")
    page.get_by_label("code").check()
    assert shown(page) == ["lightseq-sequence-level-parallelism", "boxes"]
    page.get_by_label("PDF").check()
    assert shown(page) == ["lightseq-sequence-level-parallelism"]


def test_a_section_holds_those_below_it_and_papers_listed_in_it_a_second_time(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Section", exact=True).select_option("machine-learning-for-systems")
    assert shown(page) == ["efficient-memory-management", "tex", "grinder"]
    page.get_by_label("Section", exact=True).select_option("system-for-machine-learning/distributed-systems")
    assert shown(page) == ALL[:4]


def test_papers_are_sorted_and_what_is_unknown_comes_last(open_page: Open) -> None:
    page = open_page()
    light, vllm = "lightseq-sequence-level-parallelism", "efficient-memory-management"
    for by, order in (("year", [light, vllm, "boxes", "tex"]), ("citations", [light, "tex", "boxes", vllm])):
        page.get_by_label("Sort by").select_option(by)
        assert shown(page) == [*order, "pathways", "grinder"]
    page.get_by_label("Sort by").select_option("")
    assert shown(page) == ALL


def test_citations_a_year_are_not_citations(open_page: Open) -> None:
    young = LIST.papers[1].model_copy(update={"id": "young", "year": 2026, "citations": LIST.papers[4].citations})
    young = young.model_validate({**young.model_dump(), "citations": cited(50)})
    page = open_page(LIST.model_copy(update={"papers": (LIST.papers[4], young)}))
    page.get_by_label("Sort by").select_option("citations")
    assert shown(page) == ["tex", "young"]
    page.get_by_label("Sort by").select_option("rate")
    assert shown(page) == ["young", "tex"]


def test_a_view_is_shared_by_its_address(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("searchbox").fill("naïve & co")
    page.get_by_role("searchbox").fill("boxes")
    page.get_by_label("Venue", exact=True).select_option("OSDI")
    page.get_by_label("Sort by").select_option("citations")
    page.get_by_label("code").check()
    address = "#q=boxes&venue=OSDI&sort=citations&code=1"
    page.wait_for_url(lambda url: url.endswith(address))
    other = open_page(at=address)
    assert shown(other) == ["boxes"]
    assert other.get_by_role("searchbox").input_value() == "boxes"
    assert other.get_by_label("code").is_checked()
    other.evaluate("location.hash = '#venue=COLM'")
    expect(other.get_by_role("status")).to_have_text("1 of 6 papers")
    assert other.get_by_role("searchbox").input_value() == ""


def test_an_address_of_what_is_no_longer_listed_shows_all(open_page: Open) -> None:
    assert shown(open_page(at="#venue=ATLANTIS&section=harbor&sort=luck")) == ALL


def test_an_address_leads_to_one_paper_whatever_is_filtered(open_page: Open) -> None:
    page = open_page(at="#q=nothing+of+the+kind")
    assert shown(page) == []
    page.evaluate("location.hash = '#p-tex'")
    expect(page.locator("#p-tex")).to_be_focused()
    assert shown(page) == ALL


def test_everything_is_reached_by_keyboard(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the papers")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("boxes/")
    expect(page.get_by_role("status")).to_have_text("1 of 6 papers")
    page.keyboard.press("Escape")
    expect(page.get_by_role("status")).to_have_text("6 papers")
    page.keyboard.type("boxes")
    names = []
    for _ in range(12):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
    assert names[:4] == ["section", "venue", "year", "sort"]
    assert "BibTeX and sources" in names
    page.get_by_text("BibTeX and sources").locator("visible=true").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copy BibTeX").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Copy BibTeX"


def test_an_entry_is_copied_as_bibtex(open_page: Open) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    first = page.locator("article").first
    first.get_by_text("BibTeX and sources").click()
    first.get_by_role("button", name="Copy BibTeX").click()
    expect(first.get_by_role("button", name="Copied")).to_be_visible()
    entry = page.evaluate("navigator.clipboard.readText()")
    assert entry == first.locator("pre").text_content()
    assert entry.startswith("@")
    assert "DISTFLASHATTN" in entry


def test_where_copying_is_not_allowed_the_entry_is_selected(open_page: Open) -> None:
    page = open_page()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    first = page.locator("article").first
    first.get_by_text("BibTeX and sources").click()
    first.get_by_role("button", name="Copy BibTeX").click()
    expect(first.get_by_role("button", name="Selected")).to_be_visible()
    assert page.evaluate("getSelection().toString()").startswith("@")


def test_views_are_chosen_and_a_cell_of_the_picture_asks_for_its_papers(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("link", name="Pictures").click()
    assert shown(page) == []
    expect(page.get_by_role("img", name="Papers by venue and year")).to_be_visible()
    expect(page.get_by_role("img", name="Citations by section")).to_be_visible()
    page.locator("rect[data-venue=OSDI][data-year='2020']").click()
    expect(page.get_by_role("status")).to_have_text("1 of 6 papers")
    assert shown(page) == ["tex"]


def test_what_is_new_leads_to_its_paper(open_page: Open) -> None:
    page = open_page(at="#new")
    expect(page.get_by_text("Week of 16 November 2026")).to_be_visible()
    expect(page.get_by_text("Left the list.")).to_be_visible()
    page.locator("#new").get_by_role("link", name="DISTFLASHATTN").click()
    expect(page.locator(f"#p-{LIGHTSEQ.id}")).to_be_focused()


def test_without_scripts_the_whole_list_is_there(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    for paper in LIST.papers:
        expect(page.locator(f"#p-{paper.id}")).to_be_visible()
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.get_by_role("status")).to_be_hidden()
    page.locator(f"#p-{VLLM.id}").get_by_text("Abstract", exact=True).click()
    expect(page.get_by_text("Memory for attention is handed out in pages.")).to_be_visible()
    expect(page.get_by_role("img", name="Papers by venue and year")).to_be_visible()


def test_on_paper_only_what_can_be_read_there_is_left(open_page: Open) -> None:
    page = open_page()
    page.emulate_media(media="print")
    assert shown(page) == ALL
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_hostile_text_stays_text(open_page: Open, scripts: bool) -> None:  # noqa: FBT001
    page = open_page(HOSTILE_LIST, java_script_enabled=scripts)
    page.on("dialog", lambda _dialog: pytest.fail("a script of the list has run"))
    hostile = page.locator("article").first
    assert hostile.locator("h3").text_content() == HOSTILE
    assert "<script>alert(0)" in page.title()
    links: list[str] = page.locator("a").evaluate_all("all => all.map(one => one.protocol)")
    assert set(links) <= {"https:", "http:", "file:"}
    assert page.locator("img, iframe, object, main script").count() == 0
    assert page.locator("script").count() == 2
    for text in ("</details>", "```", "right to left[31m"):
        assert text in (hostile.text_content() or "")
    assert "\u202e" not in page.content()


def test_nothing_is_wider_than_the_screen(open_page: Open) -> None:
    page = open_page(HOSTILE_LIST)
    page.locator(".view").evaluate_all("all => all.forEach(view => { view.hidden = false; })")
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
