"""What the commands share: exit statuses, the clock they are given, and what is said besides their output."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from typing import Final, TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Tells the moment in UTC; every command is given it as click's object."""

SAMPLE_WARNING: Final = "sample data, not real figures; `./run refresh` fetches real ones"


class ExitStatus(IntEnum):
    """How a command ended; a command that returns nothing ended well."""

    GOOD = 0
    FAILURES = 1
    WRONG_USE = 2
    RUNNING = 3
    GAPS = 4
    STOPPED = 130


def say(text: str) -> None:
    """Tell something on standard error, which keeps standard output for what was asked for."""
    sys.stderr.write(f"hytetaulu: {text}\n")
    sys.stderr.flush()


def with_person() -> bool:
    """Tell whether a person at the terminal can be asked."""
    return sys.stdin.isatty()
