"""Areas on a map: classes with round limits, outlines or circles, values where they fit, labels where there is no value."""

import re
from dataclasses import replace
from itertools import accumulate, pairwise

import pytest

from dashboard import theme
from dashboard.charts.chart import Chart, Place
from dashboard.charts.kinds import CHARTS
from dashboard.charts.kinds.map.classes import class_limits, class_of, crowding
from dashboard.drawing.map_labels import within
from dashboard.drawing.projection import STEPS, MapProjection, area, extent, outlines
from dashboard.renderers import plotly, svg
from data_sources.model import ObservationStatus, Unit
from tests.dashboard.drawings import boxes, root, size
from tests.dashboard.examples import (
    FINLAND,
    KAINUU,
    KAJAANI,
    in_a_row,
    indicator,
    named_area,
    observation,
    request,
    squares,
    suppressed,
)
from tests.dashboard.test_theme import contrast

NB = "\N{NO-BREAK SPACE}"
NAMES = {"KU290": "Kuhmo", "KU578": "Paltamo", "KU765": "Sotkamo"}
PEER_AREAS = tuple(in_a_row([KAJAANI, *(replace(named_area(*each), parents=KAJAANI.parents) for each in NAMES.items())], 2))


def observations(*values, margin=None):
    """Return observations of 2024 of the four municipalities, None for none."""
    pairs = [(area, value) for area, value in zip(PEER_AREAS, values, strict=True) if value is not None]
    return [observation(area, 2024, value, *((value - margin, value + margin) if margin else ())) for area, value in pairs]


def chart_of(across, **changes) -> Chart:
    fields = {"peer_areas": PEER_AREAS, "area": PEER_AREAS[0], "outlines": squares(PEER_AREAS)} | changes
    made = CHARTS["map"].build(request([], across=across, **fields))
    assert made is not None
    return made


def filled(chart, width=760):
    """Return the fill of each area by its name."""
    groups = [(group.find("path"), group.get("fill")) for group in root(svg.svg(chart, width)).iter("g")]
    return {path.get("data-label"): fill for path, fill in groups if path is not None and path.get("data-label")}


def texts(chart, *kinds, width=760):
    return [box.text for box in boxes(root(svg.svg(chart, width))) if box.kind in kinds]


def test_fewer_than_two_areas_with_a_place_are_no_map():
    nowhere = tuple(replace(area, latitude=None, longitude=None) for area in PEER_AREAS[1:])
    build = CHARTS["map"].build
    assert build(request([], across=observations(12.0, 17.0, 9.0, 15.0), peer_areas=(PEER_AREAS[0], *nowhere))) is None
    assert build(request([], across=observations(12.0, None, None, None), peer_areas=PEER_AREAS)) is None


def test_the_map_has_the_areas_chart_s_areas_and_says_where_the_extremes_are():
    chart = chart_of(observations(12.0, 17.0, 9.0, 15.0))
    assert chart.title == "Päivittäin tupakoivat kunnittain kartalla, Kainuun hyvinvointialue"
    assert chart.x.categories == ("Kuhmo", "Sotkamo", "Kajaani", "Paltamo")
    assert chart.front == 2
    assert f"Kajaanissa vuonna 2024: 12,0{NB}%" in chart.sentence
    assert f"suurin Kuhmo (17,0{NB}%) ja pienin Paltamo (9,0{NB}%)" in chart.sentence


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ([9.0, 12.0, 15.0, 17.0], (8.0, 10.0, 12.0, 14.0, 16.0, 18.0)),
        ([12.9, 17.4], (12.0, 13.5, 15.0, 16.5, 18.0)),
        ([0.0, 100.0], (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)),
        ([-3.0, 4.0], (-3.0, -1.5, 0.0, 1.5, 3.0, 4.5)),
        ([7.1, 7.1], (7.1, 7.2)),
        ([0.0], (0.0, 0.1)),
    ],
)
def test_limits_of_classes_are_round_and_hold_every_value(values, limits):
    assert class_limits(values, 1) == limits


def test_classes_widen_where_one_would_hold_most_areas():
    inhabitants = [1900, 2100, 2200, 2600, 3000, 7800, 8000, 10300, 36000]
    assert class_limits(inhabitants, 0) == (1000, 2000, 5000, 10000, 20000, 50000)
    assert crowding(inhabitants, (0, 10000, 20000, 30000, 40000)) > 0.7


