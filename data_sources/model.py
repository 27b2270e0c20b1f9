"""The vocabulary: areas, periods, population groups, indicators, observations and their origin (SDMX and JSON-stat terms)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple, TypeAlias

DEFAULT_LANGUAGE = "fi"
"""Language that every name has and that is used where another is missing; `/` opens it."""

Names: TypeAlias = Mapping[str, str]
"""A text by language code."""


class ObservationStatus(StrEnum):
    """Status of an observation, after SDMX CL_OBS_STATUS (A, B, P, Q, M)."""

    NORMAL = "normal"
    BREAK = "break"
    PROVISIONAL = "provisional"
    SUPPRESSED = "suppressed"
    MISSING = "missing"


class Direction(StrEnum):
    """Which way an indicator should go; NEITHER where more is not clearly better or worse."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class AreaLevel(StrEnum):
    """Levels of areas from the smallest to the largest; districts come from own tables only."""

    DISTRICT = "district"
    MUNICIPALITY = "municipality"
    COUNTY = "county"
    REGION = "region"
    COUNTRY = "country"


class Unit(StrEnum):
    """Units of published values."""

    PERCENT = "%"
    PER_1000 = "per 1000"
    PER_10000 = "per 10000"
    PER_100000 = "per 100000"
    PERSONS = "persons"
    CASES = "cases"
    YEARS = "years"
    EUROS = "euros"
    INDEX = "index"
    RATIO = "ratio"

    @property
    def is_count(self) -> bool:
        """True where the value itself is a number of persons or cases."""
        return self in (Unit.PERSONS, Unit.CASES)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Calendar years `first`..`last`, both included; longer than a year where survey rounds are pooled."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1900 <= self.first <= self.last <= 2100:
            raise ValueError(f"a period runs from an earlier to a later year of 1900..2100, not {self.first}-{self.last}")

    def __str__(self) -> str:
        return str(self.last) if self.first == self.last else f"{self.first}-{self.last}"

    @classmethod
    @cache
    def year(cls, year: int) -> Period:
        """Return the period of one calendar year."""
        return cls(year, year)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2020` or `2018-2020`; `ValueError` for anything else."""
        match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
        if not match:
            raise ValueError(f"a period is written 2020 or 2018-2020, not {text!r}")
        return cls(int(match[1]), int(match[2] or match[1]))


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often values come: every `interval` years, or in the years `rounds` where such are known (elections)."""

    interval: int
    rounds: tuple[int, ...] = ()

    def adjoin(self, earlier: Period, later: Period) -> bool:
        """Tell whether no value is missing between two periods: pooled ones are counted from the end of the first."""
        if self.rounds:
            return not any(earlier.last < year < later.first for year in self.rounds)
        return later.first - earlier.last <= self.interval

    def next_period(self, newest: Period) -> Period:
        """Return the period of the value that comes after that of `newest`."""
        ahead = next((year for year in sorted(self.rounds) if year > newest.last), newest.last + self.interval)
        return Period(newest.first + ahead - newest.last, ahead)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to divide a population: its categories in order, whether they rank, whether they form a profile.

    `ordered` runs from most to least disadvantaged; a `profile` (age, school stage) is shown as such, never as a gap.
    A dimension with a `pattern` takes any category that matches it (age: `20-64`, `75+`).
    """

    id: str
    categories: tuple[str, ...] = ()
    ordered: bool = False
    profile: bool = False
    pattern: str | None = None

    def holds(self, category: str) -> bool:
        """Tell whether `category` is one of this dimension's."""
        return category in self.categories or bool(self.pattern and re.fullmatch(self.pattern, category))

    def rank(self, category: str) -> tuple[int, int, str]:
        """Return a sort key that puts categories in their order (ages by first, then by last year)."""
        if category in self.categories:
            return (self.categories.index(category), 0, category)
        years = [int(number) for number in re.findall(r"\d+", category)]
        return (years[0] if years else 0, years[1] if len(years) > 1 else 999, category)


DIMENSIONS: Mapping[str, Dimension] = {
    dimension.id: dimension
    for dimension in (
        Dimension("sex", ("female", "male")),
        Dimension("age", pattern=r"\d{1,3}-\d{1,3}|\d{1,3}\+", profile=True),
        Dimension("education", ("low", "middle", "high"), ordered=True),
        Dimension("income", ("lowest", "second", "third", "fourth", "highest"), ordered=True),
        Dimension("school-stage", ("grades-4-5", "grades-8-9", "upper-secondary", "vocational"), profile=True),
        Dimension("language", ("finnish", "swedish", "other")),
    )
}
"""Every dimension that a population group may have, in the order in which views list them."""

ADULT = 18
"""Age from which girls and boys are women and men."""


@dataclass(frozen=True, slots=True, order=True)
class PopulationGroup:
    """A population group as sorted (dimension, category) pairs; no pairs: everybody that the indicator covers."""

    pairs: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return ";".join(f"{dimension}={category}" for dimension, category in self.pairs)

    @classmethod
    @cache
    def parse(cls, text: str) -> PopulationGroup:
        """Read canonical text such as `age=75+;sex=female`; empty text is the total.

        Pairs may come in any order. `ValueError` names an unknown dimension or category.
        """
        pairs = []
        for part in text.split(";") if text else ():
            dimension, equals, category = part.partition("=")
            if dimension not in DIMENSIONS or not equals:
                raise ValueError(f"{part!r} is not dimension=category; dimensions are {', '.join(DIMENSIONS)}")
            if not DIMENSIONS[dimension].holds(category):
                raise ValueError(f"{category!r} is no category of {dimension!r}")
            pairs.append((dimension, category))
        if len({dimension for dimension, _ in pairs}) < len(pairs):
            raise ValueError(f"{text!r} names a dimension twice")
        return cls(tuple(sorted(pairs)))

    def with_category(self, dimension: str, category: str) -> PopulationGroup:
        """Return this group narrowed to a category of one more dimension."""
        return PopulationGroup(tuple(sorted((*self.pairs, (dimension, category)))))

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Ids of the dimensions this group is narrowed by."""
        return tuple(dimension for dimension, _ in self.pairs)

    @property
    def is_of_children(self) -> bool:
        """Whether the group is of pupils or of ages below 18, so that its sexes are girls and boys."""
        ages = (category.partition("-")[2] for dimension, category in self.pairs if dimension == "age")
        return "school-stage" in self.dimensions or any(last and int(last) < ADULT for last in ages)

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Return a key that sorts groups as views list them: the total, then by dimension and category order."""
        order = list(DIMENSIONS)
        return (len(self.pairs), [(order.index(d), DIMENSIONS[d].rank(c)) for d, c in self.pairs])


TOTAL = PopulationGroup()
"""Everybody that the indicator covers."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area as it is today.

    `code` is Statistics Finland's with its level in front: KU205, HVA20, MK18, SSS. `name`, `genitive` ("Kajaanin") and
    `locative` ("Kajaanissa", "i Kajana", "in Kajaani") hold a text by language; `parents` are codes, the nearest first.
    `population` is persons at the end of `population_year`; latitude and longitude are WGS84 degrees of a centre point.
    """

    code: str
    level: AreaLevel
    slug: str
    name: Names
    genitive: Names
    locative: Names
    parents: tuple[str, ...] = ()
    population: int | None = None
    population_year: int | None = None
    urban_rural: str | None = None
    language_status: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    former_slugs: tuple[str, ...] = ()


Ring: TypeAlias = tuple[tuple[float, float], ...]
"""Corners (longitude, latitude) in WGS84 degrees around a piece of land or a hole in it; the first follows the last."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """The simplified outline of an area (a code) as of a year; land is where an odd number of rings lie around."""

    area: str
    year: int
    rings: tuple[Ring, ...]


Query: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""What an indicator file asks of a series: values by key, sorted by key; an adapter says which keys it knows."""


@dataclass(frozen=True, slots=True)
class SeriesPart:
    """One group that a series holds, with both sexes where `with_sex`; `query` tells it from the series' other groups."""

    group: PopulationGroup = TOTAL
    query: Query = ()
    with_sex: bool = True

    @property
    def groups(self) -> frozenset[PopulationGroup]:
        """The group, and its sexes where it has them."""
        sexes = DIMENSIONS["sex"].categories if self.with_sex else ()
        return frozenset({self.group, *(self.group.with_category("sex", sex) for sex in sexes)})


@dataclass(frozen=True, slots=True)
class SourceSeries:
    """One series of a service (Sotkanet: an indicator; elsewhere a table or cube) and the groups it holds of an indicator.

    `titles` are its accepted Finnish titles; another title means that the service has given the id to something else.
    """

    source: str
    id: str
    parts: tuple[SeriesPart, ...]
    titles: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.source}:{self.id}"

    @classmethod
    def of(
        cls, source: str, id_: str, group: PopulationGroup = TOTAL, titles: tuple[str, ...] = (), *, with_sex: bool = True
    ) -> SourceSeries:
        """Return a series that holds one group."""
        return cls(source, id_, (SeriesPart(group, (), with_sex),), titles)

    @property
    def groups(self) -> frozenset[PopulationGroup]:
        """Every group it holds, sexes included."""
        return frozenset().union(*(part.groups for part in self.parts))


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """A declared change of method: values from `year` on are not comparable with earlier ones."""

    year: int
    reason: Names


@dataclass(frozen=True, slots=True)
class SampleLevels:
    """Real levels from which sample data are made: country values by year, spread between areas, ratios by group.

    `country` holds (year, value) in the indicator's unit, joined by straight lines (none: there is no sample); `spread` is
    the relative standard deviation between areas; `ratios` multiplies the level of a group. `respondents` is the country's
    sample size of a survey with intervals (None: register or no intervals). `share` is the share of the population that the
    value covers; `strain` and `rural` are the correlations (-1..1) of an area's level with the strain of its region and with
    rurality; `areas` holds the level of municipalities (by code) relative to the country where it is known; `suppressed` the
    groups whose newest value an area (by code) does not get, so that the sample shows what suppression looks like.
    """

    country: tuple[tuple[int, float], ...]
    spread: float = 0.15
    ratios: Mapping[PopulationGroup, float] = field(default_factory=dict)
    respondents: int | None = None
    share: float = 1.0
    strain: float = 0.0
    rural: float = 0.0
    areas: Mapping[str, float] = field(default_factory=dict)
    suppressed: Mapping[str, tuple[PopulationGroup, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Indicator:
    """One concept with its groups, as its file describes it.

    `interval` is the usual number of years between observations, `rounds` the years of those that come in years of their own
    (elections); `smallest_total` and `smallest_group` are the population
    below which a municipality gets no value of its own for everybody and for a subgroup (0: every municipality has one;
    None: no municipality has one). `counts` says whose counts the source gives ("register", "respondents", None).
    `base` names the population series and group that the value covers. `largest` is the largest plausible value where
    that is not its unit's. `closed` marks a series that ended,
    `projection` one whose values are all projected: none is a newest value, has a status or is compared. `keywords` are
    everyday words by language, by which it is also found.
    """

    id: str
    theme: str
    name: Names
    explanation: Names
    unit: Unit
    decimals: int
    direction: Direction
    interval: int
    series: tuple[SourceSeries, ...]
    sample: SampleLevels
    smallest_total: int | None = 0
    smallest_group: int | None = 0
    breaks: tuple[SeriesBreak, ...] = ()
    counts: str | None = None
    base: tuple[str, PopulationGroup] | None = None
    closed: bool = False
    projection: bool = False
    largest: float | None = None
    tags: tuple[str, ...] = ()
    rounds: tuple[int, ...] = ()
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def rhythm(self) -> Rhythm:
        """How often its values come."""
        return Rhythm(self.interval, self.rounds)

    @cached_property
    def groups(self) -> tuple[PopulationGroup, ...]:
        """Groups of the file's series, sexes included, in the order of views."""
        return tuple(sorted({group for series in self.series for group in series.groups}, key=lambda group: group.sort_key))

    @property
    def default_group(self) -> PopulationGroup:
        """The group meant where none is named: everybody, or the first where no series is of everybody."""
        return self.groups[0]

    def base_of(self, group: PopulationGroup) -> tuple[str, PopulationGroup] | None:
        """Return the population series, and the group in it, that the values of `group` cover; None without `base`.

        The group's own categories take the place of the base's: of a survey of those aged 20+, `age=65+` is `age=65+`.
        """
        if self.base is None:
            return None
        population, whole = self.base
        return population, PopulationGroup(tuple(sorted({**dict(whole.pairs), **dict(group.pairs)}.items())))


class Observation(NamedTuple):
    """One observation: `area` is an area code; `value`, `low`, `high` are in the indicator's unit as published (95 % interval);
    `numerator` and `denominator` are counts where the source gives them. A missing or suppressed observation has no value.
    """

    indicator: str
    area: str
    group: PopulationGroup
    period: Period
    value: float | None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    status: ObservationStatus = ObservationStatus.NORMAL


ABSENT = (ObservationStatus.SUPPRESSED, ObservationStatus.MISSING)
"""Statuses of observations that have no value to show."""


def is_shown(observation: Observation) -> bool:
    """Tell whether an observation has a value that may be shown."""
    return observation.value is not None and observation.status not in ABSENT


OWN_TABLE = "own-table"
"""Source of a series that was imported from an own table."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Origin of the stored observations of one source series of an indicator.

    `series` is `sotkanet:181`; `updated` is the day the service last changed it, `fetched` (UTC) when it was read.
    `texts` holds the service's own plain texts by kind ("title", "description", "limits", …) and language.
    """

    indicator: str
    series: str
    publisher: Names
    licence: str
    address: str
    updated: date | None
    fetched: datetime
    sample: bool = False
    texts: Mapping[str, Names] = field(default_factory=dict)

    @property
    def is_own(self) -> bool:
        """True where the observations were imported from an own table and no service has them."""
        return self.series.startswith(f"{OWN_TABLE}:")


def in_language(names: Names, language: str) -> str:
    """Return the text in `language`, else in DEFAULT_LANGUAGE, else in the first that has one, else an empty text."""
    return next((names[code] for code in (language, DEFAULT_LANGUAGE, *names) if names.get(code)), "")


def is_language(text: str) -> bool:
    """Tell whether a text has the form of a language's code (ISO 639): two or three small letters."""
    return bool(re.fullmatch(r"[a-z]{2,3}", text))


def groups_of(observations: Iterable[Observation]) -> list[PopulationGroup]:
    """Return the groups that have observations, in the order of views."""
    return sorted({observation.group for observation in observations}, key=lambda group: group.sort_key)
