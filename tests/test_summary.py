"""What a run tells in numbers: counted rightly, shown rightly, and what somebody is warned of."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from socket import AF_UNIX, socket

import pytest

from pipeline.emit.run_summary import LONGEST, render_run, with_review
from pipeline.errors import PapersError
from pipeline.summary import RunSummary, ServiceSummary, parse_summary, warnings
from tests.end_to_end.desk import Desk
from tests.end_to_end.samples import LIST, PAPERS
from tests.standin import Standin

TODAY = date(2026, 11, 23)
RUN = RunSummary(
    day=TODAY,
    seconds=12.34,
    heard=True,
    changed=("catalogue/catalogue.json", "README.md"),
    papers={"matched": 30, "needs_review": 2, "not_found": 1, "unavailable": 1},
    stale=3,
    services=(
        ServiceSummary(name="arxiv", requests=2, asked=40, answered=40, cached=7),
        ServiceSummary(name="semantic_scholar", requests=5, asked=60, answered=59, cached=0, reason="429 for 30 s"),
    ),
    has_key=True,
    key_used=TODAY,
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk", None)


def summarised(desk: Desk, *words: str, key: str | None = None) -> RunSummary:
    path = desk.folder / "made" / "run.json"
    environment = {"SEMANTIC_SCHOLAR_API_KEY": key} if key else {}
    assert desk.enrich("--summary", str(path), *words, environment=environment).code == 0
    return parse_summary(path.read_bytes(), str(path))


def test_questions_are_counted_as_asked_or_cached_and_requests_as_sent(desk: Desk) -> None:
    with Standin(PAPERS) as standin:
        desk.ask(standin)
        cold = summarised(desk, key="a-key-of-some-length")
        sent = {"arxiv": len(standin.sent_to("arxiv")), "semantic_scholar": len(standin.sent_to("semantic_scholar"))}
        desk.list.write_text(LIST.replace("- Zephyr", "- The Zephyr"), "utf-8")
        warm = summarised(desk)
    assert {service.name: service.requests for service in cold.services} == sent
    assert all(service.asked == service.answered > 0 for service in cold.services)
    assert (cold.papers, cold.stale, cold.heard) == ({"matched": 4, "not_found": 1}, 0, True)
    assert {Path(name).name for name in cold.changed} >= {"catalogue.json", "README.md"}
    assert (cold.has_key, cold.key_used) == (True, cold.day)
    # a title that nobody knows as listed goes to arXiv once more, in other words
    assert [service.asked for service in warm.services] == [2, 1]
    assert [service.cached for service in warm.services] == [2, 4]
    assert (warm.has_key, warm.key_used) == (False, cold.day)


def test_a_run_with_nothing_to_do_is_summarised_too(desk: Desk) -> None:
    with Standin(PAPERS) as standin:
        desk.ask(standin)
        summarised(desk)
        again = summarised(desk)
    assert [(service.requests, service.asked) for service in again.services] == [(0, 0), (0, 0)]
    assert (again.changed, again.papers) == ((), {"matched": 4, "not_found": 1})


def test_a_run_without_services_says_why(desk: Desk) -> None:
    silent = summarised(desk, key="a-key-of-some-length")
    assert not silent.heard
    assert all(service.asked > 0 == service.answered for service in silent.services)
    assert warnings(silent)[0].startswith("No service answered (arxiv: it cannot be reached: connection refused")
    assert warnings(silent)[1].startswith("It is not known when the Semantic Scholar key was last used")


@pytest.mark.parametrize(("idle", "warned"), [(0, False), (43, False), (44, True), (70, True)])
def test_an_idle_key_is_warned_of_in_time(idle: int, *, warned: bool) -> None:
    found = warnings(RUN.model_copy(update={"key_used": TODAY - timedelta(days=idle)}))
    assert [warning.partition(":")[0] for warning in found] == (
        [f"The Semantic Scholar key was last used {idle} days ago, and is withdrawn after 60 idle days"]
        if warned
        else []
    )
    assert warnings(RUN.model_copy(update={"has_key": False, "key_used": None})) == []


def test_it_is_shown_as_two_tables() -> None:
    assert render_run(RUN) == (
        "### Refresh of 2026-11-23\n\n"
        "|  | requests | asked | answered | from the cache |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| arXiv | 2 | 40 | 40 | 7 |\n"
        "| Semantic Scholar | 5 | 60 | 59 | 0 |\n\n"
        "| papers | matched | to review | not found | not checked yet | stale | seconds |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        "| 34 | 30 | 2 | 1 | 1 | 3 | 12.3 |\n\n"
        "Changed: catalogue/catalogue.json, README.md.\n"
    )
    assert render_run(RUN.model_copy(update={"changed": ()})).endswith("\nNothing changed.\n")


def test_the_text_of_a_pull_request_fits_where_it_goes() -> None:
    case = f"## An entry (line 1)\n\n{'Verdict: ambiguous. ' * 50}\n\n"
    short, long = with_review(RUN, "# Review\n\n" + case), with_review(RUN, "# Review\n\n" + case * 200)
    assert short.startswith("# Review\n\n" + case)
    assert short.endswith(render_run(RUN))
    assert len(long) < LONGEST + 100
    assert "Verdict: ambiguous. \n\n\n*The queue goes on in the file itself.*\n\n---\n\n### Refresh" in long


def test_a_command_shows_it(desk: Desk) -> None:
    path = desk.folder / "run.json"
    path.write_text(RUN.model_dump_json(), "utf-8")
    (desk.folder / "review.md").write_text("# Review\n", "utf-8")
    assert desk.run("summary", str(path)).out == render_run(RUN)
    assert desk.run("summary", str(path), "--review", str(desk.folder / "review.md")).out == with_review(
        RUN, "# Review\n"
    )


def test_a_job_is_told_where_it_looks(desk: Desk) -> None:
    path, told, outputs = desk.folder / "run.json", desk.folder / "told", desk.folder / "outputs"
    path.write_text(RUN.model_copy(update={"key_used": date(2026, 9, 1)}).model_dump_json(), "utf-8")
    environment = {"GITHUB_STEP_SUMMARY": str(told), "GITHUB_OUTPUT": str(outputs)}
    ran = desk.run("summary", str(path), "--github", environment=environment)
    assert ran.out.startswith("::warning title=Refresh::The Semantic Scholar key was last used 83 days ago")
    assert told.read_text("utf-8").startswith("### Refresh of 2026-11-23")
    assert outputs.read_text("utf-8") == "changed=true\nmatched=30\nneeds-review=2\nday=2026-11-23\n"


@pytest.mark.parametrize(("content", "says"), [("{", "Invalid JSON"), ("{}", "Field required")])
def test_what_is_no_summary_is_told_in_one_sentence(desk: Desk, content: str, says: str) -> None:
    path = desk.folder / "run.json"
    path.write_text(content, "utf-8")
    told = desk.run("summary", str(path))
    assert told.code == 1
    assert says in told.err
    assert "`enrich --summary` writes one" in told.err
    with pytest.raises(PapersError):
        parse_summary(json.dumps([]).encode(), "x")


def test_outside_of_a_job_there_is_nowhere_to_tell(desk: Desk) -> None:
    path = desk.folder / "run.json"
    path.write_text(RUN.model_dump_json(), "utf-8")
    told = desk.run("summary", str(path), "--github", environment={"GITHUB_STEP_SUMMARY": ""})
    assert (told.code, told.out) == (2, "")
    assert "GITHUB_STEP_SUMMARY is not set" in told.err


@pytest.mark.parametrize(
    "name", ["list.md", "settings.toml", "decisions.toml", "out/catalogue.json", "out/index.html", "."]
)
def test_a_summary_takes_the_place_of_no_other_file(desk: Desk, name: str) -> None:
    before = desk.everything()
    told = desk.enrich("--summary", str(desk.list.parent / name))
    assert (told.code, "name another file with `--summary`" in told.err) == (2, True)
    assert (desk.everything(), told.requests) == (before, ())


@pytest.mark.parametrize("blocked", ["a file", "a folder that nobody may write to", "a name that is too long"])
def test_a_summary_that_cannot_be_written_is_told_before_anything_is_asked(
    desk: Desk, blocked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, name = desk.list.parent / "place", "run.json"
    if blocked == "a file":
        place.write_text("mine", "utf-8")
    else:
        place.mkdir()
    if blocked == "a name that is too long":
        name = "x" * 256
    elif blocked == "a folder that nobody may write to":
        monkeypatch.setattr(Path, "touch", refusing(place))
    before = desk.everything()
    told = desk.enrich("--summary", str(place / "below" / name))
    assert (told.code, told.requests) == (2, ())
    assert told.err.startswith(f"mlsys-papers: {place / 'below' / name} cannot be written (")
    assert "name another file with `--summary`" in told.err
    assert desk.everything() == before


def refusing(folder: Path) -> Callable[[Path], None]:
    """What makes a file in any folder but this one: root, who may run the tests, may write to all of them."""
    touch = Path.touch

    def refused(path: Path) -> None:
        if path.parent == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        touch(path)

    return refused


def test_a_summary_that_a_full_disk_refuses_costs_no_word_of_the_report(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, text: str) -> None:
        raise PapersError(f"{path} cannot be written with its {len(text)} letters")

    monkeypatch.setattr("pipeline.summarise.put_file", full)
    told = desk.enrich("--summary", str(desk.folder / "run.json"))
    assert told.code == 1
    assert "catalogue.json" in told.out
    assert "run.json cannot be written" in told.err


def test_a_dry_run_makes_nothing_of_its_summary_and_its_folder(desk: Desk) -> None:
    before = desk.everything()
    assert desk.enrich("--dry-run", "--summary", str(desk.folder / "runs" / "run.json")).code == 0
    assert desk.everything() == before


def test_a_summary_takes_the_place_of_no_device(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    place = desk.list.parent / "socket"
    monkeypatch.chdir(place.parent)  # the path of a socket has to be short
    with socket(AF_UNIX) as bound:
        bound.bind(place.name)
    told = desk.enrich("--summary", str(place))
    assert (told.code, told.requests, place.is_socket()) == (2, (), True)
    assert "name another file with `--summary`" in told.err
