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
    assert '<html lang="fi" data-theme="light">' in page
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
        ("theme=auto", '<html lang="fi" data-theme="auto">'),
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
        ("kajaani/unemployment/trend/nothing", 404),
        ("kajaani/unemployment/trend?theme=pink", 400),
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
    anchor = re.search(r'<a href="#(after-hytetaulu-kajaani-unemployment-trend-[0-9a-f]{6})">Hoppa över inbäddningen</a>', code)[
        1
    ]
    assert 'src="http://localhost/embed/sv/kajaani/unemployment/trend?compare=suomi&amp;theme=dark"' in code
    assert re.search(r'title="Arbetslösa[^"]*, Kajana"', code)
    assert 'loading="lazy"' in code
    assert f'<div id="{anchor}" tabindex="-1"><a href="http://localhost/sv/kajaani/indicator/unemployment?compare=suomi">' in code
    assert '<script src="http://localhost/embed.js" async></script>' in code
    assert (
        "<iframe"
        not in got(client, "/embed/sv/kajaani/unemployment/trend/code").partition("<textarea")[2].partition("</textarea>")[0]
    )
    assert found["picture-address"] == "http://localhost/embed/sv/kajaani/unemployment/trend.png?compare=suomi&theme=dark"
    assert "<script" not in found["code-without-script"]
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
        ({"url": f"http://localhost{TREND}?{'a' * 50_000}"}, 400),
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


def attributes(code: str) -> dict[str, str]:
    return dict(re.findall(r'([a-z]+)="([^"]*)"', re.search(r"<iframe [^>]*>", code)[0]))


@pytest.mark.parametrize("chart", ["trend", "groups"])
def test_a_frame_that_keeps_only_its_address_and_size_is_as_high_as_the_chart(client, chart):
    found = codes(client, TREND.replace("trend", chart) + "/code")
    for name in ("code", "code-without-script"):
        frame = attributes(found[name])
        assert frame["width"] == "100%"
        assert 500 <= int(frame["height"]) <= 1300
        least, most = map(int, re.search(r"height:clamp\((\d+)px,.*,(\d+)px\)$", frame["style"]).groups())
        assert int(frame["height"]) == least <= most
        assert most - least <= 0.6 * least


def test_what_a_feed_leaves_of_a_code_is_a_link_with_the_title(client):
    code = codes(client, f"{TREND}/code")["code-without-script"]
    left = re.sub("<iframe.*?</iframe>", "", code, flags=re.DOTALL)
    assert re.search(r'<a href="http://localhost/fi/kajaani/indicator/unemployment">Työttömät[^<]*, Kajaani</a>', left)


def test_two_embeds_of_one_chart_have_ids_of_their_own(client):
    first, second = (codes(client, f"{TREND}/code?compare={area}")["code"] for area in ("suomi", "kuopio"))
    ids = [re.search(r'<div id="([^"]+)"', code)[1] for code in (first, second)]
    assert ids[0] != ids[1]
    assert all(f'href="#{id_}"' in code for id_, code in zip(ids, (first, second), strict=True))


@examples(40)
@given(width=st.integers(100, 3000), height=st.integers(50, 3000))
def test_an_oembed_keeps_within_the_consumers_room(client, width, height):
    url = f"http://localhost{TREND}"
    free = client.get("/oembed", query_string={"url": url, "maxwidth": width}).json
    found = client.get("/oembed", query_string={"url": url, "maxwidth": width, "maxheight": height}).json
    frame = attributes(found["html"])
    assert (int(frame["width"]), int(frame["height"])) == (found["width"], found["height"])
    assert found["width"] == min(width, 720)
    assert found["height"] == min(height, free["height"])
    assert not [px for px in map(int, re.findall(r"height:(\d+)px", frame["style"])) if px > height]


@pytest.mark.parametrize(
    "url",
    [
        f"http://localhost{TREND}?fbclid=x&utm_source=y",
        f"https://localhost{TREND}",
        f"http://LOCALHOST{TREND}/",
        f"http://localhost{TREND}).",
        "http://localhost/FI/Kajaani/indicator/unemployment?utm_source=x",
        f"http://localhost{TREND}?years=2021-&#038;theme=dark",
    ],
)
def test_oembed_understands_an_address_that_was_shared(client, url):
    found = client.get("/oembed", query_string={"url": url}).json
    assert "/embed/fi/kajaani/unemployment/trend?" in found["html"]
    assert "theme=dark" in found["html"] or "038" not in url


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("/embed/FI/Kajaani/Unemployment/Trend.CSV", f"{TREND}.csv"),
        (f"{TREND}/", TREND),
        (f"{TREND}).", TREND),
        (f"{TREND}/CODE?theme=dark", f"{TREND}/code?theme=dark"),
    ],
)
def test_an_address_in_another_form_leads_to_the_embed(client, given, meant):
    answer = client.get(given)
    assert (answer.status_code, answer.headers["Location"]) == (302, meant)
    assert client.get(meant).status_code == 200


