"""Outlines from the geographic service: checked, simplified without gaps, stored whole or not at all."""

import json
from datetime import date

import pytest
import shapely

from data_sources.boundaries import open_boundaries, read_outlines, simplified
from data_sources.errors import SourceError
from data_sources.refresh.boundaries import boundaries_of_refresh
from data_sources.settings import read_settings
from data_sources.store import open_store
from tests.services.loopback import Fault
from tests.services.wfs import feature

TODAY = date(2026, 11, 21)


@pytest.fixture
def service(environment, wfs, monkeypatch):  # noqa: ARG001  # commands find the service by the environment
    monkeypatch.setenv("HYTETAULU_GEO_URL", f"{wfs.url}/wfs")
    return wfs


def outlines(today=TODAY):
    """Read what the service has, by code."""
    service = open_boundaries(read_settings())
    try:
        return {each.area: each for each in read_outlines(service, today)}
    finally:
        service.close()


def stored():
    with open_store(read_settings().store_url) as store, store.snapshot() as snapshot:
        return snapshot.boundaries(["KU205", "KU290", "HVA20"])


def municipality(service, code):
    return next(each for each in service.answers.features["kunta4500k"] if each["properties"]["kunta"] == code)


def test_every_municipality_and_county_has_an_outline(service):
    found = outlines()
    assert len([code for code in found if code.startswith("KU")]) == 308
    assert len([code for code in found if code.startswith("HVA")]) == 23
    assert {each.year for each in found.values()} == {2026}
    (ring,) = found["KU205"].rings
    assert len(ring) == 4
    assert service.count("/wfs") == 2


def test_the_service_is_asked_as_it_is_documented(service):
    outlines()
    asked = {name: values[0] for name, values in service.requests[0].query.items()}
    assert asked["typeNames"] == "tilastointialueet:kunta4500k_2026"
    assert asked["srsName"] == "EPSG:4326"
    assert service.requests[0].path == "/geoserver/tilastointialueet/wfs"


def test_before_this_years_division_is_out_last_years_is_read(service):
    assert service.answers.years == (2026,)
    assert outlines(date(2027, 1, 3))["KU205"].year == 2026


def test_a_merged_municipality_is_part_of_todays(service):
    x, y = shapely.geometry.shape(municipality(service, "507")["geometry"]).bounds[:2]
    beside = shapely.box(x - 0.1, y, x, y + 0.1)
    before = shapely.geometry.shape(municipality(service, "507")["geometry"]).area
    service.answers.features["kunta4500k"].append(feature("kunta", "588", beside))  # Pertunmaa, of Mäntyharju since 2025
    rings = outlines()["KU507"].rings
    assert shapely.Polygon(rings[0]).area > before


def test_latitude_before_longitude_is_turned(service):
    right = outlines()["KU205"]
    for layer in service.answers.features.values():
        for each in layer:
            turned = shapely.transform(shapely.geometry.shape(each["geometry"]), lambda corners: corners[:, ::-1])
            each["geometry"] = json.loads(shapely.to_geojson(turned))
    assert outlines()["KU205"].rings[0] != ()
    assert shapely.Polygon(outlines()["KU205"].rings[0]).equals(shapely.Polygon(right.rings[0]))


