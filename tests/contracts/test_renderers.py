"""Every form of every chart shows the same numbers, statuses, notes, sample words and source, and no suppressed value."""

import csv as reader
import html
import io
import json
import pkgutil
import re
import struct
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser

import openpyxl
import pytest
from plotly.graph_objects import Figure

from dashboard import renderers
from dashboard.analysis.progress import Status
from dashboard.charts.chart import WITH_INTERVALS, Chart, ChartPoint, Role, Series
from dashboard.charts.kinds import CHARTS
from dashboard.renderers import RENDERERS, csv, plotly, png, pptx, svg, table, xlsx
from dashboard.renderers import json as json_form
from dashboard.text import text_for
from data_sources.model import (
    TOTAL,
    Direction,
    Observation,
    ObservationStatus,
    Period,
    PopulationGroup,
    SeriesBreak,
    Unit,
)
from data_sources.plans import PlanTarget
from tests.dashboard.drawings import boxes, one_pixel, place, places, root, ticks, value_at
from tests.dashboard.figures import (
    FINLAND,
    KAINUU,
    KAJAANI,
    in_a_row,
    indicator,
    named_area,
    observation,
    origin,
    request,
    squares,
)
from tests.dashboard.office_files import native_figures, words_of, workbook_figures
from tests.languages import LANGUAGES

NAMES = [
    f"Hyvin pitkän nimen {number} saanut kuntayhtymän ja seutukunnan yhteinen tarkastelualue, pohjoinen osa" for number in (1, 2)
]
LONG = [named_area(f"KU90{number}", name) for number, name in enumerate(NAMES)]
SECRET = 77771.3
"""A value that is suppressed wherever it stands."""

Key = tuple[str, float]
Figures = dict[Key, tuple[float | None, float | None, float | None, str]]


def survey(area, years=(2018, 2020, 2022, 2024), start=12.0, margin=2.0, groups=("",)) -> list[Observation]:
    """Return figures that fall by 0.4 a round and rise by 1.3 from group to group, with intervals where `margin` is given."""
    found = []
    for step, year in enumerate(years):
        for number, group in enumerate(groups):
            value = round(start - 0.4 * step + 1.3 * number, 1)
            ends = (round(value - margin, 1), round(value + margin, 1)) if margin else ()
            found.append(observation(area, year, value, *ends, group=group))
    return found


GROUPS = ("", "sex=female", "sex=male", "age=20-64", "age=65+", "education=low", "education=middle", "education=high")
SURVEY = indicator(interval=2)


def hidden(area, year, group="") -> Observation:
    """Return a suppressed observation that, against the rules, still has its value."""
    return observation(area, year, SECRET, SECRET - 1, SECRET + 1, group=group, status=ObservationStatus.SUPPRESSED)


def cases() -> dict[str, dict]:
    """Return what is asked for in each constructed case: observations and changes of the request."""
    areas = (KAJAANI, KAINUU, FINLAND)
    every = [each for number, area in enumerate(areas) for each in survey(area, start=12.0 + number, groups=GROUPS)]
    compared = {"comparisons": (KAINUU, FINLAND), "indicator": SURVEY}
    statuses = [
        observation(KAJAANI, 2024, 9.9, group=group, status=status)
        for group, status in (("", ObservationStatus.PROVISIONAL), ("sex=female", ObservationStatus.BREAK))
    ]
    older = survey(KAJAANI, (2018, 2020), groups=GROUPS)
    return {
        "intervals and comparisons": {"observations": every, **compared},
        "no intervals": {"observations": survey(KAJAANI, range(2010, 2025), margin=0, groups=GROUPS)},
        "yearly with a band": {"observations": survey(KAJAANI, range(2010, 2025), groups=GROUPS)},
        "gaps": {"observations": survey(KAJAANI, (2010, 2011, 2014, 2020, 2021, 2024), groups=GROUPS)},
        "break": {
            "observations": every,
            **compared,
            "indicator": replace(
                SURVEY, breaks=(SeriesBreak(2020, {"fi": "Kysely uudistui."}), SeriesBreak(2022, {"fi": "Taas."}))
            ),
        },
        "suppressed": {
            "observations": [
                *every,
                *(hidden(area, 2026, group) for area in areas for group in ("", "sex=male")),
                *survey(KAJAANI, (2026,), groups=GROUPS[3:]),
            ],
            **compared,
        },
        "missing": {
            "observations": [
                *survey(KAJAANI, groups=("", *GROUPS[2:])),
                observation(KAJAANI, 2026, None, status=ObservationStatus.MISSING),
                *survey(KAJAANI, (2026,), groups=GROUPS[2:]),
                observation(KAJAANI, 2026, None, group="sex=female", status=ObservationStatus.MISSING),
            ],
            "indicator": SURVEY,
        },
        "provisional and break status": {"observations": [*older, *statuses], "indicator": SURVEY},
        "zero": {"observations": [observation(KAJAANI, year, 0, group=group) for year in (2023, 2024) for group in GROUPS]},
        "negative": {
            "observations": [each for area in areas for each in survey(area, start=-1.0, margin=1.5, groups=GROUPS)],
            "comparisons": (KAINUU, FINLAND),
            "indicator": indicator(interval=2, unit=Unit.INDEX, direction=Direction.NEITHER),
        },
        "sample": {"observations": every, **compared, "origins": [origin(sample=True)]},
        "pooled": {
            "observations": survey(KAJAANI, ("2016-2018", "2019-2021", "2022-2024"), groups=GROUPS),
            "indicator": indicator(interval=3),
        },
        "long names": {
            "observations": [*every, *(each for area in LONG for each in survey(area, groups=GROUPS))],
            "area": LONG[0],
            "comparisons": (LONG[1], *areas),
            "indicator": SURVEY,
        },
        "one point": {"observations": survey(KAJAANI, (2024,), groups=GROUPS[:2])},
        "persons": {
            "observations": [
                observation(KAJAANI, year, 36493 + 10 * year, group=group) for year in (2022, 2023) for group in GROUPS
            ],
            "indicator": indicator(unit=Unit.PERSONS, decimals=0, direction=Direction.NEITHER),
        },
        "hostile names": {
            "observations": survey(KAJAANI, groups=GROUPS),
            "indicator": replace(SURVEY, name={"fi": '=HYPERLINK("x") <b>&amp; "lihava" %{y} {area}'}),
        },
        "a parent's figures": {"observations": survey(KAINUU, groups=GROUPS), "indicator": SURVEY},
    }


