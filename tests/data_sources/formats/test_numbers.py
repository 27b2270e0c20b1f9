"""Numbers as people write them: read by the sign before decimals, or told to be ambiguous."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.formats.numbers import decimal_sign, is_ambiguous, number

SPACES = ("", " ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}")


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
        ("1'234", "", None),
        ("12,5\N{SUPERSCRIPT ONE}", ",", None),
        ("12,5 1)", ",", None),
        ("~12", "", None),
        ("nan", "", None),
        ("1e5", "", None),
        ("", "", None),
    ],
)
def test_a_number_is_read_by_its_decimal_sign(text, decimal, found):
    assert number(text, decimal) == found


@given(st.integers(-(10**9), 10**9), st.integers(0, 99), st.sampled_from(SPACES), st.sampled_from(",."), st.booleans())
def test_numbers_written_by_people_are_read_whatever_blanks_divide_thousands(whole, part, space, sign, percent):
    written = f"{whole:,}".replace(",", space).replace("-", "\N{MINUS SIGN}") + f"{sign}{part:02}" + (" %" if percent else "")
    expected = float(f"{whole}.{part:02}")
    assert decimal_sign([written]) == sign
    assert number(written, sign) == expected
    assert number(written, ",.".replace(sign, "")) is None
    assert not is_ambiguous(written)


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(",."))
def test_thousands_with_a_sign_are_ambiguous_unless_other_numbers_tell(thousands, rest, sign):
    written = f"{thousands}{sign}{rest:03}"
    assert decimal_sign([written]) == ""
    assert is_ambiguous(written)
    assert is_ambiguous(written, ",.".replace(sign, ""))
    assert not is_ambiguous(written, sign)


@given(st.integers(1, 999_999).filter(lambda one: one % 10), st.just(1000))
def test_a_number_of_a_spreadsheet_with_three_decimals_may_have_been_thousands(whole, by):
    assert is_ambiguous(whole / by) == (whole >= by)
    assert not is_ambiguous(float(whole))


def test_the_sign_is_that_of_most_numbers():
    assert decimal_sign(["12,5", "1,5", "2.5", "Kajaani", None, 3.5]) == ","
    assert decimal_sign(["1", "2"]) == ""
