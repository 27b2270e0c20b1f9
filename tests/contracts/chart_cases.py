"""What the renderers are compared on: every kind of chart in ordinary and odd cases, built when it is first asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from dashboard.charts.chart import Chart
from dashboard.charts.kinds import CHARTS
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
from tests.dashboard.examples import (
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
from tests.languages import LANGUAGES

NAMES = [
    f"Hyvin pitkän nimen {number} saanut kuntayhtymän ja seutukunnan yhteinen tarkastelualue, pohjoinen osa" for number in (1, 2)
]
LONG = [named_area(f"KU90{number}", name) for number, name in enumerate(NAMES)]
SECRET = 77771.3
"""A value that is suppressed in every series."""


def survey(area, years=(2018, 2020, 2022, 2024), start=12.0, margin=2.0, groups=("",)) -> list[Observation]:
    """Return observations that fall by 0.4 a round and rise by 1.3 from group to group, with intervals of ± `margin`."""
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
        for group, status in (
            ("", ObservationStatus.PROVISIONAL),
            ("sex=female", ObservationStatus.BREAK),
            ("sex=male", ObservationStatus.NORMAL),
        )
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
        "a parent's values": {"observations": survey(KAINUU, groups=GROUPS), "indicator": SURVEY},
    }


TODAY = date(2026, 9, 1)


def target(**changes) -> PlanTarget:
    """Return a target of Kajaani: from 12.0 % in 2020 to 9.0 % in 2029."""
    fields = {"id": "t", "indicator": "daily-smoking", "group": TOTAL, "area": "KU205", "years": Period(2020, 2029)}
    return PlanTarget(**{**fields, "baseline": 12.0, "target": 9.0, **changes})


def since_baseline(*values, margin=0.3) -> list[Observation]:
    """Return observations of Kajaani: the baseline of 2020, then one every second year."""
    years = range(2020, 2100, 2)
    ends = [(round(each - margin, 1), round(each + margin, 1)) if margin else () for each in values]
    return [observation(KAJAANI, year, each, *end) for year, each, end in zip(years, values, ends, strict=False)]


STATUSES = {
    "no baseline": (since_baseline(12.0, 11.0), {"baseline": None, "years": Period(2010, 2029)}),
    "check target": (since_baseline(12.0, 11.0), {"target": 13.0}),
    "out of date": ([observation(KAJAANI, 2020, 12.0)], {"years": Period(2019, 2029)}),
    "waiting for data": (survey(KAJAANI, (2022, 2024)), {"years": Period(2024, 2029)}),
    "too early to tell": ([observation(KAJAANI, 2020, 12.0), observation(KAJAANI, 2024, 11.0)], {}),
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
"""For every status that a chart can have the observations of Kajaani and the changes of the target that reach it in 2026."""


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
        "higher is better": {**plain, "observations": by_sex, "indicator": replace(SURVEY, direction=Direction.HIGHER)},
        "neither is better": {**plain, "observations": by_sex, "indicator": replace(SURVEY, direction=Direction.NEITHER)},
        "other order before": {**plain, "observations": [*turned, *survey(KAJAANI, (2026,), groups=GROUPS[1:3])]},
        "country": {"indicator": SURVEY, "observations": [*survey(KAJAANI), *survey(FINLAND, start=10.0)]}
        | {"comparisons": (FINLAND,)},
        "another town": {"indicator": SURVEY, "observations": [*survey(KAJAANI), *survey(LONG[0], start=14.0)]}
        | {"comparisons": (LONG[0],)},
        "a parent's values": {**plain, "observations": survey(KAINUU, groups=GROUPS)},
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
    peers = (KAJAANI, *others)
    long_names = (KAJAANI, *(replace(area, parents=KAJAANI.parents) for area in LONG))

    def across(areas=peers, years=(2022, 2024), margin=2.0) -> list[Observation]:
        return [each for number, area in enumerate(areas) for each in survey(area, years, start=11.0 + 2 * number, margin=margin)]

    around = [*survey(KAINUU), *survey(FINLAND, start=10.0)]
    plain = {"indicator": SURVEY, "peer_areas": peers, "across": across(), "comparisons": (KAINUU, FINLAND)}
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
        peers = in_a_row(asked["peer_areas"], 4 if len(asked["peer_areas"]) < 9 else 20)
        links = {area.code: f"/fi/{area.slug}/indicator/x?compare=suomi&years=2015-" for area in peers}
        found[name] = {**asked, "peer_areas": tuple(peers), "outlines": squares(peers), "links": links}
    plain = found["intervals and comparisons"]
    unknown = (*plain["peer_areas"][:-1], replace(plain["peer_areas"][-1], longitude=None, latitude=None))
    placed = {code: each for code, each in plain["outlines"].items() if code != unknown[-1].code}
    circles = {f"{name}, circles": {**found[name], "outlines": {}} for name in ("suppressed", "missing", "three hundred areas")}
    return found | circles | {"an unknown place": {**plain, "peer_areas": unknown, "outlines": placed}}


def cases_of(kind: str) -> dict[str, dict]:
    """Return the cases of a kind of chart: those of its own, else the general ones."""
    own = {"target": target_cases, "gap": gap_cases, "areas": areas_cases, "map": map_cases}
    return own.get(kind, cases)()


ORDINARY = "intervals and comparisons"
"""The case that is built in every language."""
STATES = (ORDINARY, "suppressed", "missing")
"""Cases of every kind that every form is held against."""
ODD = (
    *("trend, break, fi", "trend, gaps, fi", "trend, negative, fi", "trend, long names, fi"),
    *("trend, sample, fi", "trend, hostile names, fi", f"trend, {ORDINARY}, sv"),
    *("groups, negative, fi", "groups, long names, fi", "groups, provisional and break status, fi", f"groups, {ORDINARY}, en"),
    *("target, too slow, fi", "gap, another town, fi", "areas, three hundred areas, fi"),
    *("map, three hundred areas, circles, fi", "map, an unknown place, fi"),
)
"""Further charts that forms which take long to make are held against."""


@cache
def _asked(kind: str) -> dict[str, dict]:
    return cases_of(kind)


@cache
def chart_names() -> tuple[str, ...]:
    """Return "kind, case, language" of every chart: of each case in Finnish, of the ordinary one in every language."""
    return tuple(
        f"{kind}, {case}, {language}"
        for kind in CHARTS
        for case in _asked(kind)
        for language in (LANGUAGES if case == ORDINARY else ("fi",))
    )


@cache
def chart(name: str) -> Chart:
    """Return the chart of a name."""
    kind, _, rest = name.partition(", ")
    case, _, language = rest.rpartition(", ")
    asked = dict(_asked(kind)[case])
    made = CHARTS[kind].build(request(asked.pop("observations"), language=language, **asked))
    assert made is not None, name
    return made


@cache
def chosen_names() -> tuple[str, ...]:
    """Return the charts that a form which takes long to make is held against: of every kind, and in every odd state."""
    return (*(f"{kind}, {case}, fi" for kind in CHARTS for case in STATES), *ODD)
