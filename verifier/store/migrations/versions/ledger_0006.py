"""Why the verdicts of a run are held, on its seal; of the seals there are, none was."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column; what is NULL is in no link, so the seals there are stay as they are."""
    op.add_column(
        "seals", sa.Column("held", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"))
    )
