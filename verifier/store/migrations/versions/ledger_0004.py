"""Evidence kept: the exchanges of the sweeps that mattered, and the bodies they name."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_AT = sa.DateTime(timezone=True)
_APPENDED = {"exchanges": "number = NEW.number", "bodies": "sha256 = NEW.sha256"}
"""The new tables, no row of which ever changes, and when a row is there already."""


def upgrade() -> None:
    """Add the tables, the pointer to a source's last kept sweep, and the guards."""
    op.create_table(
        "exchanges",
        sa.Column("number", _BIG, primary_key=True, autoincrement=False),
        sa.Column("sweep", _BIG, sa.ForeignKey("sweeps.number"), nullable=False),
        _column("url"),
        *(_column(name, _AT) for name in ("began", "ended")),
        _column("status", sa.Integer()),
        *(_column(name, sa.Text()) for name in ("sent", "headers")),
        sa.Column("body", _WORD),
        sa.Column("size", _BIG),
        _column("kept", sa.Boolean()),
        sa.Column("link", _WORD, nullable=False, server_default=""),
    )
    op.create_index("exchanges_by_sweep", "exchanges", ["sweep"])
    op.create_table(
        "bodies",
        sa.Column("sha256", _WORD, primary_key=True),
        _column("size", _BIG),
        _column("packed", sa.LargeBinary()),
    )
    op.execute("INSERT INTO heads (name, last, link) VALUES ('exchanges', 0, '')")
    postgresql = op.get_bind().dialect.name == "postgresql"
    kind = "BIGINT" if postgresql else "INTEGER"  # alembic cannot add a reference on SQLite
    op.execute(f"ALTER TABLE sources ADD COLUMN last_kept {kind} REFERENCES sweeps (number)")
    for table, there in _APPENDED.items():
        if postgresql:
            _guard_postgresql(table)
        else:
            _guard_sqlite(table, there)


def _column(name: str, kind: sa.types.TypeEngine[Any] = _WORD) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _guard_sqlite(table: str, there: str) -> None:
    exists = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {there})"  # noqa: S608 - names of this file
    refused = (("no_update", "UPDATE", ""), ("no_delete", "DELETE", ""))
    for name, event, when in (*refused, ("no_replace", "INSERT", exists)):
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _guard_postgresql(table: str) -> None:
    for name, event, each in (
        ("no_update", "UPDATE OR DELETE", "ROW"),
        ("no_truncate", "TRUNCATE", "STATEMENT"),
    ):
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH {each} "
            "EXECUTE FUNCTION verifier_refuse()"
        )
