"""A connection stands within its time, name look-up included, or there is none."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import requests

from pipeline.sources import dial as dialling
from pipeline.sources.deadline import Deadline
from pipeline.sources.dial import DialAdapter, dial


def test_a_connection_that_comes_too_late_is_closed() -> None:
    go = threading.Event()
    here, there = socket.socketpair()

    def connect() -> socket.socket:
        go.wait()
        return here

    with pytest.raises(TimeoutError):
        dial(connect, 0.01)
    go.set()
    there.settimeout(10.0)
    assert there.recv(1) == b""
    there.close()


@pytest.fixture
def silent_name_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Name look-ups that end with the test, without an address."""
    over = threading.Event()

    def look_up(*_: object, **__: object) -> list[object]:
        over.wait()
        return []

    monkeypatch.setattr(dialling, "CONNECT_SECONDS", 0.05)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield
    over.set()


@pytest.mark.usefixtures("silent_name_server")
@pytest.mark.parametrize(
    ("url", "proxies"),
    [
        ("http://papers.invalid", {}),
        ("https://papers.invalid", {}),
        ("http://papers.invalid", {"http": "http://proxy.invalid:3128"}),
        ("https://papers.invalid", {"https": "http://proxy.invalid:3128"}),
    ],
)
def test_a_name_server_that_does_not_answer_is_not_waited_for(url: str, proxies: dict[str, str]) -> None:
    with requests.Session() as session:
        session.trust_env = False
        session.proxies = proxies
        session.mount(url, DialAdapter(Deadline(time.monotonic)))
        with pytest.raises(requests.ConnectionError, match=r"no connection within|Unable to connect to proxy"):
            session.get(url, timeout=60)
