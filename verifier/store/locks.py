"""One resolve, and one notify, at a time: a lock that dies with the process that holds it."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import text

from verifier.errors import AlreadyRunning, StoreError
from verifier.store.database import Database

_KEYS = {"resolve": 0x7665726966, "notify": 0x7665726967}
"""The advisory locks' numbers on PostgreSQL: the letters of "verif", and the next."""
_TRY = text("SELECT pg_try_advisory_lock(:key)")
_LEAVE = text("SELECT pg_advisory_unlock(:key)")
_HOLDER = text(
    "SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid)"
    " WHERE locktype = 'advisory' AND granted AND ((classid::bigint << 32) | objid::bigint) = :key"
)
_NAME = text("SELECT set_config('application_name', :who, false)")


@contextmanager
def alone(database: Database, since: datetime, what: str = "resolve") -> Iterator[None]:
    """Keep every other run of a command out of this database until the end of the block.

    Raises AlreadyRunning with who holds it since when; StoreError where no lock can be had.
    """
    who = f"{this_process()}, since {since:%Y-%m-%d %H:%M:%S} UTC"
    held = _by_file if database.is_sqlite else _by_server
    with held(database, who, what):
        yield


def this_process() -> str:
    """Name this process among all machines'."""
    return f"process {os.getpid()} on {socket.gethostname()}"


@contextmanager
def _by_file(database: Database, who: str, what: str) -> Iterator[None]:
    from filelock import FileLock, Timeout

    beside = database.name if what == "resolve" else f"{database.name}.{what}"
    path, holder = Path(f"{beside}.lock"), Path(f"{beside}.holder")
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyRunning(_told(what, _named(holder))) from None
    except OSError as trouble:
        raise StoreError(f"{path} cannot be locked: {trouble.strerror}") from None
    try:
        holder.write_text(who, encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _named(holder: Path) -> str:
    """Read who holds a lock, who may have taken it this instant and be about to write it."""
    for _ in range(50):
        if who := _read(holder):
            return who
        time.sleep(0.01)
    return ""


def _read(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8")
    except OSError:
        return ""


@contextmanager
def _by_server(database: Database, who: str, what: str) -> Iterator[None]:
    key = {"key": _KEYS[what]}
    with database.standing() as connection:
        connection.execute(_NAME, {"who": who[:63]})
        if not connection.execute(_TRY, key).scalar_one():
            holder = connection.execute(_HOLDER, key).scalar()
            raise AlreadyRunning(_told(what, holder or ""))
        try:
            yield
        finally:
            connection.execute(_LEAVE, key)


def _told(what: str, holder: str) -> str:
    by = f" ({holder})" if holder else ""
    return f"another {what} is running{by}: wait for it to end, then run this one again"
