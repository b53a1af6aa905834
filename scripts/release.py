"""Makes a release: `python scripts/release.py 1.2.3` commits the version, dates the changelog, and tags it `v1.2.3`.

Refuses whatever would make a release that cannot be told from its repository: a tree with changes, a branch other than
`main`, a version that is no newer than the last, a tag that exists, a changelog with nothing to release. Pushes
nothing, and says at its end what to push. On any refusal everything is as it was.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

_VERSION = re.compile(r"\d+\.\d+\.\d+")
_UNRELEASED = "## Unreleased\n"


class ReleaseError(Exception):
    """Why there is no release, in one sentence."""


def main(words: list[str], root: Path, today: date) -> int:
    """The exit code: 0 for a release, 1 where there is none, 2 for bad usage."""
    if len(words) != 1 or not _VERSION.fullmatch(words[0]):
        print("usage: python scripts/release.py MAJOR.MINOR.PATCH", file=sys.stderr)
        return 2
    try:
        release(words[0], root, today)
    except ReleaseError as error:
        print(f"No release: {error}", file=sys.stderr)
        return 1
    print(f"Released v{words[0]}. To publish it: git push origin main v{words[0]}")
    return 0


def release(version: str, root: Path, today: date) -> None:
    """Commit and tag. Raises ReleaseError, having changed nothing."""
    _refuse_what_cannot_be_told(version, root)
    texts = {path: path.read_text("utf-8") for path in _files(root)}
    project, package, changelog, readme = texts
    last = re.search(r'(?m)^version = "(.+)"$', texts[project])
    if last is None or _numbers(version) < _numbers(last[1]):
        raise ReleaseError(f"{version} is older than what pyproject.toml says; choose a newer version.")
    new = {
        project: re.sub(r'(?m)^version = ".+"$', f'version = "{version}"', texts[project]),
        package: re.sub(r'(?m)^__version__ = ".+"$', f'__version__ = "{version}"', texts[package]),
        changelog: _dated(texts[changelog], version, today),
        readme: re.sub(r"(uses: \S+/mlsys_papers)@v\d+\.\d+\.\d+", rf"\1@v{version}", texts[readme]),
    }
    with _undone_on_error(root, new):
        for path, text in new.items():
            path.write_text(text, "utf-8")
        _git(root, "add", "--", *map(str, new))
        _git(root, "commit", "--quiet", "--message", f"Release {version}")
        _git(root, "tag", "--annotate", f"v{version}", "--message", f"Release {version}")


@contextmanager
def _undone_on_error(root: Path, paths: Iterable[Path]) -> Iterator[None]:
    """Whatever goes wrong inside, these files, the index and the branch are as they were; nothing else is touched."""
    head, contents = _git(root, "rev-parse", "HEAD"), {path: path.read_bytes() for path in paths}
    try:
        yield
    except BaseException:
        for path, content in contents.items():
            path.write_bytes(content)
        _git(root, "reset", "--quiet", head)
        raise


def _files(root: Path) -> tuple[Path, ...]:
    names = ("pyproject.toml", "pipeline/__init__.py", "CHANGELOG.md", "README.md")
    return tuple(root / name for name in names)


def _refuse_what_cannot_be_told(version: str, root: Path) -> None:
    if _git(root, "status", "--porcelain"):
        raise ReleaseError(
            "the tree holds changes that are not committed; commit or stash them (git status lists them)."
        )
    if (branch := _git(root, "branch", "--show-current")) != "main":
        raise ReleaseError(f"this is the branch {branch or '(none)'}; a release is made on main.")
    if _git(root, "tag", "--list", f"v{version}"):
        raise ReleaseError(f"the tag v{version} exists; a released version stays what it is.")


def _dated(changelog: str, version: str, today: date) -> str:
    before, heading, after = changelog.partition(_UNRELEASED)
    news = after.partition("\n## ")[0]
    if not heading or not news.strip():
        raise ReleaseError("CHANGELOG.md has nothing under `## Unreleased`; say there what is new.")
    return f"{before}{_UNRELEASED}\n## {version} ({today.isoformat()})\n{after}"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _git(root: Path, *words: str) -> str:
    told = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    if told.returncode:
        raise ReleaseError(f"git {words[0]} fails: {told.stderr.strip()}")
    return told.stdout.strip()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], Path(__file__).resolve().parents[1], datetime.now(UTC).date()))
