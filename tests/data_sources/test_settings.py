"""Settings whose numbers have limits."""

import pytest

from data_sources.errors import CatalogueError
from data_sources.settings import read_settings


@pytest.mark.parametrize(("text", "number"), [("", 3), ("0", 0), ("12", 12)])
def test_no_answers_may_be_kept(text, number):
    assert read_settings({"HYTETAULU_SNAPSHOTS": text}).snapshots == number


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("SNAPSHOTS", "-1", "HYTETAULU_SNAPSHOTS is '-1'; expected a number from 0 on"),
        ("RETRIES", "0", "HYTETAULU_RETRIES is '0'; expected a number above zero"),
        ("SNAPSHOTS", "many", "HYTETAULU_SNAPSHOTS is 'many'; expected a number"),
    ],
)
def test_a_number_out_of_its_limits_is_told(name, text, message):
    with pytest.raises(CatalogueError, match=f"^{message}$"):
        read_settings({f"HYTETAULU_{name}": text})


def test_no_variable_makes_a_server_replay():
    assert read_settings({"HYTETAULU_FROM_SNAPSHOTS": "1"}).from_snapshots is False
