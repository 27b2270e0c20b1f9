"""Sotkanet of THL (REST 1.1): indicators by region, year and sex; age, education and school stage are ids of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from data_sources.adapters import SeriesDescription, SeriesFigures
from data_sources.areas import read_areas
from data_sources.errors import SeriesGoneError, SourceError
from data_sources.formats.html import plain_text
from data_sources.http import HttpService, NotFoundError
from data_sources.model import LANGUAGES, Indicator, Names, Observation, Period, PopulationGroup, SourceSeries
from data_sources.settings import Settings

COUNTRY = "SSS"
GENDERS = ("male", "female", "total")
TEXTS = ("title", "description", "interpretation", "limits", "legislation", "notices")
FIRST_YEAR = 1990

_PREFIXES = {"KUNTA": ("KU", 3), "HYVINVOINTIALUE": ("HVA", 2), "MAAKUNTA": ("MK", 2)}
_MAINLAND = "1"
"""Code of mainland Finland in the category NUTS1; Åland is 2."""


def open_source(settings: Settings, today: date) -> Sotkanet:
    """Open the service as the settings say."""
    http = HttpService(
        "Sotkanet",
        settings.sotkanet_url,
        setting="SOTKANET_URL",
        requests_per_second=settings.requests_per_second,
        at_once=settings.concurrent_requests,
        timeout=settings.timeout,
        tries=settings.retries,
    )
    return Sotkanet(http, today)


class Sotkanet:
    """The service as a `DataSource`. THL's terms: fetch in batches, never for a page view."""

    name = "sotkanet"

    def __init__(self, http: HttpService, today: date) -> None:
        self._http = http
        self._today = today
        self._regions = _Regions({}, frozenset(), None)

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

    def figures(self, indicator: Indicator, series: SourceSeries, description: SeriesDescription) -> SeriesFigures:
        """Read all years and sexes of an indicator in one request."""
        # Without years or genders the service answers 400, as it does to a comma list; for some ids total alone is empty.
        years = [("years", str(year)) for year in description.years]
        genders = [("genders", gender) for gender in GENDERS]
        rows = self._http.get_json("json", [("indicator", series.id), *years, *genders])
        if not isinstance(rows, list):
            raise SourceError(f"Sotkanet: figures of {series} are no list; the figures in the store are unchanged")
        return _read_figures(list(_read_rows(rows, series)), indicator, series, self._regions)

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
        return range(max(1900, min(first, FIRST_YEAR)), min(2100, max(last, self._today.year)) + 1)


@dataclass(frozen=True, slots=True)
class _Regions:
    """Sotkanet's ids: of our areas (id -> code), of former municipalities and the like, of mainland Finland."""

    areas: Mapping[int, str]
    former: frozenset[int]
    mainland: int | None


class _Row(NamedTuple):
    """One checked row; `absolute` is Sotkanet's absValue."""

    region: int
    year: int
    gender: str
    value: float | None
    absolute: float | None


def _read_regions(answer: Any) -> _Regions:
    known = read_areas().by_code
    areas: dict[int, str] = {}
    former: set[int] = set()
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
            former.add(region)
    if not areas:
        raise SourceError("Sotkanet: no region of its list is an area of ours; check HYTETAULU_SOTKANET_URL")
    return _Regions(areas, frozenset(former), mainland)


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


def _read_rows(rows: list[Any], series: SourceSeries) -> Iterator[_Row]:
    """Yield the rows of an answer; `SourceError` names a row that is not as the service writes them."""
    seen = set()
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise _malformed(series, number, row, "it is no object")
        region, year, gender = row.get("region"), row.get("year"), row.get("gender")
        value, absolute = row.get("value"), row.get("absValue")
        if type(region) is not int:
            raise _malformed(series, number, row, "region is no number")
        if type(year) is not int or not 1900 <= year <= 2100:
            raise _malformed(series, number, row, "year is no year of 1900-2100")
        if gender not in GENDERS:
            raise _malformed(series, number, row, f"gender is none of {', '.join(GENDERS)}")
        if type(value) not in _NUMBERS or type(absolute) not in _NUMBERS:
            raise _malformed(series, number, row, "a figure is no number")
        if str(row.get("indicator")) != series.id:
            raise _malformed(series, number, row, "it is of another indicator")
        key = (region, year, gender)
        if key in seen:
            raise _malformed(series, number, row, "there are two of its region, year and gender")
        seen.add(key)
        yield _Row(region, year, gender, value, absolute)


_NUMBERS = (float, int, type(None))


def _malformed(series: SourceSeries, number: int, row: object, what: str) -> SourceError:
    return SourceError(
        f"Sotkanet: row {number} of {series} is malformed, {what}: {str(row)[:200]}; the figures in the store are unchanged"
    )


def _read_figures(rows: list[_Row], indicator: Indicator, series: SourceSeries, regions: _Regions) -> SeriesFigures:
    """Keep the rows of our areas that have a figure; the whole country is mainland Finland where it has none."""
    groups = _groups(series)
    found, mainland, former = [], {}, 0
    for row in rows:
        former += row.region in regions.former
        area = COUNTRY if row.region == regions.mainland else regions.areas.get(row.region)
        if area is None or row.gender not in groups:
            continue
        observation = _observation(row, indicator, area, groups[row.gender])
        if observation.value is None:
            continue
        if row.region == regions.mainland:
            mainland[observation.group, observation.period] = observation
        else:
            found.append(observation)
    country = {(each.group, each.period) for each in found if each.area == COUNTRY}
    instead = [observation for key, observation in mainland.items() if key not in country]
    return SeriesFigures([*found, *instead], _notes(former, len(instead)))


def _groups(series: SourceSeries) -> dict[str, PopulationGroup]:
    """Our group by Sotkanet's gender."""
    sexes = ("female", "male") if series.with_sex else ()
    return {"total": series.group} | {sex: series.group.with_category("sex", sex) for sex in sexes}


def _observation(row: _Row, indicator: Indicator, area: str, group: PopulationGroup) -> Observation:
    # absValue is the figure itself where the unit is a count; elsewhere it is at best a numerator, never a percentage.
    if indicator.unit.is_count:
        value, numerator = (row.absolute if row.value is None else row.value), None
    else:
        value, numerator = row.value, (row.absolute if indicator.counts else None)
    return Observation(indicator.id, area, group, Period.year(row.year), value, None, None, numerator)


def _notes(former: int, instead: int) -> tuple[str, ...]:
    return tuple(
        text.format(number)
        for number, text in (
            (former, "{} rows of areas outside today's division were left out"),
            (instead, "{} figures of the whole country are those of mainland Finland"),
        )
        if number
    )


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
