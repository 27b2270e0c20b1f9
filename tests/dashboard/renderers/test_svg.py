"""Drawings: text that fits and never overlaps, honest geometry, and nothing that is not escaped."""

import re
import time
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.chart import Axis, Chart, ChartPoint, Mark, Role, Series
from dashboard.charts.kinds import groups, trend
from dashboard.charts.scale import ticks
from dashboard.drawing.labels import spread, width, wrapped
from dashboard.renderers.svg import NARROWEST, svg
from data_sources.model import ObservationStatus, SeriesBreak, Unit
from tests.dashboard.drawings import boxes, root, size, value_at
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, indicator, observation, origin, request, suppressed

TOKENS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäö", min_size=1, max_size=24)
NAMES = st.lists(TOKENS, min_size=1, max_size=8).map(lambda tokens: " ".join(tokens)[:90].strip().capitalize())
VALUES = st.floats(0, 100).map(lambda value: round(value, 1))


@st.composite
def points(draw, *, years):
    """Return observations of some of the years, now and then one without a value."""
    found = []
    for year in years:
        kind = draw(st.sampled_from(["value", "value", "value", "absent", "suppressed"]))
        if kind == "value":
            found.append(ChartPoint(year, str(year), draw(VALUES), joined=bool(found), period=str(year)))
        elif kind == "suppressed":
            found.append(ChartPoint(year, str(year), None, status=ObservationStatus.SUPPRESSED, period=str(year)))
    return tuple(found) or (ChartPoint(years[-1], str(years[-1]), draw(VALUES), period=str(years[-1])),)


@st.composite
def time_charts(draw):
    years = range(2024 - draw(st.integers(1, 30)), 2025)
    names = draw(st.lists(NAMES, min_size=1, max_size=7))
    series = tuple(
        Series(name, Role.COMPARISON if number else Role.FOCUS, draw(points(years=years))) for number, name in enumerate(names)
    )
    shown = sorted({point.x for each in series for point in each.points})
    marked = draw(st.lists(st.sampled_from(shown[1:]), max_size=3, unique=True)) if len(shown) > 1 else []
    marks = tuple(Mark(year, "Aikasarjan katkos", draw(NAMES)) for year in sorted(marked))
    return chart("time", series, marks=marks, sample=draw(st.sampled_from(["", "esimerkkiaineisto, ei todellisia lukuja"])))


@st.composite
def category_charts(draw):
    labels = draw(st.lists(NAMES, min_size=1, max_size=12))
    headings = sorted(draw(st.lists(st.sampled_from(["", "Ikä", "Koulutus"]), min_size=len(labels), max_size=len(labels))))
    names = draw(st.lists(NAMES, min_size=1, max_size=6))
    series = tuple(
        Series(
            name,
            Role.COMPARISON if number else Role.FOCUS,
            tuple(ChartPoint(position, label, draw(VALUES), period="2024") for position, label in enumerate(labels)),
        )
        for number, name in enumerate(names)
    )
    return chart("category", series, categories=tuple(labels), sections=tuple(headings))


def chart(kind, series, *, categories=(), sections=(), **fields):
    values = [point.value for each in series for point in each.points if point.value is not None] or [0]
    axis = Axis("value", "prosenttia", ticks=ticks(values, 1))
    across = Axis(kind, "Vuosi", categories=categories, sections=sections)
    return Chart("any", "fi", "Otsikko", "Alaotsikko", "Lause.", across, axis, series, Unit.PERCENT, 1, "Lähde: THL", **fields)


def assert_texts_fit(drawing):
    wide, high = size(drawing)
    found = list(boxes(drawing))
    for box in found:
        assert box.left >= -0.1, box
        assert box.right <= wide + 0.1, box
        assert box.top >= -0.1, box
        assert box.bottom <= high + 0.1, box
    for one, other in combinations(found, 2):
        assert not one.overlaps(other), (one, other)


@given(time_charts(), st.sampled_from([NARROWEST, 340, 479, 480, 760, 960]), st.sampled_from([None, 200, 500]))
def test_texts_over_time_never_overlap_and_stay_inside_in_pages_and_files(drawn, wide, high):
    assert_texts_fit(root(svg(drawn, wide, high)))
    assert_texts_fit(root(svg(drawn, max(wide, 340), standalone=True)))


@given(category_charts(), st.sampled_from([NARROWEST, 340, 479, 480, 760, 960]), st.sampled_from([None, 900]))
def test_texts_by_category_never_overlap_and_stay_inside(drawn, wide, high):
    assert_texts_fit(root(svg(drawn, wide, high)))


