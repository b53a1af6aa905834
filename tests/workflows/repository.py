"""A repository of somebody who keeps a list, its remote, and a `gh` that only notes what it is asked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.shared import ROOT

_GH = """\
#!/usr/bin/env bash
printf '%s\\n' "$*" >> "{calls}"
asked="$1 $2"
while [ $# -gt 0 ]; do
  if [ "$1" = --body-file ]; then cp "$2" "{body}"; fi
  if [ "$1" = --head ]; then head="$2"; fi
  shift
done
if [ "$asked" = "pr list" ] && [ -f "{open}/$head" ]; then cat "{open}/$head"; fi
"""

_REFUSING = """\
#!/usr/bin/env bash
case "$* " in "{asked} "*) echo "{tool}: refused" >&2; exit 1 ;; esac
exec "{own}" "$@"
"""


class Repository:
    """`folder` is the checkout, cloned from the bare `remote`; `tools` holds the `gh`."""

    def __init__(self, place: Path) -> None:
        self.folder, self.remote, self.tools = place / "checkout", place / "remote.git", place / "tools"
        self._calls, self.body, self._open = place / "gh-calls", place / "gh-body", place / "gh-open"
        self.tools.mkdir(parents=True)
        self._open.mkdir()
        gh = self.tools / "gh"
        gh.write_text(_GH.format(calls=self._calls, body=self.body, open=self._open), "utf-8")
        gh.chmod(0o755)
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.remote), at=place)
        self.git("clone", "--quiet", str(self.remote), str(self.folder), at=place)
        self.git("checkout", "--quiet", "-B", "main")

    def refuse(self, tool: str, asked: str) -> None:
        """From now on `git` or `gh`, called by the refresh with these first words, fails."""
        place = self.tools / tool
        own = place.rename(self.tools / f"own-{tool}") if place.exists() else Path(shutil.which(tool) or "")
        place.write_text(_REFUSING.format(asked=asked, tool=tool, own=own), "utf-8")
        place.chmod(0o755)

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

    def shallow(self) -> None:
        """The same checkout without its history, as the host's own action makes it."""
        shutil.rmtree(self.folder)
        self.git("clone", "--quiet", "--depth=1", self.remote.as_uri(), str(self.folder), at=self.remote)

    def commit_on(self, branch: str, name: str, text: str, *options: str) -> str:
        """What a person does with a branch of the remote, elsewhere: one file more, pushed; the commit."""
        with TemporaryDirectory() as elsewhere:
            folder = Path(elsewhere)
            self.git("clone", "--quiet", "--branch", branch, str(self.remote), elsewhere, at=self.remote)
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
            self.git("add", "--all", at=folder)
            self.git("commit", "--quiet", *(options or ("--message", f"Write {name}")), at=folder)
            self.git("push", "--quiet", "--force", "origin", branch, at=folder)
            return self.git("rev-parse", "HEAD", at=folder)

    def squash(self, branch: str) -> None:
        """What a person does with a pull request on the host: its branch merged as one commit of theirs, and kept."""
        self.fresh()
        self.git("fetch", "--quiet", "origin", branch)
        self.git("merge", "--quiet", "--squash", "FETCH_HEAD")
        self.git("commit", "--quiet", "--message", f"Merge {branch}")
        self.git("push", "--quiet", "origin", "main")

    def on_remote(self, branch: str = "main") -> str | None:
        """The commit at which a branch of the remote stands, or None where there is none."""
        found = self.git("ls-remote", str(self.remote), f"refs/heads/{branch}")
        return found.split()[0] if found else None

    def asked_of_gh(self) -> list[str]:
        return self._calls.read_text("utf-8").splitlines() if self._calls.exists() else []

    def pull_request_is_open(self, number: int, branch: str = "refresh-for-review") -> None:
        (self._open / branch).write_text(f"{number}\n", "utf-8")


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
