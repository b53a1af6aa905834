"""The file through which processes share the pace of one host: `{"started": …, "stand_down_until": …}`, wall clock.

It lies in a folder that anybody may write to, so nothing in it is trusted further than politeness needs: a damaged
file, or a time in the future, counts as "a request has just started", and a stand-down is believed for an hour at most.
The file is never followed through a link, and is shared by all users of the machine (mode 0666).
"""

from __future__ import annotations

import json
import math
import os
import stat
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import portalocker

from pipeline.sources.trouble import SourceError

LONGEST_STAND_DOWN = 3600.0
_LARGEST = 200  # bytes: two times as many as two numbers with their names take, and too few to nest deeply
_OPEN = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_FOR_EVERYBODY = 0o666
_ATTEMPTS = 10


class PaceError(SourceError):
    """The pace cannot be shared, so the host must not be asked."""


class PaceState(NamedTuple):
    """When the last request started, and until when nobody may start another: seconds since the epoch."""

    started: float
    stand_down_until: float


def state_of(content: bytes, now: float) -> PaceState:
    """PURE: what the file says, made harmless. Never raises."""
    if not content:
        return PaceState(-math.inf, 0.0)
    try:
        held = json.loads(content)
        started, until = float(held["started"]), float(held["stand_down_until"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return PaceState(now, 0.0)
    if not (math.isfinite(started) and math.isfinite(until)):
        return PaceState(now, 0.0)
    return PaceState(min(started, now), min(until, now + LONGEST_STAND_DOWN))


def due_in(state: PaceState, now: float, interval: float) -> float:
    """PURE: seconds until a request may start; 0 or less if it may start now."""
    return max(state.started + interval, state.stand_down_until) - now


class PaceFile:
    """An open pace file. Closing it lets go of the lock, and so does the end of the process, however it ends."""

    def __init__(self, descriptor: int, path: Path) -> None:
        self._descriptor, self._path = descriptor, path

    @classmethod
    def opened(cls, path: Path) -> Self:
        """The file at `path`, made if it is not there. Raises PaceError for anything but an ordinary file of ours."""
        try:
            file = cls(_descriptor_of(path), path)
        except OSError as error:
            raise PaceError(
                f"the pace file {path} cannot be used ({error.strerror}); remove it, or set TMPDIR to another folder"
            ) from error
        if file._is_odd():
            file.close()
            raise PaceError(f"the pace file {path} is no ordinary file; remove it")
        return file

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        os.close(self._descriptor)

    def lock(self) -> bool:
        """Does the file belong to us alone now, and is it still the one that others open? Does not wait.

        Raises PaceError, and closes the file, where files cannot be locked at all.
        """
        try:
            portalocker.lock(self._descriptor, portalocker.LOCK_EX | portalocker.LOCK_NB)
        except portalocker.AlreadyLocked:
            return False
        except portalocker.LockException as error:
            self.close()
            raise PaceError(f"the pace file {self._path} cannot be locked; set TMPDIR to another folder") from error
        try:
            return os.path.samestat(os.fstat(self._descriptor), os.lstat(self._path))  # a cleaner may have removed it
        except FileNotFoundError:
            return False

    def read(self, now: float) -> PaceState:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        return state_of(os.read(self._descriptor, _LARGEST), now)

    def write(self, state: PaceState) -> None:
        """Raises PaceError where the state cannot be kept, as on a full disk."""
        content = json.dumps(state._asdict()).encode()
        try:
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, content)
            os.ftruncate(self._descriptor, len(content))
        except OSError as error:
            raise PaceError(f"the pace file {self._path} cannot be written ({error.strerror})") from error

    def stand_down(self, now: float, seconds: float) -> None:
        state = self.read(now)
        self.write(state._replace(stand_down_until=max(state.stand_down_until, now + seconds)))

    def _is_odd(self) -> bool:
        """A folder, a pipe, or a second name for some other file: writing there could do harm."""
        facts = os.fstat(self._descriptor)
        return not stat.S_ISREG(facts.st_mode) or facts.st_nlink > 1


def _descriptor_of(path: Path) -> int:
    """Opens what is there before making anything: Linux forbids O_CREAT on another user's file in a shared folder."""
    for _ in range(_ATTEMPTS):
        try:
            return os.open(path, _OPEN)
        except FileNotFoundError:
            pass
        try:
            descriptor = os.open(path, _OPEN | os.O_CREAT | os.O_EXCL, _FOR_EVERYBODY)
        except FileExistsError:
            continue
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, _FOR_EVERYBODY)  # the umask has narrowed it
        return descriptor
    raise FileNotFoundError(None, "it comes and goes")
