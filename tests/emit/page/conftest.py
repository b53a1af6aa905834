"""A real browser, and pages that are opened from disk in it, as people do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pipeline.emit.page.render import render_page
from pipeline.models import Catalogue
from tests.browser import browser_path, chromium
from tests.emit.page.samples import EVENTS, HISTORY, LIST
from tests.shared import left_out

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if browser_path() is None:
        left_out.add(
            "the page in a browser, for there is no Chromium on this machine (on Debian: apt install chromium)"
        )
        pytest.skip("no Chromium")
    with chromium() as running:
        yield running


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a catalogue at an address. In the end, none has asked for anything or complained."""
    complaints: list[str] = []
    asked: list[str] = []

    def opened(catalogue: Catalogue = LIST, at: str = "", **context: object) -> Page:
        file = tmp_path / "index.html"
        file.write_text(render_page(catalogue, HISTORY, EVENTS), encoding="utf-8")
        page = browser.new_context(**context).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(5_000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        page.goto(file.as_uri() + at)
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    own = (tmp_path / "index.html").as_uri()
    assert (complaints, [url for url in asked if url != own and not url.startswith("data:")]) == ([], [])
