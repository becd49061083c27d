import json

from tests.cli.workspace import Workspace


def test_the_last_reading_of_every_source_is_listed(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("sources")
    assert result.exit_code == 0
    heading, line = result.stdout.splitlines()
    assert heading.split()[:2] == ["source", "outcome"]
    assert line.startswith("archive:")
    assert " complete " in line
    (told,) = json.loads(workspace.run("sources", "--json").stdout)
    assert (told["outcome"], told["items"], told["trouble"]) == ("complete", 3, told["trouble"])
    assert told["last_read"].endswith("Z")


def test_the_database_is_upgraded_and_says_so(workspace: Workspace) -> None:
    first = workspace.run("db", "upgrade")
    assert first.exit_code == 0
    assert "verifier.db" in first.stdout
    again = workspace.run("db", "upgrade")
    assert (again.exit_code, "already" in again.stdout) == (0, True)
