"""A language is one catalogue: the application speaks a fourth one of a few messages everywhere, and falls back for the rest."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from click.testing import CliRunner
from docx import Document
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import build_app
from dashboard.addresses.pages import read_pages
from dashboard.charts.kinds import CHARTS
from dashboard.commands import find_command
from dashboard.office.files import FILES
from dashboard.pages import page_modules
from dashboard.renderers import EXPORT_FORMATS
from dashboard.text import text_for
from dashboard.text.languages import FOLDER, find_language, languages
from data_sources.areas import FILE as AREAS_FILE
from data_sources.areas import read_areas
from data_sources.errors import CatalogueError
from data_sources.indicators import read_indicators, read_themes
from data_sources.model import DEFAULT_LANGUAGE, Unit
from data_sources.own_tables import layout as own_tables
from data_sources.plan_files.tags import read_tags
from data_sources.plan_files.workbook import layout as plan_forms
from data_sources.settings import read_settings
from data_sources.store import Store, open_store
from tests.dashboard.meeting import OBSERVATIONS, TODAY, fill, observation, origin
from tests.languages import LANGUAGES

SAMI = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\\n"
"X-Locale: se_FI\\n"

msgid "Overview"
msgstr "Oppalašgovva"

msgid "Values as a table"
msgstr "Logut tabeallan"

msgid "Code without a script"
msgstr "Koda almmá skriptta haga"

msgid "To the overview"
msgstr "Oppalašgovvii"

msgid "Open data (API)"
msgstr "Rabas dáhta (API)"

msgid "Source: {parts}"
msgstr "Gáldu: {parts}"

msgid "How the values were computed"
msgstr "Mo logut leat rehkenaston"

msgid "There is no page at {value}."
msgstr "Dás ii leat siidu: {value}."

msgid "{count} year"
msgid_plural "{count} years"
msgstr[0] "{count} jahki"
msgstr[1] "guokte jagi"
msgstr[2] "{count} jagi"

msgid "{value} person"
msgid_plural "{value} people"
msgstr[0] "{value} olmmoš"
msgstr[1] "guokte olbmo"
msgstr[2] "{value} olbmo"
"""
VALUES = {"language": "se", "area": "kajaani", "indicator": "daily-smoking", "priority": "health"}
INDICATORS = {"areas": "unemployment", "map": "unemployment"}
"""Indicators of charts that compare areas; the others are of one that has a target and groups."""


@pytest.fixture(scope="module", autouse=True)
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The installation's folder, with a catalogue of its own."""
    folder = tmp_path_factory.mktemp("installation")
    (folder / "languages").mkdir()
    (folder / "languages" / "se.po").write_text(SAMI, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HYTETAULU_DATA_DIR", str(folder))
        yield folder


@pytest.fixture(scope="module")
def store(spoken: Path) -> Iterator[Store]:
    """A plan with values of its area, and of all areas around it."""
    areas = [*read_areas().municipalities(read_areas().find("HVA20")), *map(read_areas().find, ("HVA20", "SSS"))]
    around = [observation("unemployment", 2024, 10.0 + place, area=area.code) for place, area in enumerate(areas)]
    with open_store(f"sqlite:///{spoken / 'hytetaulu.sqlite'}") as opened:
        fill(opened)
        own = [each for each in OBSERVATIONS["unemployment"] if each.group.pairs or each.period.last != 2024]
        opened.replace("unemployment", [*own, *around], [origin("unemployment")])
        yield opened


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return build_app(read_settings(), store, lambda: TODAY).server.test_client()


def get(client: FlaskClient, address: str, kind: str = "text/html") -> TestResponse:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status} {answer.text[:300]}"
    assert answer.mimetype.startswith(kind), address
    return answer


def html(client: FlaskClient, address: str) -> str:
    """Return a document that says its language."""
    document = get(client, address).text
    assert re.search(r'<html[^>]* lang="se"', document), address
    return document


