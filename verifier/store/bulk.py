"""Many rows at once, as the driver itself takes them: past SQLAlchemy's work on every value.

SQLite is given tuples by executemany, PostgreSQL a COPY. Triggers and constraints hold in both.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from verifier.store.database import batches
from verifier.store.types import Utc

_COPIED = 50
"""From so many rows on, a COPY is worth its extra round trips."""


def insert_rows(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert rows, each a value a name in their order; their text must be storable.

    Instants are ISO 8601 in UTC with a "Z". While rows are made the server takes those before
    them: making one must not ask it anything. Raises SQLAlchemy's errors.
    """
    if connection.dialect.name == "sqlite":
        instants = [at for at, name in enumerate(names) if isinstance(table.c[name].type, Utc)]
        for batch in batches(_with_bare(row, instants) for row in rows):
            _insert(connection, table, names, batch)
        return
    stream = iter(rows)
    first = list(islice(stream, _COPIED))
    if len(first) < _COPIED:
        _insert(connection, table, names, first)
    else:
        _copy(connection, table, names, chain(first, stream))


def _with_bare(row: Iterable[Any], instants: Iterable[int]) -> tuple[Any, ...]:
    values = list(row)
    for at in instants:
        if values[at] is not None:
            values[at] = _bare(values[at])
    return tuple(values)


@lru_cache(maxsize=256)
def _bare(instant: str) -> str:
    """Write an instant as SQLAlchemy does for SQLite; rows come by the thousand with one."""
    return datetime.fromisoformat(instant).replace(tzinfo=None).isoformat(" ", "microseconds")


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
