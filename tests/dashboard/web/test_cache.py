"""The cache under real threads: computed once, the oldest dropped, errors for all who wait and for nobody after."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, get_ident

import pytest

from dashboard.web.cache import Cache

ASKING = 8
SOON = 10
"""Seconds within which whatever a test waits for must have happened."""


class Slow:
    """A computation that starts, tells so, and ends when it is let; it counts its calls."""

    def __init__(self, end: Callable[[], object]) -> None:
        self.started, self.let, self.calls, self._end = Event(), Event(), 0, end

    def __call__(self) -> object:
        self.calls += 1
        self.started.set()
        assert self.let.wait(SOON)
        return self._end()


class TellingKey:
    """A key that tells when every thread has looked for it, which a cache does while it holds its lock."""

    def __init__(self) -> None:
        self.all_asked, self._seen = Event(), set[int]()

    def __hash__(self) -> int:
        self._seen.add(get_ident())
        if len(self._seen) == ASKING:
            self.all_asked.set()
        return 1


def fail() -> object:
    raise ValueError("no such page")


def asked_together(cache: Cache[TellingKey, object], compute: Slow) -> list[Future[object]]:
    """Ask from several threads while the value is computed; the computation goes on when all have asked."""
    key = TellingKey()
    with ThreadPoolExecutor(ASKING) as threads:
        first = threads.submit(cache.get, key, compute)
        assert compute.started.wait(SOON)
        others = [threads.submit(cache.get, key, compute) for _ in range(ASKING - 1)]
        assert key.all_asked.wait(SOON)
        compute.let.set()
    return [first, *others]


def test_a_missing_value_is_computed_once_for_all_who_ask_at_the_same_time():
    compute = Slow(object)
    values = [each.result(SOON) for each in asked_together(Cache(2), compute)]
    assert compute.calls == 1
    assert len(values) == ASKING
    assert all(value is values[0] for value in values)


def test_an_error_is_raised_to_all_who_wait_and_not_kept():
    cache: Cache[TellingKey, object] = Cache(2)
    compute = Slow(fail)
    errors = [each.exception(SOON) for each in asked_together(cache, compute)]
    assert compute.calls == 1
    assert [str(error) for error in errors] == ["no such page"] * ASKING


def test_after_an_error_the_next_who_asks_computes_anew():
    cache: Cache[str, object] = Cache(2)
    with pytest.raises(ValueError, match="no such page"):
        cache.get("a", fail)
    assert cache.get("a", lambda: 1) == 1
    assert cache.get("a", fail) == 1


def test_a_slow_value_keeps_nobody_from_another_one():
    cache: Cache[str, object] = Cache(2)
    slow = Slow(lambda: "slow")
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(cache.get, "a", slow)
        assert slow.started.wait(SOON)
        assert cache.get("b", lambda: "quick") == "quick"
        assert not waiting.done()
        slow.let.set()
        assert waiting.result(SOON) == "slow"


def test_the_value_used_least_recently_is_dropped():
    cache: Cache[str, int] = Cache(2)
    for key in ("a", "b", "a", "c"):
        cache.get(key, lambda: 1)
    assert [cache.get(key, lambda: 2) for key in ("a", "c")] == [1, 1]
    assert cache.get("b", lambda: 2) == 2


def test_a_value_of_none_is_kept():
    cache: Cache[str, object] = Cache(2)
    assert cache.get("a", lambda: None) is None
    assert cache.get("a", fail) is None
