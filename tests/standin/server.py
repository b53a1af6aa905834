"""One service on a loopback port: reads requests, logs them, lets faults happen, delivers answers."""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from tests.standin.exchange import HTML, Answer, Request, Response, ServiceName
from tests.standin.faults import Fault

_LONGEST_REQUEST_LINE = 4_094
_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER on, for no time: closing the socket resets the connection."""

Mishap: TypeAlias = Fault | Callable[[Request], Fault | None] | None


class Service:
    """A running server. `faults` happen one per request, in order; after them `fail_always`, where it is set.

    Both may be changed while the server runs. `fail_always` is a fault, or a function that picks one for a request.
    """

    def __init__(self, name: ServiceName, answer: Answer, log: list[Request], port: int = 0) -> None:
        self.name = name
        self.faults: deque[Fault] = deque()
        self.fail_always: Mishap = None
        self._answer = answer
        self._log = log
        self._released = Event()
        self._closing = False
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = Thread(target=self._server.serve_forever, args=(0.005,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`"""
        return f"http://127.0.0.1:{self._server.server_port}"

    def release(self) -> None:
        """Lets every answer go that is stalled now."""
        released, self._released = self._released, Event()
        released.set()

    def close(self) -> None:
        """Ends the server, its stalled answers and its open connections."""
        self._closing = True
        self.release()
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()

    def respond(self, request: Request) -> Response:
        """Logs a request and answers it, or as the next fault has it."""
        self._log.append(request)
        response = _refusal(request) or self._answer(request)
        fault = self._next_fault(request)
        return fault.alter(self.name, response) if fault else response

    def wait(self) -> None:
        """Holds a stalled answer back until `release`."""
        released = self._released
        if not self._closing:
            released.wait()

    def _next_fault(self, request: Request) -> Fault | None:
        try:
            return self.faults.popleft()
        except IndexError:
            always = self.fail_always
            return always if always is None or isinstance(always, Fault) else always(request)


class _Server(ThreadingHTTPServer):
    """Remembers its connections, so that closing the server ends the threads that wait on them."""

    daemon_threads = False

    def __init__(self, address: tuple[str, int], service: Service) -> None:
        self.service = service
        self._connections: set[socket.socket] = set()
        self._connections_lock = Lock()
        super().__init__(address, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._connections_lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._connections_lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        with self._connections_lock:
            for connection in self._connections:
                with suppress(OSError):  # the client hung up first
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no mistake of the server; anything else is printed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """HTTP/1.1 with keep-alive, in silence."""

    server: _Server
    raw_requestline: bytes
    protocol_version = "HTTP/1.1"
    server_version = "standin"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        """Reads, answers, delivers; POST likewise."""
        service = self.server.service
        request = self._request(service.name)
        response = service.respond(request)
        if response.delivery == "reset":
            self._reset()
            return
        if response.delivery == "stall":
            service.wait()
        request.status, request.finished = response.status, monotonic()
        self._deliver(response)

    do_POST = do_GET  # noqa: N815  the name that http.server looks for

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _request(self, service: ServiceName) -> Request:
        started = monotonic()
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        url = urlsplit(self.path)
        query = dict(parse_qsl(url.query, keep_blank_values=True))
        if service == "arxiv":
            query |= parse_qsl(content.decode(), keep_blank_values=True)
        return Request(
            service=service,
            method=self.command,
            path=url.path,
            query=query,
            body=_parsed(content),
            line=self.raw_requestline.rstrip(b"\r\n"),
            headers=dict(self.headers.items()),
            connection=self.client_address[1],
            started=started,
        )

    def _deliver(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in (("Content-Type", response.content_type), *response.headers):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if response.delivery == "short":
            self.close_connection = True
            self.wfile.write(response.body[: len(response.body) // 2])
        else:
            self.wfile.write(response.body)

    def _reset(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        os.close(self.connection.detach())


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _refusal(request: Request) -> Response | None:
    """What arXiv's front end refuses before the service sees it: a request line that is too long (FACTS 1.6)."""
    length = len(request.line)
    if request.service != "arxiv" or length <= _LONGEST_REQUEST_LINE:
        return None
    reason = f"Request Line is too large ({length} &gt; {_LONGEST_REQUEST_LINE})"
    page = f"<html><head><title>Bad Request</title></head><body><h1>Bad Request</h1>{reason}</body></html>\n"
    return Response(400, page.encode(), HTML)
