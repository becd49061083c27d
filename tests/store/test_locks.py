import os
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

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


def test_whoever_took_the_lock_this_instant_is_waited_for_to_say_so(tmp_path: Path) -> None:
    database = tmp_path / "verifier.db"
    holder = Path(f"{database}.holder")
    with (
        open_store(f"sqlite:///{database}") as other,
        FileLock(f"{database}.lock"),
        ThreadPoolExecutor(1) as pool,
    ):
        refused = pool.submit(other.alone(SINCE).__enter__)
        assert wait([refused], timeout=0.1).not_done
        holder.write_text("process 1 on board", encoding="utf-8")
        with pytest.raises(AlreadyRunning, match=r"\(process 1 on board\)"):
            refused.result()
