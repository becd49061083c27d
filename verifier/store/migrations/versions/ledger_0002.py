"""The chain: a link a row, heads, seals, closings and stamps; what was there is chained too."""

import hashlib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from verifier.store.chain import link_of
from verifier.store.types import Utc

revision = "0002"
down_revision = "0001"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_BATCH = 1000

_OLD = {
    "labs": "id version content valid_from:utc",
    "claims": "id lab version content valid_from:utc",
    "runs": "began:utc as_of:utc",
    "sweeps": "run digest source began:utc ended:utc outcome controlled:bool fault detail "
    "covers_since:utc items requests sha256 known_sha256 state_sha256",
    "evidence": "digest scope kind artefact source recorded_at:utc sweep content",
    "verdicts": "run claim as_of:utc status reason since:utc substance content",
}
"""The tables there were, and what of a row is chained beside its number."""
_NEW = ("closings", "seals", "stamps")
_TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "utc": Utc(),
    "bool": sa.Boolean(),
    "": sa.types.NullType(),
}


def upgrade() -> None:
    """Add what is new, chain what is there, then guard it all."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    _unguard(postgresql=postgresql)
    for name in _OLD:
        op.add_column(name, sa.Column("link", _WORD, nullable=False, server_default=""))
        if postgresql:
            op.execute(f"ALTER TABLE {name} ALTER COLUMN number DROP IDENTITY")
    for name in ("known_sha256", "state_sha256"):
        op.add_column("sweeps", sa.Column(name, _WORD))
    _tables()
    _chain_what_is_there(op.get_bind())
    if postgresql:
        _guard_postgresql()
    else:
        _guard_sqlite()


def _column(name: str, kind: sa.types.TypeEngine[Any] = _WORD) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _appended(name: str, *columns: sa.Column[Any]) -> None:
    number = sa.Column("number", _BIG, primary_key=True, autoincrement=False)
    link = sa.Column("link", _WORD, nullable=False, server_default="")
    op.create_table(name, number, *columns, link)


def _reference(name: str, target: str) -> sa.Column[Any]:
    return sa.Column(name, _BIG, sa.ForeignKey(f"{target}.number"), nullable=False)


def _tables() -> None:
    at = sa.DateTime(timezone=True)
    _appended("closings", _column("kind"), _column("version", _BIG), _column("at", at))
    _appended("seals", _reference("run", "runs"), _column("at", at), _column("heads", sa.Text()))
    _appended(
        "stamps",
        _reference("seal", "seals"),
        _column("at", at),
        _column("authority"),
        _column("token", sa.Text()),
    )
    op.create_table(
        "heads", sa.Column("name", _WORD, primary_key=True), _column("last", _BIG), _column("link")
    )


def _chain_what_is_there(connection: sa.Connection) -> None:
    _remember_maps(connection)
    heads = {name: _chain(connection, name) for name in _OLD}
    closed = sa.text(
        "SELECT 'labs' AS kind, number AS version, valid_to AS at FROM labs"
        " WHERE valid_to IS NOT NULL UNION ALL SELECT 'claims', number, valid_to FROM claims"
        " WHERE valid_to IS NOT NULL ORDER BY 3, 1, 2"
    ).columns(sa.column("kind"), sa.column("version"), sa.column("at", Utc()))
    ended = sa.text(
        "SELECT number AS run, ended AS at, '{}' AS heads FROM runs"
        " WHERE ended IS NOT NULL ORDER BY number"
    ).columns(sa.column("run"), sa.column("at", Utc()), sa.column("heads"))
    heads["closings"] = _append(connection, "closings", closed)
    heads["seals"] = _append(connection, "seals", ended)
    heads["stamps"] = (0, "")
    table = sa.table("heads", sa.column("name"), sa.column("last"), sa.column("link"))
    rows = [{"name": name, "last": last, "link": link} for name, (last, link) in heads.items()]
    connection.execute(table.insert(), rows)


def _remember_maps(connection: sa.Connection) -> None:
    """Say on each source's last sweep which maps it left behind."""
    sweeps = sa.table("sweeps", *map(sa.column, ("number", "known_sha256", "state_sha256")))
    for last, known, state in connection.execute(sa.text("SELECT last, known, state FROM sources")):
        marks = (hashlib.sha256(each.encode()).hexdigest() for each in (known, state))
        values = dict(zip(("known_sha256", "state_sha256"), marks, strict=True))
        connection.execute(sa.update(sweeps).where(sweeps.c.number == last).values(values))


