"""Where procrastinate keeps its tables: a schema of its own, in the ledger's database.

Jobs mean nothing past the run they belong to, and a run can be shared out again from the ledger:
so another procrastinate's tables are not migrated, they are built anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

import psycopg
from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.schema import SchemaManager

from verifier.errors import StoreError

_SCHEMA = "verifier_queue"
_TURN = 0x7175657565
"""The advisory lock that lets one program at a time build the tables ("queue")."""
_PATH = f"SET search_path TO {_SCHEMA}"
_FOUND = f"SELECT obj_description(to_regnamespace('{_SCHEMA}'))"
_PATIENCE = 10.0
"""Seconds a connection may take."""


def lasting(conninfo: str) -> App:
    """Make the way to the jobs for a worker, over connections of an event loop."""
    connector = PsycopgConnector(
        conninfo=conninfo, configure=_look_there, min_size=1, timeout=_PATIENCE
    )
    return App(connector=connector)


@contextmanager
def brief(conninfo: str) -> Iterator[App]:
    """Open the way to the jobs for a few calls; raises StoreError where it is barred."""
    connector = SyncPsycopgConnector(
        conninfo=conninfo, configure=_look_here, min_size=1, max_size=1, timeout=_PATIENCE
    )
    with told(), App(connector=connector).open() as app:
        yield app


def build(conninfo: str, *, anew: bool = False) -> bool:
    """Build the tables where there are none; another procrastinate's only if `anew`.

    Tells whether anything was built. Raises StoreError where other tables are in the way.
    """
    script = SchemaManager.get_schema()
    mark = sha256(script.encode()).hexdigest()
    with told(), psycopg.connect(conninfo) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
        found = _mark(connection)
        if found == mark:
            return False
        if found and not anew:
            raise StoreError(
                "the queue's tables are of another release of procrastinate than the one "
                "installed here: let the workers end, then run `verifier db upgrade`"
            )
        connection.execute(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")
        connection.execute(f"CREATE SCHEMA {_SCHEMA}")
        connection.execute(_PATH)
        connection.execute(script)
        connection.execute(f"COMMENT ON SCHEMA {_SCHEMA} IS '{mark}'".encode())
    return True


def is_there(conninfo: str) -> bool:
    """Tell whether there are tables of the queue, whichever procrastinate's."""
    with told(), psycopg.connect(conninfo) as connection:
        return bool(_mark(connection))


@contextmanager
def told() -> Iterator[None]:
    """Turn what is said of a database that is away into a StoreError."""
    try:
        yield
    except (ConnectorException, psycopg.Error) as error:
        if isinstance(error, psycopg.errors.InsufficientPrivilege):
            raise StoreError(
                "the queue's tables cannot be built: GRANT CREATE ON DATABASE to this user"
            ) from error
        cause = " ".join(str(error.__cause__ or error).split())
        raise StoreError(f"the queue's database cannot be used: {cause}") from error


def _mark(connection: psycopg.Connection) -> str:
    row = connection.execute(_FOUND).fetchone()
    return str(row[0] or "") if row else ""


def _look_here(connection: psycopg.Connection) -> None:
    connection.execute(_PATH)
    connection.commit()


async def _look_there(connection: psycopg.AsyncConnection) -> None:
    await connection.execute(_PATH)
    if not connection.autocommit:
        await connection.commit()
