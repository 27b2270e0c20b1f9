"""Embeds over a small store: page, files, code, oEmbed, refusals and caching, as a client gets them."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
import struct
from collections.abc import Iterator
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import build_app
from dashboard.addresses.embeds import OPTIONS, base_address, read_public_url
from dashboard.addresses.errors import AddressError
from dashboard.embed.request import read_request
from dashboard.embed.static_files import STATIC
from dashboard.renderers import EXPORT_FORMATS
from data_sources.errors import CatalogueError
from data_sources.model import TOTAL, Observation, ObservationStatus, Origin, Period, PopulationGroup
from data_sources.settings import read_settings
from data_sources.store import Store
from tests import builders
from tests.examples import examples

NOW = datetime(2026, 1, 2, tzinfo=UTC)
TODAY = date(2026, 9, 1)
TREND = "/embed/fi/kajaani/unemployment/trend"
ZIPPED = {"Accept-Encoding": "gzip"}


def origin() -> Origin:
    publisher = {"fi": "Tilastokeskus", "sv": "Statistikcentralen", "en": "Statistics Finland"}
    address, updated = "https://example.org/181", date(2025, 4, 29)
    return builders.origin("unemployment", "sotkanet:181", publisher=publisher, address=address, updated=updated, fetched=NOW)


def observations(area: str, *values: float, group: PopulationGroup = TOTAL) -> list[Observation]:
    return [Observation("unemployment", area, group, Period.year(2020 + index), value) for index, value in enumerate(values)]


def fill(store: Store, newest: float = 9.5) -> None:
    women = PopulationGroup.parse("sex=female")
    hidden = Observation("unemployment", "KU205", women, Period.year(2020), None, status=ObservationStatus.SUPPRESSED)
    stored = [
        *observations("KU205", 11.5, 10.25, newest),
        *[each for each in observations("KU205", 0, 8.5, 7.5, group=women) if each.period != hidden.period],
        hidden,
        *observations("HVA20", 12, 11, 10),
        *observations("SSS", 13, 12, 11),
    ]
    store.replace("unemployment", stored, [origin()])


@pytest.fixture
def store(tmp_path, new_store) -> Iterator[Store]:
    """A store that a test changes or opens in a way of its own."""
    with new_store(tmp_path / "store.sqlite") as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def client(tmp_path_factory, new_store) -> Iterator[FlaskClient]:
    with new_store(tmp_path_factory.mktemp("store") / "store.sqlite") as opened:
        fill(opened)
        yield client_of(opened)


def client_of(store: Store, **environment: str) -> FlaskClient:
    return build_app(read_settings(environment), store, lambda: TODAY).server.test_client()


def got(client: FlaskClient, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.text
    return answer.text


def test_the_page_says_everything_without_a_script(client):
    page = got(client, TREND)
    assert '<html lang="fi" data-theme="auto">' in page
    assert re.search(r"<h1>Työttömät[^<]*, Kajaani</h1>", page)
    assert '<p class="sentence">Työttömät' in page
    assert page.count("<svg") == 3
    assert '<td class="number">9,5</td>' in page
    assert "Tilastokeskus" in page
    assert "CC BY 4.0" in page
    assert "29.4.2025" in page
    assert '<a href="/fi/kajaani/indicator/unemployment" target="_blank" rel="noopener">' in page


def test_the_page_asks_for_a_stylesheet_and_a_script_of_its_own_and_sets_nothing(client):
    answer = client.get(TREND)
    asked = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', answer.text)
    assert [address.partition("?")[0] for address in asked] == ["/embed/embed.css", "/embed/reading.js"]
    assert all(client.get(address).status_code == 200 for address in asked)
    assert "Set-Cookie" not in answer.headers
    assert not re.findall(r"<script>|<style|\sstyle=|\son\w+=", answer.text)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("theme=dark", '<html lang="fi" data-theme="dark">'),
        ("table=open", "<details open>"),
        ("title=off", '<h1 class="visually-hidden">'),
        ("compare=kuopio", 'href="/fi/kajaani/indicator/unemployment?compare=kuopio"'),
        ("years=2021-2022", "2021\N{EN DASH}2022"),
        ("group=sex=female", "naiset"),
        ("table=link", 'href="/embed/fi/kajaani/unemployment/trend?table=open"'),
    ],
)
def test_an_option_shows(client, query, shown):
    assert shown in got(client, f"{TREND}?{query}")


def test_the_height_asked_for_is_the_drawings(client):
    heights = [int(found) for found in re.findall(r'<svg[^>]* height="(\d+)"', got(client, f"{TREND}?height=600"))]
    assert all(590 <= height <= 640 for height in heights)


def test_points_are_told_to_the_script_as_they_are_written(client):
    block = re.search(r'class="points">(.*?)</script>', got(client, TREND))[1]
    (name, points), *_ = json.loads(block)
    assert name == "Kajaani"
    percent = "\N{NO-BREAK SPACE}%"
    assert points == [["2020", "2020", f"11,5{percent}"], ["2021", "2021", f"10,2{percent}"], ["2022", "2022", f"9,5{percent}"]]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("kajaani/unemployment/trend?colour=red", 400),
        ("kajaani/unemployment/trend?theme=pink", 400),
        ("kajaani/unemployment/trend?theme=dark&theme=dark", 400),
        ("kajaani/unemployment/trend?height=99999999999999", 400),
        ("kajaani/unemployment/trend?height=\N{SUPERSCRIPT TWO}00", 400),
        ("kajaani/unemployment/trend?years=2024-2010", 400),
        (f"kajaani/unemployment/trend?compare={'a' * 3000}", 400),
        (f"{'a' * 3000}/unemployment/trend", 400),
        ("nowhere/unemployment/trend", 404),
        ("kajaani/nothing/trend", 404),
        ("kajaani/unemployment/pie", 404),
        ("kajaani/unemployment/trend.exe", 404),
        ("kajaani/unemployment/trend.png/code", 404),
        ("kajaani/unemployment", 404),
        ("kajaani/loneliness/trend", 404),
    ],
)
def test_a_wrong_address_is_refused_by_a_small_readable_page(client, language, path, status):
    page = got(client, f"/embed/{language}/{path}", status)
    headings = {"fi": "Kuviota ei voi näyttää", "sv": "Diagrammet kan inte visas", "en": "The chart cannot be shown"}
    assert f"<h1>{headings[language]}</h1>" in page
    assert f'<html lang="{language}"' in page
    assert len(page) < 6000


def test_years_without_values_name_the_years_that_have_some(client):
    page = got(client, "/embed/fi/kajaani/unemployment/trend?years=1990-1995", 404)
    assert "Pyydetyiltä vuosilta ei ole lukuja; lukuja on vuosilta 2020\N{EN DASH}2022." in page


@pytest.mark.parametrize("hostile", ["<script>x</script>", '"><img src=x>', "'onload='x", "\r\nSet-Cookie: a=b"])
@pytest.mark.parametrize(
    "where", ["{}/kajaani/unemployment/trend", "fi/kajaani/{}/trend", "fi/kajaani/unemployment/trend?years={}"]
)
def test_nothing_of_the_address_reaches_the_page_as_markup(client, where, hostile):
    path, _, query = where.format(hostile).partition("?")
    answer = client.get(f"/embed/{path}", query_string={"years": hostile} if query else {})
    assert answer.status_code in {400, 404}
    for raw in ("<script>x", "<img", "'onload='x'"):
        assert raw not in answer.text
    assert "Set-Cookie" not in answer.headers


def test_a_host_that_is_none_makes_no_absolute_addresses(client):
    page = client.get(TREND, headers={"Host": 'a"><script>'}).text
    assert "og:image" not in page
    assert '"><script>' not in page
    assert base_address("", "http://kunta.example:8050/") == "http://kunta.example:8050"
    assert base_address("https://hyte.example.fi", "http://10.0.0.1/") == "https://hyte.example.fi"


@pytest.mark.parametrize("wrong", ["hyte.example.fi", "ftp://a", "https://a/b", 'https://a"b'])
def test_a_public_address_is_scheme_and_host(wrong, store):
    assert read_public_url("https://hyte.example.fi/") == "https://hyte.example.fi"
    with pytest.raises(CatalogueError, match="HYTETAULU_PUBLIC_URL"):
        client_of(store, HYTETAULU_PUBLIC_URL=wrong)


def test_every_format_has_the_same_address(client):
    for form, kind in EXPORT_FORMATS.items():
        answer = client.get(f"{TREND}.{form}")
        assert (answer.status_code, answer.content_type) == (200, kind.media_type)
        assert answer.headers["Content-Disposition"] == f'inline; filename="kajaani-unemployment-trend-fi.{form}"'
        saved = client.get(f"/download/fi/kajaani/indicator/unemployment/trend.{form}")
        assert saved.headers["Content-Disposition"] == f'attachment; filename="kajaani-unemployment-trend-fi.{form}"'
        assert form == "xlsx" or saved.data == answer.data


def test_the_picture_is_twice_its_size_and_says_what_it_shows(client):
    picture = client.get(f"{TREND}.png").data
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", picture[16:20])[0] == 1520
    assert "Lähde: Tilastokeskus".encode() in picture
    assert client.get(f"{TREND}.png?theme=dark").data != picture


def test_a_csv_has_a_byte_order_mark_on_request_only(client):
    plain, marked = client.get(f"{TREND}.csv").data, client.get(f"{TREND}.csv?bom=1").data
    assert marked == b"\xef\xbb\xbf" + plain
    row = next(csv.DictReader(io.StringIO(plain.decode())))
    assert (row["series"], row["period"], row["value"], row["unit"]) == ("Kajaani", "2020", "11.5", "prosenttia")


def test_the_workbook_has_numbers_with_unit_notes_and_source(client):
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{TREND}.xlsx").data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=8, max_col=2)]
    assert rows == [["Vuosi", "Kajaani"], [2020, 11.5], [2021, 10.25], [2022, 9.5]]
    assert sheet["B6"].number_format == "#,##0.0"
    assert sheet.freeze_panes == "B6"
    content = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    for needed in ("Prosenttia", "Lähde: Tilastokeskus", "CC BY 4.0", "Pienempi on parempi."):
        assert needed in content


def test_a_suppressed_value_is_labelled_in_the_workbook_and_null_in_json(client):
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{TREND}.xlsx?group=sex=female").data)).active
    assert [sheet.cell(6, 1).value, sheet.cell(6, 2).value] == [2020, "salattu"]
    point = client.get(f"{TREND}.json?group=sex=female").json["series"][0]["points"][0]
    assert (point["value"], point["status"]) == (None, "suppressed")


def test_the_json_names_unit_series_source_and_notes(client):
    found = client.get(f"{TREND}.json").json
    assert found["unit"]["words"] == "prosenttia"
    assert [point["value"] for point in found["series"][0]["points"]] == [11.5, 10.25, 9.5]
    assert found["series"][0]["role"] == "focus"
    assert found["source"].startswith("Lähde: Tilastokeskus")
    assert found["sample"] == ""


def test_an_unchanged_response_is_not_sent_again_and_a_refresh_changes_it(store):
    client = client_of(store)
    first = client.get(TREND, headers=ZIPPED)
    assert first.headers["Cache-Control"] == "public, max-age=60, must-revalidate"
    assert first.headers["Vary"] == "Accept-Encoding"
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    assert client.get(TREND, headers=ZIPPED | {"If-None-Match": tag}).status_code == 304
    fill(store, newest=8.25)
    second = client.get(TREND, headers=ZIPPED | {"If-None-Match": tag})
    assert second.status_code == 200
    assert "8,2" in gzip.decompress(second.data).decode()
    assert second.headers["ETag"] != tag


def test_a_strong_tag_is_of_the_bytes_that_are_sent(client):
    zipped, plain = client.get(TREND, headers=ZIPPED), client.get(TREND)
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert zipped.headers["ETag"] != plain.headers["ETag"]
    assert client.get(TREND, headers={"If-None-Match": plain.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("chart", ["trend", "groups"])
def test_an_embed_is_light(client, chart):
    page = len(client.get(TREND.replace("trend", chart), headers=ZIPPED).data)
    script, styles = (len(gzip.compress(STATIC.content(name).encode())) for name in ("reading.js", "embed.css"))
    assert page <= 15_000
    assert script <= 4_000
    assert page + script + styles <= 20_000
    assert len(gzip.compress(STATIC.content("host.js").encode())) <= 1_000


def codes(client: FlaskClient, url: str) -> dict[str, str]:
    found = re.findall(r'<textarea id="([^"]+)"[^>]*>(.*?)</textarea>', got(client, url), re.DOTALL)
    return {name: html.unescape(content) for name, content in found}


def test_the_code_has_title_lazy_loading_skip_link_and_height_script(client):
    found = codes(client, "/embed/sv/kajaani/unemployment/trend/code?theme=dark&compare=suomi")
    code = found["code"]
    assert '<a href="#after-hytetaulu-kajaani-unemployment-trend">Hoppa över inbäddningen</a>' in code
    assert 'src="http://localhost/embed/sv/kajaani/unemployment/trend?compare=suomi&amp;theme=dark"' in code
    assert re.search(r'title="Arbetslösa[^"]*, Kajana"', code)
    assert 'loading="lazy"' in code
    assert '<div id="after-hytetaulu-kajaani-unemployment-trend"' in code
    assert '<script src="http://localhost/embed.js" async></script>' in code
    assert (
        "<iframe"
        not in got(client, "/embed/sv/kajaani/unemployment/trend/code").partition("<textarea")[2].partition("</textarea>")[0]
    )
    assert found["picture-address"] == "http://localhost/embed/sv/kajaani/unemployment/trend.png?compare=suomi&theme=dark"
    assert "<script" not in found["code-without-script"]
    assert "aspect-ratio:720/" in found["code-without-script"]
    assert "table=link" in found["code-without-script"]


@pytest.mark.parametrize(("language", "label"), [("fi", "Ohita upotus"), ("en", "Skip embed")])
def test_the_skip_link_is_in_the_language_of_the_chart(client, language, label):
    assert f">{label}</a>" in codes(client, f"/embed/{language}/kajaani/unemployment/trend/code")["code"]


def test_the_public_address_stands_in_codes_and_cards(store):
    client = client_of(store, HYTETAULU_PUBLIC_URL="https://hyte.example.fi")
    assert 'src="https://hyte.example.fi/embed/fi/' in codes(client, f"{TREND}/code")["code"]
    assert '<meta property="og:url" content="https://hyte.example.fi/fi/kajaani/' in got(client, TREND)


@pytest.mark.parametrize("address", [TREND, "/fi/kajaani/indicator/unemployment"])
def test_a_card_for_other_sites_shows_sentence_and_picture(client, address):
    page = got(client, address)
    properties = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))
    assert properties["title"].startswith("Työttömät")
    assert properties["description"].startswith("Työttömät")
    assert properties["image"] == f"http://localhost{TREND}.png"
    assert properties["url"] == "http://localhost/fi/kajaani/indicator/unemployment"
    discovery = html.unescape(re.search(r'type="application/json\+oembed" href="([^"]+)"', page)[1])
    assert client.get(discovery).json["type"] == "rich"


def test_oembed_tells_the_code_and_its_size(client):
    found = client.get("/oembed", query_string={"url": f"http://localhost{TREND}?theme=dark", "maxwidth": 500}).json
    assert (found["version"], found["type"], found["width"]) == ("1.0", "rich", 500)
    assert 'src="http://localhost/embed/fi/kajaani/unemployment/trend?theme=dark&amp;table=link"' in found["html"]
    page = client.get("/oembed", query_string={"url": "http://localhost/sv/kajaani/indicator/unemployment"}).json
    assert "/embed/sv/kajaani/unemployment/trend" in page["html"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"url": "https://other.example/fi/kajaani/indicator/unemployment"}, 404),
        ({"url": "http://localhost.evil.example/fi/kajaani/indicator/unemployment"}, 404),
        ({"url": "http://localhost/fi/kajaani"}, 404),
        ({"url": "http://[", "format": "json"}, 404),
        ({"url": f"http://localhost{TREND}", "format": "xml"}, 501),
        ({"url": f"http://localhost{TREND}", "maxwidth": "wide"}, 400),
        ({"url": f"http://localhost{TREND}?{'a' * 5000}"}, 404),
        ({"url": "http://localhost/fi/kajaani/indicator/loneliness"}, 404),
    ],
)
def test_oembed_refuses_what_it_cannot_tell(client, query, status):
    answer = client.get("/oembed", query_string=query)
    assert answer.status_code == status
    assert answer.content_type == "text/plain; charset=utf-8"


def test_a_former_name_of_an_area_leads_to_the_embed_with_its_options(client):
    answer = client.get("/embed/fi/KU205/unemployment/trend.png?theme=dark")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{TREND}.png?theme=dark"


def test_the_svg_is_a_picture_of_its_own_without_halos_over_letters(client):
    drawing = ET.fromstring(client.get(f"{TREND}.svg").data)  # noqa: S314  # our own drawing
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [each for each in drawing.iter() if each.get("paint-order")]


@examples(60)
@given(
    path=st.lists(
        st.sampled_from(["fi", "xx", "kajaani", "unemployment", "trend", "trend.png", "code", "..", "%00", "ä"]), max_size=6
    ),
    query=st.dictionaries(
        st.sampled_from([*OPTIONS, "years", "group", "compare", "plan", "x"]), st.text(max_size=20), max_size=4
    ),
)
def test_no_address_is_a_fault_of_the_server(client, path, query):
    assert client.get(f"/embed/{'/'.join(path)}", query_string=query).status_code < 500


def test_the_reader_of_addresses_names_what_is_wrong():
    with pytest.raises(AddressError, match="200 to 1200, not 7"):
        read_request("fi/kajaani/unemployment/trend", "height=7", "kajaani")
