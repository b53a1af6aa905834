"""Runs one job per service at the same time, so that the pace of one service never waits for another's."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def side_by_side(jobs: Sequence[Callable[[], None]]) -> None:
    """Run every job in a thread of its own and wait for all; the first error of any is raised here afterwards.

    The threads end with the program, so that Ctrl-C in the main thread need not wait for a slow service.
    """
    errors: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:  # noqa: BLE001  carried over to the waiting thread, whatever it is
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(job,), daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
