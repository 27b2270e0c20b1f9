"""Settings from the environment: one table of name, default and help that everything else is made from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from data_sources.errors import CatalogueError

PREFIX = "HYTETAULU_"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its environment name without the prefix, default text and one line of help."""

    name: str
    default: str
    help: str


TABLE = (
    Setting("DATA_DIR", "data", "folder of the SQLite store; a relative one is under the working folder"),
    Setting("DATABASE_URL", "", "address of another store, such as postgresql://user@host/name; empty: SQLite in DATA_DIR"),
    Setting("AREA", "kajaani", "slug of the area that `/` opens"),
    Setting("HOST", "127.0.0.1", "address the server listens on"),
    Setting("PORT", "8050", "port the server listens on"),
    Setting("SOTKANET_URL", "https://sotkanet.fi/rest/1.1", "base address of the Sotkanet service"),
    Setting("REQUESTS_PER_SECOND", "2", "requests a second to one service"),
    Setting("CONCURRENT_REQUESTS", "2", "requests under way at once to one service"),
    Setting("TIMEOUT", "60", "seconds to wait for an answer of a service"),
    Setting("RETRIES", "5", "tries of one request before it is given up"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run; times in seconds."""

    data_dir: Path
    database_url: str
    area: str
    host: str
    port: int
    sotkanet_url: str
    requests_per_second: float
    concurrent_requests: int
    timeout: float
    retries: int

    @property
    def store_url(self) -> str:
        """SQLAlchemy address of the store."""
        return self.database_url or f"sqlite:///{self.data_dir / 'hytetaulu.sqlite'}"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; `CatalogueError` names a variable whose value is not of its kind."""
    environment = os.environ if environment is None else environment
    types = {field.name: field.type for field in fields(Settings)}
    values = {}
    for setting in TABLE:
        name = setting.name.lower()
        text = environment.get(PREFIX + setting.name, "").strip() or setting.default
        values[name] = _convert(PREFIX + setting.name, text, str(types[name]))
    return Settings(**values)  # type: ignore[arg-type]


def _convert(name: str, text: str, kind: str) -> object:
    if kind == "Path":
        return Path(text).expanduser()
    if kind == "str":
        return text
    try:
        number = int(text) if kind == "int" else float(text)
    except ValueError:
        raise CatalogueError(f"{name} is {text!r}; expected a number") from None
    if number <= 0:
        raise CatalogueError(f"{name} is {text!r}; expected a number above zero")
    return number