@pytest.mark.parametrize("name", page_modules())
def test_every_page_is_in_it_and_switches_to_it(client: FlaskClient, name: str) -> None:
    address = read_pages()[name].address(VALUES)
    document = html(client, address)
    assert "Oppalašgovva" in document
    assert re.search(rf'<a [^>]*href="{re.escape(address)}[^>]*>Davvisámegiella</a>', document)
    switch = re.findall(r'<a [^>]*hreflang="(\w+)"', document, re.IGNORECASE)
    assert switch[:4] == ["fi", "sv", "en", "se"]


def test_a_page_of_another_language_leads_to_it(client: FlaskClient) -> None:
    assert re.search(r'<a [^>]*href="/se/kajaani[^>]*>Davvisámegiella</a>', get(client, "/fi/kajaani").text)


def test_what_is_nowhere_is_told_in_it(client: FlaskClient) -> None:
    answer = client.get("/se/kajaani/nothing")
    assert answer.status_code == 404
    assert "Dás ii leat siidu: /se/kajaani/nothing." in answer.text


@pytest.mark.parametrize("kind", CHARTS)
def test_every_chart_is_in_it_as_embed_code_files_and_data(client: FlaskClient, kind: str) -> None:
    place = f"kajaani/{INDICATORS.get(kind, 'daily-smoking')}/{kind}"
    assert "Logut tabeallan" in html(client, f"/embed/se/{place}")
    code = html(client, f"/embed/se/{place}/code")
    assert "Koda almmá skriptta haga" in code
    assert "Davvisámegiella" in code
    for form in EXPORT_FORMATS:
        get(
            client,
            f"/download/se/kajaani/indicator/{place.split('/')[1]}/{kind}.{form}",
            EXPORT_FORMATS[form].media_type.partition(";")[0],
        )
    assert "Gáldu: THL" in get(client, f"/embed/se/{place}.svg", "image/svg+xml").text
    assert get(client, f"/embed/se/{place}.json", "application/json").json["language"] == "se"
    assert get(client, f"/api/v1/charts/se/{place}", "application/json").json["source"].startswith("Gáldu: THL")


@pytest.mark.parametrize("address", ["/se/kajaani/present", "/se/kajaani/present/choose"])
def test_the_presentation_and_its_choice_are_in_it(client: FlaskClient, address: str) -> None:
    assert "Oppalašgovvii" in html(client, address)


def test_an_address_of_an_embed_is_told_in_it(client: FlaskClient) -> None:
    answer = get(client, "/oembed?url=http://localhost/se/kajaani/indicator/daily-smoking", "application/json").json
    assert "/embed/se/kajaani/daily-smoking/trend" in answer["html"]


@cache
def file_of(client: FlaskClient, kind: str) -> bytes:
    return get(client, f"/download/se/kajaani/{kind}.{FILES[kind].ending}", "application/vnd").data


def xml_of(file: bytes, pattern: str) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if re.search(pattern, name))


def test_a_deck_is_in_it(client: FlaskClient) -> None:
    slides = xml_of(file_of(client, "deck"), r"^ppt/(slides|notesSlides|charts)/[^/]+\.xml$")
    assert set(re.findall(r' lang="([^"]+)"', slides)) == {"se-FI"}
    assert "Gáldu: THL" in slides
    assert "[$-" not in slides, "Windows has no number of it, so that numbers are the reader's own"


def test_a_report_is_in_it(client: FlaskClient) -> None:
    file = file_of(client, "report")
    assert Document(io.BytesIO(file)).core_properties.language == "se-FI"
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', xml_of(file, "^word/styles.xml$"))) == {"se-FI"}
    assert "Mo logut leat rehkenaston" in xml_of(file, "^word/document.xml$")


def test_a_workbook_is_in_it(client: FlaskClient) -> None:
    assert "Mo logut leat rehkenaston" in xml_of(file_of(client, "workbook"), r"^xl/worksheets/[^/]+\.xml$")


def test_every_file_of_an_area_is_tested_here() -> None:
    assert set(FILES) == {"deck", "report", "workbook"}