TODAY = date(2026, 9, 1)


def target(**changes) -> PlanTarget:
    """Return a target of Kajaani: from 12.0 % in 2020 to 9.0 % in 2029."""
    fields = {"id": "t", "indicator": "daily-smoking", "group": TOTAL, "area": "KU205", "years": Period(2020, 2029)}
    return PlanTarget(**{**fields, "baseline": 12.0, "target": 9.0, **changes})


def since_baseline(*values, margin=0.3) -> list[Observation]:
    """Return figures of Kajaani: the baseline of 2020, then one every second year."""
    years = range(2020, 2100, 2)
    ends = [(round(each - margin, 1), round(each + margin, 1)) if margin else () for each in values]
    return [observation(KAJAANI, year, each, *end) for year, each, end in zip(years, values, ends, strict=False)]


STATUSES = {
    "no baseline": (since_baseline(12.0, 11.0), {"baseline": None, "years": Period(2010, 2029)}),
    "check target": (since_baseline(12.0, 11.0), {"target": 13.0}),
    "out of date": ([observation(KAJAANI, 2020, 12.0)], {"years": Period(2019, 2029)}),
    "waiting for data": (survey(KAJAANI, (2022, 2024)), {"years": Period(2024, 2029)}),
    "kept": (since_baseline(12.0, 12.1), {"direction": "keep", "target": None, "tolerance": 0.5}),
    "left for the better": (since_baseline(12.0, 10.0), {"direction": "keep", "target": None, "tolerance": 0.5}),
    "left for the worse": (since_baseline(12.0, 14.0), {"direction": "keep", "target": None, "tolerance": 0.5}),
    "moving the right way": (since_baseline(12.0, 11.0), {"target": None}),
    "not yet certain": (since_baseline(12.0, 11.8), {"target": None}),
    "moving the wrong way": (since_baseline(12.0, 13.0), {"target": None}),
    "met": (since_baseline(12.0, 8.0), {"years": Period(2020, 2022)}),
    "not met": (since_baseline(12.0, 11.0), {"years": Period(2020, 2022)}),
    "achieved": (since_baseline(12.0, 11.0, 8.0), {}),
    "achieved, uncertain": (since_baseline(12.0, 11.0, 8.9), {}),
    "achieved and lost": (since_baseline(12.0, 8.0, 10.0), {}),
    "on track": (since_baseline(12.0, 11.2, 10.4), {}),
    "too slow": (since_baseline(12.0, 11.5, 11.0), {}),
    "far behind": (since_baseline(12.0, 11.9, 11.5), {}),
    "wrong direction": (since_baseline(12.0, 12.5, 13.0), {}),
}
"""For every status of progress the figures of Kajaani and the changes of the target that reach it in 2026."""