@given(st.lists(st.tuples(st.floats(-50, 400), st.floats(5, 60)), min_size=1, max_size=10))
def test_labels_spread_within_their_bounds(labels):
    heights = [height for _, height in labels]
    centres = spread([wanted for wanted, _ in labels], heights, 0, max(300, sum(heights)))
    stretches = sorted((centre - height / 2, centre + height / 2) for centre, height in zip(centres, heights, strict=True))
    assert stretches[0][0] >= -1e-6
    assert stretches[-1][1] <= max(300, sum(heights)) + 1e-6
    assert all(lower[0] >= upper[1] - 1e-6 for upper, lower in pairwise(stretches))


def test_labels_that_have_room_stay_in_place():
    assert spread([100, 20, 60], [10, 10, 10], 0, 200) == [100, 20, 60]


def test_labels_that_meet_move_apart_by_the_same_distance():
    assert spread([50, 50], [20, 20], 0, 100) == [40, 60]


@given(NAMES, st.sampled_from([40, 90, 200]), st.sampled_from([1, 2, 99]))
def test_wrapped_lines_fit_and_keep_every_letter(name, room, most):
    lines = wrapped(name, room, 13, most=most)
    assert all(width(line, 13) <= room for line in lines)
    assert len(lines) <= most
    if most == 99:
        assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    else:
        assert "".join(lines).replace(" ", "") == name.replace(" ", "") or lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("text", "regular", "bold"),
    [
        ("Kainuun hyvinvointialue", 1205.3, 1368.1),
        ("Pohjois-Pohjanmaa 12,3\N{NO-BREAK SPACE}%", 1328.3, 1493.3),
        ("Östra Nylands välfärdsområde", 1525.4, 1719.1),
    ],
)
def test_widths_hold_the_widest_typeface_of_the_page(text, regular, bold):
    """Measured in Chromium in DejaVu Sans of 100 pixels."""
    assert regular <= width(text, 100) <= regular * 1.15
    assert bold <= width(text, 100, bold=True) <= bold * 1.15


def test_a_long_word_breaks_after_its_hyphen():
    assert wrapped("Pohjois-Pohjanmaan hyvinvointialue", 110, 13) == ("Pohjois-", "Pohjanmaan", "hyvinvointialue")


def test_ticks_are_round_and_hold_every_value():
    assert ticks([3.2, 17.9], 1) == (0, 5, 10, 15, 20)
    assert ticks([31.2, 36.0], 1) == (31, 32, 33, 34, 35, 36)
    assert ticks([-2.5, 1.0], 1) == (-3, -2, -1, 0, 1)
    assert ticks([0], 0) == (0, 1)
    assert ticks([2, 3], 0) == (0, 1, 2, 3)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.integers(0, 2))
def test_ticks_rise_evenly_around_the_values(values, decimals):
    found = ticks(values, decimals)
    steps = {round(after - before, 6) for before, after in pairwise(found)}
    slack = 1e-6 * max(1, max(values) - min(values))  # of a scale a million wide, a millionth is nothing
    assert found[0] <= min(values) + slack
    assert found[-1] >= max(values) - slack
    assert len(steps) == 1
    assert 2 <= len(found) <= 9


YEARLY = [
    observation(KAJAANI, year, value, value - 2, value + 2)
    for year, value in ((2019, 14.0), (2020, 13.0), (2022, 11.0), (2023, 12.0))
]


def drawn(observations, width=760, **changes):
    built = trend.KIND.build(request(observations, **changes))
    return root(svg(built, width))


def test_a_drawing_says_what_it_is():
    built = trend.KIND.build(request(YEARLY))
    drawing = root(svg(built, 340))
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == f"{built.title}. {built.sentence}"
    assert drawing.get("lang") == "fi"
    assert drawing.find("title").text == "Päivittäin tupakoivat, Kajaani"


def test_lines_stop_at_gaps_and_breaks():
    broken = indicator(breaks=(SeriesBreak(2023, {"fi": "uusi kysely"}),))
    drawing = drawn(YEARLY, indicator=broken)
    lines = [each.get("d") for each in drawing.iter("path") if each.get("class") == "line"]
    assert len(lines) == 1  # 2019 to 2020 only
    assert lines[0].count("L") == 1
    assert len([each for each in drawing.iter("line") if each.get("class") == "break"]) == 1
    assert "Aikasarjan katkos 2023: uusi kysely" in [box.text for box in boxes(drawing)]


