"""The database fails at its Nth statement, for every N of a small night."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from freezegun import freeze_time
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from tests.cli.workspace import EVIDENCE, Workspace

NIGHT = ("resolve", "--offline", "--as-of", "2025-07-15")
WHEN = "2025-07-16T03:00:00"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Claims that were judged once, and a second night that brings what decides them."""
    monkeypatch.chdir(tmp_path)
    made = Workspace.at(tmp_path)
    made.record(EVIDENCE[:1])
    with freeze_time("2025-06-10T03:00:00"):
        assert made.run("resolve", "--offline", "--as-of", "2025-06-09").exit_code == 0
    made.record(EVIDENCE)
    return made


@contextmanager
def failing(hook: str, place: int, trouble: str) -> Iterator[list[int]]:
    """Have the database fail at the place-th statement, or commit; tell how many there were."""
    seen = [0]

    def fail(*_: object) -> None:
        seen[0] += 1
        if seen[0] == place:
            raise OperationalError("", None, sqlite3.OperationalError(trouble))

    event.listen(Engine, hook, fail)
    try:
        yield seen
    finally:
        event.remove(Engine, hook, fail)


@pytest.mark.parametrize(
    ("hook", "trouble"),
    [
        ("before_cursor_execute", "disk I/O error"),
        ("before_cursor_execute", "database is locked"),
        ("commit", "database or disk is full"),
    ],
)
@freeze_time(WHEN)
def test_a_database_that_fails_anywhere_costs_a_line_and_no_row(
    workspace: Workspace, hook: str, trouble: str
) -> None:
    base = workspace.folder / "base.db"
    _copy(workspace.database, base)
    with failing(hook, 0, trouble) as seen:
        assert workspace.run(*NIGHT).exit_code == 0
    expected = workspace.run("export").stdout_bytes
    assert seen[0] > 10 if hook != "commit" else seen[0] > 3
    for place in range(1, seen[0] + 1):
        _copy(base, workspace.database)
        with failing(hook, place, trouble):
            failed = workspace.run(*NIGHT)
        assert (failed.exit_code, failed.stderr.count("\n")) == (4, 1), failed.output
        assert "verifier: the database" in failed.stderr
        again = workspace.run(*NIGHT)
        assert again.exit_code == 0, again.output
        assert workspace.run("export").stdout_bytes == expected


def _copy(source: Path, target: Path) -> None:
    """Copy a database that nobody has open."""
    for end in ("-wal", "-shm"):
        Path(f"{target}{end}").unlink(missing_ok=True)
        if Path(f"{source}{end}").exists():
            shutil.copy(f"{source}{end}", f"{target}{end}")
    shutil.copy(source, target)
