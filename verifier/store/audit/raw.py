"""Rows exactly as they are stored, past every conversion that would forgive a changed byte."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    Integer,
    LargeBinary,
    Table,
    select,
    type_coerce,
)
from sqlalchemy.types import NullType

from verifier.store.database import BATCH
from verifier.store.types import Utc

Row = Mapping[str, Any]


def rows_of(connection: Connection, table: Table) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Give a table's rows by their key, and of each the columns that hold no value of their type.

    Such a value is given as it is stored.
    """
    query = select(*(type_coerce(column, NullType()).label(column.name) for column in table.c))
    query = query.order_by(*table.primary_key.columns)
    columns = list(table.columns)
    with connection.execute(query, execution_options={"yield_per": BATCH}) as rows:
        for row in rows:
            values: dict[str, Any] = {}
            odd = []
            for column, stored in zip(columns, row, strict=True):
                value, fits = _value(column, stored)
                values[column.name] = value
                if not fits:
                    odd.append(column.name)
            yield values, odd


def _value(column: Column[Any], stored: object) -> tuple[object, bool]:
    if stored is None:
        return None, bool(column.nullable)
    match column.type:
        case Utc():
            return _instant(stored)
        case Boolean():
            return bool(stored), type(stored) in {bool, int} and stored in {0, 1}
        case Integer():
            return stored, type(stored) is int
        case Float():
            return stored, isinstance(stored, float)
        case LargeBinary():
            return stored, isinstance(stored, bytes)
        case _:
            return stored, isinstance(stored, str)


def _instant(stored: object) -> tuple[object, bool]:
    """Read what SQLite keeps as text and PostgreSQL as an instant."""
    if isinstance(stored, datetime):
        return stored.astimezone(UTC), True
    try:
        bare = datetime.fromisoformat(str(stored))
    except ValueError:
        return stored, False
    if bare.isoformat(" ", "microseconds") != stored:
        return stored, False
    return bare.replace(tzinfo=UTC), True
