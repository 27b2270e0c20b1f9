"""An installation of its own for each test: a folder of data and a store in it."""

from functools import partial

import pytest
from openpyxl import Workbook


@pytest.fixture
def store(tmp_path, monkeypatch, new_store):
    monkeypatch.setenv("HYTETAULU_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("HYTETAULU_DATABASE_URL", "")
    with new_store(tmp_path / "data" / "hytetaulu.sqlite") as opened:
        yield opened


@pytest.fixture
def run(store, run):  # noqa: ARG001  # the command finds the store by the environment
    """Run import-table; give exit status, standard output and standard error."""
    return partial(run, "import-table")


HEAD = "Tunnus;Nimi;Aihe;Yksikkö;Suunta;Lähde;Lisenssi;Alue;Sukupuoli;Vuosi;Vastaukset;Vastaajat\n"
DESCRIBED = "oma;Liikkuu päivittäin;lifestyle;prosenttia;suurempi;Kajaanin kaupunki;CC BY 4.0;"


@pytest.fixture
def csv_file(tmp_path):
    """Write a CSV file of values of one described indicator; rows are written from the area on."""

    def write(*rows, name="own.csv", encoding="utf-8"):
        lines = [DESCRIBED + rows[0], *(f"oma;;;;;;;{row}" for row in rows[1:])]
        path = tmp_path / name
        path.write_bytes((HEAD + "\n".join(lines) + "\n").encode(encoding))
        return path

    return write


@pytest.fixture
def workbook(tmp_path):
    """Write a workbook of sheets by title, each a list of rows."""

    def write(name="own.xlsx", **sheets):
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write
