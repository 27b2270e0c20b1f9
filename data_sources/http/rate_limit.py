"""How fast requests to a service may start, and how long it asks to be left alone."""

from __future__ import annotations

import time
from collections import deque
from datetime import datetime
from email.utils import parsedate_to_datetime
from threading import Event, Lock


class RateLimit:
    """Starts at least `interval` seconds apart; `hold` puts every later start off, `limit` counts those of a stretch of time."""

    def __init__(self, interval: float, stopped: Event) -> None:
        self._interval = interval
        self._stopped = stopped
        self._lock = Lock()
        self._next = 0.0
        self._stretch = 0.0
        self._starts: deque[float] = deque(maxlen=1)

    def wait(self) -> None:
        """Wait for this thread's turn."""
        with self._lock:
            start = max(self._next, time.monotonic())
            if len(self._starts) == self._starts.maxlen:
                start = max(start, self._starts[0] + self._stretch)
            self._starts.append(start)
            self._next = start + self._interval
        self._stopped.wait(max(0.0, start - time.monotonic()))

    def hold(self, seconds: float) -> None:
        """Let nothing more start within `seconds` from now."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def limit(self, calls: int, seconds: float) -> None:
        """Start no more than `calls` within any `seconds`."""
        with self._lock:
            self._stretch = seconds
            self._starts = deque(self._starts, maxlen=calls)


def seconds_to_wait(text: str, now: datetime) -> float:
    """Return the seconds that a `Retry-After` asks for, written as seconds or as an HTTP date; 0 where it is none of them."""
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError):  # no date, or one without a time zone
        return 0.0
