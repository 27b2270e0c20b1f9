"""Sotkanet's rows: one value of one region, year and sex each, checked and made into observations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from data_sources.adapters import SeriesObservations
from data_sources.adapters.sotkanet.regions import COUNTRY, Regions
from data_sources.areas import outside_today
from data_sources.errors import SourceError
from data_sources.model import Indicator, Observation, ObservationStatus, Period, PopulationGroup, SourceSeries

GENDERS = ("male", "female", "total")
YEARS = range(1900, 2101)


class _Place(NamedTuple):
    """Where rows of one year and gender belong; `group` is None for a sex that the series is not read for."""

    group: PopulationGroup | None
    period: Period
    seen: set[int]


def read_observations(rows: list[Any], indicator: Indicator, series: SourceSeries, regions: Regions) -> SeriesObservations:
    """Keep the rows of our areas that have a value; the whole country is mainland Finland where it has none."""
    # As of 2026 (tests/recorded/sotkanet/values.json): region parameters are ignored and all levels come back; a missing or
    # suppressed cell is an absent row or a null. Some indicators have an absValue only: it is the value where the unit is a
    # count, elsewhere a numerator if the indicator's file says so, never a percentage.
    found: list[Observation] = []
    mainland: list[Observation] = []
    former: list[str] = []
    is_count = indicator.unit.is_count
    has_numerators = indicator.counts is not None and not is_count
    areas = regions.areas if regions.mainland is None else {**regions.areas, regions.mainland: COUNTRY}
    for region, group, period, value, absolute in _cells(rows, series):
        published = absolute if value is None and is_count else value
        area = areas.get(region)
        if area is None:
            former += [regions.former[region]] if region in regions.former else []
        elif group is not None and published is not None:
            numerator = absolute if has_numerators else None
            observation = _new(Observation, (indicator.id, area, group, period, published, None, None, numerator, None, _NORMAL))
            (mainland if region == regions.mainland else found).append(observation)
    country = {(each.group, each.period) for each in found if each.area == COUNTRY}
    instead = [each for each in mainland if (each.group, each.period) not in country]
    return SeriesObservations([*found, *instead], tuple(_notes(former, len(instead))))


_new = tuple.__new__  # an answer has tens of thousands of rows, and Observation(...) would take as long as all the rest
_NORMAL = ObservationStatus.NORMAL
_NUMBERS = frozenset((float, int, type(None)))

_Cell: TypeAlias = tuple[int, PopulationGroup | None, Period, float | None, float | None]
"""Region, group, period, value and absValue of a row."""


def _cells(rows: list[Any], series: SourceSeries) -> Iterator[_Cell]:
    """Yield the checked content of the rows; `SourceError` names a row that is not as the service writes them."""
    places, indicator = _places(series), int(series.id)
    for number, row in enumerate(rows, 1):
        try:
            group, period, seen = places[row["year"], row["gender"]]
            region, value, absolute = row["region"], row.get("value"), row.get("absValue")
            good = row["indicator"] == indicator and type(region) is int and region not in seen
            good = good and type(value) in _NUMBERS and type(absolute) in _NUMBERS
        except (KeyError, TypeError, AttributeError):
            good = False
        if not good:
            what = f"row {number} of {series} is malformed, {_fault(row, indicator)}: {str(row)[:200]}"
            raise SourceError(f"Sotkanet: {what}; the stored values are unchanged")
        seen.add(region)
        yield region, group, period, value, absolute


def _fault(row: Any, indicator: int) -> str:
    """Say what is wrong with a row that is not good."""
    if not isinstance(row, dict):
        return "it is no object"
    numbers = {type(row.get("value")), type(row.get("absValue"))} <= _NUMBERS
    checks = {
        "it is of another indicator": row.get("indicator") == indicator,
        "region is no number": type(row.get("region")) is int,
        f"year is no year of {YEARS[0]}-{YEARS[-1]}": row.get("year") in YEARS,
        f"gender is none of {', '.join(GENDERS)}": row.get("gender") in GENDERS,
        "a value is no number": numbers,
    }
    return next((fault for fault, good in checks.items() if not good), "there are two of its region, year and gender")


def _places(series: SourceSeries) -> dict[tuple[int, str], _Place]:
    """Return what each year and gender is to us; a row of any other is malformed."""
    (part,) = series.parts
    sexes = {sex: part.group.with_category("sex", sex) if part.with_sex else None for sex in ("female", "male")}
    groups = {"total": part.group, **sexes}
    own = dict(part.group.pairs).get("sex")
    if own is not None:  # an id of one sex has its rows under that sex, not under everybody
        groups = {gender: part.group if gender == own else None for gender in GENDERS}
    return {(year, gender): _Place(groups[gender], Period.year(year), set()) for year in YEARS for gender in GENDERS}


def _notes(former: Sequence[str], instead: int) -> Iterator[str]:
    if former:
        yield f"{len(former)} rows of areas outside today's division were left out: {outside_today(sorted(set(former)))}"
    if instead:
        yield f"{instead} values of the whole country are those of mainland Finland"
