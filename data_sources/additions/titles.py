"""What the Finnish title of an indicator tells besides its name: unit, age, whether it has ended or is a projection."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data_sources.model import PopulationGroup, Unit


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What a title tells: `unit` is None where it tells none; `foreign_unit` where it tells one that the product has not.

    `never`: no unit of the product fits, whatever a person says, such as euros for thousands of them. `ages` are the groups by
    age that the series is of, each once.
    """

    unit: Unit | None
    foreign_unit: str
    never: bool
    ages: tuple[PopulationGroup, ...]
    ended: bool
    projected: bool


def facts_of(title: str) -> TitleFacts:
    """Return what a Finnish title tells."""
    small, rules = " ".join(title.split()).casefold(), _rules()
    rule: Mapping[str, Any] = next((rule for rule in rules["unit"] if re.search(rule["pattern"], small)), {})
    written = re.search(rule["pattern"], small) if rule else None
    return TitleFacts(
        unit=Unit(rule["unit"]) if rule.get("unit") else None,
        foreign_unit=written[0].strip() if written and not rule["unit"] else "",
        never=bool(rule.get("never")),
        ages=() if re.search(rules["everybody"]["pattern"], small) else _ages(small),
        ended=bool(re.search(rules["ended"]["pattern"], small)),
        projected=bool(re.search(rules["projected"]["pattern"], small)),
    )


def _ages(title: str) -> tuple[PopulationGroup, ...]:
    found: dict[PopulationGroup, None] = {}
    for rule in _rules()["age"]:
        change = 1 if rule.get("above") else -1 if rule.get("below") else 0
        for match in re.finditer(rule["pattern"], title):
            numbers = [str(int(number) + change) for number in match.groups()]
            found[PopulationGroup.parse(rule["group"].format(*numbers))] = None
        title = re.sub(rule["pattern"], " ", title)
    return tuple(found)


@cache
def _rules() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("titles.toml").read_text(encoding="utf-8"))
