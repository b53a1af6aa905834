"""Connections that stand within a fixed time in all, name look-up and every address of the host included, and whose
answers heed a deadline.

The time-outs of `requests` cover one address each, and no name look-up: a machine whose name server does not answer
would hang for half a minute before it is said to be offline.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from threading import Thread
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError

from pipeline.sources.deadline import Deadline, PunctualResponse

CONNECT_SECONDS = 5.0


def dial(connect: Callable[[], socket.socket], seconds: float) -> socket.socket:
    """The socket of `connect`, or TimeoutError after so many seconds; one that comes too late is closed."""
    answer: Future[socket.socket] = Future()
    Thread(target=_run, args=(connect, answer), name="dial", daemon=True).start()
    try:
        return answer.result(seconds)
    except TimeoutError:
        answer.add_done_callback(_hang_up)
        raise


def _run(connect: Callable[[], socket.socket], answer: Future[socket.socket]) -> None:
    try:
        answer.set_result(connect())
    except (OSError, ValueError, HTTPError) as error:
        answer.set_exception(error)


def _hang_up(answer: Future[socket.socket]) -> None:
    if answer.exception() is None:
        answer.result().close()


class _Connection(HTTPConnection):
    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:  # noqa: ANN401  urllib3's own signature
        super().__init__(*args, **kwargs)
        self.response_class = _heeding(deadline, PunctualResponse)

    def _new_conn(self) -> socket.socket:
        return _dialled(self, super()._new_conn)


class _SecureConnection(HTTPSConnection):
    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:  # noqa: ANN401  urllib3's own signature
        super().__init__(*args, **kwargs)
        self.response_class = _heeding(deadline, PunctualResponse)

    def _new_conn(self) -> socket.socket:
        return _dialled(self, super()._new_conn)


def _dialled(connection: HTTPConnection, connect: Callable[[], socket.socket]) -> socket.socket:
    try:
        return dial(connect, CONNECT_SECONDS)
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, f"no connection within {CONNECT_SECONDS:.0f} s") from error


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class DialAdapter(HTTPAdapter):
    """A `requests` adapter with one connection to a host, dialled as above, through a proxy or not; never retries.

    Reading an answer raises TooLateError once `deadline` is over."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        super().__init__(max_retries=0, pool_connections=1, pool_maxsize=1, pool_block=True)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  requests' own signature
        super().init_poolmanager(*args, **kwargs)
        _dial_in(self.poolmanager, self._deadline)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> PoolManager:  # noqa: ANN401  requests' own signature
        manager: PoolManager = super().proxy_manager_for(proxy, **kwargs)
        _dial_in(manager, self._deadline)
        return manager


def _dial_in(manager: PoolManager, deadline: Deadline) -> None:
    """Make the manager's pools give the deadline to each of their connections: arguments that a pool does not know are
    handed on to those."""
    pools = {"http": _Pool, "https": _SecurePool}
    manager.pool_classes_by_scheme = {scheme: _heeding(deadline, pool) for scheme, pool in pools.items()}


def _heeding(deadline: Deadline, kind: Callable[..., object]) -> Any:  # noqa: ANN401  a class is wanted, what makes one will do
    return partial(kind, deadline=deadline)
