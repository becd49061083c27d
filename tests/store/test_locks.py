import os
from datetime import UTC, datetime

import pytest

from verifier.errors import AlreadyRunning
from verifier.store import SqlStore, open_store

SINCE = datetime(2026, 8, 22, 3, 17, tzinfo=UTC)


def test_a_second_resolve_is_kept_out_and_told_who_holds_the_lock(
    store: SqlStore, database_url: str
) -> None:
    with (
        store.alone(SINCE),
        open_store(database_url) as other,
        pytest.raises(AlreadyRunning) as told,
        other.alone(SINCE),
    ):
        pass
    assert f"process {os.getpid()} on" in str(told.value)
    assert "since 2026-08-22 03:17:00 UTC" in str(told.value)


def test_the_lock_is_free_again_after_the_run(store: SqlStore, database_url: str) -> None:
    with store.alone(SINCE):
        pass
    with open_store(database_url) as other, other.alone(SINCE):
        pass


def test_a_run_that_broke_leaves_no_lock(store: SqlStore, database_url: str) -> None:
    with pytest.raises(RuntimeError), store.alone(SINCE):
        raise RuntimeError
    with open_store(database_url) as other, other.alone(SINCE):
        pass


def test_the_store_can_be_written_while_the_lock_is_held(store: SqlStore) -> None:
    with store.alone(SINCE):
        run = store.begin_run(SINCE, SINCE)
        store.end_run(run, SINCE)
