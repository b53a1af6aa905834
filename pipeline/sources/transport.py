"""Asks one host: paced, timed out, retried, checked, and its failures put into the words of `trouble`.

    send ──▶ given up? ──▶ stand-down over? ──▶ our turn ──▶ exchange ──▶ judge ──▶ answer
              ▲                  ▲                                          │
              │                  └──────────── pause, and try again ◀───────┤ may pass
              └── patience spent, never reached, 401, 403, redirect ◀───────┘ will not

Patience is one number for the whole run and host: the seconds spent in pauses and in requests that failed. A pause that
would overdraw it is not begun, because asking any earlier would be impolite and waiting for nothing is foolish. A host
that was never reached costs two tries and no patience.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property, partial
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.progress import Watcher
from pipeline.sources.host import Host
from pipeline.sources.pace import Clock, Pace
from pipeline.sources.pace_file import PaceError
from pipeline.sources.retry import UNREACHABLE, BackOff, Failure, Kind, Reply, judge, pause_after
from pipeline.sources.trouble import GivenUpError, SourceError

if TYPE_CHECKING:  # both are loaded with the first request, and not at all by a run that is answered from the cache
    from tenacity import RetryCallState

    from pipeline.sources.exchange import Exchange

MOST_TRIES = 5
LONGEST_SILENCE = 60.0
SHORTEST_SILENCE = 5.0
"""Seconds without a byte after which a request has failed: the first, or as little as is left of the patience, but not
less than the second."""
_NEGLIGIBLE = 0.01


class _TryError(Exception):
    """One try failed, and the next may follow after `pause` seconds."""

    def __init__(self, failure: Failure, pause: float) -> None:
        super().__init__(failure.reason)
        self.failure, self.pause = failure, pause


class Transport:
    """One host, asked by one thread at a time (others wait). To be closed at the end; then it may not be used again.

    `patience` is in seconds, `jitter` gives numbers from 0 to 1, `contact` is an address for the User-Agent.
    """

    def __init__(
        self,
        host: Host,
        pace: Pace,
        clock: Clock,
        watcher: Watcher,
        *,
        patience: float,
        jitter: Callable[[], float],
        contact: str | None = None,
    ) -> None:
        self.host = host
        self.given_up: str | None = None
        self._pace, self._clock, self._watcher, self._jitter = pace, clock, watcher, jitter
        self._contact = contact
        self._patience, self._spent = patience, 0.0
        self._answered = False
        self._in_a_row: Counter[Kind] = Counter()
        self._not_before = clock.now()
        self._one_at_a_time = threading.Lock()
        if host.key and not host.sendable_key:
            watcher.note(f"{host.name}: the API key is not sent, because {host.hostname} is not asked over https")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection, if there ever was one."""
        if "_exchange" in vars(self):
            self._exchange.close()

    def send(self, method: str, url: str, *, body: object = None, tries: int = MOST_TRIES) -> Reply:
        """The whole, checked answer with status 200. `body` is sent as JSON unless it is None.

        Raises RefusedError for a request that the service will never take, GivenUpError when the host is left alone
        for the run, and plain SourceError when only this request has failed, `tries` times.
        """
        with self._one_at_a_time:
            if self.given_up:
                raise GivenUpError(self.given_up)
            try:
                return self._persistently(partial(self._try, method, url, body), tries)
            except _TryError as error:
                lost = self._lost(error)
            except (GivenUpError, PaceError) as error:
                lost = GivenUpError(error.reason)
            if isinstance(lost, GivenUpError):
                self._give_up(lost.reason)
        raise lost

    def _persistently(self, attempt: Callable[[], Reply], tries: int) -> Reply:
        """The one retry policy. What to wait, and whether to, was decided when the try failed."""
        from tenacity import Retrying, retry_if_exception_type  # noqa: PLC0415  see the import block

        return Retrying(
            retry=retry_if_exception_type(_TryError),
            wait=lambda state: _failed(state).pause,
            stop=lambda state: self._is_last(_failed(state), state.attempt_number, tries),
            before_sleep=lambda state: self._before_pause(_failed(state)),
            sleep=self._clock.pause,
            reraise=True,
        )(attempt)

    def _try(self, method: str, url: str, body: object) -> Reply:
        """One request in its turn: the answer, or _TryError, or an error that no further try would mend."""
        self._sit_out()
        with self._pace.turn():
            self._watcher.requested(self.host.name)
            started = self._clock.now()
            outcome = self._outcome(method, url, body)
            if isinstance(outcome, Failure):
                raise self._noted(outcome, self._clock.now() - started)
        if isinstance(outcome, SourceError):
            raise outcome
        self._in_a_row.clear()
        return outcome

    def _outcome(self, method: str, url: str, body: object) -> Reply | Failure | SourceError:
        reply = self._exchange(method, url, body, self._longest_silence())
        if isinstance(reply, Reply):
            self._answered = True
            return judge(reply, self.host.check, datetime.fromtimestamp(self._clock.wall(), UTC)) or reply
        reached = reply.connected or self._answered
        return Failure("network" if reached else "unreachable", reply.reason)

    def _noted(self, failure: Failure, seconds: float) -> _TryError:
        """Books a failed try: the patience it cost, the pause it asks for, and the stand-down that all obey."""
        self._in_a_row[failure.kind] += 1
        pause = pause_after(failure, self._in_a_row[failure.kind], self._back_off(failure.kind), self._jitter())
        if failure.kind != "unreachable":
            self._spent += seconds
        if failure.kind == "throttled" or failure.retry_after:
            self._pace.stand_down(pause)
        self._not_before = self._clock.now() + pause
        return _TryError(failure, pause)

    def _is_last(self, error: _TryError, tried: int, tries: int) -> bool:
        return tried >= min(tries, self._back_off(error.failure.kind).tries) or self._overdraws(error)

    def _overdraws(self, error: _TryError) -> bool:
        return error.failure.kind != "unreachable" and self._spent + error.pause > self._patience

    def _lost(self, error: _TryError) -> SourceError:
        """What a request that ran out of tries or patience means: for this request alone, or for the whole host."""
        kind, reason = error.failure.kind, error.failure.reason
        if kind == "throttled" and self.host.hint:
            reason = f"{reason}; {self.host.hint}"
        if kind == "unreachable":
            return GivenUpError(f"it cannot be reached: {reason}")
        if kind == "forbidden":
            return GivenUpError(f"it refuses to answer: {reason}")
        if self._overdraws(error):
            return GivenUpError(f"it answers badly, and patience is spent: {reason}")
        return SourceError(reason)

    def _before_pause(self, error: _TryError) -> None:
        self._watcher.waiting(self.host.name, error.pause, error.failure.reason)
        if error.failure.kind != "unreachable":
            self._spent += error.pause

    def _sit_out(self) -> None:
        """Waits for the end of a stand-down that another request or another process was ordered."""
        left = max(self._not_before - self._clock.now(), self._pace.stood_down())
        if left < _NEGLIGIBLE:
            return
        if self._spent + left > self._patience:
            raise GivenUpError(f"it wants to be left alone for another {left:.0f} s, and patience is spent")
        self._watcher.waiting(self.host.name, left, "it wants to be left alone")
        self._spent += left
        self._clock.pause(left)

    def _give_up(self, reason: str) -> None:
        self.given_up = reason
        self._watcher.note(f"{self.host.address}: not asked any more in this run, because {reason}")

    def _back_off(self, kind: Kind) -> BackOff:
        return UNREACHABLE if kind == "unreachable" else self.host.policy[kind]

    def _longest_silence(self) -> float:
        return min(LONGEST_SILENCE, max(SHORTEST_SILENCE, self._patience - self._spent))

    @cached_property
    def _exchange(self) -> Exchange:
        from pipeline.sources.exchange import Exchange  # noqa: PLC0415  see the import block

        return Exchange(self.host, self._contact, self._clock.now)


def _failed(state: RetryCallState) -> _TryError:
    """The failure of the latest try; tenacity asks only after a _TryError, and says so too loosely for the types."""
    error = state.outcome.exception() if state.outcome else None
    if not isinstance(error, _TryError):
        raise TypeError("asked about a try that did not fail")
    return error
