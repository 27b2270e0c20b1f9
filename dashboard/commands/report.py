"""The command `report`: the draft of the yearly report as Word."""

from __future__ import annotations

from dashboard.office.command import office_command

command = office_command("report")
