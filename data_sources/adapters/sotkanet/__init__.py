"""Sotkanet of THL (REST 1.1): indicators by region, year and sex; age, education and school stage are ids of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from data_sources.adapters import Http, SeriesDescription, SeriesObservations, SeriesTable, Source
from data_sources.adapters.sotkanet.regions import Regions, read_regions
from data_sources.adapters.sotkanet.rows import GENDERS, YEARS, read_observations
from data_sources.errors import NotFoundError, SeriesGoneError, SourceError
from data_sources.formats.html import LONGEST_TEXT, LONGEST_TITLE, plain_text
from data_sources.model import DEFAULT_LANGUAGE, Indicator, Names, SourceSeries, is_language
from data_sources.settings import Setting

TEXTS = ("title", "description", "interpretation", "limits", "legislation", "notices")
FIRST_YEAR = 1990

SOURCE = Source(
    key="sotkanet",
    name="Sotkanet",
    setting=Setting("SOTKANET_URL", "https://sotkanet.fi/rest/1.1", "base address of the Sotkanet service"),
    series=SeriesTable("id", numbered=True, one_indicator=True, with_sex=True),
    page=lambda id_: f"https://sotkanet.fi/sotkanet/fi/metadata/indicators/{id_}",
    licence="CC BY 4.0",
    example="181",
    open=lambda http, today: Sotkanet(http, today),  # noqa: PLW0108  # the class is below
    can_add=True,
    passing=frozenset({"years"}),
)


class Sotkanet:
    """The service as a `DataSource`. THL's terms: fetch in batches, never for a page view."""

    def __init__(self, http: Http, today: date) -> None:
        self._http = http
        self._today = today
        self._regions = Regions({}, {}, None)

    def connect(self) -> None:
        """Read the regions: their ids are Sotkanet's own and have changed."""
        self._regions = read_regions(self._http.get_json("regions"))
        if not self._regions.areas:
            raise SourceError(f"Sotkanet: no region of its list is an area of ours; check {SOURCE.setting.variable}")

    def describe(self, series: SourceSeries) -> SeriesDescription:
        """Read an indicator's metadata; `SeriesGoneError` for a retired id or one that has another title."""
        try:
            metadata = self._http.get_json(f"indicators/{series.id}")
        except NotFoundError as error:
            raise SeriesGoneError(
                f"Sotkanet no longer knows the id {series.id}; put its successor into the indicator file"
            ) from error
        if not isinstance(metadata, dict):
            raise SourceError(f"Sotkanet: metadata of {series} are no object; the stored values are unchanged")
        longest = {"title": LONGEST_TITLE}
        texts = {kind: names for kind in TEXTS if (names := _names(metadata.get(kind), longest.get(kind, LONGEST_TEXT)))}
        _compare_titles(series, texts.get("title", {}))
        return SeriesDescription(
            publisher=_names(_inside(metadata, "organization", "title"), LONGEST_TITLE) or {DEFAULT_LANGUAGE: "Sotkanet"},
            licence=SOURCE.licence,
            address=SOURCE.page(series.id),
            updated=_day(metadata.get("data-updated")),
            years=self._years(_inside(metadata, "range", "start"), _inside(metadata, "range", "end")),
            texts=texts,
        )

    def observations(self, indicator: Indicator, series: SourceSeries, description: SeriesDescription) -> SeriesObservations:
        """Read all years and sexes of an indicator in one request."""
        # As of 2026 (tests/recorded/sotkanet/values.json): without years or genders the service answers 400, as it does to a
        # comma list. Every sex is asked for: for some ids total alone is empty, for some there is only total.
        years = [("years", str(year)) for year in description.years]
        genders = [("genders", gender) for gender in GENDERS]
        rows = self._http.get_json("json", [("indicator", series.id), *years, *genders])
        if not isinstance(rows, list):
            raise SourceError(f"Sotkanet: values of {series} are no list; the stored values are unchanged")
        return read_observations(rows, indicator, series, self._regions)

    def stop(self) -> None:
        """End every request under way."""
        self._http.stop()

    def close(self) -> None:
        """Give back the connections."""
        self._http.close()

    def _years(self, start: object, end: object) -> range:
        # As of 2025-09 (tests/recorded/sotkanet/metadata.json): the range is sometimes narrower than the series, and years
        # without values cost nothing.
        first = start if isinstance(start, int) else FIRST_YEAR
        last = end if isinstance(end, int) else self._today.year
        return range(max(YEARS[0], min(first, FIRST_YEAR)), min(YEARS[-1], max(last, self._today.year)) + 1)


def _compare_titles(series: SourceSeries, found: Names) -> None:
    title = found.get(DEFAULT_LANGUAGE, "")
    # A title of the file is plain as it stands, or copied from the service's answer with its entities.
    known = {_comparable(each) for expected in series.titles for each in (expected, plain_text(expected))}
    if series.titles and _comparable(title) not in known:
        expected = "” or “".join(series.titles)
        raise SeriesGoneError(f"Sotkanet's id {series.id} bears the title “{title}”, the indicator file expects “{expected}”")


def _comparable(title: str) -> str:
    """Letters and digits of a title: spelling apart and signs come and go without a change of meaning."""
    # As of 2016 and 2025-09 (tests/recorded/sotkanet/metadata.json) of one id: "vastaavan ikäistä", "vastaavanikäistä".
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", title).casefold()))


def _names(texts: object, most: int) -> dict[str, str]:
    """Plain texts of at most so many characters by language; empty and blank ones are left out."""
    # As of 2025-09 (tests/recorded/sotkanet/metadata.json): texts are HTML with entities, and "" or " " where there is none.
    if not isinstance(texts, dict):
        return {}
    known = ((language, text) for language, text in texts.items() if is_language(language) and isinstance(text, str))
    plain = {language: plain_text(text, most) for language, text in known}
    return {language: text for language, text in plain.items() if text}


def _inside(metadata: Mapping[str, Any], outer: str, inner: str) -> Any:
    part = metadata.get(outer)
    return part.get(inner) if isinstance(part, dict) else None


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
