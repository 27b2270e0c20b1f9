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


def test_the_environment_is_read_once_and_again_when_it_has_changed(monkeypatch):
    monkeypatch.setenv("HYTETAULU_AREA", "kuopio")
    assert read_settings() is read_settings()
    monkeypatch.setenv("HYTETAULU_AREA", "kajaani")
    assert read_settings().area == "kajaani"


def test_addresses_of_sources_are_kept_by_the_name_of_their_setting():
    given = {
        "HYTETAULU_SOTKANET_URL": " http://127.0.0.1:9 ",
        "HYTETAULU_STATFIN_URL": "",
        "HYTETAULU_PUBLIC_URL": "https://x.fi",
    }
    settings = read_settings(given)
    assert settings.addresses == {"SOTKANET_URL": "http://127.0.0.1:9"}
    assert settings.public_url == "https://x.fi"


def test_no_variable_makes_a_server_replay():
    assert read_settings({"HYTETAULU_FROM_SNAPSHOTS": "1"}).from_archive is False
