"""Bring the schema of a store to today's: made when missing, migrated when older, refused when newer."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from data_sources.errors import StoreError
from data_sources.store.connection import writing
from data_sources.store.schema import HEAD

MIGRATIONS = Path(__file__).parent / "migrations"

_ADVISORY_LOCK = 4_989_845  # any number that no other program on the server uses


def bring_to_head(engine: Engine) -> None:
    """Create or migrate the schema; processes that try at once wait for the first.

    `StoreError` where a newer Hytetaulu has migrated the store.
    """
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with writing(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ADVISORY_LOCK})
        version = _version(connection)
        if version != HEAD:
            _upgrade(connection, version)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _upgrade(connection: Connection, version: str | None) -> None:
    from alembic import command  # noqa: PLC0415 - 0.2 s that a store of today's schema need not pay
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise StoreError(
            f"The store {connection.engine.url.render_as_string()} has the schema {version!r} of a newer Hytetaulu; this one "
            f"knows up to {HEAD!r}. Update Hytetaulu, or point HYTETAULU_DATA_DIR or HYTETAULU_DATABASE_URL elsewhere."
        )
    command.upgrade(config, HEAD)
