"""An indicator of the service's list becomes a file of the installation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from data_sources.adapters.sotkanet import SOURCE
from data_sources.additions.family import Member, family_of
from data_sources.additions.file import Seen, file_of, id_of, seen_in, unit_of
from data_sources.additions.listing import Listed, names_of, read_listing
from data_sources.additions.titles import TitleFacts, facts_of
from data_sources.errors import CatalogueError, NotFoundError, SourceError
from data_sources.http.client import HttpService
from data_sources.indicators import local_folder, read_indicators, read_themes
from data_sources.model import DEFAULT_LANGUAGE, Direction, PopulationGroup, Unit, in_language
from data_sources.refresh.opening import open_http
from data_sources.settings import Settings

POPULATION: Final = "population-by-group"
"""The indicator whose groups are the populations that others may be of."""
FOLDER: Final = "data_sources/indicators/__init__.py"


def read_whole_list(settings: Settings, now: datetime, *, update: bool) -> Mapping[int, Listed]:
    """Return Sotkanet's list by id, the kept one or, where that is old or `update` wants it, a new one."""
    with closing(_service(settings)) as http:
        return read_listing(settings, http, now, update=update)


def catalogued() -> dict[str, str]:
    """Return the ids of indicators by each of their series, such as `sotkanet:181`."""
    return {str(series): indicator.id for indicator in read_indicators().values() for series in indicator.series}


def add(
    settings: Settings,
    series: str,
    now: datetime,
    *,
    theme: str,
    direction: Direction | None,
    unit: Unit | None,
    ask: Callable[[str], Direction | None],
) -> tuple[Path, list[Member]]:
    """Write an indicator file of the installation for a series such as `sotkanet:4404`; return it and the groups it has.

    `ask` is asked for the direction by the title where none is given. `CatalogueError` where the series is in the catalogue
    already or something is to be said first, `SourceError` where the service cannot be read or does not know the id; then
    nothing is written.
    """
    number = _number(series)
    if theme not in read_themes():
        raise CatalogueError(f"there is no theme {theme!r}; themes are {', '.join(read_themes())}")
    with closing(_service(settings)) as http:
        listing = read_listing(settings, http, now)
        if number not in listing:  # the kept list may be older than the indicator
            listing = read_listing(settings, http, now, update=True)
        members = _members(listing, number)
        metadata = _metadata(http, members[0].listed.id)
        facts = facts_of(names_of(metadata["title"]).get(DEFAULT_LANGUAGE, ""))
        unit = _unit(series, metadata, facts, unit)
        members, base = _of_one_group(series, members, facts)
        seen = _seen(http, members[0].listed.id, now.date())
    titles = members[0].listed.title
    direction = direction or ask(in_language(titles, DEFAULT_LANGUAGE))
    if direction is None:
        raise CatalogueError(f"{series}: say which way is better with --direction lower, higher or neither")
    id_ = id_of(titles, members[0].listed.id, read_indicators())
    return _write(theme, id_, file_of(id_, metadata, unit, direction, members, seen, base)), members


def _unit(series: str, metadata: Mapping[str, Any], facts: TitleFacts, said: Unit | None) -> Unit:
    if facts.never:
        raise CatalogueError(f"{series}: its values are in “{facts.foreign_unit}”, which is none of {', '.join(Unit)}")
    unit = said or unit_of(metadata)
    if unit is None:
        what = f"its unit “{facts.foreign_unit}” is unknown" if facts.foreign_unit else "the service does not say its unit"
        raise CatalogueError(f"{series}: {what}; say it with --unit, one of {', '.join(Unit)}")
    return unit


def _of_one_group(
    series: str, members: list[Member], facts: TitleFacts
) -> tuple[list[Member], tuple[str, PopulationGroup] | None]:
    """Return the members with the first as the group that it is of, and the population of everybody, where that is known.

    A series of one age has it as its population, or where no population of that age is known as its own group.
    """
    if len(facts.ages) > 1:
        named = ", ".join(map(str, facts.ages))
        raise CatalogueError(f"{series}: its title names several ages ({named}); write its file by hand, as {FOLDER} describes")
    first, base = members[0], None
    group = first.group
    if facts.ages and POPULATION in read_indicators() and facts.ages[0] in read_indicators()[POPULATION].groups:
        base = (POPULATION, facts.ages[0])
    elif facts.ages:
        group = facts.ages[0]
    if first.listed.only_sex:
        group = group.with_category("sex", first.listed.only_sex)
    return [Member(first.listed, group), *(member for member in members[1:] if member.group != group)], base


def _service(settings: Settings) -> HttpService:
    return open_http(SOURCE, settings)


def _number(series: str) -> int:
    found = re.fullmatch(rf"(?:{SOURCE.key}:)?(\d{{1,9}})", series.strip().lower())
    if not found:
        raise CatalogueError(f"{series!r} is no series that can be added; expected such as sotkanet:4404 (see ./run search)")
    return int(found[1])


def _members(listing: Mapping[int, Listed], number: int) -> list[Member]:
    """Return the family of an id, without members that the catalogue has; `CatalogueError` where it has the id itself."""
    catalogue = catalogued()
    if number not in listing:
        raise CatalogueError(f"Sotkanet's list has no indicator {number}; find its id with ./run search")
    members = family_of(listing, number)
    for id_ in (number, members[0].listed.id):
        if known := catalogue.get(name := SOURCE.series_name(str(id_))):
            raise CatalogueError(f"{name} is in the catalogue already: {known}")
    return [member for member in members if SOURCE.series_name(str(member.listed.id)) not in catalogue]


def _metadata(http: HttpService, number: int) -> Mapping[str, Any]:
    try:
        metadata = http.get_json(f"indicators/{number}")
    except NotFoundError as error:
        raise SourceError(f"Sotkanet no longer knows the id {number}; nothing was written") from error
    if not isinstance(metadata, dict) or not isinstance(metadata.get("title"), dict):
        raise SourceError(f"Sotkanet: metadata of {number} are malformed; nothing was written")
    return metadata


def _seen(http: HttpService, number: int, today: date) -> Seen:
    """Read the values once: the metadata tell neither the years between them nor whether municipalities have any."""
    years = [("years", str(year)) for year in range(1990, today.year + 1)]
    genders = [("genders", gender) for gender in ("male", "female", "total")]
    try:
        regions = http.get_json("regions")
        municipalities = {region["id"] for region in regions if region["category"] == "KUNTA"}
        return seen_in(http.get_json("json", [("indicator", str(number)), *years, *genders]), municipalities)
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(f"Sotkanet: values of {number} are malformed ({error!r}); nothing was written") from error


def _write(theme: str, id_: str, content: str) -> Path:
    """Write the file and read the whole catalogue with it; a file that spoils it goes again."""
    path = local_folder() / theme / f"{id_}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(content, encoding="utf-8")
    part.replace(path)
    try:
        read_indicators()
    except CatalogueError:
        path.unlink()
        raise
    return path