def test_a_yearly_line_has_a_band_and_a_survey_whiskers():
    assert [each.get("class") for each in drawn(YEARLY).iter("path") if each.get("class") in {"band", "interval"}] == [
        "band",
        "band",
    ]
    survey = drawn(YEARLY, indicator=indicator(interval=2))
    assert [each.get("class") for each in survey.iter("path") if each.get("class") in {"band", "interval"}] == ["interval"] * 4


def test_a_whisker_reaches_from_low_to_high():
    drawing = drawn([observation(KAJAANI, 2020, 12.0, 10.5, 14.0)])
    path = next(each.get("d") for each in drawing.iter("path") if each.get("class") == "interval")
    low, high = re.fullmatch(r"M[\d.]+ ([\d.]+)V([\d.]+)", path).groups()
    assert value_at(drawing, float(low)) == pytest.approx(10.5, abs=0.05)
    assert value_at(drawing, float(high)) == pytest.approx(14.0, abs=0.05)


def test_a_suppressed_value_is_its_label_and_nothing_else():
    drawing = drawn([*YEARLY, suppressed(KAJAANI, 2024)])
    signs = [each for each in drawing.iter("text") if each.get("class") == "absent"]
    assert ["".join(each.itertext()) for each in signs] == ["salattu"]
    assert (signs[0].get("data-x"), signs[0].get("data-status"), signs[0].get("data-value")) == ("2024", "suppressed", None)


def test_an_older_newest_value_names_its_year():
    drawing = drawn([*YEARLY, observation(FINLAND, 2019, 10.0), observation(FINLAND, 2020, 10.0)], comparisons=(FINLAND,))
    labels = " ".join(box.text for box in boxes(drawing) if box.kind == "label")
    assert "Koko maa 10,0\N{NO-BREAK SPACE}% (2020)" in labels


def test_colours_are_the_pages_own_and_a_files_are_fixed():
    built = trend.KIND.build(request(YEARLY))
    assert "var(--focus, #" in svg(built)
    assert "var(" not in svg(built, standalone=True)
    assert 'xmlns="http://www.w3.org/2000/svg"' in svg(built, standalone=True)
    assert svg(built, standalone=True, scheme="dark") != svg(built, standalone=True)


def test_a_file_holds_heading_notes_source_and_sample_text():
    built = trend.KIND.build(request(YEARLY, origins=[origin(sample=True)]))
    written = " ".join(box.text for box in boxes(root(svg(built, standalone=True))))
    for text in (built.title, built.subtitle, *built.notes, built.source, "Esimerkkiaineisto, ei todellisia lukuja"):
        assert text in written


def test_the_sample_is_named_inside_every_picture():
    built = trend.KIND.build(request(YEARLY, origins=[origin(sample=True)]))
    assert "Esimerkkiaineisto, ei todellisia lukuja" in svg(built, 340)


def test_names_are_escaped():
    hostile = indicator(name={"fi": '<script>alert("1")</script> & "lainaus"'})
    drawing = svg(trend.KIND.build(request(YEARLY, indicator=hostile)), standalone=True)
    assert "<script" not in drawing
    assert root(drawing).find("title").text.startswith('<script>alert("1")</script> & "lainaus"')


def test_a_picture_has_no_ids():
    assert " id=" not in svg(trend.KIND.build(request(YEARLY)))


def test_a_picture_too_narrow_is_refused():
    with pytest.raises(ValueError, match="at least 280 pixels"):
        svg(trend.KIND.build(request(YEARLY)), 200)


def test_groups_have_their_values_at_the_edge_and_labels_above_in_a_narrow_column():
    observations = [observation(KAJAANI, 2024, value, group=group) for group, value in (("sex=female", 10.0), ("sex=male", 14.0))]
    built = groups.KIND.build(request([*observations, observation(KAINUU, 2024, 9.0, group="sex=male")], comparisons=(KAINUU,)))
    for wide, above in ((340, True), (760, False)):
        drawing = root(svg(built, wide))
        found = {box.text: box for box in boxes(drawing)}
        assert found["10,0\N{NO-BREAK SPACE}%"].right == pytest.approx(wide)
        dot = next(each for each in drawing.iter("path") if each.get("data-value") == "10")
        height = float(dot.get("transform").split()[1].rstrip(")"))
        assert (found["Naiset"].bottom < height) is above


def test_a_word_of_a_hundred_thousand_letters_wraps_at_once():
    word = "iW" * 50_000
    started = time.process_time()
    lines = wrapped(word, 200, 12, most=10**6)
    assert time.process_time() - started < 2
    assert "".join(lines) == word
    assert max(width(line, 12) for line in lines) <= 200
    assert all(width(line + following[0], 12) > 200 for line, following in pairwise(lines))
