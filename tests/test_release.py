"""A release is made from a scratch repository, and refused where it could not be told from it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import __version__
from tests.shared import ROOT

CHANGELOG = "# Changelog\n\n## Unreleased\n\n- Something new.\n\n## 0.0.1 (2026-01-01)\n\n- The first.\n"
README = "- uses: OWNER/mlsys_papers@v0.0.1\n"


class Scratch:
    """A repository with what a release changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("scripts/release.py", "pyproject.toml", "pipeline/__init__.py"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        (folder / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
        (folder / "README.md").write_text(README, "utf-8")
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "Ada")
        self.git("config", "user.email", "ada@example.org")
        self.commit()

    def git(self, *words: str) -> str:
        told = subprocess.run(["git", *words], cwd=self.folder, check=True, capture_output=True, text=True)  # noqa: S603, S607  the git of this machine
        return told.stdout.strip()

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Work")

    def release(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "scripts/release.py", *words]
        return subprocess.run(command, cwd=self.folder, check=False, capture_output=True, text=True)  # noqa: S603  our own script

    def state(self) -> tuple[str, str, str]:
        return self.git("rev-parse", "HEAD"), self.git("tag", "--list"), self.git("status", "--porcelain")

    def text(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path)


def test_a_release_is_a_commit_and_a_tag_that_agree_on_the_version(scratch: Scratch) -> None:
    told = scratch.release("1.2.3")
    assert (told.returncode, told.stderr) == (0, "")
    assert "git push origin main v1.2.3" in told.stdout
    assert scratch.git("rev-parse", "v1.2.3^{commit}") == scratch.git("rev-parse", "HEAD")
    assert scratch.git("log", "-1", "--format=%s") == "Release 1.2.3"
    assert scratch.git("status", "--porcelain") == ""
    assert '\nversion = "1.2.3"\n' in scratch.text("pyproject.toml")
    assert '\n__version__ = "1.2.3"\n' in scratch.text("pipeline/__init__.py")
    assert scratch.text("README.md") == "- uses: OWNER/mlsys_papers@v1.2.3\n"
    assert re.search(
        r"## Unreleased\n\n## 1\.2\.3 \(\d{4}-\d\d-\d\d\)\n\n- Something new\.", scratch.text("CHANGELOG.md")
    )


def dirty(scratch: Scratch) -> None:
    (scratch.folder / "README.md").write_text("changed\n", "utf-8")


def untracked(scratch: Scratch) -> None:
    (scratch.folder / "new.txt").write_text("new\n", "utf-8")


def elsewhere(scratch: Scratch) -> None:
    scratch.git("checkout", "--quiet", "-b", "other")


def tagged(scratch: Scratch) -> None:
    scratch.git("tag", "v1.2.3")


def without_news(scratch: Scratch) -> None:
    (scratch.folder / "CHANGELOG.md").write_text(CHANGELOG.replace("- Something new.\n\n", ""), "utf-8")
    scratch.commit()


def newer(scratch: Scratch) -> None:
    project = scratch.text("pyproject.toml").replace(f'version = "{__version__}"', 'version = "1.10.0"')
    (scratch.folder / "pyproject.toml").write_text(project, "utf-8")
    scratch.commit()


def refused_by_a_hook(scratch: Scratch) -> None:
    hook = scratch.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today\nexit 1\n", "utf-8")
    hook.chmod(0o755)


def no_room_for_the_tag(scratch: Scratch) -> None:
    scratch.git("tag", "v1.2.3/candidate")


@pytest.mark.parametrize(
    ("prepare", "says"),
    [
        (dirty, "the tree holds changes that are not committed"),
        (untracked, "the tree holds changes that are not committed"),
        (elsewhere, "this is the branch other; a release is made on main"),
        (tagged, "the tag v1.2.3 exists"),
        (without_news, "CHANGELOG.md has nothing under `## Unreleased`"),
        (newer, "1.2.3 is older than what pyproject.toml says"),
        (refused_by_a_hook, "git commit fails: not today"),
        (no_room_for_the_tag, "git tag fails: "),
    ],
)
def test_a_refusal_changes_nothing(scratch: Scratch, prepare: object, says: str) -> None:
    assert callable(prepare)
    prepare(scratch)
    before = scratch.state()
    told = scratch.release("1.2.3")
    assert told.returncode == 1
    assert told.stderr.startswith(f"No release: {says}")
    assert scratch.state() == before


@pytest.mark.parametrize("words", [(), ("1.2",), ("v1.2.3",), ("1.2.3", "now")])
def test_a_version_is_three_numbers(scratch: Scratch, words: tuple[str, ...]) -> None:
    before = scratch.state()
    assert scratch.release(*words).returncode == 2
    assert scratch.state() == before


def test_the_version_is_the_same_wherever_it_stands() -> None:
    assert f'\nversion = "{__version__}"\n' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert f"/mlsys_papers@v{__version__}\n" in (ROOT / "README.md").read_text("utf-8")
