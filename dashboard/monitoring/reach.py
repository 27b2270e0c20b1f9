"""Statuses of targets grouped by whether the target is reached."""

from __future__ import annotations

from dashboard.analysis.progress import Status

REACHED = (Status.ACHIEVED, Status.ACHIEVED_UNCERTAIN, Status.MET, Status.KEPT, Status.LEFT_FOR_BETTER)
WITHIN_REACH = (Status.ON_TRACK,)
BEHIND = (Status.TOO_SLOW, Status.FAR_BEHIND, Status.WRONG_DIRECTION, Status.ACHIEVED_AND_LOST)
