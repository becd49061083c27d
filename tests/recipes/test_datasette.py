"""A real Datasette opens a real ledger, answers the ready questions, and can change nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.workspace import AGAIN_ID, CODE_ID, WEIGHTS_ID, Workspace
from tests.recipes.tools import RECIPES, environ, run, tool
from verifier.store.schema import metadata

METADATA = RECIPES / "datasette.yaml"


@pytest.fixture
def ledger(workspace: Workspace) -> Path:
    """A ledger after one night."""
    workspace.resolve()
    return workspace.database


def ask(ledger: Path, path: str, code: int = 0) -> Any:  # noqa: ANN401 - as JSON says
    command = (tool("datasette"), ledger, "--metadata", METADATA, "--get", path)
    done = run(*command, cwd=ledger.parent, env=environ(ledger.parent), code=code)
    return json.loads(done.stdout.splitlines()[-1])


def test_the_ready_questions_are_answered(ledger: Path) -> None:
    standing = ask(ledger, "/verifier/standing.json?_shape=array")
    assert [(row["claim"], row["reason"], row["days_late"]) for row in standing] == [
        (WEIGHTS_ID, "delivered_late", 5),
        (AGAIN_ID, "on_time", None),
        (CODE_ID, "undelivered", None),
    ]
    assert [row["due"] for row in standing] == ["2025-06-11", "2025-06-22", "2025-06-08"]
    changes = ask(ledger, "/verifier/changes.json?_shape=array&run=")
    assert len(changes) == 3
    assert ask(ledger, "/verifier/changes.json?_shape=array&run=7") == []
    assert ask(ledger, "/verifier/failing.json?_shape=array") == []


def test_nothing_can_be_written(ledger: Path) -> None:
    before = ledger.read_bytes()
    for statement in ("DELETE FROM verdicts", "DROP TABLE verdicts", "PRAGMA journal_mode=DELETE"):
        answer = ask(ledger, f"/verifier.json?sql={statement.replace(' ', '+')}", code=1)
        assert answer["ok"] is False
    assert ledger.read_bytes() == before


def test_every_table_that_is_described_is_there_and_those_of_people_are_hidden() -> None:
    tables = yaml.safe_load(METADATA.read_text())["databases"]["verifier"]["tables"]
    assert tables.keys() <= metadata.tables.keys()
    assert {name for name, told in tables.items() if told.get("hidden")} == {
        "recipients",
        "tellings",
    }
