from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

import verifier.store
from tests.store.audit.tampering import silently
from tests.store.ledgers import build_at, copy_rows, fill, links
from tests.store.samples import CLAIM, HUB_SOURCE, MINIMAX, opened
from verifier.errors import StoreError
from verifier.ports import Tally
from verifier.store import open_store, upgrade
from verifier.store.chain import CHAINED
from verifier.store.schema import REVISION, metadata

MIGRATIONS = Path(verifier.store.__file__).parent / "migrations"


def _run(url: str, statement: str) -> None:
    with opened(url) as connection:
        connection.execute(text(statement))


def test_the_migrations_build_the_tables_that_the_code_uses(database_url: str) -> None:
    open_store(database_url).close()
    with opened(database_url) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_code_and_the_newest_migration_name_one_revision() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == REVISION


def test_an_empty_database_is_built_by_opening_it(database_url: str) -> None:
    with open_store(database_url) as store:
        assert store.claims() == []


def test_an_empty_database_is_built_by_an_upgrade_too(database_url: str) -> None:
    assert upgrade(database_url).endswith(f"from nothing to version {REVISION}")
    with open_store(database_url, read_only=True) as store:
        assert store.claims() == []


def test_an_upgrade_that_has_nothing_to_do_says_so_and_keeps_everything(database_url: str) -> None:
    with open_store(database_url) as store:
        store.save_claims([MINIMAX], [CLAIM])
    assert upgrade(database_url).endswith(f"is of version {REVISION} already")
    with open_store(database_url) as store:
        assert store.claims() == [CLAIM]


def test_an_older_database_is_not_touched_and_the_remedy_is_named(database_url: str) -> None:
    open_store(database_url).close()
    _run(database_url, "UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(StoreError, match=r"version 0000, .*run `verifier db upgrade`"):
        open_store(database_url)


def test_a_database_too_old_to_upgrade_is_told(database_url: str) -> None:
    open_store(database_url).close()
    _run(database_url, "UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(StoreError, match="version 0000, which this release cannot upgrade"):
        upgrade(database_url)


@pytest.mark.parametrize("version", ["9999", "ae1027a6acf"])
def test_a_newer_database_is_not_touched(database_url: str, version: str) -> None:
    open_store(database_url).close()
    _run(database_url, f"UPDATE alembic_version SET version_num = '{version}'")
    for use in (open_store, upgrade):
        with pytest.raises(StoreError, match=f"version {version}, newer than this release"):
            use(database_url)


@pytest.mark.parametrize("statement", ["CREATE TABLE alembic_version (version_num text)", ""])
def test_a_database_of_another_program_is_refused(database_url: str, statement: str) -> None:
    _run(database_url, statement or "CREATE TABLE bookmarks (url text)")
    with pytest.raises(StoreError, match="holds other tables"):
        open_store(database_url)
    with pytest.raises(StoreError, match="holds other tables"):
        upgrade(database_url)


def test_a_migration_that_fails_leaves_no_table_behind(database_url: str) -> None:
    _run(database_url, "CREATE VIEW verdicts AS SELECT 1 AS in_the_way")
    with pytest.raises(StoreError, match="cannot be used"):
        open_store(database_url)
    with opened(database_url) as connection:
        assert inspect(connection).get_table_names() == []
    _run(database_url, "DROP VIEW verdicts")
    with open_store(database_url) as store:
        assert store.claims() == []


def test_a_ledger_of_the_first_version_is_upgraded_whole_and_chained(
    database_url: str, tmp_path: Path
) -> None:
    filled = f"sqlite:///{tmp_path / 'filled.db'}"
    fill(filled)
    build_at(database_url, "0001")
    copy_rows(filled, database_url)
    with pytest.raises(StoreError, match="run `verifier db upgrade`"):
        open_store(database_url)
    assert upgrade(database_url).endswith(f"from 0001 to version {REVISION}")
    with open_store(filled) as before, open_store(database_url) as after:
        assert after.claims() == before.claims()
        assert after.history(CLAIM.id) == before.history(CLAIM.id)
        assert after.memory(HUB_SOURCE) == before.memory(HUB_SOURCE)
        assert list(after.audit(Tally(), silently)) == []
    assert links(database_url).keys() == CHAINED.keys()
    same = CHAINED.keys() - {"seals", "closings"}
    assert {name: links(database_url)[name] for name in same} == {
        name: links(filled)[name] for name in same
    }


def test_sqlite_files_are_written_by_a_log_beside_them(sqlite_url: str) -> None:
    open_store(sqlite_url).close()
    with opened(sqlite_url) as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
