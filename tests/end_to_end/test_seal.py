"""A run that would find everything as the last one left it does nothing, and says so; whatever changes, it works."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.commands import enrich as command
from pipeline.commands import sealing
from pipeline.job import Job, Paths
from pipeline.outcome import Outcome
from pipeline.prepare import prepare
from pipeline.publish import publish
from tests.end_to_end.desk import Desk, addresses_of
from tests.end_to_end.samples import LIST, NOWHERE, PAPERS
from tests.standin import Standin


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one whenever a run works its list through."""
    runs: list[str] = []

    def counted(paths: Paths) -> Job:
        runs.append("worked")
        return prepare(paths)

    monkeypatch.setattr(command, "prepare", counted)
    return runs


def test_a_second_run_has_nothing_to_do_and_says_what_the_first_said(desk: Desk, worked: list[str]) -> None:
    first = desk.enrich()
    before = desk.everything()
    second = desk.enrich(sealed=True)
    assert len(worked) == 1
    assert (second.code, second.requests, desk.everything()) == (0, (), before)
    assert second.out.splitlines() == [
        "arXiv: 0 requests, 0 answers, nothing to ask",
        "Semantic Scholar: 0 requests, 0 answers, nothing to ask",
        *first.out.splitlines()[-2:-1],
        "Nothing changed.",
    ]
    assert "papers: " in second.out


def touch_list(desk: Desk) -> None:
    desk.list.write_text(LIST.replace("Read this first.", "Read this second."), encoding="utf-8")


def settings(desk: Desk) -> None:
    (desk.folder / "settings.toml").write_text('title = "Another title"\n', encoding="utf-8")


def decide(desk: Desk) -> None:
    (desk.folder / "decisions.toml").write_text(f'[[retire]]\nentry = "{NOWHERE}"\n', encoding="utf-8")


def spoil_output(desk: Desk) -> None:
    (desk.out / "review.md").write_text("Something else.\n", encoding="utf-8")


def lose_output(desk: Desk) -> None:
    (desk.out / "catalogue.schema.json").unlink()


def spoil_readme(desk: Desk) -> None:
    text = desk.readme.read_text("utf-8")
    desk.readme.write_text(text.replace("Harbor", "Harbour"), encoding="utf-8")


def lose_answer(desk: Desk) -> None:
    next(desk.cache.rglob("arxiv/ids/*.json")).unlink()


def add_snapshot(desk: Desk) -> None:
    (desk.snapshot / "more").mkdir()
    (desk.snapshot / "more" / "papers.jsonl").touch()


def damage_seal(desk: Desk) -> None:
    (seal,) = desk.seals.glob("*.seal")
    seal.write_text("{", encoding="utf-8")


CHANGES: list[Callable[[Desk], None]] = [
    touch_list,
    settings,
    decide,
    spoil_output,
    lose_output,
    spoil_readme,
    lose_answer,
    add_snapshot,
    damage_seal,
]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_breaks_the_seal(desk: Desk, worked: list[str], change: Callable[[Desk], None]) -> None:
    desk.enrich()
    change(desk)
    assert desk.enrich(sealed=True).code == 0
    assert len(worked) == 2
    desk.enrich(sealed=True)
    assert len(worked) == 2


def test_what_was_spoilt_is_mended(desk: Desk) -> None:
    desk.enrich()
    before = desk.written()
    spoil_output(desk)
    spoil_readme(desk)
    lose_output(desk)
    desk.enrich(sealed=True)
    desk.enrich()
    written = desk.written()
    assert written["README.md"] == before["README.md"]
    assert written["out/catalogue.schema.json"] == before["out/catalogue.schema.json"]


def long_name(desk: Desk) -> None:
    desk.list = desk.list.rename(desk.folder / f"{'ä' * 120}.md")


def file_for_folder(desk: Desk) -> None:
    desk.cache.mkdir(exist_ok=True)
    desk.seals.write_text("in the way", encoding="utf-8")


def folder_for_seal(desk: Desk) -> None:
    desk.enrich()
    (seal,) = desk.seals.glob("*.seal")
    seal.unlink()
    seal.mkdir()
    spoil_output(desk)


