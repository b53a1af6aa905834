"""Weeks go by: what changes at the services between two runs is told, once, and nothing else is."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands import asking, sealing
from tests.end_to_end.desk import Desk, Told
from tests.end_to_end.samples import FERRY, HARBOR, LIST, NOWHERE, PAPERS, QUARRY, THICKET
from tests.standin import Fault, Record, Standin

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
"""A Monday."""


class Weeks:
    """A desk whose services change, and whose clock is put forward by hand."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk, self.today = desk, START
        self._standins: list[Standin] = []
        for module in (asking, sealing):
            monkeypatch.setattr(module, "now", lambda: self.today)

    def later(self, *records: Record, days: int = 7) -> Standin:
        """So many days later the services know these papers; all of them as at first, where none is given."""
        self.today += timedelta(days=days)
        standin = Standin(records or PAPERS)
        self._standins.append(standin)
        self.desk.ask(standin)
        return standin

    def close(self) -> None:
        for standin in self._standins:
            standin.close()

    def events(self) -> list[dict[str, Any]]:
        return list(json.loads((self.desk.out / "changes.json").read_bytes())["events"])

    def told(self) -> list[tuple[str, str | None, Any, Any]]:
        """The events of this day: kind, the name before the colon, before, after."""
        today = self.today.date().isoformat()
        return [
            (one["kind"], one["title"].partition(":")[0], one["before"], one["after"])
            for one in self.events()
            if one["date"] == today
        ]

    def history(self, name: str) -> list[tuple[str, str, str]]:
        """Date, count and state of each row of the paper whose id begins so."""
        with (self.desk.out / "history.csv").open(encoding="utf-8", newline="") as file:
            return [
                (row["date"], row["citations"], row["state"])
                for row in csv.DictReader(file)
                if row["paper"].startswith(name)
            ]


@pytest.fixture
def weeks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Weeks]:
    weeks = Weeks(desk, monkeypatch)
    yield weeks
    weeks.close()


def changed(record: Record, **fields: Any) -> Record:
    """The same paper at the services, which say something else of it now."""
    return record.model_copy(update={"paper_id": record.sha} | fields)


def instead(*records: Record) -> tuple[Record, ...]:
    """All papers, these in place of those with the same arXiv identifier, DOI or, without either, abstract."""
    names = {record.sha: record for record in records}
    return tuple(names.get(record.sha, record) for record in PAPERS)


def test_the_first_run_begins_the_record(desk: Desk, weeks: Weeks) -> None:
    desk.enrich()
    assert weeks.told() == [("began", "Papers of a harbour town", None, 5)]
    assert weeks.history("harbor") == [("2026-03-02", "12", "believed")]
    assert weeks.history("quarry") == [("2026-03-02", "0", "believed")]
    assert weeks.history("zephyr") == []


def test_weeks_without_news_leave_every_byte(desk: Desk, weeks: Weeks) -> None:
    desk.enrich()
    before = desk.written()
    for days in (0, 7, 7, 400):
        weeks.later(days=days)
        assert desk.enrich().code == 0
        assert desk.enrich("--refresh").code == 0
        assert desk.written() == before


