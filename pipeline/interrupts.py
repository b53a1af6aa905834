"""Ctrl-C, and SIGTERM, which ends the program as Ctrl-C does: in places where a library, or a process that is still
starting, would not take them as the program does; and which of the two it was."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn

INTERRUPTS: Final = (signal.SIGINT, signal.SIGTERM)

_heard: list[int] = []
"""What has interrupted this process. An exception cannot carry it: DuckDB makes another of it."""


def interrupt(number: int, _frame: FrameType | None) -> NoReturn:
    """What any of `INTERRUPTS` does."""
    _heard.append(number)
    raise KeyboardInterrupt


def ignored(number: int) -> bool:
    """Whether whoever began this process wants the signal ignored, as a script does with Ctrl-C behind a `&`."""
    return signal.getsignal(number) is signal.SIG_IGN


def terminations_interrupt() -> None:
    """From now on SIGTERM interrupts as Ctrl-C does, unless whoever began this process wants it ignored."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, interrupt)


def interrupted_exit_code() -> int:
    """What a shell gives to a program that such a signal has ended: 143 for SIGTERM, else 130."""
    return 128 + (signal.SIGTERM if _heard[-1:] == [signal.SIGTERM] else signal.SIGINT)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold interrupts back until the block ends.

    Processes that are started inside the block hold them back too, until they call `interrupts_end`: otherwise each
    would print a traceback from the middle of its imports.
    """
    if not hasattr(signal, "pthread_sigmask"):  # there is none on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def interrupts_end() -> None:
    """From now on an interrupt ends this process at once and without a word; so does one that was held back. One that
    is ignored stays so: what the program does not hear must not end its workers."""
    for number in INTERRUPTS:
        if not ignored(number):
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, INTERRUPTS)


@contextmanager
def interrupts_told() -> Iterator[None]:
    """Turn the RuntimeError that DuckDB raises for Ctrl-C during a query into a KeyboardInterrupt."""
    try:
        yield
    except RuntimeError as error:
        if str(error) != "Query interrupted":
            raise
        raise KeyboardInterrupt from error
