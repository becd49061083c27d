"""A mark a row, in the tables that are neither chained nor follow from what is."""

import sqlalchemy as sa
from alembic import op

from verifier.store.marks import mark_of
from verifier.store.types import Utc

revision = "0008"
down_revision = "0007"

_WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_NIGHT = ("standing", "awaited", "scopes", "decided")
_KEPT = (
    sa.table("recipients", *map(sa.column, ("id", "told_up_to")), sa.column("met", Utc)),
    sa.table("tellings", *map(sa.column, ("recipient", "notice")), sa.column("at", Utc)),
)


def upgrade() -> None:
    """Mark who was told what; what a night goes by is emptied, for the next one to make anew."""
    for name in _NIGHT:
        op.execute(f"DELETE FROM {name}")  # noqa: S608 - the names above
    for name in ("standing", "scopes", "decided", *(table.name for table in _KEPT)):
        mark = sa.Column("mark", _WORD, nullable=False, server_default="")
        op.add_column(name, mark)
    for table in _KEPT:
        _mark(op.get_bind(), table)


def _mark(connection: sa.Connection, table: sa.TableClause) -> None:
    for row in connection.execute(sa.select(table)).mappings().all():
        this = sa.and_(*(column == row[column.name] for column in table.c))
        mark = mark_of(table.name, dict(row))
        connection.execute(sa.update(table).where(this).values({sa.column("mark"): mark}))
