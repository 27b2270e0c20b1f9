"""Targets of every kind, drawn at random, and plans that have them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import Direction, Period, Unit
from data_sources.plans import Objective, Plan, PlanTarget, PriorityArea, StatedTarget
from tests.data_sources.plan_files.forms import PLAN, texts

DIVIDED = ("daily-smoking", "good-quality-of-life", "pupils-bullied", "population")
INDICATORS = (*DIVIDED, "median-income", "school-health-care-visits")
AREAS = tuple(area.code for area in read_areas())
YEARS = Period(2022, 2029)
TEXTS = (
    st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=90)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


def numbers(low, high):
    """Numbers of at most six decimals: published values have three."""
    return st.floats(low, high, allow_nan=False).map(lambda number: round(number, 6))


def _value(draw, target, indicator, values):
    low, high = sorted(draw(st.tuples(values, values).filter(lambda pair: pair[0] != pair[1])))
    lower = replace(target, baseline=high, target=low, direction="lower")
    higher = replace(target, baseline=low, target=high, direction="higher")
    found = draw(st.sampled_from([lower, higher]))
    if found.direction == indicator.direction and draw(st.booleans()):
        found = replace(found, direction=None)
    years = draw(st.sets(st.integers(YEARS.first + 1, YEARS.last - 1)))
    return replace(found, milestones=tuple((year, draw(values)) for year in sorted(years)))


def _direction(draw, target, indicator, _):
    own = [] if indicator.direction is Direction.NEITHER else [None]
    return replace(target, direction=draw(st.sampled_from([*own, "lower", "higher"])))


def _keep(draw, target, *_):
    return replace(target, direction="keep", tolerance=draw(st.none() | numbers(0.001, 1e6)))


def _range(draw, target, _, values):
    low, high = sorted(draw(st.tuples(values, values).filter(lambda pair: pair[0] != pair[1])))
    return replace(target, **draw(st.sampled_from([{"low": low}, {"high": high}, {"low": low, "high": high}])))


def _relative(draw, target, *_):
    relation = draw(st.sampled_from(["below", "above", "within"]))
    percent = draw(numbers(0.001, 1000)) if relation == "within" else None
    area = draw(st.sampled_from(AREAS).filter(lambda code: code != target.area))
    return replace(target, relation=relation, reference_area=area, percent=percent)


def _change(draw, target, *_):
    return replace(target, change=draw(numbers(-100, 1000).filter(bool)))


def _gap(draw, target, indicator, _):
    divided = [group for group in indicator.groups if group.pairs]
    gap = draw(st.lists(st.sampled_from(divided), min_size=2, max_size=6, unique=True))
    return replace(target, gap=tuple(gap), target=draw(st.none() | numbers(0, 100)))


AIMS = {
    "value": _value,
    "direction": _direction,
    "keep": _keep,
    "range": _range,
    "relative": _relative,
    "change": _change,
    "gap": _gap,
}


@st.composite
def targets(draw):
    """Any target of an indicator."""
    kind = draw(st.sampled_from(list(AIMS)))
    indicator = read_indicators()[draw(st.sampled_from(DIVIDED if kind == "gap" else INDICATORS))]
    values = numbers(0, 100) if indicator.unit is Unit.PERCENT else numbers(-1e6, 1e6)
    target = PlanTarget(
        id="of-this-kind",
        indicator=indicator.id,
        group=draw(st.sampled_from(indicator.groups)),
        area=draw(st.sampled_from(AREAS)),
        years=YEARS,
        baseline=draw(st.none() | values),
        example=draw(st.booleans()),
    )
    return AIMS[kind](draw, target, indicator, values)


@st.composite
def _stated(draw):
    planned = draw(st.booleans())
    return StatedTarget(
        id="of-this-kind",
        name=texts(draw(TEXTS), en=draw(st.just("") | TEXTS)),
        area=draw(st.sampled_from(AREAS)),
        years=Period(draw(st.integers(2020, 2026)), draw(st.integers(2026, 2035))),
        planned=planned,
        done=None if planned else draw(st.none() | st.booleans()),
    )


@st.composite
def plans(draw) -> Plan:
    """A plan with some targets of any kinds in two objectives."""
    objectives = []
    for number in range(2):
        with_indicator = [replace(one, id=f"target-{number}-{k}") for k, one in enumerate(draw(st.lists(targets(), max_size=9)))]
        without = [replace(one, id=f"stated-{number}-{k}") for k, one in enumerate(draw(st.lists(_stated(), max_size=3)))]
        name = texts(f"Tavoite {number}", f"Mål {number}")
        objectives.append(Objective(f"objective-{number}", name, targets=tuple(with_indicator), stated=tuple(without)))
    return replace(PLAN, areas=(PriorityArea("only", texts("Ainoa"), tuple(objectives)),))