def target_cases() -> dict[str, dict]:
    """Return the cases of targets."""
    plain = {"indicator": SURVEY, "today": TODAY, "targets": (target(),)}
    falling = since_baseline(12.0, 11.5, 11.0)
    found = {
        status: {**plain, "observations": observations, "targets": (target(**changes),)}
        for status, (observations, changes) in STATUSES.items()
    }
    of_women = PopulationGroup.parse("sex=female")
    return {
        "intervals and comparisons": {**plain, "observations": [*falling, *survey(KAINUU)], "comparisons": (KAINUU,)},
        **found,
        "example": {**plain, "observations": falling, "targets": (target(example=True),)},
        "example level": {
            **plain,
            "observations": falling,
            "targets": (target(example=True, direction="keep", target=None, tolerance=1.0),),
        },
        "uncertain": {**plain, "observations": since_baseline(12.0, 11.5, 11.0, margin=2.0)},
        "no intervals": {**plain, "observations": since_baseline(12.0, 11.5, 11.0, margin=0)},
        "county's target": {**plain, "observations": survey(KAINUU), "targets": (target(area="HVA20"),)},
        "women": {**plain, "observations": survey(KAJAANI, groups=("sex=female",)), "group": of_women}
        | {"targets": (target(group=of_women),)},
        "yearly": {**plain, "observations": survey(KAJAANI, range(2012, 2026)), "indicator": indicator()},
        "pooled": {
            **plain,
            "observations": survey(KAJAANI, ("2016-2018", "2019-2021", "2022-2024")),
            "indicator": indicator(interval=3),
            "targets": (target(years=Period(2021, 2030)),),
        },
        "break": {
            **plain,
            "observations": falling,
            "indicator": replace(SURVEY, breaks=(SeriesBreak(2022, {"fi": "Kysely uudistui."}),)),
        },
        "without a day": {**plain, "observations": falling, "today": None},
        "beyond the possible": {**plain, "observations": since_baseline(12.0, 2.0), "targets": (target(target=0.0),)},
        "sample": {**plain, "observations": falling, "origins": [origin(sample=True)]},
        "suppressed": {**plain, "observations": [*falling[:2], hidden(KAJAANI, 2024)]},
        "missing": {**plain, "observations": [*falling[:2], observation(KAJAANI, 2024, None, status=ObservationStatus.MISSING)]},
        "zero": {**plain, "observations": since_baseline(0, 0, margin=0)},
    }


def gap_cases() -> dict[str, dict]:
    """Return the cases of gaps."""
    education, sex = PopulationGroup.parse("education=low"), PopulationGroup.parse("sex=female")
    by_education = survey(KAJAANI, groups=GROUPS)
    by_sex = survey(KAJAANI, groups=("sex=female", "sex=male"))
    women, men = by_sex[::2], by_sex[1::2]
    turned = [*women[:2], *men[2:], *(each._replace(group=women[0].group) for each in men[:2])]
    turned += [each._replace(group=men[0].group) for each in women[2:]]
    plain = {"indicator": SURVEY, "group": sex}
    return {
        "intervals and comparisons": {"observations": by_education, "indicator": SURVEY, "group": education},
        "no intervals": {**plain, "observations": survey(KAJAANI, margin=0, groups=GROUPS)},
        "larger is better": {**plain, "observations": by_sex, "indicator": replace(SURVEY, direction=Direction.HIGHER)},
        "neither is better": {**plain, "observations": by_sex, "indicator": replace(SURVEY, direction=Direction.NEITHER)},
        "other order before": {**plain, "observations": [*turned, *survey(KAJAANI, (2026,), groups=GROUPS[1:3])]},
        "country": {"indicator": SURVEY, "observations": [*survey(KAJAANI), *survey(FINLAND, start=10.0)]}
        | {"comparisons": (FINLAND,)},
        "another town": {"indicator": SURVEY, "observations": [*survey(KAJAANI), *survey(LONG[0], start=14.0)]}
        | {"comparisons": (LONG[0],)},
        "a parent's figures": {**plain, "observations": survey(KAINUU, groups=GROUPS)},
        "one group within another": {
            "indicator": SURVEY,
            "group": PopulationGroup.parse("age=65+;sex=female"),
            "observations": survey(KAJAANI, groups=("age=65+;sex=female", "age=65+;sex=male")),
        },
        "break": {
            **plain,
            "observations": by_sex,
            "indicator": replace(SURVEY, breaks=(SeriesBreak(2022, {"fi": "Kysely uudistui."}),)),
        },
        "euros": {**plain, "observations": by_sex, "indicator": indicator(interval=2, unit=Unit.EUROS)},
        "provisional": {
            **plain,
            "observations": [*by_sex[:-1], by_sex[-1]._replace(status=ObservationStatus.PROVISIONAL)],
        },
        "sample": {**plain, "observations": by_sex, "origins": [origin(sample=True)]},
        "suppressed": {
            **plain,
            "observations": [*by_sex, hidden(KAJAANI, 2026, "sex=male"), observation(KAJAANI, 2026, 11.0, group="sex=female")],
        },
        "missing": {
            **plain,
            "observations": [
                *by_sex,
                observation(KAJAANI, 2026, None, group="sex=male", status=ObservationStatus.MISSING),
                observation(KAJAANI, 2026, 11.0, group="sex=female"),
            ],
        },
        "zero": {**plain, "observations": [each._replace(value=9.0, low=None, high=None) for each in by_sex]},
    }


