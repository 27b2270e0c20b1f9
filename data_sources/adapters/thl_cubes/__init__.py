"""THL's cubes (the pivot service of sampo.thl.fi): survey results with intervals and sample sizes, as an indicator asks."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from data_sources.adapters import Http, Parameters, SeriesDescription, SeriesObservations, SeriesTable, Source
from data_sources.adapters.thl_cubes.asked import Asked, read_asked
from data_sources.adapters.thl_cubes.tree import Tree, read_tree
from data_sources.areas import outside_today
from data_sources.errors import NotFoundError, RefusedError, SeriesGoneError, SourceError
from data_sources.formats.html import plain_line
from data_sources.formats.json_stat import SUPPRESSED_SIGNS, Cube, read_cube
from data_sources.model import DEFAULT_LANGUAGE, Indicator, Names, Observation, ObservationStatus, PopulationGroup, SourceSeries
from data_sources.settings import Setting

KINDS = "tiku_vtype"
"""The dimension that tells value, ends of the interval and sample size apart."""


SOURCE = Source(
    key="thl-cubes",
    name="THL",
    setting=Setting("THL_CUBES_URL", "https://sampo.thl.fi/pivot/prod", "base address of THL's cube service"),
    series=SeriesTable("cube"),
    page=lambda id_: f"https://sampo.thl.fi/pivot/prod/{DEFAULT_LANGUAGE}/{id_}",
    licence="CC BY 4.0",
    example="terve/kysely/fact_terve",
    open=lambda http, _today: ThlCubes(http),
)


class ThlCubes:
    """The service as a `DataSource`. A series is a cube, `subject/hydra/fact_cube`; the file says which rows it is read by."""

    def __init__(self, http: Http) -> None:
        self._http = http

    def connect(self) -> None:
        """Need nothing: every series asks for its own subject."""

    def describe(self, series: SourceSeries) -> SeriesDescription:
        """Find a cube among those of its subject and compare its nodes with the indicator file.

        `SeriesGoneError` for a cube that is not there, lacks what the file asks for, or whose id the file still awaits.
        """
        asked = read_asked(series)
        subject = series.id.partition("/")[0]
        listed = self._read(series, f"api/{subject}.json")
        if not isinstance(listed, dict):
            raise SourceError(f"THL: the list of cubes of {subject} is no object; the stored values are unchanged")
        title = _title(series, listed)
        if series.titles and title not in series.titles:
            raise SeriesGoneError(f"THL's cube {series.id} is called “{title}”, the file expects “{series.titles[0]}”")
        tree = self._tree(series)
        for each in asked.references:
            tree.check(each)
        periods = asked.periods(tree).values()
        return SeriesDescription(
            publisher=_publisher(),
            licence=SOURCE.licence,
            address=SOURCE.page(series.id),
            updated=_day(listed.get("updated")),
            years=range(min(each.first for each in periods), max(each.last for each in periods) + 1),
            texts={"title": {DEFAULT_LANGUAGE: title}} if title else {},
        )

    def observations(self, indicator: Indicator, series: SourceSeries, description: SeriesDescription) -> SeriesObservations:  # noqa: ARG002  # the contract of a source
        """Read each group and sex by one request for each level of areas."""
        asked, tree = read_asked(series), self._tree(series)
        found: list[Observation] = []
        odd, outside = 0, set[str]()
        for group, filters in asked.groups():
            for row in asked.rows:
                # As of 2026 (tests/recorded/thl-cubes/everybody.json): ci and n add the dimension tiku_vtype.
                query = [("row", row), *(("column", each) for each in asked.columns), *(("filter", each) for each in filters)]
                answer = self._read(series, f"{DEFAULT_LANGUAGE}/{series.id}.json", [*query, ("ci", "1"), ("n", "1")])
                cube = read_cube(answer, f"THL cube {series.id}")
                new = list(_observations(indicator, group, cube, asked, tree, row))
                odd += sum(interval_odd for _, interval_odd in new)
                outside |= _outside(cube, asked, tree, row)
                found += [observation for observation, _ in new]
        notes = [f"{odd} intervals that do not hold their value were left out"] if odd else []
        if outside:
            notes.append(f"{len(outside)} areas outside today's division were left out: {outside_today(sorted(outside))}")
        return SeriesObservations(_once(found), tuple(notes))

    def stop(self) -> None:
        """End every request under way."""
        self._http.stop()

    def close(self) -> None:
        """Give back the connections."""
        self._http.close()

    def _tree(self, series: SourceSeries) -> Tree:
        return read_tree(series.id, self._read(series, f"{DEFAULT_LANGUAGE}/{series.id}.dimensions.json"))

    def _read(self, series: SourceSeries, path: str, parameters: Parameters = ()) -> Any:
        try:
            return self._http.get_jsonp(path, parameters)
        except NotFoundError as error:
            raise SeriesGoneError(
                f"THL does not know the cube {series.id} ({error}); put its id into the indicator file"
            ) from error
        except RefusedError as error:  # as of 2026: an error in the query is answered 403, a cube that is not ready 500
            what = f"THL refuses what is asked of the cube {series.id} ({error})"
            raise SeriesGoneError(f"{what}; check rows, columns, filters and nodes in the indicator file") from error


def _title(series: SourceSeries, listed: Mapping[str, Any]) -> str:
    """Return the cube's label in the list of its subject."""
    link = listed.get("link")
    items = link.get("item") if isinstance(link, dict) else None
    if not isinstance(items, list):
        raise SourceError("THL: the list of cubes holds no items; the stored values are unchanged")
    known = [each for each in items if isinstance(each, dict) and str(each.get("href")).endswith(f"/{series.id}.json")]
    own = [each for each in known if f"/{DEFAULT_LANGUAGE}/{series.id}" in str(each.get("href"))] or known
    if not own:
        cubes = sorted(
            {"/".join(str(each.get("href")).removesuffix(".json").split("/")[-3:]) for each in items if isinstance(each, dict)}
        )
        raise SeriesGoneError(
            f"THL lists no cube {series.id}; it lists {', '.join(cubes[:12]) or 'none'}; check the indicator file"
        )
    return plain_line(str(own[0].get("label", "")))


