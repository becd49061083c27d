"""Many rows at once, as the driver itself takes them: past SQLAlchemy's work on every value.

SQLite is given tuples by executemany, PostgreSQL a COPY. Triggers and constraints hold in both.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError, StatementError

from verifier.store.database import batches
from verifier.store.types import Utc

_COPIED = 50
"""From so many rows on, a COPY is worth its extra round trips."""


def insert_rows(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows, each a value a name in their order; their text must be storable.

    While rows are made the server takes those before them: making one must not ask it anything.
    Raises SQLAlchemy's errors, also where an instant has no zone.
    """
    instants = [at for at, name in enumerate(names) if isinstance(table.c[name].type, Utc)]
    bare = connection.dialect.name == "sqlite"
    values = (_values(row, instants, bare=bare) for row in rows)
    if bare:
        for batch in batches(values):
            _insert(connection, table, names, batch)
        return
    first = list(islice(values, _COPIED))
    if len(first) < _COPIED:
        _insert(connection, table, names, first)
    else:
        _copy(connection, table, names, chain(first, values))


def _values(row: Sequence[Any], instants: Iterable[int], *, bare: bool) -> tuple[Any, ...]:
    values = list(row)
    for at in instants:
        values[at] = _kept(values[at], bare=bare)
    return tuple(values)


def _kept(instant: datetime | None, *, bare: bool) -> datetime | str | None:
    if instant is None:
        return None
    if instant.tzinfo is None:
        error = ValueError(f"{instant} has no time zone")
        raise StatementError(str(error), None, None, error)
    in_utc = instant.astimezone(UTC)
    return _without_zone(in_utc) if bare else in_utc


@lru_cache(maxsize=256)
def _without_zone(in_utc: datetime) -> str:
    """Write an instant as SQLAlchemy does for SQLite; rows come by the thousand with one."""
    return in_utc.replace(tzinfo=None).isoformat(" ", "microseconds")


def _insert(
    connection: Connection, table: Table, names: Sequence[str], values: Sequence[tuple[Any, ...]]
) -> None:
    if not values:
        return
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    marks = ", ".join([mark] * len(names))
    statement = f"INSERT INTO {table.name} ({_list(names)}) VALUES ({marks})"  # noqa: S608 - the schema's own names
    connection.exec_driver_sql(statement, values)


def _copy(
    connection: Connection, table: Table, names: Sequence[str], values: Iterable[tuple[Any, ...]]
) -> None:
    import psycopg

    driver: Any = connection.connection.driver_connection
    statement = f"COPY {table.name} ({_list(names)}) FROM STDIN"
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in values:
                copy.write_row(row)
    except psycopg.Error as error:
        raise DBAPIError(statement, None, error) from error


def _list(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
