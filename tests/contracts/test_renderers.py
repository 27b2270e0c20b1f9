"""Every form of every chart shows the same numbers, statuses, notes, sample text and source, and no suppressed value."""

import re
import struct
from collections.abc import Iterator
from pkgutil import iter_modules

import pytest

from dashboard import renderers
from dashboard.analysis.progress import Status
from dashboard.charts.kinds import CHARTS
from dashboard.renderers import EXPORT_FORMATS, OFFERED, RENDERERS, ExportOptions
from dashboard.text import text_for
from data_sources.model import ObservationStatus
from tests.contracts.chart_cases import SECRET, STATUSES, chart, chart_names, chosen_names
from tests.contracts.renderer_readers import READERS, FormReader, made
from tests.dashboard.drawings import root, size

every_chart = pytest.mark.parametrize("name", chart_names())


def forms_of(name: str) -> Iterator[tuple[str, FormReader]]:
    """Yield every form that is held against a chart, with its reader; the test before asks for those that lack one."""
    return ((form, READERS[form]) for form in RENDERERS if form in READERS and name in READERS[form].charts())


def test_every_member_is_a_renderer_by_its_own_name():
    assert RENDERERS.keys() == {module.name for module in iter_modules(renderers.__path__)}


@pytest.mark.parametrize("form", RENDERERS)
def test_the_numbers_of_every_renderer_are_read_back(form):
    assert form in READERS, f"dashboard.renderers.{form} has no reader of its numbers: add its row to renderer_readers.READERS"
    reader = READERS[form]
    assert reader.values or READERS[reader.picture_of].values, f"{form} has no reader of its numbers and is no picture of a form"
    missing = {f"{kind}, suppressed, fi" for kind in CHARTS} - set(reader.charts())
    assert not missing, f"{form} is not held against {missing}"


@every_chart
def test_every_form_says_every_value(name):
    for form, reader in forms_of(name):
        if reader.values:
            assert reader.values(chart(name), made(form, name)) == reader.expected(chart(name)), form


@every_chart
def test_every_form_names_notes_source_and_sample_and_no_suppressed_value(name):
    drawn = chart(name)
    secrets = {f"{secret:.1f}".replace(".", "") for secret in (SECRET, SECRET - 1, SECRET + 1)}
    for form, reader in forms_of(name):
        text = reader.text(drawn, made(form, name))
        for needed in (*drawn.notes, drawn.source, drawn.sample):
            assert needed.lower() in text.lower(), form
        whole = text if isinstance(made(form, name), bytes) else f"{text} {made(form, name)}"
        written = re.findall("[0-9][0-9.,\N{NO-BREAK SPACE}]+", whole)
        assert not secrets & {re.sub("[^0-9]", "", number) for number in written}, form


@pytest.mark.parametrize("name", READERS["png"].charts())
def test_a_picture_is_its_drawing_at_twice_the_size(name):
    wide, high = size(root(EXPORT_FORMATS["svg"].write(chart(name), ExportOptions())))
    assert struct.unpack(">II", made("png", name)[16:24]) == (2 * wide, 2 * high)


@pytest.mark.parametrize("kind", CHARTS)
def test_suppressed_missing_and_zero_differ_in_every_form(kind):
    suppressed, missing = f"{kind}, suppressed, fi", f"{kind}, missing, fi"
    for form in ("csv", "json"):
        assert "suppressed" in made(form, suppressed)
        assert "missing" in made(form, missing)
    for form in ("plotly", "table", "xlsx"):
        assert "salattu" in READERS[form].text(chart(suppressed), made(form, suppressed)), form
        assert ".." in READERS[form].text(chart(missing), made(form, missing)), form
    assert "salattu" in made("svg", suppressed)
    assert ">.." in made("svg", missing)
    assert "0,0" in made("table", f"{kind}, zero, fi")


def test_a_break_is_drawn_in_every_form():
    name = "trend, break, fi"
    assert len([each for each in root(made("svg", name)).iter("line") if each.get("class") == "break"]) == 2
    assert len(made("plotly", name)["layout"]["shapes"]) == 2
    for form, reader in READERS.items():
        assert "Kysely uudistui" in reader.text(chart(name), made(form, name)), form


def test_files_are_those_of_the_members_in_the_order_of_a_card():
    assert OFFERED == ("png", "svg", "csv", "xlsx")
    assert list(EXPORT_FORMATS) == [*OFFERED, "json"]
    for form, file in EXPORT_FORMATS.items():
        assert file is RENDERERS[form].file


def test_every_kind_of_chart_is_found_in_the_order_of_pages():
    assert list(CHARTS)[:4] == ["trend", "groups", "target", "gap"]
    assert all(chart(name).kind == name.partition(",")[0] for name in chart_names())


def test_every_status_is_in_a_chart_with_its_text():
    assert STATUSES.keys() == {status.value for status in Status} - {Status.NO_DATA}  # without values there is no chart
    text = text_for("fi")
    for status in STATUSES:
        found = chart(f"target, {status}, fi")
        assert f": {text.progress_status(status)}" in found.title
        assert f"Tilanne: {text.progress_status(status)}" in found.sentence


def test_the_chosen_charts_hold_every_role_status_and_oddity():
    """What forms that take long to make are held against lacks no state that a chart can have."""
    chosen = [chart(name) for name in chosen_names()]
    points = [point for each in chosen for series in each.series for point in series.points]
    assert {point.status for point in points} == set(ObservationStatus)
    assert {series.role for each in chosen for series in each.series} == {
        series.role for each in map(chart, chart_names()) for series in each.series
    }
    assert {each.language for each in chosen} == {"fi", "sv", "en"}
    assert any(point.value is not None and point.value < 0 for point in points)
    assert max(len(each.x.categories) for each in chosen) == 301  # and the country
    assert any(None in each.places for each in chosen)
    for state in ("marks", "sample", "sparse", "difference", "places"):
        assert {bool(getattr(each, state)) for each in chosen} == {True, False}, state


def test_the_interval_of_the_projection_stands_in_every_form():
    name = "target, too slow, fi"  # 12.0 in 2020, 11.0 in 2024, each ± 0.3: 9.75 ± √((1.25 · 0.3)² + (2.25 · 0.3)²)
    key = ("Ennuste nykyvauhdilla", 2029.0)
    for form, reader in READERS.items():
        if reader.values:
            assert reader.values(chart(name), made(form, name))[key][:3] == (9.8, 9.0, 10.5), form
    trace = next(each for each in made("plotly", name)["data"] if each["name"] == "Ennuste nykyvauhdilla")
    assert trace["error_y"]["array"] == pytest.approx([None, 0.7])
