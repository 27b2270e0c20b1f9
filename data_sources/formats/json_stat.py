"""JSON-stat 2 and THL's dialect of it become a cube: codes of every dimension, values, and signs of what has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import product
from math import prod
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.errors import SourceError

Numbers: TypeAlias = NDArray[np.float64]

MISSING_SIGNS = frozenset((".", "..", "...", "....", ".....", "......", "", "-", "…"))
"""Signs in place of a number: not applicable, not available, not published, nothing."""
SUPPRESSED_SIGNS = frozenset(("...", "…"))
"""Signs of a confidential value."""
PROVISIONAL_SIGNS = frozenset(("*", "p", "e"))
"""Statuses of a provisional value."""

LARGEST = 20_000_000
"""Cells of the largest cube that is read: a small sparse answer could claim to have any number."""

_NUMBER = re.compile(r"-?\d{1,30}(?:[.,]\d{1,30})?", re.ASCII)
_PLAIN = frozenset((int, float, type(None)))


@dataclass(frozen=True, slots=True)
class CubeDimension:
    """A dimension of a cube: its codes in order, and their labels where the answer gives them."""

    id: str
    codes: tuple[str, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Cube:
    """Values in the order of the dimensions' codes (NaN: none), with the sign or status of cells by flat position.

    `sign_texts` is what the answer says of its signs, `updated` the day that it bears; None where it bears none.
    """

    dimensions: tuple[CubeDimension, ...]
    values: Numbers
    signs: Mapping[int, str]
    sign_texts: Mapping[str, str] = field(default_factory=dict)
    updated: date | None = None

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The axis of each dimension by its id."""
        return {dimension.id: axis for axis, dimension in enumerate(self.dimensions)}

    def cells(self) -> Iterator[tuple[tuple[str, ...], float | None, str]]:
        """Yield codes, value (None: none) and sign of every cell, the last dimension fastest."""
        flat = self.values.ravel()
        values = flat.astype(object)
        values[np.isnan(flat)] = None
        signs = [""] * flat.size
        for position, sign in self.signs.items():
            signs[position] = sign
        return zip(product(*(dimension.codes for dimension in self.dimensions)), values.tolist(), signs, strict=True)

    def flags(self, signs: frozenset[str]) -> NDArray[np.bool_]:
        """Return which cells have one of the signs, in the shape of the values."""
        found = np.zeros(self.values.size, dtype=bool)
        found[[position for position, sign in self.signs.items() if sign in signs]] = True
        return found.reshape(self.values.shape)


def read_cube(answer: object, who: str) -> Cube:
    """Read a decoded JSON-stat 2 answer, or THL's with ids and sizes in `dimension` and values as texts.

    `SourceError`, which begins with `who`, says what is malformed.
    """
    try:
        return _cube(answer)
    except _MalformedError as fault:
        raise SourceError(f"{who}: the answer is no JSON-stat, {fault}; the stored values are unchanged") from fault


class _MalformedError(Exception):
    """What is wrong with an answer."""


def _cube(answer: object) -> Cube:
    whole = _object(answer, "the answer")
    if "dataset" in whole:
        whole = _object(whole["dataset"], "dataset")
    described = _object(whole.get("dimension"), "dimension")
    inside = whole if "id" in whole else described
    ids, sizes = _list(inside.get("id"), "id"), _list(inside.get("size"), "size")
    if len(ids) != len(sizes) or len({str(each) for each in ids}) < len(ids):
        raise _MalformedError(f"ids and sizes do not go together: {str(ids)[:100]}, {str(sizes)[:100]}")
    if not all(type(size) is int and 0 <= size <= LARGEST for size in sizes) or prod(sizes) > LARGEST:
        raise _MalformedError(f"sizes are {str(sizes)[:100]}")
    dimensions = tuple(_dimension(str(id_), size, described) for id_, size in zip(ids, sizes, strict=True))
    values, signs = _values(whole.get("value"), prod(sizes))
    signs |= _signs(whole.get("status"), prod(sizes))
    return Cube(dimensions, values.reshape(sizes), signs, _sign_texts(whole.get("extension")), _day(whole.get("updated")))


def _sign_texts(extension: object) -> dict[str, str]:
    """Return what PxGraf's extension says of the statuses; nothing where there is no such object."""
    texts = extension.get("missingValueDescriptions") if isinstance(extension, dict) else None
    return {str(sign): str(text) for sign, text in texts.items()} if isinstance(texts, dict) else {}


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def _object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _MalformedError(f"{what} is no object")
    return value


