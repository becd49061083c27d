"""A filled folder for each test, which is the current one meanwhile."""

from pathlib import Path

import pytest

from tests.cli.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Claims, evidence and an empty place for a database."""
    monkeypatch.chdir(tmp_path)
    return Workspace.at(tmp_path)
