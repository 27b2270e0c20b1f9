"""Tell shipped versions of plans from imported ones, and keep which plans are retired."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SHIPPED = (
    "default",
    "kainuu-2026-2029",
    "kajaani-2022-2025",
    "kajaani-2026-2029",
    "kannus-2026-2029",
    "kuopio-2026-2029",
)
"""Keys of the plans that programs of the earlier schema installed, as version 1, before one of these keys could be imported."""


def upgrade() -> None:
    with op.batch_alter_table("plan") as table:
        table.add_column(sa.Column("shipped", sa.Boolean(), nullable=False, server_default=sa.false()))
    retirement = op.create_table(
        "plan_retirement",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("retired", sa.DateTime(timezone=True)),
    )
    plan = sa.table(
        "plan",
        *(sa.column(name) for name in ("key", "version", "area")),
        sa.column("imported", sa.DateTime(timezone=True)),
        sa.column("shipped", sa.Boolean()),
    )
    connection = op.get_bind()
    connection.execute(sa.update(plan).where(plan.c.version == 1, plan.c.key.in_(SHIPPED)).values(shipped=sa.true()))
    with op.batch_alter_table("plan") as table:
        table.alter_column("shipped", server_default=None)
    rows = retirements(connection.execute(sa.select(plan).order_by(plan.c.key, plan.c.version)).all())
    if rows:
        op.bulk_insert(retirement, rows)


def retirements(rows: Sequence[sa.Row[Any]]) -> list[dict[str, Any]]:
    """Retire the shipped plans of areas that have an imported one, as of that one's first import."""
    newest = {row.key: row for row in rows}
    imported: dict[str, datetime] = {}
    for row in rows:
        if not row.shipped:
            imported[row.area] = min(row.imported, imported.get(row.area, row.imported))
    return [
        {"key": row.key, "retired": imported[row.area]}
        for row in newest.values()
        if row.shipped and row.area in imported and row.key != "default"
    ]
