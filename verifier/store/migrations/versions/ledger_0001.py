"""The ledger: versions of labs and claims, runs, sweeps, facts, verdicts, and what guards them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_UTC = sa.DateTime(timezone=True)
_OPEN = sa.text("valid_to IS NULL")


def upgrade() -> None:
    """Build the tables, then the triggers."""
    _versions("labs")
    _versions("claims", _word("lab"))
    _runs_and_sweeps()
    _evidence()
    _verdicts()
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def _number() -> sa.Column[int]:
    return sa.Column("number", _BIG, sa.Identity(), primary_key=True)


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, _WORD, nullable=False)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, _UTC, nullable=nullable)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _link(name: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, _BIG, sa.ForeignKey(f"{target}.number"), nullable=nullable)


def _versions(name: str, *more: sa.Column[str]) -> None:
    op.create_table(
        name,
        _number(),
        _word("id"),
        *more,
        _word("version"),
        _text("content"),
        _instant("valid_from"),
        _instant("valid_to", nullable=True),
    )
    op.create_index(
        f"{name}_current", name, ["id"], unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
    )


def _runs_and_sweeps() -> None:
    op.create_table(
        "runs", _number(), _instant("began"), _instant("as_of"), _instant("ended", nullable=True)
    )
    op.create_table(
        "sweeps",
        _number(),
        _link("run", "runs"),
        _word("digest"),
        _word("source"),
        _instant("began"),
        _instant("ended"),
        _word("outcome"),
        sa.Column("controlled", sa.Boolean, nullable=False),
        _word("fault"),
        _word("detail"),
        _instant("covers_since", nullable=True),
        sa.Column("items", sa.Integer, nullable=False),
        sa.Column("requests", sa.Integer, nullable=False),
        _word("sha256"),
        sa.UniqueConstraint("run", "digest", name="sweeps_once"),
    )
    op.create_index("sweeps_by_source", "sweeps", ["source", "number"])
    op.create_table(
        "sources",
        sa.Column("id", _WORD, primary_key=True),
        _link("last", "sweeps"),
        _link("last_read", "sweeps", nullable=True),
        _link("last_controlled", "sweeps", nullable=True),
        _text("known"),
        _text("state"),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        _number(),
        _word("digest"),
        _word("scope"),
        _word("kind"),
        _word("artefact"),
        _word("source"),
        _instant("recorded_at"),
        _link("sweep", "sweeps"),
        _text("content"),
        sa.UniqueConstraint("digest", name="evidence_once"),
    )
    op.create_index("evidence_by_scope", "evidence", ["scope"])


def _verdicts() -> None:
    op.create_table(
        "verdicts",
        _number(),
        _link("run", "runs"),
        _word("claim"),
        _instant("as_of"),
        _word("status"),
        _word("reason"),
        _instant("since"),
        _word("substance"),
        _text("content"),
    )
    op.create_index("verdicts_by_claim", "verdicts", ["claim", "as_of", "number"])


_APPENDED = {
    "sweeps": "number = NEW.number OR (run = NEW.run AND digest = NEW.digest)",
    "evidence": "number = NEW.number OR digest = NEW.digest",
    "verdicts": "number = NEW.number",
}
"""The tables no row of which ever changes, and when a row is there already."""
_CLOSED = {
    "labs": "number, id, version, content, valid_from",
    "claims": "number, id, lab, version, content, valid_from",
}
"""The tables whose rows are closed once, and what never changes in them."""


def _guard_sqlite() -> None:
    def on(table: str, name: str, event: str, when: str = "", then: str = "") -> None:
        then = then or f"ABORT, '{table} is append-only'"
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {when} "
            f"BEGIN SELECT RAISE({then}); END"
        )

    for table, there in _APPENDED.items():
        on(table, "no_update", "UPDATE")
        on(table, "no_delete", "DELETE")
        # REPLACE deletes without a delete trigger: a row that is there already stays as it is
        exists = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {there})"  # noqa: S608 - names of this file
        on(table, "no_replace", "INSERT", exists, "IGNORE")
    for table, fixed in _CLOSED.items():
        on(table, "no_delete", "DELETE")
        on(table, "no_update", f"UPDATE OF {fixed}")
        on(table, "closed_once", "UPDATE", "WHEN OLD.valid_to IS NOT NULL")
        there = "number = NEW.number OR (id = NEW.id AND valid_to IS NULL)"
        exists = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {there})"  # noqa: S608 - names of this file
        on(table, "no_replace", "INSERT", exists)


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION verifier_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )

    def refuse(table: str, name: str, event: str, each: str = "ROW", when: str = "") -> None:
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} "
            f"FOR EACH {each} {when} EXECUTE FUNCTION verifier_refuse()"
        )

    for table in _APPENDED:
        refuse(table, "no_update", "UPDATE OR DELETE")
        refuse(table, "no_truncate", "TRUNCATE", "STATEMENT")
    for table, fixed in _CLOSED.items():
        refuse(table, "no_update", f"DELETE OR UPDATE OF {fixed}")
        refuse(table, "no_truncate", "TRUNCATE", "STATEMENT")
        refuse(table, "closed_once", "UPDATE", when="WHEN (OLD.valid_to IS NOT NULL)")
