"""The office files that an area's plan can be had as: one table for downloads and for the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.deck import Choice, read_deck
from dashboard.office import presentation, report, workbook
from dashboard.queries.context import Context
from dashboard.renderers import EXPORT_FORMATS


@dataclass(frozen=True, slots=True)
class FileOptions:
    """How a file is made: the municipality's own template of presentations, and what sees each part as its turn comes."""

    template: Path | None = None
    watch: Callable[[Sequence[Any]], Iterable[Any]] = iter


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """A kind of file: the end of its name, its media type, what it is for, and what writes it."""

    ending: str
    media_type: str
    about: str
    write: Callable[[Context, Choice, FileOptions], bytes]


def _deck(context: Context, choice: Choice, options: FileOptions) -> bytes:
    return presentation.presentation(read_deck(context, choice), options.template, options.watch)


def _report(context: Context, choice: Choice, options: FileOptions) -> bytes:
    return report.report(context, choice, options.watch)


def _workbook(context: Context, choice: Choice, options: FileOptions) -> bytes:
    return workbook.workbook(context, choice, options.watch)


FILES: Mapping[str, OfficeFile] = {
    "deck": OfficeFile("pptx", presentation.MEDIA_TYPE, "write the slides of a meeting as PowerPoint", _deck),
    "report": OfficeFile("docx", report.MEDIA_TYPE, "write the draft of the yearly report as Word", _report),
    "workbook": OfficeFile("xlsx", EXPORT_FORMATS["xlsx"].media_type, "write the plan and its values as Excel", _workbook),
}
"""Every kind of file by the name of its command and address (`./run deck`, `deck.pptx`)."""
