import sqlite3
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from tests.fakes.databases import PostgresServer
from tests.store.samples import CLAIM, HUB_SOURCE, MINIMAX, START, opened, repository, sweep
from verifier.core.sweeps import Settled
from verifier.errors import StoreError
from verifier.store import open_store


def _refusal(url: str, *, read_only: bool = False) -> str:
    """Give what opening a database is refused with, which must be one line."""
    with pytest.raises(StoreError) as caught:
        open_store(url, read_only=read_only)
    told = str(caught.value)
    assert "\n" not in told
    return told


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "mysql://host/name",
        "verifier.db",
        "postgresql://me:secret@host:port/x",
        "sqlite:////tmp/x.db?timeout=soon",
    ],
)
def test_an_address_of_no_database_is_refused_without_repeating_it(url: str) -> None:
    told = _refusal(url)
    assert "write sqlite:///PATH or postgresql://" in told
    assert "secret" not in told


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    assert "gone when the command ends" in _refusal(url)


def test_an_unknown_option_of_an_sqlite_address_is_named(tmp_path: Path) -> None:
    assert "takes no colour" in _refusal(f"sqlite:///{tmp_path}/a.db?colour=red")


def test_folders_on_the_way_to_a_new_file_are_made(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/a/b c/ü#?.db".replace("?", "%3F")).close()
    assert [path.suffix for path in (tmp_path / "a" / "b c").iterdir()] == [".db"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    told = _refusal(f"sqlite:///{tmp_path}/file/sub/verifier.db")
    assert f"the folder {tmp_path}/file/sub for the database cannot be made" in told


def test_a_path_that_is_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    assert _refusal(f"sqlite:///{tmp_path}") == (
        f"the database {tmp_path} cannot be opened: "
        "check the permissions of the file and of its folder"
    )


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader, " * 1000)
    assert _refusal(f"sqlite:///{letter}").endswith("is no SQLite database")
    assert letter.read_text() == "Dear reader, " * 1000


def test_a_file_that_may_only_be_read_is_told_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "verifier.db"
    open_store(f"sqlite:///{path}").close()
    with open_store(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert store.claims() == []
        with pytest.raises(StoreError, match="may only be read: check the permissions"):
            store.save_claims([MINIMAX], [CLAIM])


def test_reading_only_needs_a_database_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    assert f"there is no database {path}" in _refusal(f"sqlite:///{path}", read_only=True)
    assert not path.exists()


def test_reading_only_needs_a_database_with_something_in_it(database_url: str) -> None:
    with opened(database_url):
        pass  # an SQLite file begins to exist
    assert "is empty: run `verifier load` first" in _refusal(database_url, read_only=True)


def test_a_store_opened_for_reading_reads_and_cannot_write(database_url: str) -> None:
    with open_store(database_url) as store:
        store.save_claims([MINIMAX], [CLAIM])
    with open_store(database_url, read_only=True) as store:
        assert store.claims() == [CLAIM]
        with pytest.raises(StoreError, match="read"):
            store.begin_run(START, START)


def test_a_reader_sees_what_was_last_finished_while_another_program_writes(
    sqlite_url: str,
) -> None:
    with open_store(sqlite_url) as store, open_store(sqlite_url, read_only=True) as reader:
        store.save_claims([MINIMAX], [CLAIM])
        with opened(sqlite_url) as connection:
            connection.execute(text("UPDATE claims SET valid_to = '2026-01-01 00:00:00.000000'"))
            assert reader.claims() == [CLAIM]
        assert reader.claims() == []


def test_a_file_held_by_another_writer_is_told_after_the_wait(sqlite_url: str) -> None:
    open_store(sqlite_url).close()
    path = sqlite_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_store(f"{sqlite_url}?timeout=0.1") as store:
            began = time.monotonic()
            with pytest.raises(StoreError, match="held by another program"):
                store.save_claims([MINIMAX], [CLAIM])
            assert time.monotonic() - began >= 0.1
        other.execute("ROLLBACK")
    with open_store(sqlite_url) as store:
        assert store.claims() == []


def test_a_table_held_by_another_program_is_told_after_the_wait(postgres_url: str) -> None:
    open_store(postgres_url).close()
    patient = f"{postgres_url}&options=-c%20lock_timeout=100"
    with psycopg.connect(postgres_url) as other, open_store(patient) as store:
        other.execute("LOCK TABLE claims")
        with pytest.raises(StoreError, match="held by another program"):
            store.claims()


def test_locks_are_waited_for_half_a_minute_on_postgresql(postgres_url: str) -> None:
    with opened(postgres_url) as connection:
        assert connection.scalar(text("SHOW lock_timeout")) == "30s"


def test_a_full_disk_is_told_and_nothing_is_half_written(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store:
        run = store.begin_run(START, START)
        with store._database.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        facts = tuple(repository(f"MiniMaxAI/M{number}") for number in range(500))
        with pytest.raises(StoreError, match="the disk is full"):
            store.keep(HUB_SOURCE, Settled(sweep(), facts), run)
        assert store.sweeps() == {}


def test_a_damaged_file_is_told(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store:
        store.save_claims([MINIMAX], [CLAIM])
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreError, match="is damaged: restore it from a backup"):
        open_store(sqlite_url)


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    told = _refusal("postgresql://me:secret@127.0.0.1:1/verifier")
    assert told.startswith("the database verifier at 127.0.0.1 cannot be reached")
    assert "secret" not in told


def test_a_socket_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "cannot be reached" in _refusal(f"postgresql:///verifier?host={tmp_path}")


def test_a_database_the_server_does_not_have_is_told(postgres_server: PostgresServer) -> None:
    told = _refusal(postgres_server.url_of("nowhere"))
    assert 'database "nowhere" does not exist' in told


def test_a_wrong_password_is_told_without_repeating_it(postgres_server: PostgresServer) -> None:
    rules = postgres_server.folder / "pg_hba.conf"
    rules.write_text(f"local all guarded scram-sha-256\n{rules.read_text()}")
    postgres_server.run("CREATE ROLE guarded LOGIN PASSWORD 'right'", "SELECT pg_reload_conf()")
    url = postgres_server.url.replace("postgres:@", "guarded:wrong@")
    deadline = time.monotonic() + 5
    while _is_let_in(url) and time.monotonic() < deadline:
        time.sleep(0.02)
    told = _refusal(url)
    assert told.endswith("refuses the user name or the password")
    assert "wrong" not in told


def _is_let_in(url: str) -> bool:
    """Tell whether the server still goes by its earlier rules."""
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_usual_way_to_write_a_postgresql_address_is_taken(
    postgres_url: str, scheme: str
) -> None:
    with open_store(postgres_url.replace("postgresql", scheme, 1)) as store:
        assert store.claims() == []