def _outside(cube: Cube, asked: Asked, tree: Tree, row: str) -> set[str]:
    """Return the codes of former municipalities that have values in an answer."""
    dimension = tree.dimension(row)
    place, codes = _axis(cube, dimension, asked), tree.outside(dimension, asked.levels)
    return {codes[cell[place]] for cell, value, _ in cube.cells() if value is not None and cell[place] in codes}


def _observations(
    indicator: Indicator, group: PopulationGroup, cube: Cube, asked: Asked, tree: Tree, row: str
) -> Iterator[tuple[Observation, bool]]:
    """Yield the observations of an answer, each with whether its interval was no interval of it."""
    place, time = _axis(cube, tree.dimension(row), asked), _axis(cube, tree.dimension(asked.columns[0]), asked)
    areas, periods = tree.areas(tree.dimension(row), asked.levels), asked.periods(tree)
    cells: dict[tuple[str, str], dict[str, tuple[float | None, str]]] = {}
    for codes, value, sign in cube.cells():
        kind = codes[cube.places[KINDS]] if KINDS in cube.places else "v"
        cells.setdefault((codes[place], codes[time]), {})[kind] = (value, sign)
    for (node, moment), kinds in cells.items():
        area, period = areas.get(node), periods.get(moment)
        value, sign = kinds.get("v", (None, ""))
        if area is None or period is None or (value is None and not sign):
            continue
        if value is None:
            status = ObservationStatus.SUPPRESSED if sign in SUPPRESSED_SIGNS else ObservationStatus.MISSING
            yield Observation(indicator.id, area, group, period, None, status=status), False
            continue
        low, high, size = (kinds.get(kind, (None, ""))[0] for kind in ("ci_lower", "ci_upper", "n"))
        whole = low is not None and high is not None and low <= value <= high
        odd = not whole and (low is not None or high is not None)
        ends = (low, high) if whole else (None, None)
        yield Observation(indicator.id, area, group, period, value, *ends, None, size), odd


def _axis(cube: Cube, dimension: str, asked: Asked) -> int:
    """Return the axis of a dimension; what else the answer is divided by must be one category."""
    if dimension not in cube.places:
        raise SourceError(f"THL cube {asked.series.id}: the answer has no dimension {dimension}; the values are unchanged")
    several = [each.id for each in cube.dimensions if len(each.codes) > 1 and each.id != KINDS]
    if len(several) > 2 or (len(several) == 2 and dimension not in several):
        raise SourceError(f"THL cube {asked.series.id}: the answer is divided by {', '.join(several)}; check the indicator file")
    return cube.places[dimension]


def _once(observations: list[Observation]) -> list[Observation]:
    """Return every observation once: an area may be on several levels of a cube."""
    return list({(each.area, each.group, each.period): each for each in observations}.values())


@cache
def _publisher() -> Names:
    publisher: Names = tomllib.loads(Path(__file__).with_name("publisher.toml").read_text(encoding="utf-8"))
    return publisher


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
