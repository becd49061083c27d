"""What a reader of the database sees without the program under test, and what its audit finds."""

from sqlalchemy import MetaData, create_engine, inspect, select
from sqlalchemy.pool import NullPool

from verifier.ports import Damage, Tally
from verifier.store import open_store

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


def damage(url: str) -> list[Damage]:
    """Give what an audit finds."""
    with open_store(url, read_only=True) as store:
        return list(store.audit(Tally(), lambda *_: None))
