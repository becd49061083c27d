"""Who is told of changes: up to which run everybody was told, and what they were told since."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the two tables; neither is chained, for neither says anything of a claim."""
    op.create_table(
        "recipients",
        sa.Column("id", _WORD, primary_key=True),
        sa.Column("told_up_to", _BIG, nullable=False),
        sa.Column("met", _UTC, nullable=False),
    )
    op.create_table(
        "tellings",
        sa.Column("recipient", _WORD, sa.ForeignKey("recipients.id"), primary_key=True),
        sa.Column("notice", _WORD, primary_key=True),
        sa.Column("at", _UTC, nullable=False),
    )
