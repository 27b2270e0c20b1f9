"""Tables: read by their headings, signs explained, nothing lacking in the years of a plan."""

from dashboard.renderers.table import table
from dashboard.text import text_for
from tests.contracts.chart_cases import chart, chart_names


def test_tables_can_be_read_by_their_headings():
    trend = table(chart("trend, intervals and comparisons, fi"))
    assert trend.count('<th scope="col"') == 4
    assert trend.count('<th scope="row">') == 4
    assert "<caption>Päivittäin tupakoivat, Kajaani. Prosenttia, 2018\N{EN DASH}2024</caption>" in trend
    assert "10,8 (8,8\N{EN DASH}12,8)" in trend
    by_group = table(chart("groups, intervals and comparisons, fi"))
    assert '<th scope="rowgroup" colspan="4">Koulutus</th>' in by_group


def test_signs_are_explained_below_the_table():
    assert '<p class="signs">.. = ei lukua' in table(chart("trend, missing, fi"))
    assert "* = ennakkotieto" in table(chart("trend, provisional and break status, fi"))
    assert "| = aikasarjan katkos" in table(chart("groups, provisional and break status, fi"))


def test_the_caption_names_the_sample():
    for drawn in map(chart, chart_names()):
        found = table(drawn)
        named = text_for(drawn.language).capitalise(drawn.sample) in found
        assert named if drawn.sample else "esimerkkiaineisto" not in found.lower(), drawn.title


def test_years_of_a_plan_have_no_missing_values():
    found = table(chart("target, too slow, fi"))
    assert '<th scope="row">2029</th><td class="number"></td><td class="number">9,0</td>' in found
    assert "ei lukua" not in found


def test_names_are_escaped():
    found = table(chart("trend, hostile names, fi"))
    assert "<b>&amp; " not in found
    assert "&lt;b&gt;" in found
