"""Create the store: dictionaries, observations, origins, refresh runs, plans and the revision."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_dictionaries()
    create_observations()
    create_origins_and_runs()
    create_plans()
    state = op.create_table(
        "store_state",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.bulk_insert(state, [{"id": 1, "revision": 0}])


def create_dictionaries() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(), nullable=False, unique=True),
        sa.Column("observations", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Integer(), nullable=False),
    )
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("code", sa.String(), nullable=False, unique=True),
    )
    op.create_table(
        "population_group",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(), nullable=False, unique=True),
    )


def observation_columns() -> list[sa.Column[Any]]:
    return [
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("indicator_id", "area_id", "group_id")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("period_end", "period_start")),
        *(sa.Column(name, sa.Double()) for name in ("value", "low", "high", "numerator", "denominator")),
        sa.Column("status", sa.Integer(), nullable=False),
    ]


def create_observations() -> None:
    op.create_table(
        "observation",
        *observation_columns(),
        sa.PrimaryKeyConstraint("indicator_id", "area_id", "group_id", "period_end"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "observation_by_period",
        "observation",
        [
            *("indicator_id", "period_end", "group_id", "area_id", "value"),
            *("period_start", "low", "high", "numerator", "denominator", "status"),
        ],
    )
    op.create_table(
        "latest",
        *observation_columns(),
        sa.PrimaryKeyConstraint("area_id", "indicator_id", "group_id"),
        sqlite_with_rowid=False,
    )


def create_origins_and_runs() -> None:
    op.create_table(
        "origin",
        sa.Column("indicator_id", sa.Integer(), sa.ForeignKey("indicator.id"), primary_key=True, autoincrement=False),
        sa.Column("series", sa.String(), primary_key=True),
        sa.Column("publisher", sa.JSON(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("updated", sa.Date()),
        sa.Column("fetched", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
    )
    op.create_table(
        "refresh_run",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.String(), nullable=False),
    )
    op.create_table(
        "refresh_result",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("run_id", sa.Integer(), sa.ForeignKey("refresh_run.id"), nullable=False, index=True),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("observations", sa.Integer(), nullable=False),
    )


def create_plans() -> None:
    op.create_table(
        "plan",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("imported", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
    )
