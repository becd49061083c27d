import pytest
from sqlalchemy import text

from tests.store.samples import (
    CLAIM,
    CORRECTED,
    HUB_SOURCE,
    MINIMAX,
    START,
    exchange,
    opened,
    repository,
    sweep,
    verdict,
)
from verifier.core.sweeps import Settled
from verifier.errors import StoreError
from verifier.store import SqlStore, open_store
from verifier.store.chain import CHAINED


@pytest.fixture
def ledger(store: SqlStore, database_url: str) -> str:
    """A database that holds one of everything, and an older version of the claim."""
    _fill(store)
    return database_url


def _fill(store: SqlStore) -> None:
    store.save_claims([MINIMAX], [CLAIM])
    store.save_claims([MINIMAX], [CORRECTED])
    run = store.begin_run(START, START)
    brought = Settled(sweep(), (repository(),), exchanges=(exchange(),))
    store.keep(HUB_SOURCE, brought, run)
    store.append_verdicts(run, [verdict()])
    store.end_run(run, START)


def _try(url: str, statement: str) -> None:
    with opened(url) as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence SET content = '{}'",
        "UPDATE evidence SET recorded_at = recorded_at",
        "DELETE FROM evidence",
        "UPDATE sweeps SET controlled = NOT controlled",
        "DELETE FROM sweeps",
        "UPDATE exchanges SET status = 404",
        "DELETE FROM exchanges",
        "UPDATE bodies SET size = 0",
        "DELETE FROM bodies",
        "UPDATE verdicts SET status = 'late'",
        "DELETE FROM verdicts",
        "UPDATE claims SET content = '{}'",
        "UPDATE claims SET valid_from = valid_to WHERE valid_to IS NOT NULL",
        "UPDATE claims SET valid_to = NULL WHERE valid_to IS NOT NULL",
        "DELETE FROM claims",
        "UPDATE labs SET id = 'other'",
        "DELETE FROM labs",
        "UPDATE runs SET as_of = began",
        "UPDATE runs SET ended = NULL WHERE ended IS NOT NULL",
        "DELETE FROM runs",
        "UPDATE closings SET at = at",
        "DELETE FROM closings",
        "UPDATE seals SET heads = '{}'",
        "DELETE FROM seals",
        "UPDATE heads SET name = 'other' WHERE name = 'stamps'",
        "DELETE FROM heads",
        *(f"UPDATE {name} SET link = ''" for name in sorted(CHAINED.keys() - {"stamps"})),
    ],
)
def test_what_was_written_can_be_neither_changed_nor_deleted(ledger: str, statement: str) -> None:
    with pytest.raises(StoreError, match="is append-only"):
        _try(ledger, statement)


def test_a_refused_change_leaves_every_row(ledger: str) -> None:
    with pytest.raises(StoreError):
        _try(ledger, "DELETE FROM verdicts")
    with open_store(ledger) as store:
        assert [each.verdict for each in store.history(CLAIM.id)] == [verdict()]


@pytest.mark.parametrize("name", sorted({*CHAINED, "bodies", "heads"}))
def test_no_table_of_the_ledger_can_be_emptied_on_postgresql(
    postgres_built: str, name: str
) -> None:
    with pytest.raises(StoreError, match="is append-only"):
        _try(postgres_built, f"TRUNCATE {name} CASCADE")


@pytest.mark.parametrize("name", sorted({*CHAINED, "bodies", "heads"} - {"closings", "stamps"}))
def test_replacing_a_row_is_refused_on_sqlite(sqlite_built: str, name: str) -> None:
    with open_store(sqlite_built) as store:
        _fill(store)
    with pytest.raises(StoreError, match="is append-only"):
        _try(sqlite_built, f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}")
