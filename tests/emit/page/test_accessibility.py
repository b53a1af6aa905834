"""What axe finds in the page, light and dark: nothing."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.emit.page.conftest import Open


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_all_views_with_everything_opened(open_page: Open, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    page.locator(".view").evaluate_all("all => all.forEach(view => { view.hidden = false; })")
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    page.get_by_role("button", name="Copy BibTeX").first.wait_for()
    assert violations(page) == []


def test_axe_finds_nothing_in_a_sorted_list_nor_in_an_empty_one(open_page: Open) -> None:
    page = open_page(at="#sort=year&venue=OSDI")
    assert violations(page) == []
    page.get_by_role("searchbox").fill("nothing of the kind")
    assert violations(page) == []
