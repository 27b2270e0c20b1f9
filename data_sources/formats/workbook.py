"""Workbooks: opening their file, with a plain refusal of what is none or should not be opened."""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook

from data_sources.errors import CatalogueError

LARGEST = 20 * 2**20
"""Bytes of the largest file: a plan takes a hundredth of it, a table of all municipalities a third."""
LARGEST_UNPACKED = 10 * LARGEST
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of Excel before 2007 begin, and encrypted ones still do."""


def open_workbook(path: Path, *, holds: str, or_else: str) -> Workbook:
    """Open a workbook with the values its formulas had when it was saved; `CatalogueError` says why it is refused.

    `holds` names what it should hold ("a plan"), `or_else` the other format that would do ("TOML").
    """
    try:
        refuse_other_forms(path, holds)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl drops (charts, extensions) holds nothing of a plan or table
            # opened here, since load_workbook forgets to close a file that turns out to be broken
            with path.open("rb") as stream:
                return load_workbook(stream, data_only=True)
    except WorkbookRefusedError as error:
        reason = str(error)
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
    except Exception as error:  # noqa: BLE001  # a broken file fails in whatever way its contents lead to
        reason = f"is broken ({type(error).__name__})"
    raise CatalogueError(f"{path.name}: {reason}; expected a workbook saved as .xlsx without a password and macros, or {or_else}")


class WorkbookRefusedError(Exception):
    """Why a file is not opened."""


def refuse_other_forms(path: Path, holds: str) -> None:
    """Raise `WorkbookRefusedError` for a file that is no .xlsx, or one too large or with macros or a password."""
    start = refuse_size(path, holds)
    if start.startswith(OLD_EXCEL):
        encrypted = "EncryptedPackage".encode("utf-16-le") in start
        raise WorkbookRefusedError("is protected by a password" if encrypted else "is an Excel file of the old form (.xls)")
    if not zipfile.is_zipfile(path):
        raise WorkbookRefusedError("is no workbook")
    names = refuse_archive(path, holds)
    if "xl/workbook.xml" not in names:
        raise WorkbookRefusedError(
            "is no Excel workbook" if "[Content_Types].xml" in names or "mimetype" in names else "is no workbook"
        )


def refuse_size(path: Path, holds: str) -> bytes:
    """Return the content of a file; `WorkbookRefusedError` where it is too large."""
    size = path.stat().st_size
    if size > LARGEST:
        raise WorkbookRefusedError(f"is {size / 2**20:.0f} MB large, not {holds}")
    return path.read_bytes()


def refuse_archive(path: Path, holds: str) -> list[str]:
    """Return the names of an archive's parts; `WorkbookRefusedError` where they are too large or macros."""
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
            raise WorkbookRefusedError("is too large when unpacked")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise WorkbookRefusedError(f"holds macros, which {holds} does not need")
    return names


def is_percent(number_format: str) -> bool:
    """Tell whether a number format shows a fraction in per cent: its % is neither quoted nor escaped, as in `0.0" %"`."""
    return "%" in re.sub(r'"[^"]*"|[\\_*].|\[[^\]]*\]', "", number_format)


def is_year(number_format: str) -> bool:
    """Tell whether a number format shows only the year of a date."""
    return re.fullmatch(r"y{2,4}", re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|;@|\s', "", number_format), re.IGNORECASE) is not None
