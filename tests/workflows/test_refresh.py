"""The refresh that runs itself: the very shell steps of the workflow and of the action, in a scratch repository with a
remote, against the stand-in. A story of several runs each, because a run is dear."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.end_to_end.desk import addresses_of
from tests.end_to_end.samples import LIST, NOWHERE, PAPERS
from tests.recipes import recipe
from tests.shared import ROOT
from tests.standin import Record, Standin
from tests.workflows.repository import Repository, with_project
from tests.workflows.steps import Host, Ran, Step, plain_environment, steps_of

ADDED = Record(
    title="Anchorage: Holding Fast in Shared Training Clusters",
    authors=("Ida Nut",),
    year=2020,
    venue="OSDI",
    doi="10.5555/3",
)
DOUBTFUL = (
    Record(title="Anchor", authors=("Ida Nut",), year=2020, venue="OSDI", doi="10.5555/1"),
    Record(title="Anchor", authors=("Jo Oak",), year=2021, venue="SOSP", doi="10.5555/2"),
)
KEY = "a-key-that-nobody-may-see"
IN_THE_README = "${{ secrets.SEMANTIC_SCHOLAR_API_KEY }}"
WORKFLOW = ".github/workflows/refresh.yml"


def pasted() -> dict[str, Any]:
    """The step that the README has people paste."""
    workflow = yaml.safe_load(recipe("A list that refreshes itself", "yaml"))
    step: dict[str, Any] = workflow["jobs"]["refresh"]["steps"][-1]
    return step


def action_inputs() -> dict[str, dict[str, str]]:
    inputs: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    return inputs


class Subject:
    """A repository that refreshes itself, by the workflow or by the action, and its runs."""

    def __init__(self, place: Path, *, as_action: bool) -> None:
        self.place, self.as_action = place, as_action
        self.repository = Repository(place)
        self.temporary = place / "temporary"
        self.list = "papers.md" if as_action else "catalogue/papers.md"
        self.cache = self.temporary / "mlsys-papers-cache" if as_action else self.repository.folder / "cache"
        if as_action:  # what its step that installs leaves behind
            (self.temporary / "mlsys-papers").mkdir(parents=True)
            (self.temporary / "mlsys-papers" / "bin").symlink_to(Path(sys.executable).parent)
        else:
            with_project(self.repository)
            self.repository.write("README.md", "# Papers\n\n<!-- catalogue:start -->\n<!-- catalogue:end -->\n")
        self.list_papers(LIST)  # the action's repository holds nothing else

    @property
    def steps(self) -> list[Step]:
        steps = steps_of("action.yml") if self.as_action else steps_of(WORKFLOW, "refresh")
        return [step for step in steps if step.name != "Install"]

    def list_papers(self, text: str) -> None:
        self.repository.write(self.list, text)
        self.repository.push("Edit the list")

    def machine(self, standin: Standin | None, **inputs: str) -> Host:
        """A new machine, to which the host gives the cache of the last run."""
        self.repository.fresh()
        given = {name: spec["default"] for name, spec in action_inputs().items()} | pasted()["with"] | inputs
        context = {
            "secrets.SEMANTIC_SCHOLAR_API_KEY": KEY,
            "vars.MLSYS_PAPERS_CONTACT": "ada@a.example",
            "github.ref_name": "main",
            **{f"inputs.{name}": value.replace(IN_THE_README, KEY) for name, value in given.items()},
            **{f"steps.told.outputs.{name}": value for name, value in given.items()},
        }
        environment = plain_environment() | addresses_of(standin)
        environment["PATH"] = f"{self.repository.tools}:{environment['PATH']}"
        return Host(self.repository.folder, self.temporary, environment, context)

    def refresh(self, standin: Standin | None, **inputs: str) -> tuple[Host, dict[str, Ran]]:
        host = self.machine(standin, **inputs)
        return host, host.run(self.steps)


@pytest.fixture
def action(tmp_path: Path) -> Subject:
    return Subject(tmp_path, as_action=True)


def failed(ran: Mapping[str, Ran]) -> dict[str, int]:
    return {name: one.code for name, one in ran.items() if one.code}


def assert_the_job_summary_tells(host: Host, standin: Standin) -> None:
    told = host.summary.read_text("utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in told.splitlines() if line[:1] == "|"]
    assert rows[0] == ["", "requests", "asked", "answered", "from the cache"]
    assert [(row[0], int(row[1])) for row in rows[2:4]] == [
        ("arXiv", len(standin.sent_to("arxiv"))),
        ("Semantic Scholar", len(standin.sent_to("semantic_scholar"))),
    ]
    assert rows[4] == ["papers", "matched", "to review", "not found", "not checked yet", "stale", "seconds"]
    assert rows[6][:6] == ["5", "4", "0", "1", "0", "0"]
    assert "catalogue/catalogue.json" in told


def assert_the_first_run_commits(subject: Subject, standin: Standin) -> None:
    repository, before = subject.repository, subject.repository.on_remote()
    host, ran = subject.refresh(standin)
    assert failed(ran) == {}
    assert host.outputs.items() >= {"changed": "true", "matched": "4", "needs-review": "0"}.items()
    assert_the_job_summary_tells(host, standin)
    assert {request.headers.get("x-api-key") for request in standin.sent_to("semantic_scholar")} == {KEY}
    assert not any(KEY in one.said for one in ran.values())
    assert not any(KEY.encode() in path.read_bytes() for path in subject.place.rglob("*") if path.is_file())
    assert repository.on_remote() not in (before, None)
    assert repository.git("log", "--format=%s", "-1", "origin/main").startswith("Refresh: ")
    assert repository.git("status", "--porcelain") == ""
    catalogue = json.loads((repository.folder / "catalogue" / "catalogue.json").read_bytes())
    assert [paper["status"] for paper in catalogue["papers"]] == [*["matched"] * 4, "not_found"]
    readme = repository.folder / "README.md"
    assert NOWHERE in readme.read_text("utf-8") if not subject.as_action else not readme.exists()


def assert_nothing_is_landed(subject: Subject, standin: Standin | None) -> tuple[Host, dict[str, Ran]]:
    before = subject.repository.on_remote()
    host, ran = subject.refresh(standin)
    assert failed(ran) == {}
    assert host.outputs["changed"] == "false"
    assert "there is nothing to commit" in ran["Land"].said
    assert subject.repository.on_remote() == before
    assert subject.repository.git("status", "--porcelain") == ""
    return host, ran


def assert_a_silent_run_says_so(subject: Subject) -> None:
    """Both services are down, and the cache is lost but for the summary of the last run."""
    for answer in subject.cache.rglob("*.json"):
        if answer.name != "run.json":
            answer.unlink()
    host, ran = assert_nothing_is_landed(subject, None)
    assert "::warning title=Refresh::No service answered" in ran["Tell"].said
    assert "No service answered" in host.summary.read_text("utf-8")


def test_the_workflow_commits_then_nothing_then_nothing_without_its_services(tmp_path: Path) -> None:
    subject = Subject(tmp_path, as_action=False)
    with Standin(PAPERS) as standin:
        assert_the_first_run_commits(subject, standin)
        assert_nothing_is_landed(subject, standin)
    assert_a_silent_run_says_so(subject)
    assert not any(call.startswith("pr ") for call in subject.repository.asked_of_gh())


def test_the_action_does_the_same_and_asks_for_a_person_where_one_is_needed(action: Subject) -> None:
    repository = action.repository
    with Standin((*PAPERS, ADDED, *DOUBTFUL)) as standin:
        assert_the_first_run_commits(action, standin)
        assert_nothing_is_landed(action, standin)
        assert_a_silent_run_says_so(action)

        action.list_papers(f"{LIST}- {ADDED.title}\n- Anchor\n")
        before = repository.on_remote()
        host, ran = action.refresh(standin, readme="README.md")
        assert failed(ran) == {}
        assert ADDED.title in repository.git("show", "HEAD:README.md")
        assert (host.outputs["changed"], host.outputs["needs-review"]) == ("true", "1")
        assert repository.on_remote() == before
        assert repository.on_remote("refresh-for-review") == repository.git("rev-parse", "HEAD")
        message = repository.git("log", "--format=%B", "-1")
        assert f"- {ADDED.title}: " in message
        text = repository.body.read_text("utf-8")
        assert text.startswith("# Review\n\n1 entry needs a person's eye.")
        assert "[[pin]]" in text
        assert "| papers | matched | to review |" in text
        (created,) = [call for call in repository.asked_of_gh() if call.startswith("pr create")]
        assert f"--head refresh-for-review --base main --title {message.splitlines()[0]} " in created

        repository.pull_request_is_open(7)
        _, ran = action.refresh(standin, strict="true")
    assert failed(ran) == {"Verdict": 4}
    assert repository.asked_of_gh()[-2].startswith("pr edit 7 --title Refresh: ")
    assert repository.on_remote() == before


def test_a_run_that_cannot_be_done_fails_and_lands_nothing(action: Subject) -> None:
    action.repository.write("catalogue/catalogue.json", "{")
    action.repository.push("Damage the catalogue")
    before = action.repository.on_remote()
    _, ran = action.refresh(None)
    assert failed(ran) == {"Enrich": 1}
    assert list(ran) == ["Enrich"]
    assert "is not a catalogue" in ran["Enrich"].said
    assert action.repository.on_remote() == before


def test_a_branch_that_moved_on_meanwhile_is_left_alone(action: Subject) -> None:
    repository, other = action.repository, action.place / "other"
    host = action.machine(None, **{"day": "2026-11-25", "needs-review": "0"})
    repository.git("clone", "--quiet", str(repository.remote), str(other), at=action.place)
    repository.git("commit", "--quiet", "--allow-empty", "--message", "Meanwhile", at=other)
    repository.git("push", "--quiet", "origin", "main", at=other)
    moved = repository.on_remote()
    repository.write("catalogue/catalogue.json", "what a run wrote\n")
    ran = host.run([step for step in action.steps if step.name == "Land"])
    assert failed(ran) == {"Land": 1}
    assert "main has moved on" in ran["Land"].said
    assert repository.on_remote() == moved


SUMMARY = """{"day": "2026-11-25", "seconds": 1.0, "heard": true, "changed": ["catalogue/review.md"],
    "papers": {"needs_review": 1}, "stale": 0, "services": []}"""
REVIEW_BRANCH = "refresh-for-review"


def land_for_review(action: Subject, text: str, *, shallow: bool = False) -> None:
    """What the action does after a run whose one entry needs a person, and that wrote this review queue."""
    land(action, text, needs_review=1, shallow=shallow)


def land(action: Subject, text: str, *, needs_review: int, shallow: bool = False) -> str:
    """What the action does after a run of which so many entries need a person, and that wrote this review queue; what
    it says."""
    host = action.machine(None, **{"day": "2026-11-25", "needs-review": str(needs_review)})
    if shallow:
        action.repository.shallow()
    action.cache.mkdir(exist_ok=True)
    (action.cache / "run.json").write_text(SUMMARY, "utf-8")
    action.repository.write("catalogue/review.md", text)
    ran = host.run([step for step in action.steps if step.name == "Land"])
    assert failed(ran) == {}
    return ran["Land"].said


def landed(action: Subject, branch: str) -> str:
    return action.repository.git("show", f"{branch}:catalogue/review.md", at=action.repository.remote)


def asked_since(action: Subject, before: int) -> list[tuple[str, ...]]:
    """The first three words of each call of `gh` that asks for a change of a pull request."""
    calls = [tuple(call.split()[:3]) for call in action.repository.asked_of_gh()[before:]]
    return [call for call in calls if call[0] == "pr" and call[1] != "list"]


@pytest.mark.parametrize("how", [(), ("--amend", "--no-edit")], ids=["a commit more", "a commit amended"])
def test_what_a_person_commits_for_review_is_never_overwritten(action: Subject, how: tuple[str, ...]) -> None:
    repository, second = action.repository, f"{REVIEW_BRANCH}-2"
    land_for_review(action, "One.\n")
    repository.pull_request_is_open(7)
    decided = repository.commit_on(REVIEW_BRANCH, "decisions.toml", "# decided\n", *how)

    before = len(repository.asked_of_gh())
    land_for_review(action, "Two.\n")
    assert repository.on_remote(REVIEW_BRANCH) == decided
    assert landed(action, second) == "Two."
    assert asked_since(action, before) == [("pr", "create", "--head"), ("pr", "comment", "7")]
    said = repository.asked_of_gh()[-1]
    assert f"the refresh of 2026-11-25 waits in a pull request from {second}." in said

    repository.pull_request_is_open(8, second)
    before = len(repository.asked_of_gh())
    land_for_review(action, "Three.\n")
    assert repository.on_remote(REVIEW_BRANCH) == decided
    assert landed(action, second) == "Three."
    assert asked_since(action, before) == [("pr", "edit", "8")]

    repository.git("push", "--quiet", str(repository.remote), "--delete", REVIEW_BRANCH)
    land_for_review(action, "Four.\n")
    assert landed(action, REVIEW_BRANCH) == "Four."


@pytest.mark.parametrize("shallow", [False, True], ids=["with its history", "without"])
def test_a_branch_that_was_squashed_into_main_and_kept_is_made_anew(action: Subject, *, shallow: bool) -> None:
    """Though what it wrote has been written anew on the main branch since, by a refresh that needed nobody."""
    repository = action.repository
    action.list_papers(f"{LIST}- One\n")
    land_for_review(action, "One.\n")
    repository.commit_on(REVIEW_BRANCH, "decisions.toml", "# decided\n")
    action.list_papers(f"{LIST}- Two\n")
    repository.squash(REVIEW_BRANCH)
    repository.write("catalogue/review.md", "None.\n")
    repository.push("Refresh")
    land_for_review(action, "Two.\n", shallow=shallow)
    assert landed(action, REVIEW_BRANCH) == "Two."
    assert repository.on_remote(f"{REVIEW_BRANCH}-2") is None


def test_a_branch_of_which_main_holds_only_a_part_stays(action: Subject) -> None:
    repository = action.repository
    land_for_review(action, "One.\n")
    repository.commit_on(REVIEW_BRANCH, "decisions.toml", "# decided\n")
    repository.squash(REVIEW_BRANCH)
    decided = repository.commit_on(REVIEW_BRANCH, "decisions.toml", "# decided\n# and more\n")
    land_for_review(action, "Two.\n")
    assert repository.on_remote(REVIEW_BRANCH) == decided
    assert landed(action, f"{REVIEW_BRANCH}-2") == "Two."


def closed_since(action: Subject, before: int) -> list[str]:
    return [call for call in action.repository.asked_of_gh()[before:] if call.startswith("pr close")]


def test_pull_requests_in_which_nothing_waits_any_more_are_closed(action: Subject) -> None:
    """Three branches: one with a person's commit that is then merged, one with a person's that is not, and its own."""
    repository, second, third = action.repository, f"{REVIEW_BRANCH}-2", f"{REVIEW_BRANCH}-3"
    land_for_review(action, "One.\n")
    repository.pull_request_is_open(7)
    repository.commit_on(REVIEW_BRANCH, "decisions.toml", "# decided\n")
    land_for_review(action, "Two.\n")
    repository.pull_request_is_open(8, second)
    waiting = repository.commit_on(second, "more.toml", "# decided elsewhere\n")
    land_for_review(action, "Three.\n")
    repository.pull_request_is_open(9, third)
    repository.git("push", "--quiet", str(repository.remote), f"{waiting}:refs/heads/{REVIEW_BRANCH}-notes")
    repository.pull_request_is_open(10, f"{REVIEW_BRANCH}-notes")
    assert closed_since(action, 0) == []

    repository.squash(REVIEW_BRANCH)
    before = len(repository.asked_of_gh())
    land_for_review(action, "Four.\n")
    assert landed(action, REVIEW_BRANCH) == "Four."
    (said,) = closed_since(action, before)
    assert said.startswith("pr close 9 --comment ")
    assert f"in the pull request from {REVIEW_BRANCH}" in said

    before = len(repository.asked_of_gh())
    land(action, "Five.\n", needs_review=0)
    assert repository.git("show", "main:catalogue/review.md", at=repository.remote) == "Five."
    assert [call.split()[2] for call in closed_since(action, before)] == ["7", "9"]
    assert repository.on_remote(second) == waiting


@pytest.mark.parametrize("refused", ["ls-remote", "fetch"])
def test_what_has_been_pushed_has_landed_though_the_remote_answers_no_more(action: Subject, refused: str) -> None:
    land_for_review(action, "One.\n")
    action.repository.refuse("git", refused)
    assert "::warning title=Refresh::The branches for review could not be looked at" in land(
        action, "Two.\n", needs_review=0
    )
    assert landed(action, "main") == "Two."


def test_a_refresh_waits_for_review_though_the_comment_that_says_so_is_refused(action: Subject) -> None:
    land_for_review(action, "One.\n")
    action.repository.commit_on(REVIEW_BRANCH, "decisions.toml", "# decided\n")
    action.repository.pull_request_is_open(7)
    action.repository.refuse("gh", "pr comment")
    said = land(action, "Two.\n", needs_review=1)
    assert "::warning title=Refresh::The pull request 7 could not be told" in said
    assert f"An entry needs a person: the refresh waits in a pull request from {REVIEW_BRANCH}-2." in said
    assert landed(action, f"{REVIEW_BRANCH}-2") == "Two."


def test_its_own_branch_is_overwritten_though_the_list_has_moved_on(action: Subject) -> None:
    """Without history too, where what people have long committed to the list could pass for commits of the branch."""
    land_for_review(action, "One.\n")
    action.list_papers(f"{LIST}- Anchor\n")
    action.list_papers(f"{LIST}- Anchorage\n")
    land_for_review(action, "Two.\n", shallow=True)
    assert landed(action, REVIEW_BRANCH) == "Two."
    assert action.repository.on_remote(f"{REVIEW_BRANCH}-2") is None
    count = action.repository.git("rev-list", "--count", f"main..{REVIEW_BRANCH}", at=action.repository.remote)
    assert count == "1"


@pytest.mark.parametrize(("file", "job"), [(WORKFLOW, "keep-alive"), ("action.yml", None)])
def test_the_schedule_is_enabled_anew(tmp_path: Path, file: str, job: str | None) -> None:
    repository = Repository(tmp_path)
    path = f"{repository.tools}:{plain_environment()['PATH']}"
    host = Host(repository.folder, tmp_path / "temporary", plain_environment() | {"PATH": path}, {})
    ran = host.run([step for step in steps_of(file, job) if step.name == "Enable the schedule anew"])
    assert [one.code for one in ran.values()] == [0]
    assert repository.asked_of_gh() == ["api --method PUT repos/somebody/papers/actions/workflows/refresh.yml/enable"]
