"""Runs that workers share: which one is under way, its shards, and the quotas they share."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the three tables; none of them is chained, for none says anything of a claim."""
    op.create_table(
        "queued",
        _run(),
        sa.Column("since", _UTC, nullable=False),
        sa.Column("who", _WORD, nullable=False),
        sa.Column("as_of", _UTC),
    )
    op.create_table(
        "shards",
        _run(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sources", sa.Text, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
    )
    op.create_table(
        "quotas",
        sa.Column("name", _WORD, primary_key=True),
        sa.Column("tokens", sa.Float, nullable=False),
        sa.Column("at", _UTC, nullable=False),
    )


def _run() -> sa.Column[int]:
    key = sa.ForeignKey("runs.number")
    return sa.Column("run", _BIG, key, primary_key=True, autoincrement=False)
