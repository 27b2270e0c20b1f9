"""The levels from which sample data are made, as an indicator file gives them."""

from __future__ import annotations

import re
from types import MappingProxyType

from data_sources.formats.toml_table import TomlTable
from data_sources.indicators.groups import group_of, group_text, parse_group
from data_sources.model import PopulationGroup, SampleLevels


def sample_levels(table: TomlTable, groups: set[PopulationGroup], highest: float) -> SampleLevels:
    """Return the levels that a table [sample] gives for an indicator with these groups, values from 0 to `highest`."""
    country, ratios, areas = table.table("country"), table.table("ratios", {}), table.table("areas", {})
    hidden = table.table("suppressed", {})
    for year in country.data:
        if not re.fullmatch(r"(19|20)\d\d", year):
            raise country.wrong_key(year, "a year, such as 2010 = 19.0")
    for code in areas.data:
        if not re.fullmatch(r"KU\d{3}", code):
            raise areas.wrong_key(code, "the code of a municipality, such as KU205")
    by_group = {}
    for key in ratios.data:
        if not any(set(group_of(ratios, key).pairs) <= set(group.pairs) for group in groups):
            raise ratios.wrong_key(key, f"one of the groups above: {', '.join(sorted(map(group_text, groups)))}")
        by_group[group_of(ratios, key)] = ratios.number(key, 0.01, 100)
    if not country.data:
        raise table.error("country", "at least one year and value")
    levels = SampleLevels(
        country=tuple(sorted((int(year), country.number(year, 0, highest)) for year in country.data)),
        spread=table.number("spread", 0, 2),
        ratios=MappingProxyType(by_group),
        respondents=table.whole("respondents", 100, 10**6) if table.has("respondents") else None,
        share=table.number("share", 0.0001, 1, default=1.0),
        strain=table.number("strain", -1, 1, default=0.0),
        rural=table.number("rural", -1, 1, default=0.0),
        areas=MappingProxyType({code: areas.number(code, 0.01, 100) for code in areas.data}),
        suppressed=MappingProxyType({code: _suppressed(hidden, code) for code in hidden.data}),
    )
    table.finish()
    return levels


def _suppressed(table: TomlTable, code: str) -> tuple[PopulationGroup, ...]:
    try:
        return tuple(parse_group(text) for text in table.texts(code))
    except ValueError as error:
        raise table.error(code, f"population groups such as education=low ({error})") from None
