"""Queries of a table within the service's limits, and the whole that their answers make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import prod
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.adapters.statfin.labels import service_labels
from data_sources.adapters.statfin.plan import Cut, Grid
from data_sources.errors import SourceError
from data_sources.formats.json_stat import PROVISIONAL_SIGNS, SUPPRESSED_SIGNS, Cube, Numbers, read_cube

Ask: TypeAlias = Callable[[str, object], Any]
"""Sends a query to a table of this id and returns the decoded answer."""

Flags: TypeAlias = NDArray[np.bool_]

NIL_SIGNS = frozenset(("-",))
"""Sign of exactly nothing in a PX file: PxWeb itself adds it as zero."""
PX_SYMBOLS = {**{str(number): "." * number for number in range(1, 7)}, "7": "-"}
"""Signs of a PX file by the number that stands for them."""


class Limits(NamedTuple):
    """What the service allows: cells of an answer, calls within a number of seconds."""

    cells: int = 120_000
    calls: int = 40
    seconds: float = 60


class Sums(NamedTuple):
    """Sums by area and time: values (NaN: a part is missing), and whether a part is suppressed or provisional."""

    values: Numbers
    suppressed: Flags
    provisional: Flags


@dataclass(slots=True)
class Whole:
    """All that was asked of a table: arrays by area, time and the other variables, whose codes are in `codes`.

    `updated` is the latest day that an answer bears; None where none does.
    """

    codes: Mapping[str, tuple[str, ...]]
    values: Numbers
    suppressed: Flags
    provisional: Flags
    updated: date | None = None

    def sums(self, cut: Cut) -> Sums:
        """Return the sums over the cells of a cut; a missing part leaves no sum."""
        places = [[codes.index(code) for code in cut[variable]] for variable, codes in self.codes.items()]
        one = np.ix_(range(self.values.shape[0]), range(self.values.shape[1]), *places)
        shape = (*self.values.shape[:2], -1)
        values, *flags = (array[one].reshape(shape) for array in (self.values, self.suppressed, self.provisional))
        return Sums(values.sum(axis=2), *(flag.max(axis=2) for flag in flags))


def read_whole(ask: Ask, grid: Grid, cuts: Sequence[Cut], limits: Limits, *, by_year: bool) -> Whole:
    """Ask for every cell of the cuts, as many queries as the limits demand; `SourceError` for an answer that lacks any."""
    codes = _union(grid, cuts)
    shape = (len(grid.areas), len(grid.times), *map(len, codes.values()))
    whole = Whole(codes, np.full(shape, np.nan), np.zeros(shape, bool), np.zeros(shape, bool))
    areas, times = list(grid.areas.values()), [time.code for time in grid.times]
    provisional = np.array([time.provisional for time in grid.times])
    whole.provisional[:] = provisional.reshape(1, -1, *(1 for _ in codes))
    for some_areas, some_times in blocks(len(areas), len(times), prod(map(len, codes.values())), limits.cells, by_year=by_year):
        chosen = {grid.area.code: areas[some_areas], grid.time.code: times[some_times], **codes}
        cube = read_cube(ask(grid.table.id, _question(chosen)), f"StatFin table {grid.table.id}")
        _keep(whole, (some_areas, some_times), cube, chosen, grid.table.id)
    return whole


def blocks(areas: int, times: int, others: int, limit: int, *, by_year: bool = False) -> Iterator[tuple[slice, slice]]:
    """Yield areas and times of queries that hold at most `limit` cells each, of `others` cells for one area and time."""
    if others > limit:
        raise SourceError(f"StatFin: one area and time have {others} cells and the limit is {limit}; ask for fewer groups")
    each = 1 if by_year else max(1, min(times, limit // (others * areas)))
    some = max(1, min(areas, limit // (others * each)))
    for time in range(0, times, each):
        for area in range(0, areas, some):
            yield slice(area, area + some), slice(time, time + each)


def _union(grid: Grid, cuts: Sequence[Cut]) -> dict[str, tuple[str, ...]]:
    """Return by variable the codes of all cuts; a variable that the service sums up in all of them is not asked for."""
    result = {}
    for variable in grid.table.variables:
        if variable in (grid.area, grid.time):
            continue
        wanted = {code for cut in cuts for code in cut[variable.code]}
        if wanted and not all(cut[variable.code] for cut in cuts):
            raise grid.table.gone(f"{variable} has no total, and the indicator file asks for some of its values only")
        if wanted:
            result[variable.code] = tuple(code for code in variable.values if code in wanted)
    return result


def _question(chosen: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    query = [{"code": code, "selection": {"filter": "item", "values": list(values)}} for code, values in chosen.items()]
    return {"query": query, "response": {"format": "json-stat2"}}


def _keep(whole: Whole, block: tuple[slice, slice], cube: Cube, chosen: Mapping[str, Sequence[str]], table: str) -> None:
    """Put an answer in its place; its dimensions and codes may come in any order, others of one category are nothing."""
    places = []
    for variable, codes in chosen.items():
        dimension = cube.dimensions[cube.places[variable]] if variable in cube.places else None
        order = {code: place for place, code in enumerate(dimension.codes)} if dimension else {}
        lacking = next((code for code in codes if code not in order), None)
        if dimension is None or lacking is not None:
            what = f"variable {variable}" if dimension is None else f"{lacking!r} of {variable}"
            raise SourceError(f"StatFin table {table}: the answer lacks {what}; the stored values are unchanged")
        places.append([order[code] for code in codes])
    axes = [cube.places[variable] for variable in chosen]
    others = [axis for axis in range(cube.values.ndim) if axis not in axes]
    if any(cube.values.shape[axis] != 1 for axis in others):
        extra = ", ".join(cube.dimensions[axis].id for axis in others)
        raise SourceError(f"StatFin table {table}: the answer is divided by {extra} too; the stored values are unchanged")
    inside = np.ix_(*places)

    def arranged(array: NDArray[Any]) -> NDArray[Any]:
        turned = array.transpose([*axes, *others])
        result: NDArray[Any] = turned.reshape(turned.shape[: len(axes)])[inside]
        return result

    values = cube.values
    whole.updated = max((day for day in (whole.updated, cube.updated) if day), default=None)
    if cube.signs:
        cube = replace(cube, signs=px_signs(cube))
        empty = np.isnan(values)
        values = np.where(cube.flags(NIL_SIGNS) & empty, 0, values)
        whole.suppressed[block] = arranged(cube.flags(SUPPRESSED_SIGNS) & empty)
        whole.provisional[block] |= arranged(cube.flags(PROVISIONAL_SIGNS))
    whole.values[block] = arranged(values)


def px_signs(cube: Cube) -> dict[int, str]:
    """Return the signs of a cube as PX files write them, for one whose statuses are numbers.

    PxGraf writes the number of a symbol, so many dots or 7 for nothing, and may tell what it means in a text of its own.
    """
    meant = {sign: _meant(sign, cube.sign_texts.get(sign, "")) for sign in set(cube.signs.values())}
    return {place: meant[sign] for place, sign in cube.signs.items()}


def _meant(sign: str, text: str) -> str:
    labels = service_labels()
    if any(word in text.casefold() for word in labels.secret_words):
        return "..."
    if text:
        return "-" if any(word in text.casefold() for word in labels.nil_words) else ".." if sign.isdecimal() else sign
    return PX_SYMBOLS.get(sign, sign)
