"""A large file is written beside its place and takes it when it is whole; what is left of a failure goes away. A folder
into which several files are written, one after the other, is held by one process, or read by several."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from pipeline.errors import PapersError
from pipeline.writer import beside, left_beside


@contextmanager
def in_place(target: Path) -> Iterator[Path]:
    """The path to write to. Its file is flushed to the disk and takes the place of `target` when the block ends well;
    after a kill a `.NAME.*.tmp` may stay behind, and `target` is what it was."""
    temporary = beside(target)
    try:
        with place_told(target):
            yield temporary
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def place_told(path: Path) -> Iterator[None]:
    """What the disk refuses to a file that is open, which nothing names then, is raised as an OSError that names this
    place; any other as it is."""
    try:
        yield
    except OSError as error:
        if error.errno is None or error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


def sweep_beside(target: Path) -> None:
    """Removes what killed runs left beside a file that no other run writes."""
    for leftover in left_beside(target):
        leftover.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Removes what killed runs left in a folder that is one run's own: half files, and folders for what spills over
    or is used but once."""
    for leftover in folder.glob(".*.tmp"):
        leftover.unlink(missing_ok=True)
    for leftover in chain.from_iterable(folder.glob(f".{what}-*") for what in _FOR_A_WHILE):
        shutil.rmtree(leftover, ignore_errors=True)


_FOR_A_WHILE = ("spill", "readable", "titles", "hits")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """No other process holds the folder, until the block ends. Raises PapersError where one does."""
    handle = _hold(folder)
    try:
        yield
    finally:
        os.close(handle)


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """No other process holds the folder, until the block ends, though others may read it in the same way. Raises
    PapersError where one holds it. A folder that is not there is nobody's."""
    if not folder.exists():
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PapersError(f"another run is at work in {folder}: wait for its end.") from None
        yield
    finally:
        os.close(handle)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The folder is there, and no other process's, until the block ends; it goes away when the block ends well, or has
    left no file in it. Raises PapersError where another process holds it. The system lets go of it when a process
    dies."""
    handle = _hold(folder)
    try:
        yield
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        if not any(path.is_file() for path in folder.rglob("*")):
            shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def _hold(folder: Path) -> int:
    while True:
        folder.mkdir(exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise PapersError(f"another run is at work in {folder}: wait for its end, or write elsewhere.") from None
        if folder.exists() and os.path.samestat(os.fstat(handle), folder.stat()):
            return handle
        os.close(handle)  # the run that held it has ended, and its folder with it


def empty(folder: Path) -> None:
    """Removes all that is in the folder, which stays."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
