"""The municipalities as the sample data see them: whom they hold, how they grow, what sets them apart."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.areas import Areas
from data_sources.model import Area, AreaLevel

Numbers: TypeAlias = NDArray[np.float64]


@cache
def levels_of_all() -> Mapping[str, Any]:
    """Return what levels.toml says."""
    return tomllib.loads(Path(__file__).with_name("levels.toml").read_text(encoding="utf-8"))


def randomness(*names: object) -> np.random.Generator:
    """Return the source of chance that these names, and only they, determine."""
    digest = hashlib.sha256("/".join(map(str, names)).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


@dataclass(frozen=True)
class Land:
    """The areas and what sets their municipalities apart; arrays run over municipalities unless said otherwise."""

    areas: list[Area]
    codes: list[str]
    members: Numbers  # by area and municipality: 1 where the municipality is in the area or is it
    county: NDArray[np.intp]  # index of its county among the counties
    population: Numbers
    population_year: int
    rurality: Numbers  # standard deviations from the mean municipality, as is strain
    strain: Numbers

    @classmethod
    @lru_cache(maxsize=1)  # every indicator's sample asks for it, and it takes longer than most samples
    def of(cls, areas: Areas) -> Land:
        """Return the municipalities' attributes from the codelist of areas."""
        towns = [area for area in areas if area.level is AreaLevel.MUNICIPALITY]
        counties = [area.code for area in areas if area.level is AreaLevel.COUNTY]
        chains = [{town.code, *town.parents} for town in towns]
        population = np.array([float(town.population or 1) for town in towns])
        levels = levels_of_all()
        classes = np.array([levels["rurality"].get(town.urban_rural, 0) for town in towns], dtype=float)
        strain = np.array([sum(levels["strain"].get(code, 0) for code in town.parents) for town in towns], dtype=float)
        return cls(
            areas=list(areas),
            codes=[town.code for town in towns],
            members=np.array([[float(area.code in chain) for chain in chains] for area in areas]),
            county=np.array([next(i for i, code in enumerate(counties) if code in chain) for chain in chains]),
            population=population,
            population_year=max(town.population_year or 0 for town in towns),
            rurality=_standard(_standard(classes) - _standard(np.log(population))),
            strain=_standard(strain),
        )

    @property
    def towns(self) -> list[int]:
        """Positions of the municipalities among the areas."""
        return [position for position, area in enumerate(self.areas) if area.level is AreaLevel.MUNICIPALITY]

    def persons(self, years: Sequence[int]) -> Numbers:
        """Return persons by sex (female, male), year and municipality."""
        growth, random = levels_of_all()["growth"], randomness("population")
        chance = random.normal(0, growth["spread"], self.population.size)
        yearly = growth["all"] + growth["rural"] * np.maximum(self.rurality, -2) + growth["strain"] * self.strain + chance
        women = 0.4955 - 0.007 * self.rurality + random.normal(0, 0.003, self.population.size)
        people = self.population * np.exp(np.outer(np.array(years) - self.population_year, yearly))
        return np.stack([people * women, people * (1 - women)])

    def respondents(self, everywhere: float) -> Numbers:
        """Return a survey's respondents: half by population, half the same in every county, so that all get values."""
        of_county = np.bincount(self.county, self.population)
        part = 0.5 * of_county / self.population.sum() + 0.5 / of_county.size
        respondents: Numbers = everywhere * (part / of_county)[self.county] * self.population
        return respondents


def _standard(values: Numbers) -> Numbers:
    deviation = values.std()
    return (values - values.mean()) / deviation if deviation else values * 0
