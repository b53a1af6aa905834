"""The one writer of output files: all of them or none, each whole at every moment, and only where something changed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from pipeline.errors import PapersError

_ADVICE = {
    errno.ENOSPC: "free some space on its disk",
    errno.EDQUOT: "free some space on its disk",
    errno.EACCES: "allow writing to it and to its folder, or name another place",
    errno.EPERM: "allow writing to it and to its folder, or name another place",
    errno.EROFS: "allow writing to it and to its folder, or name another place",
    errno.EISDIR: "move the folder of that name away",
    errno.ENOENT: "create its folder first",
    errno.ENOTDIR: "create its folder first",
    errno.ENODEV: "name another place",
}

_ABANDONED = 3600.0
"""Seconds after which a half written file is nobody's any more: a process writes all of its files within some."""


class _Change(NamedTuple):
    """One file to replace. `target` is where symbolic links lead; `before` is None where there is no file yet."""

    path: Path
    target: Path
    before: bytes | None
    after: bytes


def replace_files(files: Mapping[Path, str]) -> tuple[Path, ...]:
    """Makes each file hold its text, as UTF-8 and with the line ends it has, and returns those that changed.

    A file that holds its text already is not touched. The others are first written in full beside their targets, and
    take their places only when all are safely on the disk; a symbolic link stays one, a file keeps its mode, and what
    is no file (`/dev/null`) is refused. On any failure the files are as they were, and PapersError names the one that
    could not be written. A process killed in between leaves each file old or new, whole, and perhaps a `.NAME.*.tmp`
    beside it, which a later one that has anything to write removes. Creates no folder.
    """
    changes = [change for path, text in files.items() if (change := _change(path, text.encode()))]
    with ExitStack() as clean_up:
        staged = [(change, _write_beside(change, change.after, clean_up)) for change in changes]
        if staged:
            _drop_abandoned(files, staged[0][1].stat().st_mtime - _ABANDONED)
        _put_in_place(staged, clean_up)
    return tuple(change.path for change in changes)


def put_file(path: Path, text: str) -> None:
    """One file, as `replace_files` does it, and its folder, where there is none yet. Raises PapersError."""
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    replace_files({path: text})


def try_place(path: Path) -> None:
    """Raises OSError where `put_file` could not write: a folder that takes no file, a name that is too long."""
    target = Path(os.path.realpath(path))
    folder = next(folder for folder in target.parents if folder.exists())
    temporary = beside(folder / target.name)
    temporary.touch()
    temporary.unlink()


def is_no_file(path: Path) -> bool:
    """Whether something stands there of which a file must not take the place: a device (`/dev/null`), a pipe, a
    socket. A folder is none of these, and refuses by itself."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _change(path: Path, after: bytes) -> _Change | None:
    with _explained(path):
        target = Path(os.path.realpath(path))
        if is_no_file(target):
            raise OSError(errno.ENODEV, "it is a device, a pipe or a socket")
        try:
            before = target.read_bytes()
        except FileNotFoundError:
            before = None
    return None if before == after else _Change(path, target, before, after)


def beside(target: Path) -> Path:
    """A new name in the folder of `target`, for what is to take its place."""
    return target.with_name(f".{target.name}.{uuid4().hex}.tmp")


def left_beside(target: Path) -> Iterator[Path]:
    """What other processes, killed ones too, have there under such names."""
    return target.parent.glob(f".{escape(target.name)}.{'[0-9a-f]' * 32}.tmp")


def _write_beside(change: _Change, content: bytes, clean_up: ExitStack) -> Path:
    """Writes `content` to a new file in the folder of the target; it goes when `clean_up` closes, if still there."""
    temporary = beside(change.target)
    with _explained(change.path):
        with temporary.open("xb") as file:
            clean_up.callback(temporary.unlink, missing_ok=True)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if change.before is not None:
            temporary.chmod(stat.S_IMODE(change.target.stat().st_mode))
    return temporary


def _drop_abandoned(paths: Iterable[Path], latest: float) -> None:
    """Removes what killed processes left beside these files, where it is older than `latest`, by the clock of the
    disk: a younger one may be another process at work. What cannot be removed stays."""
    for path in paths:
        for half in left_beside(Path(os.path.realpath(path))):
            with suppress(OSError):
                if half.lstat().st_mtime < latest:
                    half.unlink()


def _put_in_place(staged: Sequence[tuple[_Change, Path]], clean_up: ExitStack) -> None:
    done: list[_Change] = []
    try:
        for change, temporary in staged:
            with _explained(change.path):
                temporary.replace(change.target)
            done.append(change)
    except PapersError:
        for change in done:
            _put_back(change, clean_up)
        raise


def _put_back(change: _Change, clean_up: ExitStack) -> None:
    with _explained(change.path):
        if change.before is None:
            change.target.unlink()
        else:
            _write_beside(change, change.before, clean_up).replace(change.target)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0, "see to it and run again")
        raise PapersError(f"{path} cannot be written ({error.strerror}): {advice}") from error