def test_a_limit_belongs_to_the_class_above_and_the_last_to_the_class_below():
    assert [class_of(value, (8.0, 10.0, 12.0)) for value in (8.0, 9.9, 10.0, 12.0)] == [0, 0, 1, 1]


def test_areas_are_filled_by_class_and_the_legend_names_the_limits():
    chart = chart_of(observations(12.0, 17.0, 9.0, 9.96))
    assert texts(chart, "legend") == ["16,0–18,0", "14,0–15,9", "12,0–13,9", "10,0–11,9", "8,0–9,9"]
    found = filled(chart)
    assert found["Kuhmo"] == theme.variable("class-5")
    assert found["Kajaani"] == theme.variable("class-3")
    assert found["Paltamo"] == theme.variable("class-1")
    assert found["Sotkamo"] == theme.variable("class-2")  # written 10,0


def test_names_and_values_are_within_their_areas():
    chart = chart_of(observations(12.0, 17.0, 9.0, 15.0))
    assert set(texts(chart, "name")) == {"Kajaani", "Kuhmo", "Paltamo", "Sotkamo"}
    assert set(texts(chart, "value")) == {f"{value}{NB}%" for value in ("12,0", "17,0", "9,0", "15,0")}


def test_areas_without_a_value_have_a_pattern_their_sign_and_a_label_in_the_legend():
    chart = chart_of([*observations(12.0, 17.0, None, None), suppressed(PEER_AREAS[2], 2024)])
    found = filled(chart)
    assert found["Paltamo"] == "url(#map-760-suppressed)"
    assert found["Sotkamo"] == "url(#map-760-missing)"
    assert texts(chart, "legend")[-2:] == ["salattu", ".. = ei lukua"]
    assert {"salattu", ".."} <= set(texts(chart, "value"))
    ids = {each.get("id") for each in root(svg.svg(chart, 760)).iter("pattern")}
    assert ids == {"map-760-suppressed", "map-760-missing"}


def test_the_area_in_focus_has_a_strong_border_and_is_drawn_last():
    found = root(svg.svg(chart_of(observations(12.0, 17.0, 9.0, 15.0)), 760)).iter("g")
    areas = [each for each in found if each.get("fill") and each.find("path") is not None]
    assert areas[-1].find("path").get("data-label") == "Kajaani"
    assert areas[-1].get("stroke") == theme.variable("ink")
    group = next(
        each for each in root(svg.svg(chart_of(observations(12.0, 17.0, 9.0, 15.0)), 760)).iter("g") if each.get("data-series")
    )
    assert float(areas[-1].get("stroke-width")) > 3 * float(group.get("stroke-width"))
    assert all(each.get("stroke") is None for each in areas[:-1])


LINKS = {area.code: f"/fi/{area.slug}/indicator/smoking?compare=suomi&years=2015-" for area in PEER_AREAS}


def links_of(drawing):
    return [(each.get("href"), each.find("title").text, each.get("target")) for each in root(drawing).iter("a")]


def test_areas_lead_to_their_pages_the_one_in_front_first():
    chart = chart_of(observations(12.0, 17.0, 9.0, 15.0), links=LINKS, area=PEER_AREAS[3])
    drawn = svg.svg(chart, 760)
    address = "/fi/{}/indicator/smoking?compare=suomi&years=2015-".format
    assert links_of(drawn)[0] == (address(PEER_AREAS[3].slug), f"Sotkamo 15,0{NB}%".replace(" ", ": ", 1), None)
    assert {href for href, _, _ in links_of(drawn)} == set(LINKS.values())
    assert {target for *_, target in links_of(svg.svg(chart, 760, target="_blank"))} == {"_blank"}
    assert root(drawn).get("role") == "group"  # within an image there are no links
    hits = {each.find("title").text: each.find("use").get("href") for each in root(drawn).iter("a")}
    shapes = {each.find("title").text: f"#{each.get('id')}" for each in root(drawn).iter("path") if each.get("class") == "area"}
    assert hits == shapes
    assert len(set(hits.values())) == 4


