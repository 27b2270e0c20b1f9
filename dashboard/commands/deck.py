"""The command `deck`: the slides of a meeting as PowerPoint."""

from __future__ import annotations

from dashboard.office.command import office_command

command = office_command("deck")
