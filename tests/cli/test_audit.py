import json
import sqlite3
from contextlib import closing

from tests.cli.workspace import EVIDENCE, Workspace


def change(workspace: Workspace, *statements: str) -> None:
    """Change the database past the program, guards and all."""
    with closing(sqlite3.connect(workspace.database)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_ledger_as_it_was_written_is_sound(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("audit")
    assert (result.exit_code, result.stderr) == (0, "")
    rows, verdicts, head, end = result.stdout.splitlines()
    assert rows.startswith("Rows: ")
    assert verdicts == "Verdicts: 3 derived again from their evidence"
    assert head.startswith("Head: ")
    assert "(run 1, ended " in head
    assert end == "Everything is as it was written."


def test_what_was_changed_is_named_and_is_exit_4(workspace: Workspace) -> None:
    workspace.resolve()
    with closing(sqlite3.connect(workspace.database)) as connection, connection:
        guard = "SELECT sql FROM sqlite_master WHERE name = 'verdicts_no_update'"
        ((sql,),) = connection.execute(guard).fetchall()
        connection.execute("DROP TRIGGER verdicts_no_update")
        connection.execute("UPDATE verdicts SET status = 'fulfilled' WHERE number = 1")
        connection.execute(sql)
    result = workspace.run("audit")
    assert result.exit_code == 4
    first, second, *_, end = result.stdout.splitlines()
    assert first == "verdicts 1 status: is not what the content says"
    assert second.startswith("verdicts 1: is not as it was written")
    assert end == "Damage: 2 found"
    told = workspace.run("audit", "--json")
    assert told.exit_code == 4
    data = json.loads(told.stdout)
    assert data["sound"] is False
    assert data["damage"][0] == {
        "table": "verdicts",
        "row": "1",
        "column": "status",
        "said": "is not what the content says",
    }


def test_a_guard_that_was_taken_away_is_told(workspace: Workspace) -> None:
    workspace.resolve()
    change(workspace, "DROP TRIGGER evidence_no_delete")
    result = workspace.run("audit")
    assert result.exit_code == 4
    assert "database: the trigger evidence_no_delete is missing" in result.stdout


def test_a_head_that_was_kept_shows_what_was_cut_off_since(workspace: Workspace) -> None:
    workspace.resolve()
    before = workspace.database.read_bytes()
    first = json.loads(workspace.run("audit", "--json").stdout)["head"]["link"]
    workspace.record(EVIDENCE[:2])
    workspace.resolve()
    second = json.loads(workspace.run("audit", "--json").stdout)["head"]["link"]
    assert workspace.run("audit", "--head", first, "--head", second).exit_code == 0
    for path in workspace.folder.glob("verifier.db*"):
        path.unlink()
    workspace.database.write_bytes(before)
    assert workspace.run("audit", "--head", first).exit_code == 0
    cut = workspace.run("audit", "--head", first, "--head", second)
    assert cut.exit_code == 4
    assert f"no run ended with the head {second}" in cut.stdout


def test_an_audit_of_a_file_that_is_damaged_is_told_in_words(workspace: Workspace) -> None:
    workspace.resolve()
    change(workspace, "PRAGMA wal_checkpoint(TRUNCATE)")
    whole = workspace.database.read_bytes()
    for start in range(4096, len(whole), 4096):
        workspace.database.write_bytes(whole[:start] + b"\xff" * 512 + whole[start + 512 :])
        result = workspace.run("audit")
        assert result.exit_code == 4, start
        assert "bug" not in result.stderr


def test_a_ledger_that_is_empty_is_sound(workspace: Workspace) -> None:
    workspace.run("load")
    result = workspace.run("audit")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == [
        "Verdicts: 0 derived again from their evidence",
        "Everything is as it was written.",
    ]


def test_without_a_database_there_is_nothing_to_audit(workspace: Workspace) -> None:
    result = workspace.run("audit")
    assert result.exit_code == 4
    assert "there is no database" in result.stderr
