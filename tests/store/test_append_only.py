from collections.abc import Iterator

import pytest
from sqlalchemy import func, select, table, text

from tests.store.samples import (
    CLAIM,
    CORRECTED,
    HUB_SOURCE,
    MINIMAX,
    START,
    repository,
    sweep,
    verdict,
)
from verifier.core.sweeps import Settled
from verifier.errors import StoreError
from verifier.store import open_store
from verifier.store.database import Database, connect


@pytest.fixture
def ledger(database_url: str) -> Iterator[Database]:
    """A database that holds one of everything, and an older version of the claim."""
    with open_store(database_url) as store:
        store.save_claims([MINIMAX], [CLAIM])
        store.save_claims([MINIMAX], [CORRECTED])
        run = store.begin_run(START, START)
        store.keep(HUB_SOURCE, Settled(sweep(), (repository(),)), run)
        store.append_verdicts(run, [verdict()])
    database = connect(database_url)
    yield database
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence SET content = '{}'",
        "UPDATE evidence SET recorded_at = recorded_at",
        "DELETE FROM evidence",
        "UPDATE sweeps SET controlled = NOT controlled",
        "DELETE FROM sweeps",
        "UPDATE verdicts SET status = 'late'",
        "DELETE FROM verdicts",
        "UPDATE claims SET content = '{}'",
        "UPDATE claims SET valid_from = valid_to WHERE valid_to IS NOT NULL",
        "UPDATE claims SET valid_to = NULL WHERE valid_to IS NOT NULL",
        "DELETE FROM claims",
        "UPDATE labs SET id = 'other'",
        "DELETE FROM labs",
    ],
)
def test_what_was_written_can_be_neither_changed_nor_deleted(
    ledger: Database, statement: str
) -> None:
    with pytest.raises(StoreError, match="is append-only"), ledger.writing() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("name", ["evidence", "verdicts", "claims", "labs", "sweeps"])
def test_no_table_of_the_ledger_can_be_emptied_on_postgresql(postgres_url: str, name: str) -> None:
    open_store(postgres_url).close()
    database = connect(postgres_url)
    with pytest.raises(StoreError, match="is append-only"), database.writing() as connection:
        connection.execute(text(f"TRUNCATE {name} CASCADE"))
    database.close()


@pytest.mark.parametrize("name", ["evidence", "verdicts", "sweeps"])
def test_replacing_a_row_leaves_it_as_it_was_on_sqlite(sqlite_url: str, name: str) -> None:
    with open_store(sqlite_url) as store:
        run = store.begin_run(START, START)
        store.keep(HUB_SOURCE, Settled(sweep(), (repository(),)), run)
        store.append_verdicts(run, [verdict()])
    database = connect(sqlite_url)
    with database.writing() as connection:
        before = connection.execute(text(f"SELECT * FROM {name}")).one()
        values = ", ".join(f":{key}" for key in before._mapping)
        changed = {**before._mapping, "content": "{}", "detail": "changed", "source": "changed"}
        connection.execute(text(f"INSERT OR REPLACE INTO {name} VALUES ({values})"), changed)
        assert connection.execute(text(f"SELECT * FROM {name}")).all() == [before]
    database.close()


@pytest.mark.parametrize("name", ["claims", "labs"])
def test_replacing_a_version_is_refused_on_sqlite(sqlite_url: str, name: str) -> None:
    with open_store(sqlite_url) as store:
        store.save_claims([MINIMAX], [CLAIM])
    database = connect(sqlite_url)
    with pytest.raises(StoreError, match="append-only"), database.writing() as connection:
        connection.execute(text(f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}"))
    database.close()


def test_a_refused_change_leaves_every_row(ledger: Database) -> None:
    with pytest.raises(StoreError), ledger.writing() as connection:
        connection.execute(text("DELETE FROM verdicts"))
    with ledger.reading() as connection:
        rows = select(func.count()).select_from(table("verdicts"))
        assert connection.scalar(rows) == 1
