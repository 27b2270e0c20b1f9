"""The command line as a process of its own, for what only a process shows: signals, kills, closed pipes, imports."""

from __future__ import annotations

import sys

HYTETAULU = (sys.executable, "-c", "import sys; from dashboard.commands import main; sys.exit(main())")
"""Start of a command over this checkout, whether it is installed or not; the command and its options follow."""