def test_the_api_has_it(client: FlaskClient) -> None:
    found = get(client, "/api/v1/areas?area=kajaani", "application/json").json["areas"][0]["name"]
    assert found == {
        "fi": "Kajaani",
        "sv": "Kajana",
        "en": "Kajaani",
        "se": "",
    }  # what is missing is empty: no other language is substituted
    assert "name_se" in get(client, "/api/v1/areas?area=kajaani&format=csv", "text/csv").text.splitlines()[0]
    assert "Rabas dáhta (API)" in html(client, "/api/v1?lang=se")
    document = get(client, "/api/v1/openapi.json", "application/json").json
    chart = document["paths"]["/api/v1/charts/{language}/{area}/{indicator}/{chart}"]["get"]
    assert chart["parameters"][0]["schema"]["enum"] == ["fi", "sv", "en", "se"]
    assert document["components"]["schemas"]["chart"]["properties"]["language"]["enum"] == ["fi", "sv", "en", "se"]


def test_plurals_follow_its_rule(client: FlaskClient) -> None:
    assert "guokte jagi" in html(client, "/se/kajaani/indicator/daily-smoking")
    assert "1 jahki" in html(client, "/se/kajaani/indicator/unemployment")
    text = text_for("se")
    assert [text.n("{count} year", "{count} years", count) for count in (1, 2, 3)] == ["1 jahki", "guokte jagi", "3 jagi"]
    amounts = [text.difference(count, Unit.PERSONS, 0, signed=False) for count in (1, 2, 3)]
    assert amounts == ["1 olmmoš", "guokte olbmo", "3 olbmo"]
    assert text.difference(2, Unit.PERSONS, 1, signed=False) == "2,0 olbmo"


def test_what_it_lacks_is_said_in_english_and_named_in_the_default_language() -> None:
    text = text_for("se")
    assert text.t("Sources and methods") == "Sources and methods"
    assert text.name(read_indicators()["daily-smoking"].name) == read_indicators()["daily-smoking"].name[DEFAULT_LANGUAGE]
    assert str(text.area(read_areas().find("kajaani"))) == "Kajaani"