def areas_cases() -> dict[str, dict]:
    """Return the cases of charts by area: Kajaani among the municipalities of Kainuu."""
    names = {"KU290": "Kuhmo", "KU578": "Paltamo", "KU697": "Ristijärvi", "KU765": "Sotkamo"}
    others = [replace(named_area(code, name), parents=KAJAANI.parents) for code, name in names.items()]
    beside = (KAJAANI, *others)
    long_names = (KAJAANI, *(replace(area, parents=KAJAANI.parents) for area in LONG))

    def across(areas=beside, years=(2022, 2024), margin=2.0) -> list[Observation]:
        return [each for number, area in enumerate(areas) for each in survey(area, years, start=11.0 + 2 * number, margin=margin)]

    around = [*survey(KAINUU), *survey(FINLAND, start=10.0)]
    plain = {"indicator": SURVEY, "peer_areas": beside, "across": across(), "comparisons": (KAINUU, FINLAND)}
    without_paltamo = [each for each in across() if each.area != "KU578"]
    asked = {
        "intervals and comparisons": plain,
        "no intervals": {**plain, "across": across(margin=0)},
        "suppressed": {**plain, "across": [*without_paltamo, hidden(others[1], 2024)]},
        "missing": {**plain, "across": without_paltamo},
        "older": {**plain, "across": [each for each in across() if (each.area, each.period.last) != ("KU290", 2024)]},
        "zero": {**plain, "across": [each._replace(value=0.0, low=None, high=None) for each in across()]},
        "sample": {**plain, "origins": [origin(sample=True)]},
        "long names": {**plain, "peer_areas": long_names, "across": across(long_names)},
        "three hundred areas": {
            **plain,
            "peer_areas": (many := tuple(named_area(f"KU{1000 + number}", f"Kunta {number}") for number in range(300))),
            "across": [observation(area, 2024, round(5 + number / 10, 1)) for number, area in enumerate(many)],
            "area": FINLAND,
            "comparisons": (),
            "parents": (),
        },
        "neither is better": {**plain, "indicator": replace(SURVEY, direction=Direction.NEITHER)},
        "provisional": {**plain, "across": [each._replace(status=ObservationStatus.PROVISIONAL) for each in across()]},
        "the county": {**plain, "area": KAINUU, "parents": (FINLAND,), "comparisons": (FINLAND,)},
    }
    return {name: {"observations": around, **changes} for name, changes in asked.items()}


def map_cases() -> dict[str, dict]:
    """Return the cases of areas as maps: with outlines, as circles at their centres, and with one area whose place is unknown."""
    found = {}
    for name, asked in areas_cases().items():
        beside = in_a_row(asked["peer_areas"], 4 if len(asked["peer_areas"]) < 9 else 20)
        found[name] = {**asked, "peer_areas": tuple(beside), "outlines": squares(beside)}
    plain = found["intervals and comparisons"]
    unknown = (*plain["peer_areas"][:-1], replace(plain["peer_areas"][-1], longitude=None, latitude=None))
    placed = {code: each for code, each in plain["outlines"].items() if code != unknown[-1].code}
    circles = {f"{name}, circles": {**found[name], "outlines": {}} for name in ("suppressed", "missing", "three hundred areas")}
    return found | circles | {"an unknown place": {**plain, "peer_areas": unknown, "outlines": placed}}


def cases_of(kind: str) -> dict[str, dict]:
    """Return the cases of a kind of chart: those of its own, else the general ones."""
    own = {"target": target_cases, "gap": gap_cases, "areas": areas_cases, "map": map_cases}
    return own.get(kind, cases)()


@cache
def charts() -> dict[str, Chart]:
    """Return every kind of chart of every case, and the first case in every language."""
    built = {}
    for kind, chart in CHARTS.items():
        for name, asked in cases_of(kind).items():
            for language in LANGUAGES if name == "intervals and comparisons" else ("fi",):
                changes = {key: value for key, value in asked.items() if key != "observations"}
                made = chart.build(request(asked["observations"], language=language, **changes))
                assert made is not None, (kind, name)
                built[f"{kind}, {name}, {language}"] = made
    return built


