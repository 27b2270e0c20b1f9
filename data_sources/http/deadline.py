"""A deadline cuts the connections of one request when its time is up; read time-outs alone let a slow drip go on for ever."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Lock, Timer, local
from types import TracebackType
from typing import Any, Self

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_thread = local()


class Deadline:
    """Cut every connection used by this thread inside the `with` block after `seconds`, or at once by `cut`.

    It covers what read time-outs do not: headers, redirects and bodies that arrive byte by byte.
    """

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self._sockets: list[socket.socket] = []
        self._lock = Lock()
        self._timer = Timer(seconds, self.cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        _thread.deadline = self
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        _thread.deadline = None

    def cut(self) -> None:
        """End what the watched thread is reading, and everything it opens from now on."""
        with self._lock:
            self.expired = True
            for connection in self._sockets:
                _shut(connection)

    def watch(self, connection: socket.socket) -> None:
        """Add a connection of the watched thread."""
        with self._lock:
            self._sockets.append(connection)
            if self.expired:
                _shut(connection)


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):  # it may be closed already
        connection.shutdown(socket.SHUT_RDWR)


class _Watched:
    """Shows the socket of a connection to the deadline of its thread before an answer is read."""

    sock: socket.socket | None

    def getresponse(self) -> Any:
        deadline = getattr(_thread, "deadline", None)
        if deadline is not None and self.sock is not None:
            deadline.watch(self.sock)
        return super().getresponse()  # type: ignore[misc]  # a mixin: the next class is a connection of urllib3


class _WatchedHttp(_Watched, HTTPConnection):
    pass


class _WatchedHttps(_Watched, HTTPSConnection):
    pass


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _WatchedHttp


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedHttps


class DeadlineAdapter(HTTPAdapter):
    """Transport of requests whose connections a `Deadline` can cut, through a proxy too."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Make the pools of direct connections."""
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Make the pools of connections through `proxy`."""
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
        return manager
