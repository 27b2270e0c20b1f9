"""The PowerPoint file of a deck: native charts, headlines, notes, alternative texts, languages, templates."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from app import build_app
from dashboard.charts.chart import Chart
from dashboard.charts.kinds import CHARTS
from dashboard.deck import Choice, Deck, Slide, SlideLine
from dashboard.office.presentation import SIGNS, presentation
from dashboard.renderers.pptx.template import HEIGHT, WIDTH
from dashboard.theme.statuses import SHAPES
from data_sources.errors import CatalogueError
from data_sources.model import TOTAL, Observation, ObservationStatus, Origin, Period
from data_sources.settings import read_settings
from data_sources.store import open_store
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, indicator, observation, origin, request
from tests.dashboard.office_files import drawn_series, parts, slides, texts_of
from tests.languages import LANGUAGES

TODAY = date(2026, 9, 1)
NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
LONG = "Ahdistuneisuutta, masennusta tai uupumusta kokeneiden koululaisten ja opiskelijoiden osuus: etääntyy tavoitteesta"
LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def chart(kind: str = "trend", language: str = "fi", **changes: object) -> Chart:
    """Return a chart of Kajaani with two comparisons and intervals, in groups of sex."""
    observations = [
        observation(area, year, 12.0 - number, 10.0 - number, 14.0 - number, group=group)
        for area in (KAJAANI, KAINUU, FINLAND)
        for number, year in enumerate((2018, 2020, 2022, 2024))
        for group in ("", "sex=female", "sex=male")
    ]
    asked = request(observations, indicator=indicator(interval=2), comparisons=(KAINUU, FINLAND), language=language)
    made = CHARTS[kind].build(replace(asked, **changes))
    assert made is not None
    return made


def deck(language: str = "fi", *more: Slide, sample: str = "") -> Deck:
    """Return a deck of a title, an overview with every kind of line, a chart, a slide without values, and a closing one."""
    lines = (
        SlideLine("oikealla tiellä", "on track", 3),
        SlideLine("selvästi jäljessä", "far behind", 1),
        SlideLine("2 ilman tavoitetta"),
    )
    closing = (
        SlideLine("Odottaa", heading=True),
        SlideLine("Työttömät"),
        SlideLine("Päätökset", heading=True),
        SlideLine("", empty=True),
    )
    source = "Lähde: THL, CC BY 4.0"
    made = (
        Slide("start", "title", "Kajaani", subtitle="Hyvinvointisuunnitelma", notes=("Kajaani.",)),
        Slide(
            "overview", "overview", "3 / 4 tavoitteesta", "Koko suunnitelma", lines=lines, notes=("Yhteenveto.",), source=source
        ),
        Slide(
            "a-trend",
            "chart",
            "Päivittäin tupakoivat: laskee",
            "Elinvoima",
            "Prosenttia",
            chart(language=language),
            notes=("Lause.", "Laskelma: 1 + 1 = 2."),
            source=source,
        ),
        Slide("b-target", "chart", LONG[:110], "Elinvoima", lines=(SlideLine("Ei lukuja."),), notes=("Ei lukuja.",)),
        *more,
        Slide("closing", "closing", "Päätettävää", lines=closing, notes=("Odottaa.",)),
    )
    return Deck("Kajaani", "Hyvinvointisuunnitelma", language, TODAY, made, Choice(), sample)


@cache
def ordinary(language: str = "fi") -> bytes:
    """Return the file of the deck in a language."""
    return presentation(deck(language))


def test_every_chart_is_native_and_no_picture():
    file = presentation(deck("fi", Slide("g", "chart", "Ryhmät", chart=chart("groups"))))
    assert len(parts(file, r"^ppt/charts/chart\d+\.xml$")) == 2
    assert len(parts(file, r"^ppt/embeddings/.*\.xlsx$")) == 2
    assert not parts(file, r"\.(png|jpe?g|emf|svg|gif|bin)$")
    frames = [shape for slide in slides(file) for shape in slide.shapes if shape.has_chart]
    assert all(frame.is_placeholder for frame in frames)


def test_slides_are_wide_and_nothing_is_outside_them():
    file = Presentation(io.BytesIO(ordinary()))
    assert (file.slide_width, file.slide_height) == (WIDTH, HEIGHT)
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= WIDTH
            assert shape.top + shape.height <= HEIGHT


def test_placeholders_of_a_slide_do_not_overlap():
    for slide in slides(ordinary()):
        boxes = [(each.left, each.top, each.left + each.width, each.top + each.height) for each in slide.shapes]
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                within = other[0] >= one[0] and other[2] <= one[2] and other[1] >= one[1]  # the box to write in, in its column
                assert apart or within, slide.shapes.title.text


def test_headlines_are_the_titles_and_read_first():
    made = deck()
    found = slides(ordinary())
    titles = [slide.shapes.title.text for slide in found]
    assert titles == [slide.title for slide in made.slides]
    assert len(set(titles)) == len(titles)
    assert all(next(iter(slide.shapes)).name == slide.shapes.title.name for slide in found)


def test_a_long_headline_is_set_smaller():
    long, short = (slides(ordinary())[number].shapes.title.text_frame.paragraphs[0].runs[0].font.size for number in (3, 1))
    assert short is None
    assert long.pt < 28


def test_notes_hold_the_sentences():
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides(ordinary())]
    assert notes[2] == "Lause.\nLaskelma: 1 + 1 = 2."
    assert all(notes)


def test_a_chart_has_an_alternative_text():
    found = [shape for slide in slides(ordinary()) for shape in slide.shapes if shape.has_chart]
    (descr,) = [frame._element.xpath(".//p:cNvPr/@descr")[0] for frame in found]
    assert descr == f"{chart().title}. {chart().sentence}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_run_has_its_language(language):
    file = ordinary(language)
    for name, part in parts(file, r"^ppt/(slides|notesSlides|charts)/[^/]+\.xml$").items():
        xml = part.decode()
        assert set(re.findall(r' lang="([^"]+)"', xml)) == {LOCALES[language]}, name
        assert "<a:r><a:t>" not in xml
    own = Presentation(io.BytesIO(file)).core_properties
    assert own.language == LOCALES[language]
    assert own.title == "Kajaani: Hyvinvointisuunnitelma"
    assert (own.author, own.last_modified_by) == ("Hytetaulu", "Hytetaulu")


def test_statuses_have_a_sign_a_number_and_a_label():
    overview = slides(ordinary())[1]
    text = next(shape for shape in overview.placeholders if shape.placeholder_format.idx == 1).text_frame
    assert [paragraph.text for paragraph in text.paragraphs] == [
        "3\N{NO-BREAK SPACE} oikealla tiellä",
        "1\N{NO-BREAK SPACE} selvästi jäljessä",
        "2 ilman tavoitetta",
    ]
    assert [paragraph._p.xpath("a:pPr/a:buChar/@char")[0] for paragraph in text.paragraphs] == ["↗", "…", "–"]


def test_every_icon_of_a_status_has_a_sign():
    assert SIGNS.keys() == SHAPES.keys()
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_the_sample_text_is_on_every_slide():
    sample = "esimerkkiaineisto, ei todellisia lukuja"
    sampled = Slide("s", "chart", "Esimerkki", chart=chart(origins=[origin(sample=True)]))
    for slide in slides(presentation(deck("fi", sampled, sample=sample)))[:2]:
        assert "Esimerkkiaineisto, ei todellisia lukuja." in " ".join(
            shape.text_frame.text for shape in slide.shapes if shape.has_text_frame
        )
    made = slides(presentation(deck("fi", sampled)))[4]
    assert "Esimerkkiaineisto" in " ".join(shape.text_frame.text for shape in made.shapes if shape.has_text_frame)


def test_a_suppressed_value_is_an_empty_cell_and_a_sentence():
    observations = [observation(KAJAANI, year, 9.0) for year in (2020, 2021)]
    observations.append(observation(KAJAANI, 2022, 77771.3, status=ObservationStatus.SUPPRESSED))
    made = CHARTS["trend"].build(request(observations, indicator=indicator()))
    file = presentation(deck("fi", Slide("s", "chart", "Salattu", chart=made)))
    shown = " ".join(shape.text_frame.text for shape in slides(file)[4].shapes if shape.has_text_frame)
    assert "Kajaani, 2022: salattu." in shown
    assert "77771" not in texts_of(file)


def test_lines_are_not_drawn_over_a_gap_or_a_missed_round():
    yearly = [observation(KAJAANI, year, 9.0) for year in (2010, 2011, 2014, 2015)]
    made = CHARTS["trend"].build(request(yearly, indicator=indicator()))
    file = presentation(replace(deck(), slides=(Slide("s", "chart", "Aukko", chart=made),)))
    ((_, series),) = drawn_series(file)
    assert [point.get("idx") for point in series.iterfind(".//{*}val//{*}pt")] == ["0", "1", "4", "5"]
    assert 'dispBlanksAs val="gap"' in str(parts(file, "charts/chart"))
    rounds = [observation(KAJAANI, year, 9.0) for year in (2010, 2012, 2013, 2018, 2020)]
    made = CHARTS["trend"].build(request(rounds, indicator=indicator(interval=2)))
    file = presentation(replace(deck(), slides=(Slide("s", "chart", "Kierros", chart=made),)))
    lines = [[int(point.get("idx")) for point in series.iterfind(".//{*}val//{*}pt")] for _, series in drawn_series(file)]
    assert lines == [[0, 2, 3], [8, 10]]  # nothing between 2013 and 2018
    assert 'dispBlanksAs val="span"' in str(parts(file, "charts/chart"))


def test_bars_begin_at_zero():
    observations = [
        observation(KAJAANI, 2024, value, group=group) for group, value in (("", 80), ("sex=female", 82), ("sex=male", 78))
    ]
    made = CHARTS["groups"].build(request(observations, indicator=indicator()))
    assert made.y.ticks[0] > 0
    file = presentation(replace(deck(), slides=(Slide("s", "chart", "Ryhmät", chart=made),)))
    assert '<c:min val="0.0"/>' in str(parts(file, "charts/chart"))


def own_template(path: Path, *, layouts: bool = True) -> Path:
    """Write a municipality's template: python-pptx's default one with a slide of its own, with or without its layouts."""
    made = Presentation()
    made.slides.add_slide(made.slide_layouts[6]).shapes.add_textbox(0, 0, 99, 99).text_frame.text = "Kaupungin mallidia"
    if not layouts:
        for layout in list(made.slide_layouts)[:6] + list(made.slide_layouts)[7:]:
            made.slide_layouts.remove(layout)
    made.save(path)
    return path


def test_a_municipalitys_template_gives_the_layouts(tmp_path):
    made = Presentation(io.BytesIO(presentation(deck(), own_template(tmp_path / "kaupunki.pptx"))))
    assert made.slide_width == Inches(10)
    assert [slide.slide_layout.name for slide in made.slides] == ["Title Slide", *["Title and Content"] * 4]
    texts = [" ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in made.slides]
    assert "Kaupungin mallidia" not in " ".join(texts)
    assert "Elinvoima · Prosenttia" in texts[2]
    assert "Lähde: THL, CC BY 4.0" in texts[2]
    assert made.slides[3].shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt < 44  # its own: LONG would not fit
    assert made.slides[1].shapes.title.text_frame.paragraphs[0].runs[0].font.size is None
    assert [shape.has_chart for shape in made.slides[2].shapes].count(True) == 1


def test_a_deck_of_ours_is_a_template(tmp_path):
    (tmp_path / "oma.pptx").write_bytes(ordinary())
    made, again = slides(ordinary()), slides(presentation(deck(), tmp_path / "oma.pptx"))
    shown = [[(shape.name, shape.left, shape.top) for shape in slide.shapes] for slide in made]
    assert [[(shape.name, shape.left, shape.top) for shape in slide.shapes] for slide in again] == shown


def test_a_broken_template_is_named_with_what_is_needed(tmp_path):
    broken = tmp_path / "rikki.pptx"
    broken.write_bytes(b"no package")
    with pytest.raises(
        CatalogueError, match=r"rikki\.pptx \(HYTETAULU_PPTX_TEMPLATE\).*expected a \.pptx file.*No file was written"
    ):
        presentation(deck(), broken)
    with pytest.raises(CatalogueError, match=r"lost\.pptx"):
        presentation(deck(), tmp_path / "lost.pptx")
    bare = own_template(tmp_path / "paljas.pptx", layouts=False)
    with pytest.raises(CatalogueError, match=r"paljas\.pptx.*no layout with a title and a content placeholder.*Blank"):
        presentation(deck(), bare)


@pytest.fixture
def filled(sqlite_template, tmp_path, monkeypatch):
    """A store with one indicator's observations of Kajaani."""
    monkeypatch.setenv("HYTETAULU_DATA_DIR", str(tmp_path))
    shutil.copy(sqlite_template, tmp_path / "hytetaulu.sqlite")
    monkeypatch.chdir(tmp_path)
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    made = Origin("unemployment", "sotkanet:181", {"fi": "THL"}, "CC BY 4.0", "https://example.org", None, moment, sample=False)
    observations = [Observation("unemployment", "KU205", TOTAL, Period.year(year), 9.0) for year in (2022, 2023, 2024)]
    store = open_store(read_settings().store_url)
    store.replace("unemployment", observations, [made])
    yield store
    store.close()


