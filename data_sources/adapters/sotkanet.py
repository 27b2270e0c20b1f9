"""Sotkanet of THL (REST 1.1): indicators by region, year and sex; age, education and school stage are ids of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from data_sources.adapters import SeriesDescription, SeriesObservations
from data_sources.areas import outside_today, read_areas
from data_sources.errors import SeriesGoneError, SourceError
from data_sources.formats.html import plain_text
from data_sources.http.client import HttpService, NotFoundError, open_service
from data_sources.model import LANGUAGES, Indicator, Names, Observation, ObservationStatus, Period, PopulationGroup, SourceSeries
from data_sources.settings import Settings

COUNTRY = "SSS"
GENDERS = ("male", "female", "total")
TEXTS = ("title", "description", "interpretation", "limits", "legislation", "notices")
FIRST_YEAR = 1990
_YEARS = range(1900, 2101)

_PREFIXES = {"KUNTA": ("KU", 3), "HYVINVOINTIALUE": ("HVA", 2), "MAAKUNTA": ("MK", 2)}
_MAINLAND = "1"
"""Code of mainland Finland in the category NUTS1; Åland is 2."""


def open_source(settings: Settings, today: date) -> Sotkanet:
    """Open the service as the settings say."""
    return Sotkanet(open_service("Sotkanet", settings.sotkanet_url, settings, setting="SOTKANET_URL", passing=["years"]), today)


class Sotkanet:
    """The service as a `DataSource`. THL's terms: fetch in batches, never for a page view."""

    name = "sotkanet"

    def __init__(self, http: HttpService, today: date) -> None:
        self._http = http
        self._today = today
        self._regions = _Regions({}, {}, None)

    def connect(self) -> None:
        """Read the regions: their ids are Sotkanet's own and have changed."""
        self._regions = _read_regions(self._http.get_json("regions"))

    def describe(self, series: SourceSeries) -> SeriesDescription:
        """Read an indicator's metadata; `SeriesGoneError` for a retired id or one that bears another title."""
        try:
            metadata = self._http.get_json(f"indicators/{series.id}")
        except NotFoundError as error:
            raise SeriesGoneError(
                f"Sotkanet no longer knows the id {series.id}; put its successor into the indicator file"
            ) from error
        if not isinstance(metadata, dict):
            raise SourceError(f"Sotkanet: metadata of {series} are no object; the figures in the store are unchanged")
        texts = {kind: names for kind in TEXTS if (names := _names(metadata.get(kind)))}
        _compare_titles(series, texts.get("title", {}))
        return SeriesDescription(
            publisher=_names(_inside(metadata, "organization", "title")) or {"fi": "Sotkanet"},
            licence="CC BY 4.0",
            address=f"https://sotkanet.fi/sotkanet/fi/metadata/indicators/{series.id}",
            updated=_day(metadata.get("data-updated")),
            years=self._years(_inside(metadata, "range", "start"), _inside(metadata, "range", "end")),
            texts=texts,
        )

    def figures(self, indicator: Indicator, series: SourceSeries, description: SeriesDescription) -> SeriesObservations:
        """Read all years and sexes of an indicator in one request."""
        # Without years or genders the service answers 400, as it does to a comma list; for some ids total alone is empty.
        years = [("years", str(year)) for year in description.years]
        genders = [("genders", gender) for gender in GENDERS]
        rows = self._http.get_json("json", [("indicator", series.id), *years, *genders])
        if not isinstance(rows, list):
            raise SourceError(f"Sotkanet: figures of {series} are no list; the figures in the store are unchanged")
        return _read_figures(rows, indicator, series, self._regions)

    def stop(self) -> None:
        """End every request under way."""
        self._http.stop()

    def close(self) -> None:
        """Give back the connections."""
        self._http.close()

    def _years(self, start: object, end: object) -> range:
        # The range is sometimes narrower than the series, and years without figures cost nothing.
        first = start if isinstance(start, int) else FIRST_YEAR
        last = end if isinstance(end, int) else self._today.year
        return range(max(_YEARS[0], min(first, FIRST_YEAR)), min(_YEARS[-1], max(last, self._today.year)) + 1)


@dataclass(frozen=True, slots=True)
class _Regions:
    """Sotkanet's ids: of our areas (id -> code), of former municipalities and the like (too), of mainland Finland."""

    areas: Mapping[int, str]
    former: Mapping[int, str]
    mainland: int | None


class _Place(NamedTuple):
    """Where rows of one year and gender belong; `group` is None for a sex that the series is not read for."""

    group: PopulationGroup | None
    period: Period
    seen: set[int]