def test_exactly_what_happened_is_told_and_only_once(desk: Desk, weeks: Weeks) -> None:
    desk.enrich()
    weeks.later(
        *instead(
            changed(QUARRY, venue="EuroSys", year=2026, publication_date="2026-04-27", citation_count=4),
            changed(FERRY, title="Packet Boat: Moving Key-Value Caches Between Replicas", citation_count=26),
            changed(HARBOR, citation_count=13, **WITHDRAWN),
            changed(THICKET, citation_count=25),
        ),
        days=35,  # by then what arXiv says is asked for again
    )
    assert (
        "What is new: 1 withdrawn, 1 appeared at a venue, 1 retitled, 2 milestones; "
        f"see {desk.out}/CHANGES.md\n" in desk.enrich().out
    )
    expected = [
        ("withdrawn", "Harbor", None, None),
        ("appeared", "Quarry", "arXiv 2024", "EuroSys 2026"),
        ("retitled", "Packet Boat", FERRY.title, "Packet Boat: Moving Key-Value Caches Between Replicas"),
        ("milestone", "Packet Boat", 7, 26),
        ("milestone", "Thicket", 3, 25),
    ]
    assert weeks.told() == expected
    assert weeks.history("harbor") == [("2026-03-02", "12", "believed"), ("2026-04-06", "13", "believed")]
    assert weeks.history("quarry") == [("2026-03-02", "0", "believed"), ("2026-04-06", "4", "believed")]
    before = desk.written()
    desk.enrich("--refresh")
    assert desk.written() == before
    weeks.today += timedelta(days=7)
    desk.enrich()
    assert desk.written() == before
    text = (desk.out / "CHANGES.md").read_text("utf-8")
    assert text.index("## 2026, week 15 (from 2026-04-06)") < text.index("## 2026, week 10 (from 2026-03-02)")
    assert "Appeared at EuroSys 2026, after arXiv 2024." in text


def test_what_joins_and_what_leaves_the_list_is_told_and_its_counts_are_kept(desk: Desk, weeks: Weeks) -> None:
    found = changed(THICKET, title=NOWHERE, authors=("Hal Wren",), paper_id="c" * 40, venue="ATC")
    desk.list.write_text(LIST.replace(f"- {THICKET.title}\n", ""), "utf-8")
    desk.enrich()
    weeks.later(*PAPERS, found, days=70)
    desk.list.write_text(LIST.replace(f"- [SOSP ‘22] {FERRY.title}\n", ""), "utf-8")
    desk.enrich()
    assert weeks.told() == [
        ("matched", "Zephyr", None, NOWHERE),
        ("added", "Thicket", None, None),
        ("removed", "Ferry", None, None),
    ]
    assert weeks.history("ferry") == [("2026-03-02", "7", "believed")]


WITHDRAWN = {"arxiv_version": 2, "arxiv_comment": "This paper has been withdrawn by the authors"}
OF_ARXIV = [("withdrawn", "Harbor", None, None)]
OF_S2 = [("appeared", "Pit", "arXiv 2024", "EuroSys 2026"), ("milestone", "Pit", 0, 11)]
OF_BOTH = [("retitled", "Pit", QUARRY.title, "Pit: Mining Memory")]


@pytest.mark.parametrize(
    ("service", "first", "second"),
    [
        ("arxiv", [OF_S2[0], *OF_BOTH, OF_S2[1]], OF_ARXIV),
        ("semantic_scholar", [*OF_ARXIV, *OF_BOTH], OF_S2),
    ],
    ids=["arxiv", "semantic_scholar"],
)
def test_what_a_silent_service_would_have_said_is_no_news_until_it_has(
    desk: Desk, weeks: Weeks, service: str, first: list[Any], second: list[Any]
) -> None:
    desk.enrich()
    now = instead(
        changed(QUARRY, title="Pit: Mining Memory", venue="EuroSys", year=2026, citation_count=11),
        changed(HARBOR, **WITHDRAWN),
    )
    standin = weeks.later(*now)
    silent = standin.arxiv if service == "arxiv" else standin.semantic_scholar
    silent.fail_always = Fault.status(503)
    desk.cache = desk.folder / "lost"
    desk.enrich("--patience", "0")
    assert weeks.told() == first
    weeks.later(*now)
    desk.enrich()
    assert weeks.told() == second


def test_both_services_down_is_no_news_at_all(desk: Desk, weeks: Weeks) -> None:
    desk.enrich()
    before = desk.written()
    standin = weeks.later(*instead(changed(HARBOR, citation_count=500)))
    standin.arxiv.fail_always = standin.semantic_scholar.fail_always = Fault.status(503)
    desk.cache = desk.folder / "lost"
    desk.enrich("--patience", "0")
    assert desk.written() == before


