"""The page, written by a run and written anew."""

from __future__ import annotations

from tests.end_to_end.desk import Desk


def test_a_run_writes_the_page_and_a_second_one_leaves_it_alone(desk: Desk) -> None:
    desk.enrich()
    page = desk.out / "index.html"
    before = page.stat().st_mtime_ns
    assert page.read_text("utf-8").startswith("<!doctype html>")
    desk.enrich()
    assert page.stat().st_mtime_ns == before


def test_the_page_is_made_anew_from_the_catalogue_alone(desk: Desk) -> None:
    desk.enrich()
    page = desk.out / "index.html"
    written = page.read_bytes()
    page.unlink()
    told = desk.run("page", "--out", str(desk.out))
    assert (told.code, told.out, told.requests) == (0, f"{page}: written\n", ())
    assert page.read_bytes() == written
    assert desk.run("page", "--out", str(desk.out)).out == f"{page}: unchanged\n"


def test_without_a_catalogue_there_is_no_page(desk: Desk) -> None:
    told = desk.run("page", "--out", str(desk.folder / "nowhere"))
    assert told.code == 1
    assert "is not there yet: run `mlsys-papers enrich`" in told.err


def test_a_damaged_catalogue_is_named(desk: Desk) -> None:
    desk.out.mkdir()
    (desk.out / "catalogue.json").write_text("{", "utf-8")
    told = desk.run("page", "--out", str(desk.out))
    assert told.code == 1
    assert "catalogue.json is not a catalogue" in told.err
