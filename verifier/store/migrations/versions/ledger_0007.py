"""What every claim waits for, so that a night judges only what may have changed."""

import sqlalchemy as sa
from alembic import op

from verifier.store.sweeps import heard_by_source

revision = "0007"
down_revision = "0006"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_OPEN = sa.text("valid_to IS NULL")
_UNTRACED = sa.text("untraced")


def upgrade() -> None:
    """Add the tables empty: the next night judges every claim and fills them."""
    op.add_column("sources", sa.Column("telling", sa.Text, nullable=False, server_default=""))
    op.add_column("sources", sa.Column("turned", _BIG, nullable=False, server_default="0"))
    op.create_index("sources_by_turn", "sources", ["turned"])
    _listen(op.get_bind())
    op.create_index(
        "claims_by_lab", "claims", ["lab", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    _standing()
    op.create_table("awaited", _key("claim"), _key("place"))
    op.create_index("awaited_by_place", "awaited", ["place"])
    op.create_table("scopes", _key("lab"), _key("scope"))
    op.create_index("scopes_by_scope", "scopes", ["scope"])
    op.create_table(
        "decided",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(name, _BIG, nullable=False)
            for name in ("closings", "labs", "claims", "evidence", "sweeps", "verdicts")
        ),
    )


def _listen(connection: sa.Connection) -> None:
    """Say of each source which of its sweeps are telling."""
    sources = sa.table("sources", *map(sa.column, ("id", "telling", "turned")))
    for name, told in list(heard_by_source(connection)):
        connection.execute(sa.update(sources).where(sources.c.id == name).values(told))


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, _WORD, primary_key=True)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _standing() -> None:
    op.create_table(
        "standing",
        _key("claim"),
        sa.Column("lab", _WORD, nullable=False),
        sa.Column("reason", _WORD, nullable=False),
        sa.Column("rules", sa.Integer, nullable=False),
        sa.Column("wakes_at", sa.DateTime(timezone=True)),
        _flag("heeds_places"),
        _flag("untraced"),
    )
    for name, column in (
        ("lab", "lab"),
        ("rules", "rules"),
        ("reason", "reason"),
        ("wake", "wakes_at"),
    ):
        op.create_index(f"standing_by_{name}", "standing", [column])
    op.create_index(
        "standing_untraced",
        "standing",
        ["claim"],
        sqlite_where=_UNTRACED,
        postgresql_where=_UNTRACED,
    )
