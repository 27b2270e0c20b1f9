"""The sources of one run, each connected once, by whichever thread needs it first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from threading import Lock

from data_sources.adapters import DataSource
from data_sources.errors import SourceError
from data_sources.http.archive import collected


class Connections:
    """Sources by name; a source that is slow to connect holds up only those who need it. For many threads."""

    def __init__(self, sources: Mapping[str, DataSource]) -> None:
        self.sources = sources
        self._locks = {name: Lock() for name in sources}
        self._faults: dict[str, SourceError | None] = {}

    def fault(self, name: str, clock: Callable[[], datetime]) -> SourceError | None:
        """Connect a source where nobody has, and return why it cannot be used; None: it can."""
        with self._locks[name]:
            if name not in self._faults:
                self._faults[name] = self._connect(name, clock)
        return self._faults[name]

    def stop(self) -> None:
        """End every request of every source."""
        for source in self.sources.values():
            source.stop()

    def _connect(self, name: str, clock: Callable[[], datetime]) -> SourceError | None:
        with collected() as answers:
            try:
                self.sources[name].connect()
            except SourceError as error:
                return error
            with suppress(OSError):  # the first indicator tells of a folder that cannot be written
                answers.keep(clock())
        return None