@pytest.fixture
def new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands of files be read anew, as in a process that starts."""
    for kind in FILES:
        monkeypatch.delitem(sys.modules, f"dashboard.commands.{kind}", raising=False)


@pytest.mark.usefixtures("new_process")
def test_file_commands_offer_it_and_form_commands_only_the_languages_of_the_forms() -> None:
    offered = {
        name: CliRunner().invoke(find_command(name), ["--help"]).output for name in ("deck", "export-plan", "import-table")
    }
    assert "[fi|sv|en]" in offered["export-plan"]
    assert "[fi|sv|en]" in offered["import-table"]
    assert "[fi|sv|en|se]" in offered["deck"]


def test_a_catalogue_says_what_babel_cannot_tell() -> None:
    assert [(each.code, each.name, each.locale, each.office, each.open_graph, each.lcid) for each in languages().values()] == [
        ("fi", "Suomi", "fi", "fi-FI", "fi_FI", "40B"),
        ("sv", "Svenska", "sv", "sv-FI", "sv_FI", "81D"),
        ("en", "English", "en_GB", "en-GB", "en_GB", "809"),
        ("se", "Davvisámegiella", "se_FI", "se-FI", "se_FI", ""),
    ]
    assert next(iter(languages())) == DEFAULT_LANGUAGE
    with pytest.raises(CatalogueError, match="'xx' is no language of the pages; expected one of fi, sv, en, se"):
        find_language("xx")


def with_catalogue(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, content: str) -> None:
    (folder / "languages").mkdir()
    (folder / "languages" / name).write_text(content, encoding="utf-8")
    monkeypatch.setenv("HYTETAULU_DATA_DIR", str(folder))


def test_a_language_that_babel_does_not_know_has_name_and_locale_from_its_catalogue(monkeypatch, tmp_path) -> None:
    header = 'msgid ""\nmsgstr ""\n"X-Name: romani tšimb\\n"\n"X-Locale: fi_FI\\n"\n"X-Place: 0\\n"\n'
    with_catalogue(monkeypatch, tmp_path, "rmf.po", header)
    assert list(languages()) == ["fi", "rmf", "sv", "en"]  # the default language stays the first
    assert (find_language("rmf").name, find_language("rmf").office) == ("Romani tšimb", "fi-FI")
    assert text_for("rmf").number(1234.5, 1) == text_for("fi").number(1234.5, 1)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("xq.po", "", "xq.po: 'xq' is no locale that Babel knows; name one in the header X-Locale"),
        ("Sami.po", "", "Sami.po: expected the code of a language in two or three small letters, such as se.po"),
        ("se.po", 'msgid ""\nmsgstr ""\n"X-Place: last\\n"\n', "se.po: X-Place is 'last'; expected a number"),
        ("se.po", 'msgid "a"\nnothing\n', "se.po: is no catalogue of messages"),
        (
            "se.po",
            'msgid "in {year}"\nmsgstr "jagi {jahki}"\n',
            "se.po: the translation 'jagi {jahki}' of 'in {year}' may hold {year}",
        ),
    ],
)
def test_a_catalogue_that_is_wrong_stops_the_start(monkeypatch, tmp_path, name, content, told) -> None:
    with_catalogue(monkeypatch, tmp_path, name, content)
    with pytest.raises(CatalogueError, match=re.escape(told)):
        build_app(read_settings())


@pytest.mark.parametrize("arguments", [("--help",), ("deck", "kajaani"), ("deck", "--help")])
@pytest.mark.usefixtures("new_process")
def test_a_catalogue_that_is_wrong_is_told_by_the_command_line_in_one_line(monkeypatch, tmp_path, run, arguments) -> None:
    with_catalogue(monkeypatch, tmp_path, "xq.po", "")
    told = "hytetaulu: xq.po: 'xq' is no locale that Babel knows; name one in the header X-Locale\n"
    assert run(*arguments) == (2, "", told)


def test_the_shipped_languages_are_the_catalogues_and_all_that_is_shipped_is_named_in_them() -> None:
    """Names may fall back; those that are shipped never need to."""
    assert {path.stem for path in FOLDER.glob("*.po")} == set(LANGUAGES)
    assert own_tables.form_languages() == plan_forms.form_languages() == LANGUAGES
    assert all(Locale.parse(find_language(code).locale).language == code for code in LANGUAGES)
    every = [*read_themes().values(), *(tag.name for tag in read_tags().values())]
    for indicator in read_indicators().values():
        every += [indicator.name, indicator.explanation, *(each.reason for each in indicator.breaks)]
    for area in read_areas():
        every += [area.name, area.genitive, area.locative]
    assert len(every) > 3 * 351
    assert all(tuple(sorted(names)) == tuple(sorted(LANGUAGES)) for names in every)


def test_an_area_needs_a_name_in_the_default_language_and_may_have_one_in_any_other(tmp_path: Path) -> None:
    heading, *rows = AREAS_FILE.read_text(encoding="utf-8").splitlines()
    further = ",name_se,genitive_se,locative_se,parents"
    path, finland = tmp_path / "areas.csv", read_areas().by_code["SSS"].name

    def reading(cells: str) -> object:
        row = next(row for row in rows if row.startswith("SSS,"))
        before, mark, after = row.partition("in the whole country,")
        assert mark
        path.write_text(f"{heading.replace(',parents', further)}\n{before}{mark}{cells},{after}\n", encoding="utf-8")
        return read_areas.__wrapped__(path).by_code["SSS"].name

    assert reading("Suopma,Suoma,Suomas") == {**finland, "se": "Suopma"}
    assert reading(",,") == finland
    with pytest.raises(CatalogueError, match="column name_se: ' Suopma'; expected a text without spaces around it"):
        reading(" Suopma,Suoma,Suomas")
    path.write_text(heading.replace("name_fi", "name_se"), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"expected the columns code,level,slug,name_fi,genitive_fi,locative_fi,name_se"):
        read_areas.__wrapped__(path)
