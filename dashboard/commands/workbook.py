"""The command `workbook`: the plan and its values as Excel."""

from __future__ import annotations

from dashboard.office.command import office_command

command = office_command("workbook")
