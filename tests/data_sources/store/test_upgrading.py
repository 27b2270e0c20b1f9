"""A store of the schema before plans could be retired is brought to today's without loss."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from data_sources.plan_files.shipped import install_plans
from data_sources.store import open_store
from data_sources.store.connection import create_store_engine, writing
from data_sources.store.upgrade import MIGRATIONS

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
OWN = {
    "kajaani-2022-2025": ("KU205", [0]),
    "kajaani-2026-2029": ("KU205", [0, 5]),
    "kainuu-2026-2029": ("HVA20", [0]),
    "kuopio-2026-2029": ("KU297", [0]),
    "kuopio-of-its-own": ("KU297", [3]),
    "default": ("SSS", [0]),
    "finland": ("SSS", [2]),
}
"""Plans of the older store: area, and days on which a version was stored; version 1 of a shipped key came with the program."""


def document(key, area, version):
    fields = {"key": key, "area": area, "first_year": 2026, "last_year": 2029 + version, "goal": {}}
    return fields | {"name": {"fi": "Suunnitelma"}, "areas": []}


@pytest.fixture
def older(missing_store_url):
    """The address of a store as the program of the schema before made and filled it."""
    engine = create_store_engine(missing_store_url)
    with writing(engine).begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, "0003")
        statement = text(
            "INSERT INTO plan (key, version, area, first_year, last_year, imported, document) "
            "VALUES (:key, :version, :area, 2026, 2029, :imported, :document)"
        )
        for key, (area, days) in OWN.items():
            for version, day in enumerate(days, 1):
                moment = NOON + timedelta(days=day)
                values = {"key": key, "version": version, "area": area, "document": json.dumps(document(key, area, version))}
                naive = moment.replace(tzinfo=None).isoformat(" ", "microseconds")
                connection.execute(statement, values | {"imported": naive if engine.dialect.name == "sqlite" else moment})
        connection.execute(text("UPDATE store_state SET revision = 41"))
    engine.dispose()
    return missing_store_url


def test_nothing_is_lost_and_shipped_plans_of_areas_with_imported_ones_are_retired(older):
    with open_store(older) as store, store.snapshot() as snapshot:
        assert snapshot.revision == 41
        for key, (area, days) in OWN.items():
            versions = snapshot.plan_versions(key)
            assert [stored.imported for stored in versions] == [NOON + timedelta(days=day) for day in days]
            assert [stored.plan.last_year for stored in versions] == [2029 + number for number in range(1, len(days) + 1)]
            assert {stored.plan.area for stored in versions} == {area}
        newest = {stored.plan.key: (stored.shipped, stored.retired) for stored in snapshot.plans()}
    assert newest == {
        "default": (True, None),
        "finland": (False, None),
        "kainuu-2026-2029": (True, None),
        "kajaani-2022-2025": (True, NOON + timedelta(days=5)),
        "kajaani-2026-2029": (False, None),
        "kuopio-2026-2029": (True, NOON + timedelta(days=3)),
        "kuopio-of-its-own": (False, None),
    }


def test_mended_shipped_plans_reach_it_and_imported_ones_stay(older):
    with open_store(older) as store:
        assert set(install_plans(store, NOON)) == {
            *("default", "kainuu-2026-2029", "kajaani-2022-2025", "kannus-2026-2029", "kuopio-2026-2029")
        }
        with store.snapshot() as snapshot:
            found = {stored.plan.key: (stored.version, stored.retired is not None) for stored in snapshot.plans()}
    assert found["kajaani-2026-2029"] == (2, False)
    assert found["kajaani-2022-2025"] == (2, True)
    assert found["kuopio-2026-2029"] == (2, True)
    assert found["kainuu-2026-2029"] == (2, False)


def test_it_is_upgraded_once(older):
    open_store(older).close()
    with open_store(older) as store, store.snapshot() as snapshot:
        assert len(snapshot.plans()) == len(OWN)
