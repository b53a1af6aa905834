from __future__ import annotations

import signal
import threading

import pytest

from pipeline.side_by_side import side_by_side


def test_all_jobs_run_at_once_and_all_are_waited_for() -> None:
    both, done = threading.Barrier(2, timeout=10), []

    def job() -> None:
        both.wait()
        done.append(threading.current_thread())

    side_by_side([job, job])
    assert len(set(done)) == 2


def test_an_error_is_raised_when_the_other_jobs_are_done() -> None:
    finished = threading.Event()
    failed = threading.Event()

    def fails() -> None:
        failed.set()
        raise ValueError("spoilt")

    def finishes() -> None:
        failed.wait(10)
        finished.set()

    with pytest.raises(ValueError, match="spoilt"):
        side_by_side([fails, finishes])
    assert finished.is_set()


def test_without_jobs_there_is_nothing_to_wait_for() -> None:
    side_by_side([])


def test_ctrl_c_waits_for_answers_being_stored_and_for_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.side_by_side.GRACE", 0.2)
    interrupted, stored, never = threading.Event(), threading.Event(), threading.Event()

    def stalls() -> None:
        never.wait(10)

    def stores() -> None:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        interrupted.wait(10)
        stored.set()

    def hear(_signal: int, _frame: object) -> None:
        interrupted.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, hear)
    try:
        with pytest.raises(KeyboardInterrupt):
            side_by_side([stalls, stores])
    finally:
        signal.signal(signal.SIGINT, before)
        never.set()
    assert stored.is_set()