every_chart = pytest.mark.parametrize("chart", charts().values(), ids=charts().keys())
on_scales = {name: chart for name, chart in charts().items() if not chart.places}
every_chart_on_a_scale = pytest.mark.parametrize("chart", on_scales.values(), ids=on_scales.keys())
"""All but maps, on which a place is no value and a class has no interval; tests/dashboard/test_map.py looks at these."""


def figures(chart: Chart) -> Figures:
    """Return what a chart says: value, low, high and status by series and place on the axis."""
    return {
        (series.name, point.x): (point.value, point.low, point.high, point.status.value)
        for series in chart.series
        for point in series.points
    }


def numbers(found: Figures) -> Figures:
    return {key: figure for key, figure in found.items() if figure[0] is not None}


def row_positions(chart: Chart) -> dict[str, float]:
    """Return the place on the axis by what stands at the head of a row."""
    if chart.x.kind == "category":
        return {label: position for position, label in enumerate(chart.x.categories)}
    return {point.label: point.x for series in chart.series for point in series.points}


def from_csv(chart: Chart) -> Figures:
    found = {}
    positions = row_positions(chart)
    for row in reader.DictReader(io.StringIO(csv.csv(chart))):
        values = tuple(float(row[name]) if row[name] else None for name in ("value", "low", "high"))
        found[row["series"], positions[row["category"] or row["period"]]] = (*values, row["status"])
    return found


def from_plotly(chart: Chart) -> Figures:
    """Return what the traces draw; intervals of the focus from its error bars."""
    found = {}
    value_axis, error_bars = ("y", "error_y") if chart.x.kind == "time" else ("x", "error_x")
    for trace in plotly.figure(chart)["data"]:
        if chart.places and "customdata" not in trace:  # an outline, or an entry of the legend
            continue
        bars = trace.get(error_bars)
        positions = row_positions(chart)
        for number, custom in enumerate(trace["customdata"]):
            if custom is None:
                assert trace[value_axis][number] is None
                continue
            value, low, high, status, label = custom
            assert chart.places or trace[value_axis][number] == value
            if bars and low is not None:
                assert bars["arrayminus"][number] == pytest.approx(value - low)
                assert bars["array"][number] == pytest.approx(high - value)
            found[html.unescape(trace["name"]), positions[label]] = (value, low, high, status)
    return found


def from_svg(chart: Chart, width: float) -> Figures:
    found = {}
    for group in root(svg.svg(chart, width)).iter("g"):
        for point in group.iter() if group.get("data-series") else ():
            if point.get("data-status"):
                values = (point.get(f"data-{name}") for name in ("value", "low", "high"))
                figure = (*(None if value is None else float(value) for value in values), point.get("data-status"))
                found[group.get("data-series"), float(point.get("data-x"))] = figure
    return found


