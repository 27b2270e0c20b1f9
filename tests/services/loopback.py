"""A real HTTP server on loopback that answers like a public service, counts what it is asked and fails as it is told."""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import NamedTuple, Self
from urllib.parse import parse_qs, urlsplit

PIECE = 0.02
"""Seconds between the bytes of a slow drip."""


class Fault(StrEnum):
    """What a public service does on a bad day."""

    SERVER_ERROR = "500"
    UNAVAILABLE = "503 with Retry-After: 0"
    TOO_MANY = "429"
    TOO_MANY_SECONDS = "429 with Retry-After: 1"
    CUT_BODY = "body cut in the middle"
    HTML_PAGE = "HTML page with status 200"
    BROKEN_JSON = "broken JSON"
    SILENCE = "silence"
    DRIP = "body byte by byte"
    DRIPPING_HEADERS = "headers byte by byte"
    REDIRECTS = "redirects without end"
    MOVED = "redirect to another address"


PASSING = (Fault.SERVER_ERROR, Fault.TOO_MANY, Fault.CUT_BODY, Fault.HTML_PAGE, Fault.BROKEN_JSON, Fault.SILENCE)


class Request(NamedTuple):
    """A request that came in; `started` is in seconds of the monotonic clock."""

    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    started: float
    body: bytes = b""


class Answer(NamedTuple):
    status: int
    body: bytes
    content_type: str = "application/json;charset=UTF-8"


def json_answer(value):
    return Answer(200, json.dumps(value, ensure_ascii=False).encode())


@dataclass
class LoopbackService:
    """Serves `answer(request)` at `url` inside the `with` block; a fault from `plan(request)` comes instead or in between."""

    answer: Callable[[Request], Answer]
    base: str = ""
    port: int = 0
    plan: Callable[[Request], Fault | None] = lambda _request: None
    delay: float = 0
    requests: list[Request] = field(default_factory=list)
    most_at_once: int = 0
    url: str = ""
    _queue: list[tuple[str, Fault]] = field(default_factory=list)
    _at_once: int = 0
    _lock: Lock = field(default_factory=Lock)
    _closing: Event = field(default_factory=Event)

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", self.port), type("Handler", (_Handler,), {"service": self}))
        self.url = f"http://127.0.0.1:{self._server.server_port}{self.base}"
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def fail(self, path, *faults):
        """Let the next requests whose path begins with `path` meet these faults, one each."""
        self._queue += [(self.base + path, fault) for fault in faults]

    def fail_randomly(self, share, seed, faults=PASSING):
        """Let this share of the requests fail; the same seed fails in the same way."""
        chance = random.Random(seed)  # noqa: S311  # which request fails is no secret
        self.plan = lambda _request: chance.choice(faults) if chance.random() < share else None

    def count(self, path):
        """The number of requests so far whose path begins with `path`."""
        return sum(request.path.startswith(self.base + path) for request in self.requests)

    def begin(self, request):
        with self._lock:
            self.requests.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            for position, (path, fault) in enumerate(self._queue):
                if request.path.startswith(path):
                    del self._queue[position]
                    return fault
            return self.plan(request)

    def end(self):
        with self._lock:
            self._at_once -= 1

    def wait(self, seconds):
        """Sleep, but no longer than the service lives."""
        return self._closing.wait(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request, client_address):
        """A client that hangs up is what the tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: LoopbackService

    def do_GET(self):
        self._serve(b"")

    def do_POST(self):
        self._serve(self.rfile.read(int(self.headers["Content-Length"])))

    def _serve(self, body):
        address = urlsplit(self.path)
        headers = {name.lower(): text for name, text in self.headers.items()}
        request = Request(address.path, parse_qs(address.query, keep_blank_values=True), headers, time.monotonic(), body)
        fault = self.service.begin(request)
        try:
            self.service.wait(self.service.delay)
            self._send(self.service.answer(request), fault)
        finally:
            self.service.end()

    def _send(self, answer, fault):
        match fault:
            case None:
                self._write(answer)
            case Fault.SERVER_ERROR:
                self._write(Answer(500, b"<h1>Internal Server Error</h1>", "text/html"))
            case Fault.UNAVAILABLE:
                self._write(Answer(503, b"restarting", "text/plain"), {"Retry-After": "0"})
            case Fault.TOO_MANY:
                self._write(Answer(429, b"slow down", "text/plain"))
            case Fault.TOO_MANY_SECONDS:
                self._write(Answer(429, b"slow down", "text/plain"), {"Retry-After": "1"})
            case Fault.HTML_PAGE:
                self._write(Answer(200, b"<!doctype html><title>Huoltokatko</title>", "text/html"))
            case Fault.BROKEN_JSON:
                self._write(Answer(200, answer.body[: len(answer.body) // 2] + b"]"))
            case Fault.REDIRECTS:
                self._write(Answer(302, b"", "text/plain"), {"Location": self.path})
            case Fault.MOVED:
                self._write(Answer(302, b"", "text/plain"), {"Location": f"{self.path}{'&' if '?' in self.path else '?'}moved=1"})
            case _:
                self._break_off(answer, fault)

    def _break_off(self, answer, fault):
        """Faults after which the connection is of no use any more."""
        self.close_connection = True
        head = self._head(answer)
        if fault is Fault.CUT_BODY:
            self.wfile.write(head + answer.body[: len(answer.body) // 2])
        elif fault is Fault.SILENCE:
            self.service.wait(30)
        elif fault is Fault.DRIP:
            self.wfile.write(head)
            self._drip(answer.body)
        elif fault is Fault.DRIPPING_HEADERS:
            self._drip(head + answer.body)

    def _drip(self, content):
        for position in range(len(content)):
            if self.service.wait(PIECE):
                return
            self.wfile.write(content[position : position + 1])

    def _write(self, answer, headers=None):
        # One write: a head and a body apart would wait for each other's acknowledgement.
        self.wfile.write(self._head(answer, headers) + answer.body)

    def _head(self, answer, headers=None):
        lines = {"Content-Type": answer.content_type, "Content-Length": str(len(answer.body)), **(headers or {})}
        text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"HTTP/1.1 {answer.status} {self.responses[answer.status][0]}\r\n{text}\r\n".encode()

    def log_message(self, *_):
        """Tests count requests instead."""
