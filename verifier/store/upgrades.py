"""Which version a database has, and bringing it to this release's."""

from enum import Enum, auto
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table, text

from verifier.errors import StoreError
from verifier.store.database import Database
from verifier.store.schema import REVISION

_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION = table("alembic_version", column("version_num"))
_TURN = 0x76657269
"""The advisory lock that lets one program at a time change the tables ("veri")."""


class Standing(Enum):
    """How a database's version stands to this release's."""

    EMPTY = auto()
    OLDER = auto()
    CURRENT = auto()


def make_ready(database: Database, *, read_only: bool) -> None:
    """Build an empty database, leave one of this version, refuse any other with a StoreError."""
    with database.reading() as connection:
        standing, found = _standing(database, connection)
    if standing is Standing.OLDER:
        raise StoreError(
            f"the database {database.name} is of version {found}, this release needs "
            f"{REVISION}: run `verifier db upgrade`"
        )
    if standing is Standing.EMPTY and read_only:
        raise StoreError(f"the database {database.name} is empty: run `verifier load` first")
    if standing is Standing.EMPTY:
        migrate(database)


def migrate(database: Database) -> str:
    """Run the migrations that are missing, all or none; tell what was done in one line."""
    from alembic.util import CommandError

    if database.is_sqlite:
        database.keep_log()
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
        standing, found = _standing(database, connection)
        if standing is Standing.CURRENT:
            return f"{database.name} is of version {REVISION} already"
        try:
            build(connection)
        except CommandError as error:
            raise StoreError(
                f"the database {database.name} is of version {found}, which this release "
                "cannot upgrade: install the release that wrote it and upgrade step by step"
            ) from error
    return f"{database.name}: from {found or 'nothing'} to version {REVISION}"


def build(connection: Connection) -> None:
    """Run every migration that a database has not seen. Raises alembic's CommandError."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")


def _standing(database: Database, connection: Connection) -> tuple[Standing, str]:
    names = inspect(connection).get_table_names()
    if not names:
        return Standing.EMPTY, ""
    found = ""
    if _VERSION.name in names:
        found = connection.scalar(select(_VERSION.c.version_num)) or ""
    if not found:
        raise StoreError(
            f"the database {database.name} holds other tables: give verifier one of its own"
        )
    if found == REVISION:
        return Standing.CURRENT, found
    if found.isdecimal() and found < REVISION:
        return Standing.OLDER, found
    raise StoreError(
        f"the database {database.name} is of version {found}, newer than this release "
        f"({REVISION}) knows: install a newer verifier"
    )
