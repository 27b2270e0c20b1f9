"""The outlines that come with the program: whole, small, read once, and joined to those of larger areas without a gap."""

import json

import pytest
import shapely

from data_sources.areas import read_areas
from data_sources.model import AreaLevel
from data_sources.outlines import FILE, shipped_municipalities, shipped_outlines
from data_sources.outlines.joining import joined
from data_sources.outlines.packing import corners, steps
from tests.outlines import SOURCE, document, written

AREAS = read_areas()
LARGER = [area.code for area in AREAS if area.level is not AreaLevel.MUNICIPALITY]


def surface(rings):
    """Return what lies within an odd number of rings."""
    found = shapely.Polygon()
    for ring in rings:
        found = shapely.symmetric_difference(found, shapely.make_valid(shapely.Polygon(ring)))
    return found


def square(x, y, size=1):
    return ((x, y), (x + size, y), (x + size, y + size), (x, y + size))


def test_every_municipality_of_today_has_an_outline_within_finland():
    municipalities = {area.code: area for area in AREAS if area.level is AreaLevel.MUNICIPALITY}
    found = shipped_municipalities()
    assert found.keys() == municipalities.keys()
    for code, boundary in found.items():
        whole = surface(boundary.rings)
        west, south, east, north = whole.bounds
        assert 19 < west < east < 32
        assert 59 < south < north < 71
        sizes = [shapely.Polygon(ring).area for ring in boundary.rings]
        assert max(sizes) == sizes[0]
        centre = shapely.Point(municipalities[code].longitude, municipalities[code].latitude)
        assert shapely.distance(whole, centre) < 0.5, code  # archipelagos have it in the sea


def test_the_file_names_its_source_licence_and_year_and_is_small():
    held = json.loads(FILE.read_text(encoding="utf-8"))
    assert SOURCE.items() <= held.items()
    assert {each.year for each in shipped_municipalities().values()} == {held["year"]} == {2026}
    assert FILE.stat().st_size < 100_000


def test_neighbours_have_the_same_corners_along_their_borders():
    shapes = [surface(each.rings) for each in shipped_municipalities().values()]
    assert shapely.coverage_is_valid(shapes)


@pytest.mark.parametrize("code", LARGER)
def test_a_larger_area_is_its_municipalities_without_the_borders_between_them(code):
    parts = [surface(shipped_municipalities()[each.code].rings) for each in AREAS.municipalities(AREAS.by_code[code])]
    (boundary,) = shipped_outlines([code]).values()
    assert boundary.area == code
    assert boundary.year == 2026
    assert shapely.symmetric_difference(surface(boundary.rings), shapely.union_all(parts)).area == pytest.approx(0, abs=1e-9)
    sizes = [shapely.Polygon(ring).area for ring in boundary.rings]
    assert sizes == sorted(sizes, reverse=True)


def test_what_has_no_outline_is_left_out():
    assert shipped_outlines(["KU205", "KU205-east", "KU999"]).keys() == {"KU205"}


def test_the_file_is_read_once():
    shipped_outlines(["KU205", "HVA20"])
    assert shipped_municipalities() is shipped_municipalities()
    with pytest.raises(TypeError):
        shipped_municipalities()["KU205"] = None  # type: ignore[index]


def test_two_squares_become_one_ring_whichever_way_they_run():
    (ring,) = joined([square(0, 0), tuple(reversed(square(1, 0)))])
    assert len(ring) == 6
    assert shapely.Polygon(ring).equals(shapely.box(0, 0, 2, 1))


def test_an_enclave_is_filled_and_a_lake_stays_a_hole():
    around, within, lake = square(0, 0, 10), square(2, 2, 2), square(6, 6, 2)
    found = joined([around, within, lake, within])
    assert [len(ring) for ring in found] == [4, 4]
    assert surface(found).area == 100 - 4


def test_islands_and_pieces_that_meet_at_a_corner_stay():
    assert len(joined([square(0, 0), square(5, 5)])) == 2
    assert surface(joined([square(0, 0), square(1, 1)])).area == 2


def test_nothing_joined_is_nothing():
    assert joined([]) == ()
    assert joined([square(0, 0), square(0, 0)]) == ()


def test_steps_lead_back_to_the_corners():
    ring = ((27.12345, 64.0), (27.2, 64.00009), (27.0, 65.5))
    assert list(steps(ring))[:2] == [271234, 640000]
    assert corners(list(steps(ring))) == ((27.1234, 64.0), (27.2, 64.0001), (27.0, 65.5))


def test_the_file_is_made_of_geojson():
    """Made of the outlines it holds, the file is the same."""
    municipalities = shipped_municipalities()
    features = [
        {
            "properties": {"kunta": code.removeprefix("KU")},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[list(each) for each in (*ring, ring[0])]] for ring in found.rings],
            },
        }
        for code, found in municipalities.items()
    ]
    assert json.loads(written(document(features, 2026))) == json.loads(FILE.read_text(encoding="utf-8"))