def test_services_that_were_down_when_the_record_began_are_no_news_when_they_are_back(
    desk: Desk, weeks: Weeks, standin: Standin
) -> None:
    standin.arxiv.fail_always = standin.semantic_scholar.fail_always = Fault.status(503)
    desk.enrich("--patience", "0")
    weeks.later()
    desk.enrich()
    assert desk.papers()["Harbor"]["status"] == "matched"
    assert weeks.told() == []


@pytest.mark.parametrize("reached", [1, 2, 3], ids=["changes", "history", "catalogue"])
def test_a_run_that_is_killed_between_two_files_loses_no_event_and_tells_none_twice(
    desk: Desk, weeks: Weeks, reached: int
) -> None:
    """The files take their places one after the other; these are all that a run reads again."""
    desk.enrich()
    before = desk.written()
    weeks.later(*instead(changed(HARBOR, citation_count=26, venue="TOCS", year=2026), changed(FERRY, citation_count=0)))
    desk.enrich()
    after = desk.written()
    for name in ("out/changes.json", "out/history.csv", "out/catalogue.json")[reached:]:
        (desk.folder / name).write_bytes(before[name])
    weeks.today += timedelta(days=1)
    desk.enrich()
    assert desk.written() == after


# ---- counts that fall ---------------------------------------------------------------------------------------------


def fall_of(weeks: Weeks, count: int | None) -> None:
    """A week later Semantic Scholar says that Harbor is cited so often."""
    weeks.later(*instead(changed(HARBOR, citation_count=count)))
    weeks.desk.enrich()


def cited(desk: Desk) -> tuple[int, str]:
    counts = desk.papers()["Harbor"]["citations"]
    return counts["count"], counts["as_of"]


def test_a_steep_fall_is_believed_at_its_second_reading(desk: Desk, weeks: Weeks) -> None:
    desk.enrich()
    fall_of(weeks, 0)
    assert cited(desk) == (12, "2026-03-02")
    held = [("2026-03-02", "12", "believed"), ("2026-03-09", "0", "pending")]
    assert weeks.history("harbor") == held
    before = desk.written()
    assert desk.enrich("--refresh").code == 0
    assert desk.written() == before  # a second answer of the same day is no second reading
    fall_of(weeks, 0)
    assert cited(desk) == (0, "2026-03-16")
    assert weeks.history("harbor") == [("2026-03-02", "12", "believed"), ("2026-03-16", "0", "believed")]
    assert [one["kind"] for one in weeks.events()] == ["began"]


def test_a_count_that_recovers_was_never_low(desk: Desk, weeks: Weeks) -> None:
    desk.enrich()
    before = desk.written()
    fall_of(weeks, 3)
    fall_of(weeks, 12)
    assert desk.written() == before


def test_a_service_that_is_down_is_no_second_reading(desk: Desk, weeks: Weeks) -> None:
    desk.enrich()
    fall_of(weeks, 3)
    held = weeks.history("harbor")
    standin = weeks.later()
    standin.semantic_scholar.fail_always = Fault.status(503)
    desk.enrich("--patience", "0")
    assert weeks.history("harbor") == held
    assert cited(desk) == (12, "2026-03-02")
    fall_of(weeks, 3)
    assert cited(desk) == (3, "2026-03-23")


def test_a_count_that_is_held_shows_everywhere(desk: Desk, weeks: Weeks) -> None:
    desk.enrich()
    readme = desk.readme.read_bytes()
    fall_of(weeks, 0)
    assert desk.readme.read_bytes() == readme


# ---- people -------------------------------------------------------------------------------------------------------


def decide(desk: Desk, text: str) -> None:
    (desk.folder / "decisions.toml").write_text(text, "utf-8")


