"""Computed values kept in memory; one that is missing is computed once, however many threads ask for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Cache(Generic[Key, Value]):
    """The `most` values used last, by key."""

    def __init__(self, most: int) -> None:
        self._kept: LRUCache[Key, Value] = LRUCache(most)
        self._running: dict[Key, Future[Value]] = {}
        self._lock = Lock()

    def get(self, key: Key, compute: Callable[[], Value]) -> Value:
        """Return the value of a key, from `compute` where it is not kept.

        Threads that ask while it is computed wait and get the same object, or the same error; an error is not kept. `compute`
        must not ask for its own key.
        """
        with self._lock:
            if key in self._kept:
                return self._kept[key]
            running = self._running.get(key)
            if running is None:
                mine = self._running[key] = Future()
        return running.result() if running else self._computed(key, compute, mine)

    def _computed(self, key: Key, compute: Callable[[], Value], mine: Future[Value]) -> Value:
        """Compute a value and hand it to the waiting threads."""
        try:
            value = compute()
        except BaseException as error:  # whatever ends this thread, the others must not wait for ever
            with self._lock:
                del self._running[key]
            mine.set_exception(error)
            raise
        with self._lock:
            self._kept[key] = value
            del self._running[key]
        mine.set_result(value)
        return value
