"""How a table of text is written is found out, and what is none is refused."""

import random
import unicodedata

import pytest

from data_sources.errors import CatalogueError, HytetauluError
from data_sources.formats.delimited import read_delimited

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
    assert (table.encoding, table.separator) == (told, separator)
    assert [row.cells for row in table.rows] == ROWS
    assert [row.number for row in table.rows] == [1, 2, 3]


def test_empty_rows_keep_the_numbers_of_the_others():
    assert [row.number for row in read_delimited(b"a;b\n;\n\n1;2\n", "own.csv").rows] == [1, 4]


@pytest.mark.parametrize(("content", "reason"), [(b"", "is empty"), (b"a\x00b;c\n", "is no text"), (b"a\x01b", "is no text")])
def test_what_is_no_table_is_refused(content, reason):
    with pytest.raises(CatalogueError, match=f"own.csv: {reason}"):
        read_delimited(content, "own.csv")


TABLE = "Alue;Arvo\nÄänekoski;14,3\nKökar;8,0\nÅbo;7\n"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("cp1252", "Latin-1 (Windows-1252)"),
        ("mac_roman", "Mac Roman"),
        ("cp850", "DOS (code page 850)"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_old_encodings_and_utf16_without_a_mark_are_told_apart(encoding, told):
    table = read_delimited(TABLE.encode(encoding), "own.csv")
    assert table.encoding == told
    assert [row.cells[0] for row in table.rows] == ["Alue", "Äänekoski", "Kökar", "Åbo"]


def test_one_bad_byte_names_its_row_and_is_no_other_encoding():
    content = TABLE.encode().replace("Kökar".encode(), "Kökar".encode() + b"\x96")
    with pytest.raises(CatalogueError, match=r"own.csv, row 3: a letter \(byte 96\) is no UTF-8, which the rest of the file is"):
        read_delimited(content, "own.csv")


def test_letters_of_two_parts_are_put_together_and_those_not_seen_left_out():
    text = unicodedata.normalize("NFD", "Äänekoski") + ";naiset\N{ZERO WIDTH SPACE};\N{NO-BREAK SPACE}Kajaani \n"
    assert read_delimited(text.encode(), "own.csv").rows[0].cells == ("Äänekoski", "naiset", "Kajaani")


@pytest.mark.parametrize("line", ["sep=;\n", "SEP=;\r\n"])
def test_the_hint_of_excel_names_the_separator_and_is_no_row(line):
    table = read_delimited((line + "a,b;c\n").encode(), "own.csv")
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("a,b", "c"))]


def test_an_open_quotation_mark_names_its_row():
    with pytest.raises(CatalogueError, match=r"own.csv, row 3: cannot be read as a table \(a quotation mark is not closed\)"):
        read_delimited(b'a;b\n1;2\n"x;3\n4;5\n6;7\n', "own.csv")


def test_old_line_ends_of_the_macintosh_are_read():
    assert [row.cells for row in read_delimited(b"a;b\r1;2\r", "own.csv").rows] == [("a", "b"), ("1", "2")]


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
