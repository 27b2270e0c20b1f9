"""Whatever bytes a file holds, reading it ends in a table or in an error of the project."""

import os
import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from data_sources.errors import HytetauluError
from data_sources.own_tables.reading import read_table
from data_sources.own_tables.sample import sample_tables
from data_sources.own_tables.workbook import write_workbook
from tests.data_sources.own_tables.conftest import DESCRIBED, HEAD

CSV = (HEAD + DESCRIBED + "Kajaani;naiset;2025;180;371\noma;;;;;;;Kajaani / Keskusta;miehet;2024-2025;13,0;26\n").encode()
PORTAL = '"Tupakoi";"288";"Akaa";"020";"yhteensä";2011;14,3;\n"Tupakoi";"288";"Kuhmo";"290";"miehet";2011;;\n'.encode("latin-1")
TOKENS = (
    b";",
    b",",
    b"\t",
    b'"',
    b"\n",
    b"\xff",
    b"\x00",
    b"-",
    b"9" * 30,
    "ä".encode(),
    b"=1/0",
    b"KU588",
    b"2025-2024",
    b"..",
    b"NaN",
    b"/",
)


def mangled(content: bytes, source: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(source.randint(1, 8)):
        place = source.randrange(len(changed) + 1)
        changed[place : place + source.choice((0, 0, 1, 5))] = (
            source.choice(TOKENS) if source.random() < 0.6 else source.randbytes(2)
        )
    return bytes(changed)


def read(path: Path, content: bytes) -> bool:
    """Read the bytes as a file; True for a table, False for an error of the project. Anything else is raised."""
    path.write_bytes(content)
    try:
        read_table(path, [])
    except HytetauluError:
        return False
    return True


def workbook_parts(tmp_path: Path) -> dict[str, bytes]:
    tables = sample_tables("fi")
    write_workbook({"indicators": tables["indicators"][:1], "figures": tables["figures"][:6]}, "fi", tmp_path / "good.xlsx")
    with zipfile.ZipFile(tmp_path / "good.xlsx") as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def repacked(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def mangle_texts(tmp_path: Path, times: int, seed: int) -> int:
    source = random.Random(seed)  # noqa: S311  # chance for a test
    return sum(read(tmp_path / "own.csv", mangled(source.choice((CSV, PORTAL)), source)) for _ in range(times))


def mangle_workbooks(tmp_path: Path, times: int, seed: int) -> int:
    source = random.Random(seed)  # noqa: S311  # chance for a test
    parts = workbook_parts(tmp_path)
    inside = [name for name in parts if name.startswith("xl/")]
    tables = 0
    for _ in range(times):
        if source.random() < 0.2:
            content = mangled(repacked(parts), source)
        else:
            name = source.choice(inside)
            content = repacked(parts | {name: mangled(parts[name], source)})
        tables += read(tmp_path / "own.xlsx", content)
    return tables


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HYTETAULU_DATA_DIR", os.fspath(tmp_path / "data"))
    return tmp_path


def test_the_files_that_are_mangled_are_good(folder):
    assert read(folder / "own.csv", CSV)
    assert read(folder / "own.csv", PORTAL)
    assert read(folder / "own.xlsx", repacked(workbook_parts(folder)))


def test_mangled_texts_give_tables_or_errors_of_the_project(folder):
    assert mangle_texts(folder, 300, 1) > 0


def test_mangled_workbooks_give_tables_or_errors_of_the_project(folder):
    assert mangle_workbooks(folder, 40, 2) > 0


@pytest.mark.slow
def test_two_thousand_mangled_files_give_tables_or_errors_of_the_project(folder):
    assert mangle_texts(folder, 1_600, 3) > 0
    assert mangle_workbooks(folder, 400, 4) > 0