def spoil(service, fault):
    """Let the layer of municipalities be wrong in one way."""
    features = service.answers.features["kunta4500k"]
    if fault == "no outlines":
        features.clear()
    elif fault == "unknown code":
        features[0]["properties"]["kunta"] = "999"
    elif fault == "other property":
        features[0]["properties"] = {"code": "205"}
    elif fault == "lacking area":
        features.remove(municipality(service, "205"))
    elif fault == "no geometry":
        features[0]["geometry"] = None
    elif fault == "a point":
        features[0]["geometry"] = {"type": "Point", "coordinates": [27.0, 64.0]}
    elif fault == "metres":
        features[0]["geometry"] = json.loads(shapely.to_geojson(shapely.box(500_000, 7_000_000, 510_000, 7_010_000)))
    elif fault == "no feature":
        features[0] = "feature"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("no outlines", "holds no outlines"),
        ("unknown code", "an outline of '999', which is no area of today's division"),
        ("other property", "an outline without the property 'kunta'"),
        ("lacking area", "lacks 1 areas, such as KU205"),
        ("no geometry", "cannot be read"),
        ("a point", "no surface within Finland"),
        ("metres", "no surface within Finland"),
        ("no feature", "without the property 'kunta'"),
    ],
)
def test_an_answer_that_cannot_be_trusted_is_refused_by_name(service, run, fault, said):
    assert run("boundaries")[0] == 0
    before = stored()
    spoil(service, fault)
    status, _, told = run("boundaries")
    assert status == 1
    assert "the layer kunta4500k_2026" in told
    assert said in told
    assert "check HYTETAULU_GEO_URL" in told
    assert stored() == before
    assert len(before) == 3


@pytest.mark.parametrize("fault", [Fault.HTML_PAGE, Fault.SERVER_ERROR])  # the client's own tests have them all
def test_no_fault_of_the_service_harms_what_is_stored(service, run, fault):
    assert run("boundaries") == (0, "331 outlines of the areas of 2026 stored.\n", "")
    before = stored()
    service.plan = lambda request: fault if "hyvinvointialue" in str(request.query) else None
    status, _, told = run("boundaries")
    assert status == 1
    assert "Statistics Finland's boundaries" in told
    assert stored() == before


def test_json_of_another_kind_is_no_collection(service, monkeypatch):
    monkeypatch.setattr(service.answers, "features", {"kunta4500k": "nothing", "hyvinvointialue4500k": []})
    with pytest.raises(SourceError, match="no collection of outlines"):
        outlines()


def test_a_refresh_fetches_outlines_once_a_year(service):
    settings = read_settings()
    results = [boundaries_of_refresh(settings, TODAY).outcome for _ in range(2)]
    assert results == ["updated", "unchanged"]
    assert service.count("/wfs") == 2


def test_a_refresh_goes_on_without_outlines(environment):  # noqa: ARG001  # the address at which nothing answers
    result = boundaries_of_refresh(read_settings(), TODAY)
    assert result.outcome == "failed"
    assert "check the network, a proxy and HYTETAULU_GEO_URL" in result.reason
    assert stored() == {}


def test_neighbours_stay_joined():
    """A border of many corners is shared by both; every tenth corner of it stands out by a kilometre."""
    border = [(25.0 + (0.02 if n % 10 == 5 else 0.0005 * (n % 2)), 62.0 + n / 100) for n in range(101)]
    west = shapely.Polygon([(24.0, 63.0), (24.0, 62.0), *border])
    east = shapely.Polygon([(26.0, 63.0), (26.0, 62.0), *border])
    found = simplified([west, east], 0.003)
    assert shapely.get_num_coordinates(found[0]) < 60 < shapely.get_num_coordinates(west)
    assert shapely.area(shapely.intersection(*found)) == 0
    assert shapely.area(shapely.union(*found)) == pytest.approx(shapely.area(found[0]) + shapely.area(found[1]))
    assert len(shapely.get_parts(shapely.union(*found))) == 1


def test_a_full_refresh_has_outlines_as_its_last_part(service, run, tmp_path):
    place = tmp_path / "report.json"
    run("refresh", "--report", str(place))
    assert service.count("/wfs") == 2
    last = json.loads(place.read_text(encoding="utf-8"))["results"][-1]
    assert (last["indicator"], last["series"], last["outcome"]) == ("boundaries", "wfs", "updated")
    assert len(stored()) == 3


def test_a_refresh_of_one_source_leaves_outlines_alone(service, run):
    run("refresh", "--source", "sotkanet", "--indicator", "unemployment")
    assert service.count("/wfs") == 0
