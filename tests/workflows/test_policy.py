"""What the workflows promise and no checker knows: pins, rights, the key, one run at a time."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.recipes import recipe
from tests.shared import ROOT, left_out

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FILES = [*WORKFLOWS, ROOT / "action.yml"]
PINNED = re.compile(r"^[\w./-]+@[0-9a-f]{40}$")
OWN = re.compile(r"^\$/\.github/workflows/[\w-]+\.yml$")


def parsed(path: Path) -> dict[str, Any]:
    """The file; `on`, which YAML takes for a boolean, is under "on"."""
    content: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return {"on" if key is True else key: value for key, value in content.items()}


def used(content: dict[str, Any]) -> list[str]:
    jobs = list(content.get("jobs", {}).values()) or [content["runs"]]
    steps = [step for job in jobs for step in job.get("steps", [])]
    return [one["uses"] for one in (*jobs, *steps) if "uses" in one]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_action_is_pinned_by_a_commit_and_says_which_version_that_is(path: Path) -> None:
    assert [name for name in used(parsed(path)) if not (PINNED.match(name) or OWN.match(name))] == []
    pins = [line for line in path.read_text("utf-8").splitlines() if re.search(r"uses: .*@[0-9a-f]{40}", line)]
    assert all(re.search(r" # v\d+\.\d+\.\d+$", line) for line in pins)


def test_one_action_has_one_pin_everywhere() -> None:
    pins = {(name.split("@")[0], name.split("@")[1]) for path in FILES for name in used(parsed(path)) if "@" in name}
    repositories = {("/".join(action.split("/")[:2]), commit) for action, commit in pins}
    assert len(repositories) == len({repository for repository, _ in repositories})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_are_granted_job_by_job(path: Path) -> None:
    content = parsed(path)
    assert content["permissions"] == {}
    granted = {name: job["permissions"] for name, job in content["jobs"].items()}
    allowed = {"contents", "pull-requests", "actions", "pages", "id-token"}
    assert all(set(rights) <= allowed for rights in granted.values())
    writers = {name for name, rights in granted.items() if rights.get("contents") == "write"}
    assert writers == ({"refresh"} if path.name == "refresh.yml" else set())


def test_an_array_that_may_be_empty_is_none_to_an_old_bash() -> None:
    """Before bash 4.4, `set -u` takes an empty array for an unset variable; a Mac has 3.2."""
    for path in (*FILES, *(ROOT / ".github" / "scripts").iterdir()):
        text = path.read_text("utf-8")
        for name in set(re.findall(r"\b(\w+)=\(\)", text)):
            guarded = f'${{{name}[@]+"${{{name}[@]}}"}}'
            assert f"${{{name}[@]}}" not in text.replace(guarded, ""), (path.name, name)


def test_the_key_is_a_secret_that_one_step_sees() -> None:
    for path in FILES:
        text = path.read_text("utf-8")
        assert text.count("SEMANTIC_SCHOLAR_API_KEY:") == (1 if path.name in {"refresh.yml", "action.yml"} else 0)
        assert set(re.findall(r"secrets\.(\w+)", text)) <= {"SEMANTIC_SCHOLAR_API_KEY"}


def test_each_attempt_saves_its_answers_under_a_name_of_its_own() -> None:
    """A cache that exists is not written again: a second attempt would lose what it has asked."""
    for name in ("action.yml", ".github/workflows/refresh.yml"):
        content = parsed(ROOT / name)
        (job,) = [content["runs"]] if "runs" in content else [content["jobs"]["refresh"]]
        caches = [step["with"] for step in job["steps"] if step.get("uses", "").startswith("actions/cache/")]
        assert len(caches) == 2
        for cache in caches:
            assert cache["key"].endswith("-${{ github.run_id }}-${{ github.run_attempt }}")
            assert cache["key"].startswith(cache.get("restore-keys", ""))


def test_it_runs_weekly_and_on_demand_one_run_at_a_time() -> None:
    refresh = parsed(ROOT / ".github" / "workflows" / "refresh.yml")
    (schedule,) = refresh["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", schedule["cron"])
    assert "workflow_dispatch" in refresh["on"]
    assert refresh["concurrency"] == {"group": "refresh", "cancel-in-progress": False}


def test_ci_runs_the_two_commands_on_every_python_that_is_supported() -> None:
    (job,) = parsed(ROOT / ".github" / "workflows" / "ci.yml")["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == ["make check", "make test"]
    assert job["strategy"]["matrix"]["python"][0] == "3.11"


def test_the_action_takes_and_gives_what_it_says() -> None:
    action = parsed(ROOT / "action.yml")
    assert list(action["inputs"]) == ["list", "out", "readme", "key", "contact", "strict"]
    assert list(action["outputs"]) == ["changed", "matched", "needs-review"]


def test_the_readme_has_ten_lines_to_paste_that_a_checker_accepts(tmp_path: Path) -> None:
    text = recipe("A list that refreshes itself", "yaml")
    assert len(text.splitlines()) == 10
    step = yaml.safe_load(text)["jobs"]["refresh"]["steps"][-1]
    assert re.fullmatch(r"OWNER/mlsys_papers@v\d+\.\d+\.\d+", step["uses"])
    assert set(step["with"]) <= set(parsed(ROOT / "action.yml")["inputs"])
    checker = Path(sys.executable).with_name("actionlint")
    if not checker.exists():
        left_out.add("a check of the README's workflow, for want of actionlint")
        return
    (tmp_path / "pasted.yml").write_text(text, "utf-8")
    told = subprocess.run([checker, tmp_path / "pasted.yml"], check=False, capture_output=True, text=True)  # noqa: S603  the checker that the lock file names
    assert (told.returncode, told.stdout) == (0, "")
