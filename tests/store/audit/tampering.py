"""Changing a ledger past its guards, in a transaction that is undone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, column, select, table, text, update

from verifier.ports import Damage, Tally
from verifier.store import chain
from verifier.store.audit import audit
from verifier.store.chain import CHAINED, WRITTEN_LATER, link_of
from verifier.store.schema import heads, metadata

VERSION = table("alembic_version", column("version_num"))


def silently(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def audited(connection: Connection) -> list[Damage]:
    """Give all the damage an audit finds."""
    return list(audit(connection, Tally(), silently))


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """Let changes through in the block; afterwards the guards stand as before, the change too."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET session_replication_role = replica"))
        yield
        connection.execute(text("SET session_replication_role = DEFAULT"))
        return
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    triggers = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    ).all()
    for name, _ in triggers:
        connection.execute(text(f"DROP TRIGGER {name}"))
    yield
    for _, sql in triggers:
        connection.exec_driver_sql(sql)


@contextmanager
def undone(connection: Connection) -> Iterator[None]:
    """Take back whatever the block does."""
    point = connection.begin_nested()
    try:
        yield
    finally:
        point.rollback()


def rows(connection: Connection, name: str) -> list[dict[str, Any]]:
    """Give a table's rows by their key."""
    target = metadata.tables[name]
    query = select(target).order_by(*target.primary_key.columns)
    return [dict(row) for row in connection.execute(query).mappings()]


def key_of(target: Table, row: dict[str, Any]) -> str:
    """Name a row as an audit names it."""
    return "/".join(str(row[key.name]) for key in target.primary_key.columns)


def this(target: Table, row: dict[str, Any]) -> ColumnElement[bool]:
    """Select a row by its key."""
    return and_(*(key == row[key.name] for key in target.primary_key.columns))


def change(connection: Connection, target: Table, row: dict[str, Any], **values: object) -> None:
    """Change one row."""
    with unguarded(connection):
        connection.execute(update(target).where(this(target, row)).values(values))


def relink(connection: Connection, *, seals: bool) -> None:
    """Link every row anew, as somebody would who may write everything and knows how."""
    with unguarded(connection):
        for name, target in CHAINED.items():
            number, link = 0, ""
            for row in rows(connection, name):
                if name == "seals" and seals:
                    row["heads"] = chain.standing(connection)
                later = WRITTEN_LATER.get(name, "")
                said = {column: value for column, value in row.items() if column != later}
                number, link = row["number"], link_of(link, name, said)
                values = {**said, "link": link}
                connection.execute(update(target).where(target.c.number == number).values(values))
            last = update(heads).where(heads.c.name == name)
            connection.execute(last.values(last=number, link=link))


def otherwise(value: object) -> object:
    """Give another value of the same kind."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1000
        case datetime():
            return value + timedelta(microseconds=1)
        case bytes():
            return value[:-1] + bytes([value[-1] ^ 1])
        case _:
            text = str(value)
            return f"{text[:-1]}{chr(ord(text[-1]) ^ 1)}" if text else "x"