def test_a_person_who_corrects_a_match(desk: Desk, weeks: Weeks) -> None:
    other = Record(
        title="Lighter: Another Paper", authors=("Ivy Dune",), year=2020, arxiv_id="2001.00009", citation_count=2
    )
    desk.enrich()
    weeks.later(*PAPERS, other)
    decide(desk, f'[[pin]]\nentry = "{THICKET.title}"\narxiv = "2001.00009"\nreason = "So it is."\ndate = 2026-03-08\n')
    desk.enrich()
    assert weeks.told() == [("matched", "Lighter", THICKET.title, other.title)]
    assert weeks.history("thicket") == [("2026-03-09", "2", "believed")]
    weeks.later(*PAPERS, other)
    decide(desk, f'[[retire]]\nentry = "{THICKET.title}"\nreason = "It is a talk."\ndate = 2026-03-15\n')
    desk.enrich()
    assert weeks.told() == [("unmatched", "Thicket", other.title, None)]
    assert weeks.history("thicket") == []


def test_a_title_that_is_mended_in_the_list_is_no_new_paper(desk: Desk, weeks: Weeks) -> None:
    desk.list.write_text(LIST.replace("Elastic Checkpointing", "Elastik Chekpointing"), "utf-8")
    desk.enrich()
    assert desk.papers()["Harbor"]["status"] == "matched"
    weeks.later()
    desk.list.write_text(LIST, "utf-8")
    desk.enrich()
    assert weeks.told() == []
    assert [date for date, *_ in weeks.history("harbor-elastic-checkpointing")] == ["2026-03-02"]


@pytest.mark.parametrize("file", ["changes.json", "history.csv", "CHANGES.md"])
def test_a_file_that_was_deleted_begins_anew(desk: Desk, weeks: Weeks, file: str) -> None:
    desk.enrich()
    before = desk.written()
    (desk.out / file).unlink()
    desk.enrich()
    assert desk.written() == before


def test_a_catalogue_that_was_deleted_is_no_news(desk: Desk, weeks: Weeks) -> None:
    desk.enrich()
    weeks.later()
    (desk.out / "catalogue.json").unlink()
    desk.enrich()
    assert weeks.told() == []


def test_another_folder_has_a_record_of_its_own(desk: Desk, weeks: Weeks) -> None:
    desk.enrich()
    weeks.later()
    desk.out = desk.folder / "elsewhere"
    desk.enrich()
    assert [kind for kind, *_ in weeks.told()] == ["began"]


def test_without_a_record_nothing_is_read_nor_held(desk: Desk, weeks: Weeks) -> None:
    (desk.folder / "settings.toml").write_text('outputs = ["json"]\n', "utf-8")
    desk.out.mkdir()
    for name in ("changes.json", "history.csv"):
        (desk.out / name).write_text("broken", "utf-8")
    desk.enrich()
    assert not (desk.out / "CHANGES.md").exists()
    fall_of(weeks, 0)
    assert cited(desk) == (0, "2026-03-09")
    assert (desk.out / "changes.json").read_text("utf-8") == "broken"


def test_without_a_catalogue_to_compare_nothing_is_told_twice(desk: Desk, weeks: Weeks) -> None:
    """The catalogue is not written any more, or never was; each run compares with the same old one."""
    desk.enrich()
    (desk.folder / "settings.toml").write_text('outputs = ["changes", "news", "history"]\n', "utf-8")
    for _ in range(3):
        weeks.later(*instead(changed(QUARRY, venue="EuroSys", year=2026), changed(HARBOR, citation_count=26)))
        desk.enrich()
    assert [one["kind"] for one in weeks.events()] == ["began", "appeared", "milestone"]
    assert weeks.history("harbor") == [("2026-03-02", "12", "believed"), ("2026-03-09", "26", "believed")]


