"""The script that cron, systemd and the container run, as it stands."""

import csv
from pathlib import Path

import pytest

from tests.cli.workspace import Workspace
from tests.fakes.hook_server import HookServer
from tests.recipes.tools import RECIPES, environ, offline, run

SCRIPT = RECIPES / "nightly.sh"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with claims and evidence."""
    Workspace.at(tmp_path)
    return tmp_path


def test_a_night_writes_the_csv_and_the_site(folder: Path) -> None:
    env = environ(
        offline(folder / "bin"),
        VERIFIER_DB=f"sqlite:///{folder}/verifier.db",
        VERIFIER_BASE_URL="https://promises.example.org",
    )
    run("sh", SCRIPT, "public", cwd=folder, env=env)
    rows = list(csv.DictReader((folder / "public" / "claims.csv").read_text().splitlines()))
    assert len(rows) == 3
    assert rows[0]["permalink"].startswith("https://promises.example.org/claims/")
    assert (folder / "public" / "site" / "index.html").is_file()
    assert (folder / "public" / "site" / "data" / "claims.csv").is_file()


def test_sources_that_failed_are_in_the_exit_code_and_hold_up_nothing(folder: Path) -> None:
    env = environ(
        offline(folder / "bin"),
        VERIFIER_DB=f"sqlite:///{folder}/verifier.db",
        NO_SITE="1",
        READ_AS="3",
    )
    run("sh", SCRIPT, "public", cwd=folder, env=env, code=3)
    assert (folder / "public" / "claims.csv").is_file()


@pytest.mark.parametrize("code", [4, 5, 6])
def test_a_reading_that_went_wrong_writes_nothing(folder: Path, code: int) -> None:
    env = environ(
        offline(folder / "bin"), VERIFIER_DB=f"sqlite:///{folder}/verifier.db", READ_AS=str(code)
    )
    run("sh", SCRIPT, "public", cwd=folder, env=env, code=code)
    assert not (folder / "public").exists()


def test_people_are_told_and_who_cannot_be_told_fails_no_night(folder: Path) -> None:
    with HookServer() as hook:
        (folder / "verifier.toml").write_text(f'notify = ["{hook.address}"]\n')
        env = environ(
            offline(folder / "bin"), VERIFIER_DB=f"sqlite:///{folder}/verifier.db", NO_SITE="1"
        )
        run("sh", SCRIPT, "public", cwd=folder, env={**env, "AS_OF": "2025-06-01"})
        hook.status = 503
        run("sh", SCRIPT, "public", cwd=folder, env=env)
        hook.status = 200
        hook.got.clear()
        run("sh", SCRIPT, "public", cwd=folder, env=env)
        assert [message["title"] for message in hook.got] == ["verifier: 3 verdicts changed"]


def test_a_missing_folder_is_told(folder: Path) -> None:
    done = run("sh", SCRIPT, cwd=folder, env=environ(offline(folder / "bin")), code=2)
    assert "usage: nightly.sh FOLDER" in done.stderr
