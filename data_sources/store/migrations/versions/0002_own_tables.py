"""Add imports of own tables, with what they replaced, and the districts that they name."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_import",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("imported", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone", sa.DateTime(timezone=True)),
        sa.Column("indicators", sa.JSON(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "district",
        sa.Column("code", sa.String(), primary_key=True),
        sa.Column("municipality", sa.String(), nullable=False, index=True),
        sa.Column("import_id", sa.Integer(), sa.ForeignKey("own_import.id"), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("genitive", sa.JSON(), nullable=False),
        sa.Column("locative", sa.JSON(), nullable=False),
    )