def _chain(connection: sa.Connection, name: str) -> tuple[int, str]:
    """Link the rows that a table holds; give the last one's number and link."""
    fields = [field.partition(":") for field in f"number {_OLD[name]}".split()]
    columns: list[sa.ColumnClause[Any]] = [
        sa.column(field, _TYPES[kind]) for field, _, kind in fields
    ]
    table = sa.table(name, *columns, sa.column("link"))
    number = table.c.number
    change = sa.update(table).where(number == sa.bindparam("at")).values(link=sa.bindparam("new"))
    last, link = 0, ""
    while (
        rows := connection.execute(
            sa.select(*columns).where(number > last).order_by(number).limit(_BATCH)
        )
        .mappings()
        .all()
    ):
        links = []
        for row in rows:
            last, link = row["number"], link_of(link, name, dict(row))
            links.append({"at": last, "new": link})
        connection.execute(change, links)
    return last, link


def _append(connection: sa.Connection, name: str, query: sa.TextualSelect) -> tuple[int, str]:
    """Copy rows into a new table, numbered and linked."""
    number, link = 0, ""
    rows = []
    for number, found in enumerate(connection.execute(query).mappings(), start=1):
        row = {"number": number, **found}
        link = link_of(link, name, row)
        rows.append({**row, "link": link})
    if rows:
        kinds = {"at": Utc()}
        table = sa.table(name, *(sa.column(field, kinds.get(field)) for field in rows[0]))
        connection.execute(table.insert(), rows)
    return number, link


_APPENDED = {
    "sweeps": "number = NEW.number OR (run = NEW.run AND digest = NEW.digest)",
    "evidence": "number = NEW.number OR digest = NEW.digest",
    **dict.fromkeys(("verdicts", *_NEW), "number = NEW.number"),
}
"""The tables no row of which ever changes, and when a row is there already."""
_CLOSED = {
    "labs": ("valid_to", "number = NEW.number OR (id = NEW.id AND valid_to IS NULL)"),
    "claims": ("valid_to", "number = NEW.number OR (id = NEW.id AND valid_to IS NULL)"),
    "runs": ("ended", "number = NEW.number"),
}
"""The tables one column of which is filled in once, and when a row is there already."""
_GUARDS = {
    "labs": ("no_delete", "no_update", "closed_once", "no_replace"),
    "claims": ("no_delete", "no_update", "closed_once", "no_replace"),
    **dict.fromkeys(("sweeps", "evidence", "verdicts"), ("no_update", "no_delete", "no_replace")),
}
"""What guarded the tables before."""


def _unguard(*, postgresql: bool) -> None:
    for table, names in _GUARDS.items():
        for name in names:
            on = f" ON {table}" if postgresql else ""
            op.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{on}")


def _fixed(table: str) -> str:
    """Name the columns of a table that never change."""
    fields = (field.partition(":")[0] for field in _OLD[table].split())
    return ", ".join(("number", *fields, "link"))


def _guard_sqlite() -> None:
    def refuse(table: str, name: str, event: str, when: str = "") -> None:
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )

    def keep(table: str, there: str) -> None:
        # REPLACE deletes without a delete trigger
        exists = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {there})"  # noqa: S608 - names of this file
        refuse(table, "no_delete", "DELETE")
        refuse(table, "no_replace", "INSERT", exists)

    for table, there in _APPENDED.items():
        keep(table, there)
        refuse(table, "no_update", "UPDATE")
    for table, (column, there) in _CLOSED.items():
        keep(table, there)
        refuse(table, "no_update", f"UPDATE OF {_fixed(table)}")
        refuse(table, "closed_once", "UPDATE", f"WHEN OLD.{column} IS NOT NULL")
    keep("heads", "name = NEW.name")
    refuse("heads", "no_update", "UPDATE OF name")


def _guard_postgresql() -> None:
    for name, event, each, when in _refusals():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} FOR EACH {each} {when} "
            "EXECUTE FUNCTION verifier_refuse()"
        )


def _refusals() -> Iterator[tuple[str, str, str, str]]:
    for table in _APPENDED:
        yield f"{table}_no_update", f"UPDATE OR DELETE ON {table}", "ROW", ""
    for table, (column, _) in _CLOSED.items():
        event = f"DELETE OR UPDATE OF {_fixed(table)} ON {table}"
        yield f"{table}_no_update", event, "ROW", ""
        when = f"WHEN (OLD.{column} IS NOT NULL)"
        yield f"{table}_closed_once", f"UPDATE ON {table}", "ROW", when
    yield "heads_no_update", "DELETE OR UPDATE OF name ON heads", "ROW", ""
    for table in (*_NEW, "runs", "heads"):
        yield f"{table}_no_truncate", f"TRUNCATE ON {table}", "STATEMENT", ""
