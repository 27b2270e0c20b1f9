"""A language is one catalogue: the application speaks a fourth one of a few messages, and falls back for the rest."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from dashboard.text.languages import language_of, languages
from data_sources.areas import read_areas
from data_sources.errors import CatalogueError
from data_sources.indicators import read_indicators
from data_sources.model import LANGUAGES
from data_sources.sample import sample
from data_sources.store import open_store

ROOT = Path(__file__).parents[2]
SAMI = """msgid ""
msgstr ""
"Language: se\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Locale: se_FI\\n"
"X-Office-Tag: se-FI\\n"

msgid "Overview"
msgstr "Visogovva"

msgid "Sources"
msgstr "G\u00e1ldut"

msgid "Trend"
msgstr "Sojus"

msgid "Figures as a table"
msgstr "Logut t\u00e1bellan"

msgid "Sample data, not real figures."
msgstr "Ovdamearkadieđut"

msgid "{count} year"
msgid_plural "{count} years"
msgstr[0] "{count} jahki"
msgstr[1] "{count} jagi"
"""
INDICATORS = ("daily-smoking", "unemployment", "population")
KINDS = ("trend", "groups", "target", "gap", "areas", "map")
PAGES = (
    *("/se/kajaani", "/se/kajaani/differences", "/se/kajaani/indicator/daily-smoking", "/se/explore", "/se/sources"),
    *("/se/kainuun-hyvinvointialue/priority/lifestyle", "/se/accessibility", "/se/suomi"),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application in a process of its own, whose data folder has a few sample indicators and the new catalogue."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "languages").mkdir()
    (folder / "languages" / "se.po").write_text(SAMI, encoding="utf-8")
    with open_store(f"sqlite:///{folder / 'hytetaulu.sqlite'}") as store:
        for name in INDICATORS:
            store.replace(name, *sample(read_indicators()[name], read_areas(), datetime(2026, 1, 2, tzinfo=UTC)))
    program = "import tests.contracts.test_languages as t; t.serve()"
    environment = {**os.environ, "HYTETAULU_DATA_DIR": str(folder), "HYTETAULU_DATABASE_URL": "", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.kill()


def serve() -> None:
    """Serve the application until killed; say where."""
    from waitress.server import create_server  # noqa: PLC0415  # in the process of the server only

    from app import build_app  # noqa: PLC0415  # in the process of the server only
    from data_sources.settings import read_settings  # noqa: PLC0415  # in the process of the server only

    server = create_server(build_app(read_settings()).server, host="127.0.0.1", port=0)
    sys.stdout.write(f"http://127.0.0.1:{server.effective_port}\n")
    sys.stdout.flush()
    server.run()


def get(server: str, address: str, kind: str = "text/html") -> requests.Response:
    answer = requests.get(server + address, timeout=60)
    assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.text[:300]}"
    assert answer.headers["Content-Type"].startswith(kind), address
    return answer


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_in_it(server: str, address: str) -> None:
    page = get(server, address).text
    assert '<html lang="se"' in page
    assert "Visogovva" in page
    assert "Ovdamearkadieđut" in page
    assert re.search(r'<a [^>]*href="/se/[^>]*>Davvis\u00e1megiella</a>', page), "the switch of languages names it"


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_is_in_it_as_embed_code_and_file(server: str, kind: str) -> None:
    indicator = "unemployment" if kind in {"areas", "map"} else "daily-smoking"
    address = f"/embed/se/kajaani/{indicator}/{kind}"
    embed = get(server, address).text
    assert '<html lang="se"' in embed
    assert "Logut t\u00e1bellan" in embed
    assert "Davvis\u00e1megiella" in get(server, f"{address}/code").text
    assert get(server, f"{address}.json", "application/json").json()["language"] == "se"
    assert 'lang="se"' in get(server, f"{address}.svg", "image/svg+xml").text
    get(server, f"{address}.csv", "text/csv")
    assert get(server, f"{address}.png", "image/png").content[:4] == b"\x89PNG"
    assert get(server, f"/download/se/kajaani/indicator/{indicator}/{kind}.xlsx", "application/vnd").content[:2] == b"PK"


@pytest.mark.parametrize("address", ["/se/kajaani/present", "/se/kajaani/present/choose"])
def test_the_presentation_is_in_it(server: str, address: str) -> None:
    assert '<html lang="se"' in get(server, address).text


@pytest.mark.parametrize(
    ("name", "part", "mark"),
    [
        ("deck.pptx", "ppt/slides/slide1.xml", 'lang="se-FI"'),
        ("report.docx", "word/styles.xml", 'w:val="se-FI"'),
        ("workbook.xlsx", "xl/workbook.xml", "<sheet "),
    ],
)
def test_every_office_file_is_in_it(server: str, name: str, part: str, mark: str) -> None:
    file = get(server, f"/download/se/kajaani/{name}", "application/vnd").content
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert mark in archive.read(part).decode()


def test_the_api_is_in_it(server: str) -> None:
    chart = get(server, "/api/v1/charts/se/kajaani/daily-smoking/trend", "application/json").json()
    assert chart["language"] == "se"
    assert get(server, "/api/v1/areas?area=kajaani", "application/json").json()["areas"][0]["name"] == {
        "fi": "Kajaani",
        "sv": "Kajana",
        "en": "Kajaani",
        "se": "",  # what is lacking is empty, so that a program can fall back as it likes
    }
    assert "Davvis\u00e1megiella" in get(server, "/api/v1?lang=se").text


def test_plurals_follow_its_rule(server: str) -> None:
    assert "2 jagi" in get(server, "/se/kajaani/indicator/daily-smoking").text
    assert "1 jahki" in get(server, "/se/kajaani/indicator/unemployment").text


def test_a_catalogue_says_what_babel_cannot_tell() -> None:
    assert [each.code for each in languages().values()][:3] == list(LANGUAGES)
    assert {each.office for each in languages().values()} >= {"fi-FI", "sv-FI", "en-GB"}
    assert (language_of("en").locale, language_of("en").open_graph, language_of("sv").name) == ("en_GB", "en_GB", "Svenska")
    with pytest.raises(CatalogueError, match="'xx' is no language of the pages; expected one of fi, sv, en"):
        language_of("xx")


def test_the_shipped_names_are_in_every_shipped_language() -> None:
    for indicator in read_indicators().values():
        assert set(indicator.name) >= set(LANGUAGES), indicator.id
        assert set(indicator.explanation) >= set(LANGUAGES), indicator.id
