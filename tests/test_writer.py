from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pipeline.errors import PapersError
from pipeline.writer import replace_files


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Two files as a run before left them."""
    (tmp_path / "catalogue.json").write_bytes(b"old json\n")
    (tmp_path / "README.md").write_bytes(b"old readme\r\n")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def new(folder: Path) -> Mapping[Path, str]:
    return {folder / name: f"new {name}\n" for name in ("catalogue.json", "review.md", "README.md")}


def test_files_are_made_and_replaced_to_the_byte(folder: Path) -> None:
    files = {folder / "README.md": "é\r\nb\n", folder / "review.md": "c"}

    assert replace_files(files) == tuple(files)
    assert contents(folder) == {"catalogue.json": b"old json\n", "README.md": b"\xc3\xa9\r\nb\n", "review.md": b"c"}


def test_what_is_so_already_is_not_touched(folder: Path) -> None:
    os.utime(folder / "README.md", ns=(1, 1))
    before = (folder / "README.md").stat()

    changed = replace_files({folder / "README.md": "old readme\r\n", folder / "catalogue.json": "new"})

    after = (folder / "README.md").stat()
    assert changed == (folder / "catalogue.json",)
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_link_stays_a_link_and_a_mode_a_mode(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    link = tmp_path / "docs" / "index.md"
    link.symlink_to("../README.md")
    (folder / "README.md").chmod(0o640)

    assert replace_files({link: "new"}) == (link,)

    assert link.is_symlink()
    assert (folder / "README.md").read_bytes() == b"new"
    assert (folder / "README.md").stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_mode_of_any_new_file(folder: Path) -> None:
    (folder / "any").touch()

    replace_files({folder / "review.md": "new"})

    assert (folder / "review.md").stat().st_mode == (folder / "any").stat().st_mode


def fail_at(call: int, code: int) -> Iterator[None]:
    """Lets so many calls pass, fails the next, and lets all after it pass again."""
    for _ in range(call):
        yield
    raise OSError(code, os.strerror(code))


@pytest.mark.parametrize("write", [0, 1, 2])
@pytest.mark.parametrize(
    ("code", "advice"),
    [(errno.ENOSPC, "free some space"), (errno.EROFS, "allow writing"), (errno.EIO, "see to it")],
)
def test_a_write_that_fails_leaves_all_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, write: int, code: int, advice: str
) -> None:
    before, writes = contents(folder), fail_at(write, code)
    monkeypatch.setattr(os, "fsync", lambda _: next(writes))

    with pytest.raises(PapersError, match=advice) as refused:
        replace_files(new(folder))

    assert str(refused.value).startswith(str(list(new(folder))[write]))
    assert contents(folder) == before


@pytest.mark.parametrize("swap", [0, 1, 2])
def test_a_replacement_that_fails_takes_back_those_before_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, swap: int
) -> None:
    before, replace, calls = contents(folder), Path.replace, []

    def failing(path: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == swap + 1:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PapersError, match="allow writing"):
        replace_files(new(folder))

    assert contents(folder) == before


def test_the_last_file_in_the_way_is_found_before_the_first_is_replaced(folder: Path) -> None:
    (folder / "review.md").mkdir()
    before = contents(folder)

    with pytest.raises(PapersError, match=r"review\.md cannot be written .* move the folder of that name away"):
        replace_files(new(folder))

    assert contents(folder) == before


@pytest.mark.parametrize("missing", ["nowhere/x.md", "README.md/x.md"])
def test_a_folder_that_is_not_there_is_not_made(folder: Path, missing: str) -> None:
    before = contents(folder)

    with pytest.raises(PapersError, match="create its folder first"):
        replace_files({folder / "README.md": "new", folder / missing: "new"})

    assert contents(folder) == before


def test_a_pipe_is_neither_read_nor_replaced(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to("pipe")

    with pytest.raises(
        PapersError, match=r"link cannot be written \(it is a device, a pipe or a socket\): name another"
    ):
        replace_files({folder / "README.md": "new", folder / "link": "new"})

    assert (folder / "pipe").is_fifo()


def test_a_link_in_a_circle_is_refused(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")

    with pytest.raises(PapersError, match="loop cannot be written"):
        replace_files({folder / "loop": "new"})


KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.writer import replace_files

replace, left = Path.replace, int(sys.argv[2])

def killed(path, target):
    global left
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    return replace(path, target)

Path.replace = killed
folder = Path(sys.argv[1])
replace_files({folder / "catalogue.json": "new catalogue.json\\n", folder / "README.md": "new README.md\\n"})
"""


@pytest.mark.parametrize(
    ("replaced", "catalogue"), [(0, b"old json\n"), (1, b"new catalogue.json\n")], ids=["before all", "half way"]
)
def test_a_killed_run_leaves_whole_files_and_the_next_one_finishes(
    folder: Path, replaced: int, catalogue: bytes
) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED, folder, str(replaced)], check=False)  # noqa: S603  # our own code

    assert run.returncode == -signal.SIGKILL
    assert (folder / "catalogue.json").read_bytes() == catalogue
    assert (folder / "README.md").read_bytes() == b"old readme\r\n"

    for half in halves(folder):
        os.utime(half, (1.0, 1.0))
    replace_files(new(folder))
    assert contents(folder) == {path.name: text.encode() for path, text in new(folder).items()}


def halves(folder: Path) -> list[Path]:
    return list(folder.glob(".*.tmp"))


def test_what_is_half_written_goes_only_if_it_is_old_and_its_own(folder: Path) -> None:
    now = (folder / "README.md").stat().st_mtime
    at_work, abandoned = (f".catalogue.json.{digit * 32}.tmp" for digit in "ab")
    others = {f".matched.csv.{'c' * 32}.tmp", ".catalogue.json.mine.tmp", f"catalogue.json.{'d' * 32}.tmp"}
    for name in {at_work, abandoned, *others}:
        (folder / name).touch()
        os.utime(folder / name, (now, now if name == at_work else now - 2 * 3600))

    replace_files({folder / "catalogue.json": "old json\n"})
    assert (folder / abandoned).exists()  # nothing was to be written

    replace_files({folder / "catalogue.json": "old json\n", folder / "README.md": "new"})
    assert {path.name for path in folder.iterdir()} == {"catalogue.json", "README.md", at_work, *others}
