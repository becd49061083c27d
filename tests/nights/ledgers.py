"""What a reader of the database sees, without the program under test."""

from sqlalchemy import MetaData, create_engine, inspect, select
from sqlalchemy.pool import NullPool

APPENDED = ("sweeps", "evidence", "verdicts")
Rows = dict[str, set[tuple[object, ...]]]


def rows(url: str) -> Rows:
    """Read every row that is committed in the tables that are only appended to."""
    address = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(address, poolclass=NullPool)
    found: Rows = {name: set() for name in APPENDED}
    with engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
        tables = MetaData()
        tables.reflect(connection, only=[name for name in APPENDED if name in there])
        for name, table in tables.tables.items():
            found[name] = {tuple(row) for row in connection.execute(select(table))}
    engine.dispose()
    return found


def lost(before: Rows, after: Rows) -> list[tuple[object, ...]]:
    """Give the rows that were there and are no more."""
    return [row for name in APPENDED for row in before[name] - after[name]]
