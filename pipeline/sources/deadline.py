"""Answers that are whole by a deadline, head and body alike: the clock is looked at with every piece that comes.

The time-outs of `requests` bound the silence between two pieces alone: a head that trickles in byte by byte would be
read for as long as it lasts.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from http.client import HTTPResponse
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class TooLateError(Exception):
    """A piece of an answer came after the deadline. It is no OSError: the client would take that for a broken
    connection, and raise another error in its place."""


class Deadline:
    """When the answer that is waited for has to be whole. `now` is a monotonic clock, in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now, self._late = now, float("inf")

    def set(self, seconds: float) -> None:
        """From now on so many seconds are left."""
        self._late = self._now() + seconds

    def check(self) -> None:
        """Raises TooLateError once they are over."""
        if self._now() > self._late:
            raise TooLateError


class PunctualResponse(HTTPResponse):
    """An answer of `http.client` that heeds a deadline wherever its connection is read."""

    def __init__(self, sock: socket.socket, *args: Any, deadline: Deadline, **kwargs: Any) -> None:  # noqa: ANN401  http.client's own signature
        super().__init__(sock, *args, **kwargs)
        self.fp = BufferedReader(_Pieces(self.fp, deadline))


class _Pieces(RawIOBase):
    """What an open file gives, piece by piece as it comes."""

    def __init__(self, file: BufferedReader, deadline: Deadline) -> None:
        self._file, self._deadline = file, deadline

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file.fileno()

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        count = self._file.readinto1(buffer)
        self._deadline.check()
        return count

    def close(self) -> None:
        self._file.close()
        super().close()
