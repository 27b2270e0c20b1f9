"""Alembic's way in: runs the scripts of `versions` on the connection, and in the transaction, that `upgrade.py` hands over.

A new revision is written by hand as the next file of `versions`, together with `schema.py` and its HEAD; a test compares
what the scripts make with the tables of `schema.py`, on SQLite and PostgreSQL.
"""

from alembic import context

from data_sources.store.schema import metadata

# batch: SQLite alters a table by copying it
context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