def test_files_and_areas_without_a_page_have_no_links():
    districts = chart_of(observations(12.0, 17.0, 9.0, 15.0))
    assert districts.links == ()
    assert root(svg.svg(districts, 760)).get("role") == "img"
    chart = chart_of(observations(12.0, 17.0, 9.0, 15.0), links={KAJAANI.code: "/fi/kajaani/indicator/smoking"})
    assert [href for href, *_ in links_of(svg.svg(chart, 760))] == ["/fi/kajaani/indicator/smoking"]
    assert links_of(svg.svg(chart, 760, standalone=True)) == []
    assert root(svg.svg(chart, 760, standalone=True)).get("role") == "img"


def test_a_name_without_room_shows_while_its_area_is_pointed_at():
    chart = chart_of(observations(12.0, 17.0, 9.0, 15.0), links=LINKS)
    tips = {
        name: [each.find("title").text for each in root(svg.svg(drawn, width)).iter("a") if each.find("g") is not None]
        for name, drawn, width in (("all named", chart, 760), ("none named", small(chart), 280))
    }
    assert tips["all named"] == []
    assert sorted(tips["none named"]) == [f"Kuhmo: 17,0{NB}%", f"Paltamo: 9,0{NB}%", f"Sotkamo: 15,0{NB}%"]
    drawing = root(svg.svg(small(chart), 280))
    wide, high = size(drawing)
    for tip in (each for each in drawing.iter("g") if each.get("class") == "tip"):
        assert tip.get("visibility") == "hidden"
        left, top, width, height = (float(tip.find("rect").get(name)) for name in ("x", "y", "width", "height"))
        x, y = (float(number) for number in re.findall(r"[\d.]+", tip.get("transform")))
        left, top = left + x, top + y
        assert -1 <= left < left + width <= wide + 1
        assert -1 <= top < top + height <= high + 1


def small(chart):
    """Return a map with areas too narrow for their names: twenty degrees of longitude from the first to the last."""
    narrow = [
        Place(place.centre, tuple(tuple((x, 68 + (y - 68) / 20) for x, y in ring) for ring in place.rings))
        for place in chart.places
    ]
    return replace(chart, places=tuple(narrow))


def test_of_circles_the_smallest_has_its_link_on_top():
    chart = chart_of(observations(12.0, 17.0, 9.0, 15.0), links=LINKS, outlines={})
    names = [title.partition(":")[0] for _, title, _ in links_of(svg.svg(chart, 760))]
    assert names[:3] == ["Kuhmo", "Sotkamo", "Paltamo"]


@pytest.mark.parametrize("width", [280, 340, 760])
@pytest.mark.parametrize("front", range(4))
def test_the_area_in_front_is_always_labelled(width, front):
    """One in a corner of the map, too small for any label, has its name beside it."""
    outlines = squares(PEER_AREAS)
    tiny = PEER_AREAS[front]
    (corners,) = outlines[tiny.code].rings
    west, north = corners[0][0], corners[1][1]
    small = ((west, north - 0.02), (west, north), (west + 0.04, north), (west + 0.04, north - 0.02))
    outlines[tiny.code] = replace(outlines[tiny.code], rings=(small,))
    chart = chart_of(observations(12.0, 17.0, 9.0, 15.0), area=tiny, outlines=outlines)
    drawing = root(svg.svg(chart, width))
    found = [box for box in boxes(drawing) if box.text == chart.x.categories[chart.front]]
    assert [box.kind for box in found] == ["name"]
    wide, high = size(drawing)
    assert all(box.left >= -1 and box.right <= wide + 1 and box.top >= -1 and box.bottom <= high + 1 for box in found)


def test_neighbours_meet_on_one_line():
    """In two rows of two squares there are three borders from west to east and three from north to south."""
    chart = chart_of(observations(12.0, 17.0, 9.0, 15.0))
    corners = set()
    for each in root(svg.svg(chart, 760)).iter("path"):
        if each.get("data-label"):
            numbers = [int(number) for number in re.findall(r"-?\d+", each.get("d"))]
            corners |= set(zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True))
    assert len(corners) == 9
    assert len({x for x, _ in corners}) == len({y for _, y in corners}) == 3


