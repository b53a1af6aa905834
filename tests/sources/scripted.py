"""A loopback server that answers as it is told, byte for byte, and writes down what it was asked."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat
from threading import Event, Lock, Thread
from typing import Literal, Self

_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER on, for no time: closing the socket resets the connection."""


@dataclass(frozen=True)
class Canned:
    """One answer. `during` is called before it is sent: what else happens meanwhile. Of one that trickles, the head
    comes without end, and `during` is called again with every piece of it, until it raises an OSError."""

    body: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delivery: Literal["whole", "short", "reset", "stall", "stall halfway", "trickle"] = "whole"
    during: Callable[[], object] = bool


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Scripted:
    """Gives the `answers` in order, and `always` after them; keeps every request in `seen`.

    `most_at_once` is how many requests were ever being answered at the same time.
    """

    def __init__(self, answers: Iterable[Canned] = (), *, always: Canned | None = None) -> None:
        self.seen: list[Seen] = []
        self.most_at_once = 0
        self._answers, self._always = list(answers), always or Canned()
        self._lock, self._at_once = Lock(), 0
        self._over = Event()
        self._server = _Server(("127.0.0.1", 0), self)
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the server, and every connection to it. May be called twice."""
        self._over.set()
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()

    def always(self, body: bytes) -> None:
        """From now on: this body, with status 200."""
        self._always = Canned(body)

    def answer(self, request: Seen) -> Canned:
        with self._lock:
            self.seen.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            answer = self._answers.pop(0) if self._answers else self._always
        answer.during()
        return answer

    def answered(self) -> None:
        with self._lock:
            self._at_once -= 1

    def stall(self) -> None:
        self._over.wait()


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, address: tuple[str, int], script: Scripted) -> None:
        self.script = script
        self.connections: set[socket.socket] = set()
        super().__init__(address, _Handler)

    def hang_up(self) -> None:
        for connection in list(self.connections):
            with suppress(OSError):  # the other side was quicker
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    connection: socket.socket
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def setup(self) -> None:
        super().setup()
        self.server.connections.add(self.connection)

    def finish(self) -> None:
        self.server.connections.discard(self.connection)
        with suppress(OSError, ValueError):  # a connection that was reset has nothing left to flush
            super().finish()

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        script = self.server.script
        answer = script.answer(Seen(self.command, self.path, dict(self.headers.items()), body))
        try:
            self._deliver(answer)
        finally:
            script.answered()

    do_POST = do_GET  # noqa: N815  the name that http.server looks for

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _deliver(self, answer: Canned) -> None:
        if answer.delivery == "stall":
            self.server.script.stall()
        if answer.delivery == "reset":
            self.close_connection = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            os.close(self.connection.detach())
            return
        if answer.delivery == "trickle":
            self._trickle(answer)
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if answer.delivery == "short":
            self.close_connection = True
        half = len(answer.body) // 2
        self.wfile.write(answer.body[:half])
        if answer.delivery == "stall halfway":
            self.close_connection = True
            self.wfile.flush()
            self.server.script.stall()
        elif answer.delivery != "short":
            self.wfile.write(answer.body[half:])

    def _trickle(self, answer: Canned) -> None:
        self.close_connection = True
        pieces = chain([b"HTTP/1.1 200 OK\r\n", b"X-Slow: "], repeat(b"a"))
        with suppress(OSError):  # or until the other side hangs up
            for piece in pieces:
                self.connection.sendall(piece)
                answer.during()
