"""A store comes into being by itself, and says what to do where it cannot."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from data_sources.errors import StoreError
from data_sources.store import connection, open_store
from data_sources.store.connection import create_store_engine
from data_sources.store.schema import HEAD, metadata
from data_sources.store.upgrade import MIGRATIONS
from tests.data_sources.store.observations import observation, origin
from tests.postgres import TEMPLATE


def test_a_missing_store_is_made_empty(missing_store_url):
    with open_store(missing_store_url) as store, store.snapshot() as snapshot:
        assert snapshot.revision == 0
        assert snapshot.observation_count() == 0
        assert snapshot.indicators() == set()
        assert not snapshot.has_sample()


def test_an_opened_store_is_found_again(store, store_url):
    store.replace("smoking", [observation("SSS", "2024", 11.0)], [origin()])
    with open_store(store_url) as again, again.snapshot() as snapshot:
        assert snapshot.series("smoking", ["SSS"]) == [observation("SSS", "2024", 11.0)]


@pytest.mark.slow
def test_processes_that_make_a_store_at_once_do_not_clash(missing_store_url):
    program = f"from data_sources.store import open_store; open_store({missing_store_url!r}).close(); print('open')"
    processes = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [process.communicate(timeout=60) for process in processes] == [("open\n", "")] * 4


def test_the_migrations_make_the_tables_of_the_schema(store):
    with store._engine.connect() as opened:
        context = MigrationContext.configure(opened, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        keys = {name: inspect(opened).get_pk_constraint(name)["constrained_columns"] for name in metadata.tables}
        assert keys == {name: [column.name for column in table.primary_key] for name, table in metadata.tables.items()}


def test_head_is_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_store_of_today_opens_without_loading_alembic(store_url):
    program = (
        "import sys; from data_sources.store import open_store; open_store(sys.argv[1]).close(); print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", program, store_url]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_store_of_a_newer_schema_is_left_alone(store_url):
    engine = create_store_engine(store_url)
    with engine.begin() as opened:
        opened.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match=rf"'9999' of a newer Hytetaulu; this one knows up to '{HEAD}'\. Update Hytetaulu"):
        open_store(store_url)


def test_sqlite_keeps_a_write_ahead_log(tmp_path):
    path = tmp_path / "store.sqlite"
    open_store(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_sqlite_keeps_observations_without_row_ids(tmp_path):
    path = tmp_path / "store.sqlite"
    open_store(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path)) as opened:
        without = opened.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%' ORDER BY name")
        assert without.fetchall() == [("latest",), ("observation",)]


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(
        StoreError, match=r"folder .*/file/data for the store cannot be made: Not a directory.*HYTETAULU_DATA_DIR"
    ):
        open_store(f"sqlite:///{tmp_path}/file/data/store.sqlite")


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "store.sqlite").mkdir()
    with pytest.raises(StoreError, match=r"store\.sqlite failed: unable to open database file\. Check HYTETAULU_DATA_DIR"):
        open_store(f"sqlite:///{tmp_path}/store.sqlite")


def test_a_file_of_another_kind_is_left_alone(tmp_path):
    path = tmp_path / "store.sqlite"
    path.write_text("Nimi;Arvo\n" * 100)
    with pytest.raises(StoreError, match="file is not a database"):
        open_store(f"sqlite:///{path}")
    assert path.read_text() == "Nimi;Arvo\n" * 100


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path):
    with pytest.raises(StoreError, match="Check that the server runs") as caught:
        open_store(f"postgresql://hyte:salainen@/hyte?host={tmp_path}")
    assert "hyte:***@" in str(caught.value)
    assert "salainen" not in str(caught.value)


@pytest.mark.parametrize("url", ["", "data/hytetaulu.sqlite", "mysql://localhost/hyte", "sqlite://", "sqlite:///:memory:"])
def test_an_address_of_no_store_is_answered_with_the_forms_of_one(url):
    with pytest.raises(StoreError, match=r"sqlite:///folder/file\.sqlite or postgresql://user@host/name"):
        open_store(url)


@pytest.mark.postgres
def test_a_lost_connection_is_replaced(postgres):
    url = postgres.create(template=TEMPLATE)
    with open_store(url) as store:
        with store.snapshot() as before:
            assert before.revision == 0
        with postgres.connect() as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [url.split("/")[3].split("?")[0]]
            )
        with store.snapshot() as after:
            assert after.revision == 0


def test_a_writer_that_does_not_end_is_not_waited_for_forever(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "LOCK_TIMEOUT", 0.1)
    path = tmp_path / "store.sqlite"
    with open_store(f"sqlite:///{path}") as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="Another process is writing; try again when it is done"):
            store.replace("smoking", [observation("SSS", "2024", 11.0)], [origin()])
        with store.snapshot() as snapshot:
            assert snapshot.observation_count() == 0