def test_a_map_has_the_same_paths_in_every_width():
    chart = chart_of(observations(12.0, 17.0, 9.0, 15.0))
    paths = [
        [each.get("d") for each in root(svg.svg(chart, width)).iter("path") if each.get("data-label")] for width in (340, 760)
    ]
    assert paths[0] == paths[1]
    assert max(int(number) for path in paths[0] for number in re.findall(r"\d+", path)) <= STEPS


def test_without_outlines_areas_are_circles_and_a_note_says_why():
    chart = chart_of(observations(12.0, 17.0, 9.0, 15.0), outlines={})
    assert "Näiden alueiden rajoja ei ole saatavilla: kukin alue on ympyrä keskipisteessään." in chart.notes
    circles = {each.get("data-label"): each.get("d") for each in root(svg.svg(chart, 760)).iter("path") if each.get("data-label")}
    radii = {name: int(d.partition("a")[2].split()[0]) for name, d in circles.items()}
    assert radii["Kuhmo"] > radii["Kajaani"] > radii["Paltamo"]
    assert set(texts(chart, "name")) == {"Kajaani", "Kuhmo", "Paltamo", "Sotkamo"}


def test_numbers_of_persons_are_circles_even_with_outlines():
    chart = chart_of(observations(36000, 7800, 3000, 10300), indicator=indicator(unit=Unit.PERSONS, decimals=0))
    assert all(place is not None and not place.rings for place in chart.places)
    assert any("ympyröinä" in note for note in chart.notes)


def test_boundaries_name_their_source_year_and_licence():
    chart = chart_of(observations(12.0, 17.0, 9.0, 15.0))
    assert chart.notes[-1] == "Aluerajat: Tilastokeskus, vuoden 2026 aluejako, CC BY 4.0."
    assert "Statistics Finland" in chart_of(observations(12.0, 17.0, 9.0, 15.0), text=request([], language="en").text).notes[-1]


def test_margins_are_in_the_table_and_none_is_invented():
    assert "Virhemarginaalia ei ole saatavilla." in chart_of(observations(12.0, 17.0, 9.0, 15.0)).notes
    notes = chart_of(observations(12.0, 17.0, 9.0, 15.0, margin=1.0)).notes
    assert any(note.startswith(f"95{NB}%:n luottamusvälit ovat taulukossa") for note in notes)


def test_values_without_room_are_listed_with_their_areas():
    unknown = replace(PEER_AREAS[3], latitude=None, longitude=None)
    outlines = {code: each for code, each in squares(PEER_AREAS).items() if code != unknown.code}
    chart = chart_of(observations(12.0, 17.0, 9.0, 15.0), peer_areas=(*PEER_AREAS[:3], unknown), outlines=outlines)
    assert f"Sotkamo 15,0{NB}%" in texts(chart, "value")
    assert texts(chart, "unwritten") == ["Kartalle eivät mahtuneet:"]
    assert set(texts(chart, "value")) == {"12,0", "17,0", "9,0", f"Sotkamo 15,0{NB}%"}  # units of all or of none


@pytest.mark.parametrize("width", [280, 340, 760])
@pytest.mark.parametrize("outlined", [True, False])
def test_texts_stay_within_the_picture_and_apart(width, outlined):
    many = tuple(in_a_row([named_area(f"KU9{number:02}", f"Kaupunki {number}") for number in range(23)], 5))
    across = [observation(each, 2024, 5 + number / 2) for number, each in enumerate(many)]
    chart = chart_of(across, peer_areas=many, area=FINLAND, parents=(), outlines=squares(many) if outlined else {})
    drawing = root(svg.svg(chart, width))
    found = list(boxes(drawing))
    wide, high = size(drawing)
    assert all(box.left >= -1 and box.right <= wide + 1 and box.top >= -1 and box.bottom <= high + 1 for box in found)
    assert not [(one.text, other.text) for n, one in enumerate(found) for other in found[:n] if one.overlaps(other)]


def test_three_hundred_areas_send_the_reader_to_the_table():
    many = tuple(in_a_row([named_area(f"KU{number}", f"Kunta {number}") for number in range(300)], 20))
    across = [observation(each, 2024, 5 + number / 10) for number, each in enumerate(many)]
    chart = chart_of(across, peer_areas=many, area=FINLAND, parents=(), outlines={})
    assert " ".join(texts(chart, "unwritten")) == "Pienten alueiden luvut ovat taulukossa."