def test_parameters_of_others_change_no_byte_of_an_embed(client):
    assert client.get(f"{TREND}?fbclid=x&theme=dark&utm_medium=y").data == client.get(f"{TREND}?theme=dark").data
    assert client.get(f"{TREND}?years=2021-2022&amp;theme=dark").data == client.get(f"{TREND}?years=2021-2022&theme=dark").data


def test_years_without_an_end_go_on_to_the_newest_and_are_offered_by_the_code(client):
    assert "2021\N{EN DASH}2022" in got(client, f"{TREND}?years=2021-")
    page = got(client, f"{TREND}/code?years=2020-2021")
    assert '<option value="2020-2021" selected>2020\N{EN DASH}2021</option>' in page
    assert '<option value="2020-">Vuodesta 2020 aina uusimpaan vuoteen</option>' in page
    assert 'type="hidden" name="years"' not in page
    assert 'type="hidden" name="years" value="2020-"' in got(client, f"{TREND}/code?years=2020-")


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("fi", "Vertailussa on vain 6 ensimmäistä aluetta; osoitteen alueista 1 jää pois."),
        ("sv", "Jämförelsen omfattar bara de 6 första områdena; 1 område i adressen är utelämnat."),
    ],
)
def test_a_seventh_comparison_is_told_to_be_left_out(client, language, note):
    seven = "compare=suomi,kainuun-hyvinvointialue,kuopio,oulu,turku,pori,kuhmo"
    for address in (f"/embed/{language}/kajaani/unemployment/trend", f"/{language}/kajaani/indicator/unemployment"):
        assert note in got(client, f"{address}?{seven}")
        assert note not in got(client, f"{address}?{seven.removesuffix(',kuhmo')}")


def test_the_code_warns_of_an_address_that_sites_do_not_show(store):
    warning = "Koodien osoite alkaa http"
    assert warning not in got(client_of(store), f"{TREND}/code")
    assert warning in got(client_of(store, HYTETAULU_PUBLIC_URL="http://hyte.example.fi"), f"{TREND}/code")
    assert warning not in got(client_of(store, HYTETAULU_PUBLIC_URL="https://hyte.example.fi"), f"{TREND}/code")


def test_the_frame_tells_its_height_as_amp_and_embedly_understand_it(client):
    script = STATIC.content("reading.js")
    assert '{ sentinel: "amp", type: "embed-size", height }' in script
    assert 'JSON.stringify({ context: "iframe.resize", src: location.href, height })' in script
    on_paper = int(re.search(r'<body data-print="(\d+)">', got(client, TREND))[1])
    assert on_paper > int(re.search(r'<body data-print="(\d+)">', got(client, f"{TREND}?table=link"))[1])


@pytest.mark.parametrize(
    ("language", "row"), [("fi", "Kajaani;;2021;10,25;"), ("sv", "Kajana;;2021;10,25;"), ("en", "Kajaani,,2021,10.25,")]
)
def test_a_csv_for_excel_speaks_the_language(client, language, row):
    path = f"{language}/kajaani/indicator/unemployment/trend.csv?excel=1"
    saved, shown = client.get(f"/download/{path}"), client.get(f"/embed/{path.replace('indicator/', '')}")
    chart = client.get(f"/api/v1/charts/{language}/kajaani/unemployment/trend?format=csv&excel=1")
    assert saved.data == shown.data == chart.data
    assert saved.data.startswith(b"\xef\xbb\xbf")
    assert row in saved.text
    assert f"/download/{path}" in got(client, f"/{language}/kajaani/indicator/unemployment")


def test_the_other_switch_of_csv_is_in_downloads_too(client):
    plain = client.get("/download/fi/kajaani/indicator/unemployment/trend.csv")
    assert client.get("/download/fi/kajaani/indicator/unemployment/trend.csv?bom=1").data == b"\xef\xbb\xbf" + plain.data
    listed = client.get("/api/v1/observations?indicator=unemployment&area=kajaani&format=csv&excel=1")
    assert listed.data.startswith(b"\xef\xbb\xbfindicator;area;")
    assert ";10,25;" in listed.text


def test_the_api_stays_strict(client):
    chart = "/api/v1/charts/fi/kajaani/unemployment/trend"
    for query in ("fbclid=x", "years=2021-", "years=2021", "compare=suomi,kuopio,oulu,turku,pori,kuhmo,kannus", "bom=1&bom=1"):
        assert client.get(f"{chart}?{query}").status_code == 400, query
