"""The way to a database: addresses, connections, transactions, and faults in plain words."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from verifier.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")

BATCH = 1000
"""Rows or parameters a statement: enough to be fast, and few enough for every driver."""
WAIT = 30
"""Seconds to wait for another writer before giving up; `?timeout=` in an SQLite address wins."""
_CONNECT = 10
_TURN = text("SELECT pg_advisory_xact_lock(:key)")
_WRITERS = 0x77726974
"""The lock that writers queue up for on PostgreSQL ("writ"): each row links to the one before."""
_BEGIN = "verifier_begin"
"""The option of a connection that says how its transactions begin on SQLite."""


class Database:
    """One database and its connections; every fault leaves it as a StoreError of one line."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"

    @property
    def name(self) -> str:
        """What a user may see of the address: never a password."""
        url = self.engine.url
        if self.is_sqlite:
            return unquote((url.database or "").removeprefix("file://"))
        return f"{url.database or ''} at {url.host or url.query.get('host', 'this machine')}"

    @property
    def conninfo(self) -> str:
        """The same address as libpq's own clients take it, password and all; PostgreSQL's only."""
        from psycopg.conninfo import make_conninfo

        _, parameters = self.engine.dialect.create_connect_args(self.engine.url)
        parameters.pop("context", None)  # of the driver in Python, not of libpq
        return make_conninfo(**parameters)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the database."""
        with self._faults(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Open a transaction that sees one state however long it lasts, text byte by byte."""
        with self._faults(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
                with connection.begin():
                    yield connection
                return
            driver: Any = connection.connection.driver_connection
            driver.text_factory = _any_text
            try:
                with connection.begin():
                    yield connection
            finally:
                driver.text_factory = str

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is wholly kept at its end, or not at all; one at a time."""
        with self._faults(), self._beginning("BEGIN IMMEDIATE").begin() as connection:
            if not self.is_sqlite:
                connection.execute(_TURN, {"key": _WRITERS})
            yield connection

    @contextmanager
    def standing(self) -> Iterator[Connection]:
        """Open a connection without a transaction, for what lasts as long as the connection."""
        with self._faults(), self.engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    def keep_log(self) -> None:
        """Have an SQLite file written by a log beside it, so that readers never wait."""
        with self._faults(), self._beginning("").connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def _beginning(self, how: str) -> Engine:
        options: Mapping[str, Any] = {_BEGIN: how}
        return self.engine.execution_options(**options)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise StoreError(f"the database {self.name} {_trouble(error)}") from error
        except UnicodeDecodeError as error:  # SQLite quotes what it cannot read in its messages
            raise StoreError(f"the database {self.name} {_DAMAGED}") from error


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut a stream into lists of at most `size`."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def insert_into(connection: Connection, target: Table) -> "sqlite.Insert | postgresql.Insert":
    """Begin an insert that may say what to do about a row that is there already."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(target)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(target)


def connect(url: str, *, read_only: bool = False) -> Database:
    """Prepare the way to a database; nothing is opened yet but an SQLite file's folder is made.

    Takes `sqlite:///PATH` and `postgresql://...`. Raises StoreError for any other address.
    """
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
        match address.get_backend_name():
            case "sqlite":
                return Database(_sqlite(address, read_only=read_only))
            case "postgresql":
                return Database(_postgresql(address, read_only=read_only))
    except (ArgumentError, ValueError):
        pass  # told below, without a word of the address: it may hold a password
    raise StoreError(
        "the database's address is none: write sqlite:///PATH or postgresql://USER@HOST/NAME"
    )


def _postgresql(address: URL, *, read_only: bool) -> Engine:
    patience = {"connect_timeout": str(_CONNECT), **address.query}
    address = address.set(drivername="postgresql+psycopg", query=patience)
    options = {"postgresql_readonly": read_only}
    engine = create_engine(address, hide_parameters=True, execution_options=options)
    if "options" not in address.query:
        event.listen(engine, "connect", _wait_for_locks)
    return engine


def _sqlite(address: URL, *, read_only: bool) -> Engine:
    path = address.database or ""
    if path in {"", ":memory:"}:
        raise StoreError("a database in memory is gone when the command ends: write sqlite:///PATH")
    if not path.startswith("file:"):
        _check_file(Path(path), read_only=read_only)
        if unknown := ", ".join(address.query.keys() - {"timeout"}):
            raise StoreError(f"an SQLite address takes no {unknown}, only ?timeout=SECONDS")
    if read_only:
        path = path if path.startswith("file:") else Path(path).absolute().as_uri()
        address = address.update_query_dict({"mode": "ro", "uri": "true"})
    patience = {"timeout": str(WAIT), **address.query}
    address = address.set(drivername="sqlite", database=path, query=patience)
    engine = create_engine(address, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _check_file(path: Path, *, read_only: bool) -> None:
    """Make the folder a new database is to lie in; to be read only, it must be there."""
    if read_only:
        if not path.is_file():
            raise StoreError(f"there is no database {path}: run `verifier load` to begin one")
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = f"the folder {path.parent} for the database cannot be made: {error.strerror}"
        raise StoreError(told) from error


def _wait_for_locks(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    connection.execute(f"SET lock_timeout = '{WAIT}s'")
    connection.commit()


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    """Let SQLAlchemy begin transactions itself, and have foreign keys held."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    """Writers queue up at the start: who reads first and writes later could not wait its turn."""
    how = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if how:
        connection.exec_driver_sql(how)


def _any_text(stored: bytes) -> str:
    """Read also what is no UTF-8, as no text that was ever written."""
    return stored.decode("utf-8", "surrogateescape")


_BUSY = "is held by another program that is writing to it: try again later"
_DAMAGED = "is damaged: restore it from a backup"
_AWAY = "cannot be reached: see that the server runs and that the address is right"
_SHUT = "may only be read: check the permissions of the file and of its folder"
_TROUBLES = (
    ("unable to open", "cannot be opened: check the permissions of the file and of its folder"),
    ("readonly database", _SHUT),
    ("read-only transaction", "was opened for reading only"),
    ("database is locked", _BUSY),
    ("lock timeout", _BUSY),
    ("is full", "cannot grow: the disk is full"),
    ("disk i/o error", "cannot be read or written: the disk reports an error"),
    ("not a database", "is no SQLite database"),
    ("malformed", _DAMAGED),
    ("password", "refuses the user name or the password"),
    ("append-only", "is append-only: what was once written stays"),
    ("connection refused", _AWAY),
    ("could not translate host", _AWAY),
    ("failed to resolve host", _AWAY),
    ("no such file", _AWAY),
    ("timeout expired", _AWAY),
)


def _trouble(error: SQLAlchemyError) -> str:
    """Say what is wrong, in one line."""
    told = str(getattr(error, "orig", None) or error)
    lowered = told.casefold()
    for sign, words in _TROUBLES:
        if sign in lowered:
            return words
    return f"cannot be used: {' '.join(told.split())}"
