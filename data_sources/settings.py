"""Settings from the environment: one table of name, default and help that everything else is made from.

The addresses of the sources are settings too; each is in its adapter, and `adapters.settings_table` has all of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from data_sources.errors import CatalogueError

PREFIX = "HYTETAULU_"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its environment name without the prefix, default text and one line of help."""

    name: str
    default: str
    help: str
    lowest: int | None = None
    """Smallest number that is allowed; None: any above zero."""

    @property
    def variable(self) -> str:
        """Name of the environment variable."""
        return PREFIX + self.name


ADDRESS = "_URL"
"""End of the names of settings that hold an address."""

TABLE = (
    Setting("DATA_DIR", "data", "folder of the SQLite store; a relative one is under the working folder"),
    Setting("DATABASE_URL", "", "address of another store, such as postgresql://user@host/name; empty: SQLite in DATA_DIR"),
    Setting("AREA", "kajaani", "slug of the area that `/` opens"),
    Setting("HOST", "127.0.0.1", "address the server listens on"),
    Setting("PORT", "8050", "port the server listens on"),
    Setting(
        "PUBLIC_URL", "", "address that readers reach the server at, such as https://hyte.example.fi; empty: the request's own"
    ),
    Setting("EMBED_ORIGINS", "", "sites that may embed charts, such as https://www.kajaani.fi, with spaces between; empty: any"),
    Setting("OPERATOR", "", "name of the organisation that offers the service, for the accessibility statement"),
    Setting("FEEDBACK", "", "e-mail or web address for feedback on accessibility"),
    Setting("ASSESSED", "", "day of the assessment of accessibility, such as 2026-11-02"),
    Setting("KNOWN_GAPS", "", "TOML file of further known gaps in accessibility, each a [[gap]] with texts by language"),
    Setting("PPTX_TEMPLATE", "", "PowerPoint file (.pptx) whose layouts presentations are made from; empty: our own"),
    Setting("GEO_URL", "https://geo.stat.fi/geoserver/tilastointialueet/wfs", "address of Statistics Finland's outlines (WFS)"),
    Setting("REQUESTS_PER_SECOND", "2", "requests a second to one service"),
    Setting("CONCURRENT_REQUESTS", "2", "requests under way at once to one service"),
    Setting("TIMEOUT", "60", "seconds to wait for an answer of a service"),
    Setting("RETRIES", "5", "tries of one request before it is given up"),
    Setting("SNAPSHOTS", "3", "answers kept of each request to a service, for a replay without network; 0: none", lowest=0),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run; times in seconds."""

    data_dir: Path
    database_url: str
    area: str
    host: str
    port: int
    public_url: str
    embed_origins: str
    operator: str
    feedback: str
    assessed: str
    known_gaps: str
    pptx_template: str
    geo_url: str
    requests_per_second: float
    concurrent_requests: int
    timeout: float
    retries: int
    snapshots: int
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Addresses of sources that the environment gives, by the name of the setting in the source's own `Source`."""
    from_archive: bool = False
    """Whether kept answers are replayed instead of asking the services: no setting, but an option of a refresh."""

    @property
    def template(self) -> Path | None:
        """The municipality's own template of presentations."""
        return Path(self.pptx_template).expanduser() if self.pptx_template else None

    @property
    def store_url(self) -> str:
        """SQLAlchemy address of the store."""
        return self.database_url or f"sqlite:///{self.data_dir / 'hytetaulu.sqlite'}"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings; `CatalogueError` names a variable whose value is not of its kind."""
    environment = os.environ if environment is None else environment
    return _settings(tuple(pair for pair in environment.items() if pair[0].startswith(PREFIX)))


@lru_cache(maxsize=16)
def _settings(variables: tuple[tuple[str, str], ...]) -> Settings:
    """Return the settings that these variables give: a page asks for them hundreds of times."""
    types = {each.name: each.type for each in fields(Settings)}
    given = {name.removeprefix(PREFIX): text.strip() for name, text in variables if text.strip()}
    values = {}
    for setting in TABLE:
        name = setting.name.lower()
        text = given.pop(setting.name, setting.default)
        values[name] = _convert(setting.variable, text, str(types[name]), setting.lowest)
    addresses = {name: text for name, text in given.items() if name.endswith(ADDRESS)}
    return Settings(**values, addresses=MappingProxyType(addresses))  # type: ignore[arg-type]


def _convert(name: str, text: str, kind: str, lowest: int | None) -> object:
    if kind == "Path":
        return Path(text).expanduser()
    if kind == "str":
        return text
    try:
        number = int(text) if kind == "int" else float(text)
    except ValueError:
        raise CatalogueError(f"{name} is {text!r}; expected a number") from None
    if lowest is None and number <= 0:
        raise CatalogueError(f"{name} is {text!r}; expected a number above zero")
    if lowest is not None and number < lowest:
        raise CatalogueError(f"{name} is {text!r}; expected a number from {lowest} on")
    return number