class Cells(HTMLParser):
    """Collects the rows of a table as lists of cell texts."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  # the signature of HTMLParser
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def number_of(text: str) -> float:
    """Return the number that Finnish, Swedish or English words write."""
    plain = text.replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", "")
    return float(plain.replace(",", ".") if re.search(r",\d$", plain) else plain.replace(",", ""))


def from_table(chart: Chart) -> Figures:
    text = text_for(chart.language)
    parser = Cells()
    parser.feed(table.table(chart).partition("</table>")[0])
    _, *names = parser.rows[0]
    statuses = {text.sign(status): status.value for status in ObservationStatus}
    found = {}
    for label, *cells in parser.rows[1:]:
        for name, cell in zip(names, cells, strict=False):
            if not cell:  # a year of a plan, of which no figure is lacking
                continue
            if cell in statuses:
                found[name, row_positions(chart)[label]] = (None, None, None, statuses[cell])
                continue
            value, interval, sign = re.fullmatch(r"([^ ]+)(?: \((.+)\))?(?: ([*|]))?", cell).groups()
            low, high = re.split(" … |\N{EN DASH}", interval) if interval else (None, None)
            ends = (number_of(end) if end else None for end in (low, high))
            found[name, row_positions(chart)[label]] = (number_of(value), *ends, statuses[sign or ""])
    return found


@every_chart
def test_csv_holds_every_figure(chart):
    assert from_csv(chart) == figures(chart)


@every_chart
def test_json_holds_every_figure(chart):
    found = json.loads(json_form.json(chart))
    assert found["unit"]["words"] == chart.y.title
    points = [(series["name"], point) for series in found["series"] for point in series["points"]]
    parts = ("value", "low", "high", "status")
    assert {(name, point["x"]): tuple(point[part] for part in parts) for name, point in points} == figures(chart)


@every_chart
def test_xlsx_holds_every_number_and_words_for_the_others(chart):
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.xlsx(chart))).active
    heads = [cell.value for cell in sheet[xlsx.HEAD_ROW]]
    rows = len({(point.x, point.label) for series in chart.series for point in series.points})
    rows = len(chart.x.categories) or rows
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(xlsx.HEAD_ROW + 1, xlsx.HEAD_ROW + rows)]
    numbers_found = sorted(each for row in cells for each in row[1:] if isinstance(each, int | float))
    assert numbers_found == sorted(each for figure in figures(chart).values() for each in figure[:3] if each is not None)
    for series in chart.series:
        column = heads.index(series.name)
        shown = [row[column] for row in cells if row[column] is not None]
        assert len(shown) == len(series.points)
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@every_chart
def test_pptx_holds_every_number_in_chart_and_workbook(chart):
    """A figure without a value is an empty place in both."""
    found = {
        (series.name, point.x): (point.value, point.low, point.high)
        for series in chart.series
        for point in series.points
        if point.value is not None
    }
    drawn = {
        key: figure if drawn_role else (figure[0], None, None)
        for key, figure in found.items()
        for drawn_role in [key[0] in {series.name for series in chart.series if series.role in WITH_INTERVALS}]
    }
    made = pptx.pptx(chart)
    for figures_of in (native_figures, workbook_figures):
        assert figures_of(made, chart) == {key: pytest.approx(figure) for key, figure in drawn.items()}


@every_chart
def test_plotly_holds_every_figure(chart):
    assert from_plotly(chart) == figures(chart)


@every_chart
@pytest.mark.parametrize("width", [340, 760])
def test_svg_holds_every_figure(chart, width):
    assert from_svg(chart, width) == figures(chart)


@every_chart
def test_table_holds_every_figure(chart):
    found = from_table(chart)
    absent = {key for key in found.keys() - figures(chart).keys() if found[key] == (None, None, None, "missing")}
    assert {key: figure for key, figure in found.items() if key not in absent} == figures(chart)


@every_chart_on_a_scale
@pytest.mark.parametrize("width", [340, 760])
def test_svg_draws_every_figure_where_its_value_is(chart, width):
    drawing = root(svg.svg(chart, width))
    axis = 1 if chart.x.kind == "time" else 0
    marks = [each for each in drawing.iter("path") if each.get("class") == "point"]
    assert len(marks) == len(numbers(figures(chart)))
    for mark in marks:
        assert value_at(drawing, place(mark)[axis]) == pytest.approx(float(mark.get("data-value")), abs=0.05 * one_pixel(drawing))
    assert [tick for tick, _ in ticks(drawing)] == list(chart.y.ticks)


@every_chart_on_a_scale
@pytest.mark.parametrize("width", [340, 760])
def test_svg_draws_the_intervals_of_focus_and_projection(chart, width):
    drawing = root(svg.svg(chart, width))
    points = [point for series in chart.series if series.role in WITH_INTERVALS for point in series.points]
    ends = sorted(end for point in points for end in (point.low, point.high) if end is not None)
    drawn = []
    for path in drawing.iter("path"):
        if path.get("class") == "band":
            drawn += [y for _, y in places(path.get("d"))]
        if path.get("class") == "interval":
            x, y, way, end = re.fullmatch(r"M([\d.]+) ([\d.]+)([HV])([\d.]+)", path.get("d")).groups()
            drawn += [float(x if way == "H" else y), float(end)]
    assert sorted(value_at(drawing, pixel) for pixel in drawn) == pytest.approx(ends, abs=0.05 * one_pixel(drawing))


@every_chart
def test_points_over_time_stand_in_their_years(chart):
    drawing = root(svg.svg(chart, 760))
    marks = [(float(each.get("data-x")), place(each)[0]) for each in drawing.iter("path") if each.get("class") == "point"]
    if chart.x.kind == "time" and len({year for year, _ in marks}) > 1:
        (first, start), (last, end) = min(marks), max(marks)
        for year, pixel in marks:
            assert pixel == pytest.approx(start + (year - first) / (last - first) * (end - start), abs=0.05)


@every_chart_on_a_scale
def test_values_at_lines_and_rows_are_the_newest_as_written(chart):
    text = text_for(chart.language)
    words = " ".join(box.text for box in boxes(root(svg.svg(chart, 760))) if box.kind in {"label", "value"})
    for series in chart.series if chart.x.kind == "time" else chart.series[:1]:
        shown = [point for point in series.points if point.value is not None]
        for point in shown[-1:] if chart.x.kind == "time" else shown:
            assert chart.figure(point, text) in words


@every_chart_on_a_scale
def test_plotly_accepts_the_figure(chart):
    made = Figure(plotly.figure(chart))
    assert len(made.data) == len(chart.series)
    assert list(made.layout["yaxis" if chart.x.kind == "time" else "xaxis"].range) == [chart.y.ticks[0], chart.y.ticks[-1]]


def texts_in_png(picture: bytes) -> str:
    """Return the texts that a PNG holds beside its pixels."""
    found, place = [], 8
    while place < len(picture):
        (length,) = struct.unpack(">I", picture[place : place + 4])
        if picture[place + 4 : place + 8] == b"iTXt":
            found.append(picture[place + 8 : place + 8 + length].rpartition(b"\0")[2].decode())
        place += 12 + length
    return " ".join(found)


@cache
def whole_texts(chart: Chart) -> dict[str, str]:
    """Return all words of every form, as a reader gets them."""
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.xlsx(chart))).active
    figure = plotly.figure(chart)
    meta = figure["layout"]["meta"]
    drawn = (*(note["text"] for note in figure["layout"]["annotations"]), figure["layout"]["title"]["text"])
    return {
        "csv": csv.csv(chart).replace('""', '"'),
        "json": json_form.json(chart).replace('\\"', '"'),
        "plotly": " ".join([html.unescape(" ".join(drawn)), *meta["notes"], meta["source"], meta["sample"]]),
        "png": texts_in_png(png.png(chart)),
        "pptx": words_of(pptx.pptx(chart)),
        "svg": " ".join(box.text for box in boxes(root(svg.svg(chart, 760, standalone=True)))),
        "table": html.unescape(table.table(chart, standalone=True)),
        "xlsx": " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None),
    }


@every_chart
def test_every_form_names_notes_source_and_sample(chart):
    texts = whole_texts(chart)
    assert texts.keys() == RENDERERS.keys()
    for form, words in texts.items():
        for needed in (*chart.notes, chart.source, chart.sample):
            assert needed.lower() in words.lower(), (form, needed)


@every_chart
def test_the_sample_is_named_in_a_page_too(chart):
    text = text_for(chart.language)
    for form in (svg.svg(chart, 340), table.table(chart), str(plotly.figure(chart)["layout"]["title"])):
        assert (text.capitalise(chart.sample) in form) if chart.sample else ("esimerkkiaineisto" not in form.lower())


@every_chart
def test_a_suppressed_value_is_nowhere(chart):
    secrets = {f"{secret:.1f}".replace(".", "") for secret in (SECRET, SECRET - 1, SECRET + 1)}
    texts = whole_texts(chart)
    for name, form in RENDERERS.items():
        words = texts[name] if name in {"png", "pptx", "xlsx"} else str(form(chart))
        written = re.findall("[0-9][0-9.,\N{NO-BREAK SPACE}]+", words)
        assert not secrets & {re.sub("[^0-9]", "", number) for number in written}


def test_suppressed_missing_and_zero_differ_in_every_form():
    built = charts()
    for kind in CHARTS:
        suppressed_texts = whole_texts(built[f"{kind}, suppressed, fi"])
        missing_texts = whole_texts(built[f"{kind}, missing, fi"])
        assert "suppressed" in suppressed_texts["csv"]
        assert "missing" in missing_texts["csv"]
        for form in ("plotly", "table"):
            assert "salattu" in suppressed_texts[form], form
            assert ".." in missing_texts[form], form
        drawing = svg.svg(built[f"{kind}, suppressed, fi"])
        assert "salattu" in drawing
        assert ">.." in svg.svg(built[f"{kind}, missing, fi"])
        assert "0,0" in whole_texts(built[f"{kind}, zero, fi"])["table"]


def test_a_break_is_drawn_in_every_picture():
    chart = charts()["trend, break, fi"]
    drawing = root(svg.svg(chart))
    assert len([each for each in drawing.iter("line") if each.get("class") == "break"]) == 2
    assert len(plotly.figure(chart)["layout"]["shapes"]) == 2
    for words in whole_texts(chart).values():
        assert "Kysely uudistui" in words


def test_lines_stop_at_gaps_in_plotly_too():
    trace = plotly.figure(charts()["trend, gaps, fi"])["data"][0]
    assert trace["x"] == [2010, 2011, None, 2014, None, 2020, 2021, None, 2024]
    assert trace["connectgaps"] is False


def test_numbers_follow_the_language_in_plotly():
    separators = {key[-2:]: plotly.figure(chart)["layout"]["separators"] for key, chart in charts().items()}
    assert separators == {"fi": ",\N{NO-BREAK SPACE}", "sv": ",\N{NO-BREAK SPACE}", "en": ".,"}


def test_plotly_sends_no_chart_anywhere():
    assert plotly.CONFIG["showSendToCloud"] is False
    assert plotly.CONFIG["displayModeBar"] is False


def test_names_are_escaped_where_markup_is_read():
    chart = charts()["trend, hostile names, fi"]
    assert "<b>&amp; " not in table.table(chart)
    assert "&lt;b&gt;" in table.table(chart)
    assert "<b>" not in svg.svg(chart, standalone=True)
    named = replace(chart, series=(replace(chart.series[0], name="<b>x</b>"),))
    assert "<b>x" not in str(plotly.figure(named)["data"])


@pytest.mark.parametrize("start", csv.FORMULA_STARTS)
def test_a_spreadsheet_takes_no_text_for_a_formula(start):
    point = ChartPoint(2020, "2020", -1.5, period="2020")
    chart = replace(charts()["trend, one point, fi"], title=f"{start}1+1", series=(Series(f"{start}nimi", Role.FOCUS, (point,)),))
    row = next(reader.DictReader(io.StringIO(csv.csv(chart), newline="")))
    assert row["title"] == f"'{start}1+1"
    assert row["series"] == f"'{start}nimi"
    assert row["value"] == "-1.5"


def test_csv_writes_numbers_in_full():
    point = ChartPoint(2020, "2020", 1234567.125, period="2020")
    chart = replace(charts()["trend, one point, fi"], series=(Series("a", Role.FOCUS, (point,)),))
    assert next(reader.DictReader(io.StringIO(csv.csv(chart))))["value"] == "1234567.125"


def test_tables_can_be_read_by_their_headings():
    trend = table.table(charts()["trend, intervals and comparisons, fi"])
    assert trend.count('<th scope="col"') == 4
    assert trend.count('<th scope="row">') == 4
    assert "<caption>Päivittäin tupakoivat, Kajaani. Prosenttia, 2018\N{EN DASH}2024</caption>" in trend
    assert "10,8 (8,8\N{EN DASH}12,8)" in trend
    by_group = table.table(charts()["groups, intervals and comparisons, fi"])
    assert '<th scope="rowgroup" colspan="4">Koulutus</th>' in by_group


def test_signs_are_explained_below_the_table():
    assert '<p class="signs">.. = ei lukua' in table.table(charts()["trend, missing, fi"])
    assert "* = ennakkotieto" in table.table(charts()["trend, provisional and break status, fi"])
    assert "| = aikasarjan katkos" in table.table(charts()["groups, provisional and break status, fi"])


def test_every_module_of_the_folder_is_a_listed_form():
    modules = {module.name for module in pkgutil.iter_modules(renderers.__path__) if not module.name.startswith("_")}
    assert modules == RENDERERS.keys()


def test_every_kind_of_chart_is_found_in_the_order_of_pages():
    assert list(CHARTS)[:4] == ["trend", "groups", "target", "gap"]
    assert all(chart.kind == key.partition(",")[0] for key, chart in charts().items())


def test_every_status_is_in_a_chart_with_its_words():
    assert STATUSES.keys() == {status.value for status in Status}
    text = text_for("fi")
    for status in STATUSES:
        chart = charts()[f"target, {status}, fi"]
        assert f": {text.progress_status(status)}" in chart.title
        assert f"Tilanne: {text.progress_status(status)}" in chart.sentence


def test_a_projection_is_hollow_and_told_apart_without_colour():
    chart = charts()["target, too slow, fi"]
    looks = {series.role: trace for series, trace in zip(chart.series, plotly.figure(chart)["data"], strict=True)}
    assert {trace["line"]["dash"] for trace in looks.values()} == {"solid", "9px,5px", "1.5px,4px"}
    assert set(looks[Role.PROJECTION]["marker"]["symbol"]) == {"circle-open"}
    lines = [each.get("stroke-dasharray") for each in root(svg.svg(chart)).iter("path") if each.get("class") == "line"]
    assert sorted(lines, key=str) == ["1.5 4", "9 5", None]


def test_the_interval_of_the_projection_stands_in_every_form():
    chart = charts()["target, too slow, fi"]  # 12.0 in 2020, 11.0 in 2024, each ± 0.3: 9.75 ± √((1.25 · 0.3)² + (2.25 · 0.3)²)
    key = ("Ennuste nykyvauhdilla", 2029.0)
    for found in (from_csv(chart), from_plotly(chart), from_svg(chart, 760), from_table(chart)):
        assert found[key] == (9.8, 9.0, 10.5, "normal")
    trace = next(each for each in plotly.figure(chart)["data"] if each["name"] == "Ennuste nykyvauhdilla")
    assert trace["error_y"]["array"] == pytest.approx([None, 0.7])


def test_years_of_a_plan_lack_no_figure_in_the_table():
    found = table.table(charts()["target, too slow, fi"])
    assert '<th scope="row">2029</th><td class="number"></td><td class="number">9,0</td>' in found
    assert "ei lukua" not in found


def test_the_unit_of_a_gap_is_that_of_a_difference():
    chart = charts()["gap, intervals and comparisons, fi"]
    rows = list(reader.DictReader(io.StringIO(csv.csv(chart))))
    assert {row["unit"] for row in rows} == {"prosenttiyksikköä"}
    assert "%-yks." in svg.svg(chart)