def _list(value: object, what: str) -> Sequence[Any]:
    if not isinstance(value, list):
        raise _MalformedError(f"{what} is no list")
    return value


def _dimension(id_: str, size: int, described: Mapping[str, Any]) -> CubeDimension:
    category = _object(_object(described.get(id_), f"dimension {id_}").get("category"), f"category of {id_}")
    label = category.get("label")
    labels = {str(code): str(text) for code, text in label.items()} if isinstance(label, dict) else {}
    index = category.get("index", list(labels))
    codes = _in_order(index, id_) if isinstance(index, dict) else [str(code) for code in _list(index, f"index of {id_}")]
    if len(codes) != size or len(set(codes)) < size:
        raise _MalformedError(f"dimension {id_} has {len(set(codes))} categories and size {size}")
    return CubeDimension(id_, tuple(codes), labels)


def _in_order(index: Mapping[Any, Any], id_: str) -> list[str]:
    if not all(type(place) is int for place in index.values()) or sorted(index.values()) != list(range(len(index))):
        raise _MalformedError(f"index of {id_} does not number its categories")
    return [str(code) for code in sorted(index, key=index.__getitem__)]


def _values(given: object, size: int) -> tuple[Numbers, dict[int, str]]:
    """Return the values as a flat array, and the signs in place of values."""
    if isinstance(given, dict):
        places = _places(given, size, "value")
        found, signs = _numbers(list(given.values()))
        values = np.full(size, np.nan)
        values[places] = found
        return values, {places[position]: sign for position, sign in signs.items()}
    listed = _list(given, "value")
    if not listed:  # THL's way to say that no cell has a value
        return np.full(size, np.nan), {}
    if len(listed) != size:
        raise _MalformedError(f"there are {len(listed)} values for {size} cells")
    return _numbers(listed)


def _numbers(values: Sequence[Any]) -> tuple[Numbers, dict[int, str]]:
    """Return numbers as an array and the signs among them; a whole list is converted at once where it holds plain numbers."""
    signs: dict[int, str] = {}
    kinds = set(map(type, values))
    if kinds == {str}:
        texts = list(map(str.strip, values))
        signs = {place: text for place, text in enumerate(texts) if text in MISSING_SIGNS}
        values = [None if text in MISSING_SIGNS else _read_number(text) for text in texts]
    elif not kinds <= _PLAIN:
        signs = {place: value.strip() for place, value in enumerate(values) if isinstance(value, str) and _is_sign(value)}
        values = [_number(value) for value in values]
    try:
        found = np.array(values, dtype=np.float64)
    except OverflowError:
        raise _MalformedError("a value is too large") from None
    if np.isinf(found).any():
        raise _MalformedError("a value is too large")
    return found, signs


def _is_sign(text: str) -> bool:
    return text.strip() in MISSING_SIGNS


def _number(value: object) -> float | None:
    if value is None or (isinstance(value, str) and _is_sign(value)):
        return None
    if isinstance(value, str):
        return _read_number(value.strip())
    if type(value) in _PLAIN:
        return value  # type: ignore[return-value]  # a number, as _PLAIN says
    raise _MalformedError(f"{str(value)[:50]!r} is no value")


def _read_number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise _MalformedError(f"{text[:50]!r} is no value")
    return float(text.replace(",", "."))


def _signs(given: object, size: int) -> dict[int, str]:
    """Return the statuses that are given, by flat position."""
    if isinstance(given, dict):
        signs = zip(_places(given, size, "status"), given.values(), strict=True)
        return {place: str(sign) for place, sign in signs if sign}
    if isinstance(given, str):
        return dict.fromkeys(range(size), given) if given else {}
    if given is None:
        return {}
    listed = _list(given, "status")
    if len(listed) not in {0, size}:
        raise _MalformedError(f"there are {len(listed)} statuses for {size} cells")
    return {place: str(sign) for place, sign in enumerate(listed) if sign}


def _places(keys: Iterable[object], size: int, what: str) -> list[int]:
    """Return the positions that are the keys of a sparse object."""
    texts = list(map(str, keys))
    if not (all(map(str.isdecimal, texts)) and max(map(len, texts), default=0) < 12):
        raise _MalformedError(f"{what} has a cell {next(text for text in texts if not _is_short(text))[:30]!r} of {size} cells")
    places = list(map(int, texts))
    if max(places, default=-1) >= size:
        raise _MalformedError(f"{what} has a cell '{max(places)}' of {size} cells")
    return places


def _is_short(text: str) -> bool:
    return text.isdecimal() and len(text) < 12
