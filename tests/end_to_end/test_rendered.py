"""What was rendered before from the same catalogue is not rendered again, and what was spoilt since is."""

from __future__ import annotations

import pytest

from pipeline import publish
from pipeline.emit.outputs import OUTPUTS, Edition, Output
from pipeline.emit.readme import render_list
from pipeline.models import Catalogue
from tests.end_to_end.desk import Desk
from tests.end_to_end.samples import LIST


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files rendered so far."""
    names: list[str] = []

    def counted(output: Output) -> Output:
        def render(edition: Edition) -> str:
            names.append(output.file)
            return output.render(edition)

        return output._replace(render=render)

    def listed(catalogue: Catalogue) -> str:
        names.append("README.md")
        return render_list(catalogue)

    monkeypatch.setattr(publish, "OUTPUTS", [counted(output) for output in OUTPUTS])
    monkeypatch.setattr(publish, "render_list", listed)
    return names


def lose_seal(desk: Desk) -> None:
    (seal,) = desk.seals.glob("*.seal")
    seal.unlink()


def test_a_run_that_finds_the_same_catalogue_renders_nothing(desk: Desk, rendered: list[str]) -> None:
    desk.enrich()
    assert {"README.md", *(output.file for output in OUTPUTS)} <= set(rendered)
    rendered.clear()
    lose_seal(desk)
    before = desk.everything()
    desk.enrich(sealed=True)
    assert rendered == []
    assert desk.everything() == before


def test_a_refresh_without_news_renders_only_what_tells_of_the_run(desk: Desk, rendered: list[str]) -> None:
    desk.enrich()
    rendered.clear()
    assert desk.enrich("--refresh", sealed=True).requests
    assert rendered == ["review.md"]


def test_what_was_spoilt_is_rendered_again(desk: Desk, rendered: list[str]) -> None:
    desk.enrich()
    before = desk.written()
    rendered.clear()
    lose_seal(desk)
    (desk.out / "catalogue.schema.json").unlink()
    desk.readme.write_text(desk.readme.read_text("utf-8").replace("Harbor", "Harbour"), encoding="utf-8")
    desk.enrich(sealed=True)
    assert rendered == ["README.md", "catalogue.schema.json"]
    assert desk.written() == before


def test_a_review_queue_that_is_not_there_is_written_even_when_no_service_answers(desk: Desk) -> None:
    settings = desk.folder / "settings.toml"
    settings.write_text('outputs = ["json", "readme"]\n', encoding="utf-8")
    desk.enrich()
    assert not (desk.out / "review.md").exists()
    settings.unlink()
    desk.enrich("--offline")
    queue = (desk.out / "review.md").read_text("utf-8")
    assert "Zephyr" in queue
    (desk.out / "review.md").unlink()
    desk.enrich("--offline")
    assert (desk.out / "review.md").read_text("utf-8") == queue


def test_a_review_queue_that_is_there_is_left_alone_when_no_service_answers(desk: Desk) -> None:
    desk.enrich()
    (desk.out / "review.md").write_text("As somebody left it.\n", encoding="utf-8")
    desk.enrich("--offline")
    assert (desk.out / "review.md").read_text("utf-8") == "As somebody left it.\n"


def test_a_new_catalogue_is_rendered_whole(desk: Desk, rendered: list[str]) -> None:
    desk.enrich()
    rendered.clear()
    desk.list.write_text(LIST.replace("Read this first.", "Read this second."), encoding="utf-8")
    desk.enrich(sealed=True)
    assert {"README.md", "catalogue.json"} <= set(rendered)
    assert "Read this second." in desk.readme.read_text("utf-8")


def test_a_damaged_note_costs_rendering_and_nothing_else(desk: Desk, rendered: list[str]) -> None:
    desk.enrich()
    before = desk.written()
    rendered.clear()
    lose_seal(desk)
    (note,) = desk.seals.glob("*.rendered")
    note.write_text("[]", encoding="utf-8")
    desk.enrich(sealed=True)
    assert "catalogue.json" in rendered
    assert desk.written() == before


def test_a_site_that_is_named_later_is_in_the_feed_of_the_next_run(desk: Desk) -> None:
    desk.enrich()
    (desk.folder / "settings.toml").write_text('site = "https://harbour.example/list"\n', encoding="utf-8")
    desk.enrich()
    assert b"https://harbour.example/list/feed.xml" in desk.written()["out/feed.xml"]