def link_to_itself(desk: Desk) -> None:
    for folder in (desk.snapshot, desk.cache):
        folder.mkdir(exist_ok=True)
        (folder / "loop").symlink_to("loop")


@pytest.mark.parametrize("spoil", [long_name, file_for_folder, folder_for_seal, link_to_itself])
def test_a_seal_that_cannot_be_kept_costs_its_short_cut_and_nothing_else(
    desk: Desk, spoil: Callable[[Desk], None]
) -> None:
    spoil(desk)
    for _ in range(2):
        told = desk.enrich(sealed=True)
        assert (told.code, told.err) == (0, "")
    assert len(desk.papers()) == 5


def test_services_at_other_addresses_are_asked_anew(desk: Desk, worked: list[str]) -> None:
    desk.enrich()
    with Standin(PAPERS) as other:
        desk.enrich(environment=addresses_of(other), sealed=True)
    assert len(worked) == 2


def test_new_code_breaks_the_seal(desk: Desk, worked: list[str]) -> None:
    desk.enrich()
    code = Path(sealing.__file__)
    known = code.stat()
    try:
        os.utime(code, ns=(known.st_atime_ns, known.st_mtime_ns + 1_000_000))
        desk.enrich(sealed=True)
    finally:
        os.utime(code, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert len(worked) == 2


@pytest.mark.parametrize("words", [("--refresh",), ("-v",), ("--only", NOWHERE), ("--offline",), ("--dry-run",)])
def test_who_asks_for_more_than_the_usual_gets_it(desk: Desk, worked: list[str], words: tuple[str, ...]) -> None:
    desk.enrich()
    desk.enrich(*words, sealed=True)
    assert len(worked) == 2


@pytest.mark.parametrize("words", [("--only", NOWHERE), ("--offline",), ("--dry-run",)])
def test_a_run_that_did_not_ask_for_everything_leaves_no_seal(desk: Desk, words: tuple[str, ...]) -> None:
    desk.enrich(*words)
    assert not list(desk.seals.glob("*.seal"))


def test_a_run_whose_services_did_not_answer_leaves_no_seal(desk: Desk) -> None:
    desk.enrich(environment=addresses_of(None))
    assert not list(desk.seals.glob("*.seal"))


@pytest.mark.parametrize(("days", "runs"), [(2.9, 1), (3.1, 2), (-1.0, 2)])
def test_the_seal_holds_until_the_first_answer_needs_asking_again(
    desk: Desk, worked: list[str], monkeypatch: pytest.MonkeyPatch, days: float, runs: int
) -> None:
    """The list holds a title that nobody knows, which is asked again after three days."""
    desk.enrich()
    monkeypatch.setattr(sealing, "now", lambda: datetime.now(UTC) + timedelta(days=days))
    desk.enrich(sealed=True)
    assert len(worked) == runs


def test_a_list_that_is_edited_while_the_run_is_at_work_is_not_sealed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(job: Job, outcome: Outcome) -> tuple[Path, ...]:
        touch_list(desk)
        return publish(job, outcome)

    monkeypatch.setattr(command, "publish", overtaken)
    desk.enrich()
    assert not list(desk.seals.glob("*.seal"))


def test_strict_remembers_who_needs_a_person(desk: Desk) -> None:
    text = LIST + "- [OSDI ‘23] Harbor: Elastic Checkpointing for Preemptive Training Cluster Schedulers\n"
    desk.list.write_text(text, encoding="utf-8")
    first = desk.enrich("--strict")
    assert first.code == 4
    assert desk.enrich("--strict", sealed=True).code == 4
    assert desk.enrich(sealed=True).code == 0


def test_a_cache_may_serve_two_lists(desk: Desk, worked: list[str]) -> None:
    desk.enrich()
    other = ["--list", str(desk.list), "--out", str(desk.folder / "other"), "--cache", str(desk.cache)]
    desk.run("enrich", *other, "--snapshot", str(desk.snapshot))
    desk.enrich(sealed=True)
    desk.run("enrich", *other, "--snapshot", str(desk.snapshot))
    assert len(worked) == 2
