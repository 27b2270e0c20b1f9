"""The accessibility statement: what the act requires is there, and a missing entry of the operator is reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app import build_app
from dashboard.statement import Statement, read_statement
from data_sources.errors import CatalogueError
from data_sources.settings import read_settings
from data_sources.store import Store


@pytest.fixture
def store(tmp_path, new_store) -> Iterator[Store]:
    with new_store(tmp_path / "store.sqlite") as store:
        yield store


def shown(store: Store, language: str, **told: str) -> str:
    html = build_app(replace(read_settings({}), **told), store).server.test_client().get(f"/{language}/accessibility").text
    return html.partition('<div id="static-page">')[2].partition('<div id="mount"')[0]


@pytest.mark.parametrize(
    ("language", "required"),
    [
        (
            "fi",
            (
                "Saavutettavuusseloste",
                "306/2019",
                "osittain",
                "WCAG 2.1",
                "14 päivän",
                "Traficom",
                "www.saavutettavuusvaatimukset.fi",
            ),
        ),
        (
            "sv",
            ("Tillgänglighetsutlåtande", "306/2019", "delvis", "WCAG 2.1", "14 dagar", "Traficom", "www.tillganglighetskrav.fi"),
        ),
        ("en", ("Accessibility statement", "306/2019", "in part", "WCAG 2.1", "14 days", "Traficom", "www.webaccessibility.fi")),
    ],
)
def test_the_statement_says_what_the_law_demands(store: Store, language: str, required: tuple[str, ...]) -> None:
    page = shown(store, language)
    assert [word for word in (*required, "saavutettavuus@traficom.fi", "029 534 5000") if word not in page] == []


def test_what_the_operator_has_not_told_is_said(store: Store) -> None:
    page = shown(store, "en")
    assert page.count('class="unfinished"') == 3
    for setting in ("HYTETAULU_OPERATOR", "HYTETAULU_FEEDBACK", "HYTETAULU_ASSESSED"):
        assert setting in page


def test_a_complete_statement_has_nothing_open(store: Store, tmp_path: Path) -> None:
    gaps = tmp_path / "gaps.toml"
    gaps.write_text('[[gap]]\nfi = "Puute <1>"\nsv = "Brist <1>"\nen = "Gap <1>"\n', encoding="utf-8")
    told = {"operator": "Kajaanin kaupunki", "feedback": "palaute@kajaani.fi", "assessed": "2026-11-02", "known_gaps": str(gaps)}
    page = shown(store, "fi", **told)
    assert "unfinished" not in page
    assert "Kajaanin kaupunki" in page
    assert 'href="mailto:palaute@kajaani.fi"' in page
    assert "2.11.2026" in page
    assert "Puute &lt;1&gt;" in page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("path", ["kajaani", "sources", "atlantis"])
def test_every_page_leads_to_the_statement(store: Store, language: str, path: str) -> None:
    html = build_app(read_settings({}), store).server.test_client().get(f"/{language}/{path}").text
    assert f'href="/{language}/accessibility"' in html


def test_settings_are_read() -> None:
    told = {"HYTETAULU_FEEDBACK": "https://www.kajaani.fi/palaute", "HYTETAULU_ASSESSED": "2026-11-02"}
    statement = read_statement(read_settings(told))
    assert statement == Statement("", "https://www.kajaani.fi/palaute", date(2026, 11, 2))
    assert statement.feedback_link == "https://www.kajaani.fi/palaute"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("FEEDBACK", "palaute"),
        ("FEEDBACK", "javascript:alert(1)"),
        ("FEEDBACK", "a@b.fi?subject=x"),
        ("ASSESSED", "2.11.2026"),
        ("KNOWN_GAPS", "/no/such/file.toml"),
    ],
)
def test_a_setting_that_is_wrong_is_named(setting: str, value: str) -> None:
    with pytest.raises(CatalogueError, match=setting if setting != "KNOWN_GAPS" else "no such|cannot be read"):
        read_statement(read_settings({f"HYTETAULU_{setting}": value}))
