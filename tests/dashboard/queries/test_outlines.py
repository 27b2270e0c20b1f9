"""Outlines of a map: the fetched ones, else those that came with the program, and no mixture; links to the areas' pages."""

from datetime import date

import pytest

from dashboard.addresses.reading import read_view
from dashboard.queries.charts import read_chart
from dashboard.queries.context import Context
from dashboard.queries.series import read_links, read_outlines
from dashboard.text import text_for
from data_sources.areas import read_areas
from data_sources.model import Boundary
from data_sources.outlines import shipped_municipalities, shipped_outlines

SQUARE = (((27.0, 64.0), (27.0, 65.0), (28.0, 65.0)),)
KAINUU = [area.code for area in read_areas().municipalities(read_areas().by_slug["kainuun-hyvinvointialue"])]


@pytest.fixture
def context(store):
    """Give the context of an address over what the store holds then."""
    snapshots = []

    def context_of(path, query=""):
        snapshots.append(store.snapshot())
        return Context(read_view(path, query, "kajaani"), snapshots[-1].__enter__(), text_for("fi"), date(2026, 11, 21))

    yield context_of
    for each in snapshots:
        each.__exit__(None, None, None)


def of_kajaani(context):
    return read_outlines(context("/fi/kajaani/indicator/unemployment"), "unemployment")


def test_before_anything_is_fetched_the_shipped_outlines_are_used(context):
    assert of_kajaani(context) == shipped_outlines(KAINUU)
    assert len(KAINUU) == 8


def test_the_country_is_drawn_by_its_counties(context):
    found = read_outlines(context("/fi/suomi/indicator/unemployment"), "unemployment")
    assert len(found) == 23
    assert all(code.startswith("HVA") and boundary.rings for code, boundary in found.items())


@pytest.mark.parametrize("year", [2026, 2031])
def test_fetched_outlines_win(store, context, year):
    store.replace_boundaries(Boundary(code, year, SQUARE) for code in KAINUU)
    assert of_kajaani(context) == {code: Boundary(code, year, SQUARE) for code in KAINUU}


def test_fetched_outlines_that_are_older_or_lack_an_area_are_not_mixed_with_the_shipped(store, context):
    store.replace_boundaries(Boundary(code, 2025, SQUARE) for code in KAINUU)
    assert of_kajaani(context) == shipped_outlines(KAINUU)
    store.replace_boundaries(Boundary(code, 2027, SQUARE) for code in KAINUU[1:])
    assert of_kajaani(context) == shipped_outlines(KAINUU)


def test_areas_lead_to_the_same_indicator_with_the_same_choices(context):
    found = read_links(context("/fi/kajaani/indicator/loneliness", "years=2015-2020&compare=kuhmo,suomi"), "loneliness")
    assert found.keys() == set(KAINUU)
    assert found["KU765"].startswith("/fi/sotkamo/indicator/loneliness?")
    assert "years=2015-2020" in found["KU765"]
    assert "kuhmo" in found["KU765"]
    assert "kuhmo" not in found["KU290"].partition("?")[2]  # not compared with itself


def test_only_a_map_reads_the_file(context):
    shipped_municipalities.cache_clear()
    for kind in ("trend", "groups", "areas"):
        read_chart(context("/fi/kajaani/indicator/unemployment"), kind)
    assert shipped_municipalities.cache_info().currsize == 0
    read_chart(context("/fi/kajaani/indicator/unemployment"), "map")
    assert shipped_municipalities.cache_info().currsize == 1
