"""How a table of text is written is found out, and what is none is refused."""

import random

import pytest

from data_sources.errors import CatalogueError, HytetauluError
from data_sources.formats.delimited import number, read_delimited

ROWS = [("Alue", "Arvo"), ("Äänekoski", "14,3"), ("Kökar", "8,0")]


def written(separator, encoding, decimal=","):
    lines = (separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in ROWS)
    return "\r\n".join(lines).replace(",", decimal if separator != "," else ",").encode(encoding)


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with BOM"),
        ("latin-1", "Latin-1 (Windows-1252)"),
        ("cp1252", "Latin-1 (Windows-1252)"),
        ("utf-16", "UTF-16"),
    ],
)
def test_encoding_separator_and_decimal_sign_are_found(separator, encoding, told):
    table = read_delimited(written(separator, encoding), "own.csv")
    assert (table.encoding, table.separator, table.decimal) == (told, separator, ",")
    assert [row.cells for row in table.rows] == ROWS
    assert [row.number for row in table.rows] == [1, 2, 3]


def test_a_decimal_point_is_found():
    assert read_delimited(written(";", "utf-8", "."), "own.csv").decimal == "."


def test_whole_numbers_tell_no_decimal_sign():
    assert read_delimited(b"a;b\n1;2\n", "own.csv").decimal == ""


def test_two_decimal_signs_are_refused_at_the_rarer():
    with pytest.raises(CatalogueError, match=r"own.csv, row 3: '8.0' has another decimal sign than most numbers"):
        read_delimited(b"Alue;Arvo\nKajaani;14,3\nKuhmo;8.0\nSotkamo;9,1\n", "own.csv")


def test_empty_rows_keep_the_numbers_of_the_others():
    assert [row.number for row in read_delimited(b"a;b\n;\n\n1;2\n", "own.csv").rows] == [1, 4]


@pytest.mark.parametrize(("content", "reason"), [(b"", "is empty"), (b"a\x00b;c\n", "is no text"), (b'a;"b\n', "cannot be read")])
def test_what_is_no_table_is_refused(content, reason):
    with pytest.raises(CatalogueError, match=f"own.csv: {reason}"):
        read_delimited(content, "own.csv")


@pytest.mark.parametrize(
    ("text", "decimal", "found"),
    [
        ("12,5", ",", 12.5),
        ("1 234,5", ",", 1234.5),
        ("1\N{NO-BREAK SPACE}234", "", 1234.0),
        ("\N{MINUS SIGN}3.5", ".", -3.5),
        ("7 %", "", 7.0),
        ("12,5", ".", None),
        ("1.234,5", ",", None),
        ("nan", "", None),
        ("1e5", "", None),
        ("", "", None),
    ],
)
def test_a_number_is_read_by_its_decimal_sign(text, decimal, found):
    assert number(text, decimal) == found


def test_mangled_bytes_give_a_table_or_an_error_of_the_project():
    source = random.Random(5)  # noqa: S311  # chance for a test
    good = [written(separator, encoding) for separator in ";\t," for encoding in ("utf-8", "latin-1", "utf-16")]
    for _ in range(2000):
        content = bytearray(source.choice(good))
        for _ in range(source.randint(1, 6)):
            place = source.randrange(len(content))
            content[place : place + source.randint(0, 3)] = source.randbytes(source.randint(0, 3)) or b'"'
        try:
            assert read_delimited(bytes(content), "own.csv").rows
        except HytetauluError:
            continue