def test_the_map_is_true_to_scale_in_its_middle():
    shown = extent([Place((25.0, 60.0)), Place((27.0, 61.0))])
    projection = MapProjection(shown, 100.0, 10.0, 20.0)
    assert projection((25.0, 61.0)) == (10.0, 20.0)
    across, up = projection((27.0, 60.0))
    assert up == 120.0
    assert across - 10 == pytest.approx(200 * 0.4924, abs=0.01)  # cos(60.5°)


def test_small_islands_go_but_never_the_last_piece_of_an_area():
    island = ((26.0, 60.0), (26.0, 60.001), (26.001, 60.0))
    land = ((25.0, 60.0), (25.0, 61.0), (26.0, 61.0), (26.0, 60.5))
    assert len(outlines((Place((25.0, 60.0), (island, land)),))[0]) == 1
    tiny = ((25.0, 60.0), (25.0, 60.03), (25.04, 60.0))
    around = Place((25.0, 60.0), (land,))
    assert len(outlines((around, Place((25.0, 60.0), (tiny,))))[1]) == 1


def test_labels_are_placed_only_where_they_fit():
    square = ((0, 0), (0, 100), (100, 100), (100, 0))
    assert abs(area(square)) == 10_000
    found = within(square, 60, 20)
    assert found is not None
    assert (found.x, found.y) == (50, pytest.approx(50, abs=5))
    assert within(square, 101, 20) is None
    corner = ((0, 0), (0, 100), (10, 100), (10, 10), (100, 10), (100, 0))  # ten pixels thick everywhere
    assert within(corner, 40, 20) is None


def test_plotly_fills_outlines_and_says_values_on_hover():
    figure = plotly.figure(chart_of([*observations(12.0, 17.0, None, 15.0, margin=1.0), suppressed(PEER_AREAS[2], 2024)]))
    outlines = {trace["name"]: trace for trace in figure["data"] if trace.get("fill")}
    assert outlines.keys() == {"Kajaani", "Kuhmo", "Paltamo", "Sotkamo"}
    assert outlines["Kuhmo"]["text"] == f"Kuhmo 2024: 17,0{NB}% (16,0–18,0)"
    assert outlines["Paltamo"]["text"] == "Paltamo 2024: salattu"
    assert outlines["Paltamo"]["fillpattern"]["shape"] == "/"
    assert figure["layout"]["yaxis"]["scaleanchor"] == "x"
    assert all(trace["type"] == "scatter" for trace in figure["data"])


@pytest.mark.parametrize("scheme", list(theme.COLOURS))
def test_classes_can_be_distinguished_and_text_read_on_them(scheme):
    colours = theme.COLOURS[scheme]
    for fill, ink in theme.CLASSES:
        assert contrast(colours[fill], colours[ink]) >= 4.5
    steps = [contrast(colours[fill], colours["paper"]) for fill, _ in theme.CLASSES]
    assert steps == sorted(steps)  # away from the paper, so that they differ in lightness for every eye
    assert all(after / before > 1.25 for before, after in pairwise(steps))


@pytest.mark.parametrize(
    ("count", "fills"), [(1, ["class-3"]), (2, ["class-1", "class-5"]), (4, ["class-1", "class-2", "class-4", "class-5"])]
)
def test_fewer_classes_are_as_far_apart_as_can_be(count, fills):
    assert [fill for fill, _ in theme.class_colours(count)] == fills


def test_a_county_s_own_value_opens_its_sentence():
    around = [observation(KAINUU, 2024, 13.0)]
    fields = {"area": KAINUU, "parents": (FINLAND,), "peer_areas": PEER_AREAS, "across": observations(12.0, 17.0, 9.0, 15.0)}
    made = CHARTS["map"].build(request(around, **fields))
    assert made is not None
    assert made.sentence.startswith(f"Päivittäin tupakoivat Kainuun hyvinvointialueella vuonna 2024: 13,0{NB}%.")
    assert made.front is None
    assert ObservationStatus.SUPPRESSED not in made.statuses
