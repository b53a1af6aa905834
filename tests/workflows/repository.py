"""A repository of somebody who keeps a list, its remote, and a `gh` that only notes what it is asked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.shared import ROOT

_GH = """\
#!/usr/bin/env bash
printf '%s\\n' "$*" >> "{calls}"
while [ $# -gt 0 ]; do
  if [ "$1" = --body-file ]; then cp "$2" "{body}"; fi
  shift
done
if [ -f "{open}" ] && [ "$(tail -n 1 "{calls}" | cut -d ' ' -f 1-2)" = "pr list" ]; then cat "{open}"; fi
"""


class Repository:
    """`folder` is the checkout, cloned from the bare `remote`; `tools` holds the `gh`."""

    def __init__(self, place: Path) -> None:
        self.folder, self.remote, self.tools = place / "checkout", place / "remote.git", place / "tools"
        self._calls, self.body, self._open = place / "gh-calls", place / "gh-body", place / "gh-open"
        self.tools.mkdir(parents=True)
        gh = self.tools / "gh"
        gh.write_text(_GH.format(calls=self._calls, body=self.body, open=self._open), "utf-8")
        gh.chmod(0o755)
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.remote), at=place)
        self.git("clone", "--quiet", str(self.remote), str(self.folder), at=place)
        self.git("checkout", "--quiet", "-B", "main")

    def git(self, *words: str, at: Path | None = None) -> str:
        command = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *words]
        told = subprocess.run(command, cwd=at or self.folder, check=True, capture_output=True, text=True)  # noqa: S603
        return told.stdout.strip()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def push(self, message: str) -> None:
        """Commit everything, and push it."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        self.git("push", "--quiet", "origin", "main")

    def fresh(self) -> None:
        """What a checkout on a new machine is: the remote's main branch, and nothing besides what is ignored."""
        self.git("fetch", "--quiet", "origin", "main")
        self.git("checkout", "--quiet", "--force", "-B", "main", "origin/main")
        self.git("clean", "--quiet", "--force", "-d")

    def on_remote(self, branch: str = "main") -> str | None:
        """The commit at which a branch of the remote stands, or None where there is none."""
        found = self.git("ls-remote", str(self.remote), f"refs/heads/{branch}")
        return found.split()[0] if found else None

    def asked_of_gh(self) -> list[str]:
        return self._calls.read_text("utf-8").splitlines() if self._calls.exists() else []

    def pull_request_is_open(self, number: int) -> None:
        self._open.write_text(f"{number}\n", "utf-8")


def with_project(repository: Repository) -> None:
    """Put this project's own files into the checkout, as far as its refresh needs them, and an environment that is set
    up already."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml", ".gitignore", ".github"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, repository.folder / name)
    environment = repository.folder / ".venv"
    environment.mkdir()
    (environment / "bin").symlink_to(Path(sys.executable).parent)
    (environment / ".ready").touch()