def _read_regions(answer: Any) -> _Regions:
    known = read_areas().by_code
    areas: dict[int, str] = {}
    former: dict[int, str] = {}
    mainland = None
    for region, category, code in _regions_of(answer):
        area = COUNTRY if category == "MAA" else _area_code(category, code)
        if category == "NUTS1" and code == _MAINLAND:
            mainland = region
        elif area is None:
            continue
        elif area in areas.values():
            raise SourceError(f"Sotkanet: two regions are {area} (one has id {region}); the figures in the store are unchanged")
        elif area in known:
            areas[region] = area
        else:
            former[region] = area
    if not areas:
        raise SourceError("Sotkanet: no region of its list is an area of ours; check HYTETAULU_SOTKANET_URL")
    return _Regions(areas, former, mainland)


def _regions_of(answer: Any) -> Iterator[tuple[int, str, str]]:
    """Yield id, category and code of each region."""
    try:
        for region in answer:
            yield int(region["id"]), str(region["category"]), str(region["code"])
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(
            f"Sotkanet: its list of regions is malformed ({error!r}); the figures in the store are unchanged"
        ) from error


def _area_code(category: str, code: str) -> str | None:
    """Our code of a region, or None where its category is none of ours; codes come padded or not."""
    if category not in _PREFIXES:
        return None
    prefix, width = _PREFIXES[category]
    return prefix + code.strip().zfill(width)


def _read_figures(rows: list[Any], indicator: Indicator, series: SourceSeries, regions: _Regions) -> SeriesObservations:
    """Keep the rows of our areas that have a figure; the whole country is mainland Finland where it has none.

    absValue is the figure itself where the unit is a count, elsewhere a numerator if the indicator's file says so; it is
    never a percentage.
    """
    found: list[Observation] = []
    mainland: list[Observation] = []
    former: list[str] = []
    is_count = indicator.unit.is_count
    has_numerators = indicator.counts is not None and not is_count
    areas = regions.areas if regions.mainland is None else {**regions.areas, regions.mainland: COUNTRY}
    for region, group, period, value, absolute in _cells(rows, series):
        figure = absolute if value is None and is_count else value
        area = areas.get(region)
        if area is None:
            former += [regions.former[region]] if region in regions.former else []
        elif group is not None and figure is not None:
            numerator = absolute if has_numerators else None
            observation = _new(Observation, (indicator.id, area, group, period, figure, None, None, numerator, None, _NORMAL))
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
            raise SourceError(f"Sotkanet: {what}; the figures in the store are unchanged")
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
        f"year is no year of {_YEARS[0]}-{_YEARS[-1]}": row.get("year") in _YEARS,
        f"gender is none of {', '.join(GENDERS)}": row.get("gender") in GENDERS,
        "a figure is no number": numbers,
    }
    return next((fault for fault, good in checks.items() if not good), "there are two of its region, year and gender")


def _places(series: SourceSeries) -> dict[tuple[int, str], _Place]:
    """Return what each year and gender is to us; a row of any other is malformed."""
    (part,) = series.parts
    sexes = {sex: part.group.with_category("sex", sex) if part.with_sex else None for sex in ("female", "male")}
    groups = {"total": part.group, **sexes}
    return {(year, gender): _Place(groups[gender], Period.year(year), set()) for year in _YEARS for gender in GENDERS}


def _notes(former: Sequence[str], instead: int) -> Iterator[str]:
    if former:
        yield f"{len(former)} rows of areas outside today's division were left out: {outside_today(sorted(set(former)))}"
    if instead:
        yield f"{instead} figures of the whole country are those of mainland Finland"


def _compare_titles(series: SourceSeries, found: Names) -> None:
    title = found.get("fi", "")
    if series.titles and _comparable(title) not in {_comparable(plain_text(expected)) for expected in series.titles}:
        expected = "” or “".join(series.titles)
        raise SeriesGoneError(f"Sotkanet's id {series.id} bears the title “{title}”, the indicator file expects “{expected}”")


def _comparable(title: str) -> str:
    """Letters and digits of a title: spelling apart and signs come and go without a change of meaning."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", title).casefold()))


def _names(texts: object) -> dict[str, str]:
    """Plain texts by language; empty and blank ones are left out."""
    if not isinstance(texts, dict):
        return {}
    plain = {language: plain_text(text) for language in LANGUAGES if isinstance(text := texts.get(language), str)}
    return {language: text for language, text in plain.items() if text}


def _inside(metadata: Mapping[str, Any], outer: str, inner: str) -> Any:
    part = metadata.get(outer)
    return part.get(inner) if isinstance(part, dict) else None


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
