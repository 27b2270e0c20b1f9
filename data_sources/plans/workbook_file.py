"""Opening of a workbook's file, with a plain refusal of what is none or should not be opened."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook

from data_sources.errors import CatalogueError

LARGEST = 10 * 2**20
"""Bytes of the largest file: a plan takes a hundredth of it."""
LARGEST_UNPACKED = 20 * LARGEST
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of Excel before 2007 begin, and encrypted ones still do."""


def open_workbook(path: Path) -> Workbook:
    """Open a workbook with the values its formulas had when it was saved; `CatalogueError` says why it is refused."""
    try:
        _refuse_other_forms(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl drops (charts, extensions) holds nothing of a plan
            return load_workbook(path, data_only=True)
    except CatalogueError:
        raise
    except OSError as error:
        raise _refusal(path, f"cannot be read ({error.strerror})") from None
    except Exception as error:  # noqa: BLE001  # a broken file fails in whatever way its contents lead to
        raise _refusal(path, f"is broken ({type(error).__name__})") from None


def _refuse_other_forms(path: Path) -> None:
    size = path.stat().st_size
    start = path.read_bytes() if size <= LARGEST else b""
    if size > LARGEST:
        raise _refusal(path, f"is {size / 2**20:.0f} MB large, not a plan")
    if start.startswith(OLD_EXCEL):
        encrypted = "EncryptedPackage".encode("utf-16-le") in start
        raise _refusal(path, "is protected by a password" if encrypted else "is an Excel file of the old form (.xls)")
    if not zipfile.is_zipfile(path):
        raise _refusal(path, "is no workbook")
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
            raise _refusal(path, "is too large when unpacked")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise _refusal(path, "holds macros, which a plan does not need")
    if "xl/workbook.xml" not in names:
        raise _refusal(
            path, "is no Excel workbook" if "[Content_Types].xml" in names or "mimetype" in names else "is no workbook"
        )


def _refusal(path: Path, reason: str) -> CatalogueError:
    return CatalogueError(f"{path.name}: {reason}; expected a workbook saved as .xlsx without a password and macros, or TOML")