def test_what_a_merge_has_doubled_is_written_once(desk: Desk, weeks: Weeks) -> None:
    desk.enrich()
    before = desk.written()
    for path, line in ((desk.out / "history.csv", -1), (desk.out / "changes.json", 3)):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        doubled = lines[line] if path.suffix == ".csv" else lines[line].rstrip() + ",\n" + lines[line]
        path.write_text("".join([*lines[:line], doubled, *lines[line:][1:]]), "utf-8")
    assert desk.written() != before
    desk.enrich()
    assert desk.written() == before


def test_a_key_to_cite_by_stays_when_more_is_learnt_of_a_paper_and_when_another_leaves(
    desk: Desk, weeks: Weeks
) -> None:
    namesake = changed(FERRY, title=NOWHERE, authors=("Gus Tarn",), year=2021, doi="10.5555/1.2", paper_id="d" * 40)
    desk.list.write_text(LIST.replace(NOWHERE, f"{NOWHERE} [[link]](https://doi.org/10.5555/1.2)"), "utf-8")
    weeks.later(*PAPERS, namesake)
    desk.enrich()
    keys = {name: paper["key"] for name, paper in desk.papers().items()}
    assert (keys["Thicket"], keys["Zephyr"]) == ("tarn2021thicket", "tarn2021zephyr")
    weeks.later(*instead(changed(THICKET, arxiv_id="2012.00001", arxiv_date="2020-12-01")), namesake)
    desk.list.write_text(desk.list.read_text("utf-8").replace(f"- [SOSP ‘22] {FERRY.title}\n", ""), "utf-8")
    desk.enrich()
    assert desk.papers()["Thicket"]["ids"]["arxiv"] == "2012.00001"
    assert {name: paper["key"] for name, paper in desk.papers().items()} == {
        name: key for name, key in keys.items() if name != "Ferry"
    }
    assert "@inproceedings{tarn2021thicket," in (desk.out / "catalogue.bib").read_text("utf-8")


# ---- the news command ---------------------------------------------------------------------------------------------


def news(desk: Desk, *words: str) -> Told:
    return desk.run("news", "--list", str(desk.list), "--out", str(desk.out), *words)


def test_the_news_as_lines_and_as_a_commit_message(desk: Desk, weeks: Weeks) -> None:
    assert news(desk).code == 2
    desk.out.mkdir()
    assert news(desk).out == "Nothing new.\n"
    assert news(desk, "--commit-message").out == "Refresh: details changed\n"
    desk.enrich()
    weeks.later(*instead(changed(QUARRY, venue="EuroSys", year=2026), changed(HARBOR, citation_count=26)))
    desk.enrich()
    before = desk.everything()
    appeared = f"{QUARRY.title}: Appeared at EuroSys 2026, after arXiv 2024."
    passed = f"{HARBOR.title}: Passed 25 citations (26)."
    assert news(desk).out == f"2026-03-09: {appeared}\n2026-03-09: {passed}\n1 paper has another citation count\n"
    assert news(desk, "--since", "2026-03-03", "--commit-message").out == (
        f"Refresh: 1 appeared at a venue, 1 milestone, 1 count changed\n\n- {appeared}\n- {passed}\n"
    )
    assert news(desk, "--since", "2026-03-10", "--commit-message").out == "Refresh: details changed\n"
    assert news(desk, "--since", "2026-03-01").out.count("\n") == 4
    assert desk.everything() == before


def test_a_day_that_is_none(desk: Desk) -> None:
    told = news(desk, "--since", "yesterday")
    assert (told.code, told.out) == (2, "")
    assert told.err == "mlsys-papers: --since takes a day like 2026-01-31, or `last`, and not 'yesterday'.\n"


def test_a_damaged_record_is_told(desk: Desk) -> None:
    desk.out.mkdir()
    Path(desk.out / "history.csv").write_text("paper\n", "utf-8")
    assert f"{desk.out}/history.csv, line 1: is no history of counts" in news(desk).err
