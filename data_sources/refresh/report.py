"""The JSON report of a refresh for a scheduler; docs/refreshing.md describes it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from data_sources.errors import CatalogueError
from data_sources.refresh.ingest import Refreshed
from data_sources.refresh.results import OUTCOMES

VERSION: Final = 1
"""Version of the report's format; it grows with a change that a reader must know of."""

NOT_STARTED: Final = "not started"


def report_of(refreshed: Refreshed, sources: list[str], status: int) -> dict[str, Any]:
    """Return the report of a run that ended with this exit status."""
    counts = Counter(result.outcome for result in refreshed.results)
    return {
        "version": VERSION,
        "outcome": refreshed.outcome,
        "exit_status": status,
        "reason": "",
        "run": refreshed.run,
        "started": _moment(refreshed.started),
        "finished": _moment(refreshed.finished),
        "seconds": round((refreshed.finished - refreshed.started).total_seconds(), 1),
        "sources": sources,
        "figures": sum(result.observations for result in refreshed.results),
        "counts": {outcome: counts[outcome] for outcome in OUTCOMES},
        "results": [asdict(result) for result in refreshed.results],
    }


def report_of_none(reason: str, now: datetime, status: int) -> dict[str, Any]:
    """Return the report of a refresh that did not start."""
    return {
        "version": VERSION,
        "outcome": NOT_STARTED,
        "exit_status": status,
        "reason": reason,
        "run": None,
        "started": _moment(now),
        "finished": _moment(now),
        "seconds": 0.0,
        "sources": [],
        "figures": 0,
        "counts": dict.fromkeys(OUTCOMES, 0),
        "results": [],
    }


def check_place(place: str | None) -> None:
    """Raise `CatalogueError` where a report cannot be written, before hours of fetching."""
    if place not in (None, "-") and not Path(str(place)).absolute().parent.is_dir():
        raise CatalogueError(f"--report {place}: its folder does not exist; make it or name another")


def write_report(place: str | None, report: dict[str, Any]) -> None:
    """Write a report to a file, whole or not at all, or to standard output for `-`; None: nowhere."""
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    if place == "-":
        sys.stdout.write(text)
    elif place:
        path = Path(place)
        part = path.with_name(f"{path.name}.part")
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(path)
        except OSError as error:
            raise CatalogueError(f"--report {place}: cannot be written ({error.strerror})") from None


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