@pytest.mark.usefixtures("filled")
def test_the_command_writes_a_named_file(tmp_path, run):
    status, out, _ = run("deck", "kajaani", "--lang", "sv", "--slides", "vitality.unemployment.trend", now=NOW)
    assert (status, out.startswith("kajaani-valfard-2026-sv.pptx: ")) == (0, True)
    found = slides((tmp_path / "kajaani-valfard-2026-sv.pptx").read_bytes())
    assert any(shape.has_chart for slide in found for shape in slide.shapes)
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("arguments", "exit_status", "message"),
    [
        (["nowhere"], 2, "no area"),
        (["kajaani", "--slides", "x.y"], 2, "x.y"),
        (["kajaani", "--slides", "x"], 2, "no priority area called x"),
        (["kajaani", "--out", "deck.txt"], 2, "ends in .pptx"),
        (["kajaani", "--out", "no/such/folder/deck.pptx"], 1, "No file was written"),
    ],
)
@pytest.mark.usefixtures("filled")
def test_the_command_says_what_is_wrong(run, arguments, exit_status, message):
    status, out, err = run("deck", *arguments, now=NOW)
    assert (status, out) == (exit_status, "")
    assert message in err


def test_the_address_gives_the_file(filled, tmp_path, monkeypatch):
    client = build_app(read_settings(), filled, lambda: TODAY).server.test_client()
    answer = client.get("/download/fi/kajaani/deck.pptx")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kajaani-hyvinvointi-2026-fi.pptx"'
    assert zipfile.is_zipfile(io.BytesIO(answer.data))
    assert len(slides(answer.data)) > 3
    assert (
        client.get("/download/fi/KU205/deck.pptx?slides=vitality").headers["Location"]
        == "/download/fi/kajaani/deck.pptx?slides=vitality"
    )
    for query, status in (("slides=x", 404), ("slides=x.y", 400), ("slides=x.y&utm_source=x", 400)):
        assert client.get(f"/download/fi/kajaani/deck.pptx?{query}").status_code == status
    (tmp_path / "rikki.pptx").write_bytes(b"")
    monkeypatch.setenv("HYTETAULU_PPTX_TEMPLATE", str(tmp_path / "rikki.pptx"))
    answer = build_app(read_settings(), filled, lambda: TODAY).server.test_client().get("/download/fi/kajaani/deck.pptx")
    assert answer.status_code == 500
    assert "rikki.pptx" in answer.text
    assert str(tmp_path) not in answer.text


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("loimpress") is None, reason="LibreOffice Impress is not installed")
def test_libreoffice_draws_every_slide(tmp_path):
    made = [Slide(kind, "chart", kind, chart=chart(kind)) for kind in ("trend", "groups", "gap")]
    (tmp_path / "deck.pptx").write_bytes(presentation(deck("fi", *made)))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "deck.pptx"], check=True, capture_output=True, timeout=180)
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "deck.pdf").read_bytes())) == len(deck("fi", *made).slides)
