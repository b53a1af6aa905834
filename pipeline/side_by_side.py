"""Runs one job per service at the same time, so that the pace of one service never waits for another's."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

GRACE = 1.0
"""Seconds in which, after Ctrl-C, answers that have come may still be stored: 500 files take a third of that."""


def side_by_side(jobs: Sequence[Callable[[], None]]) -> None:
    """Run every job in a thread of its own and wait for all; the first error of any is raised here afterwards.

    Ctrl-C in the main thread waits no longer than `GRACE` for them: the threads end with the program, whatever a
    service is doing.
    """
    errors: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:  # noqa: BLE001  carried over to the waiting thread, whatever it is
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(job,), daemon=True) for job in jobs]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    except KeyboardInterrupt:
        for thread in filter(threading.Thread.is_alive, threads):
            thread.join(GRACE / len(threads))
        raise
    if errors:
        raise errors[0]
