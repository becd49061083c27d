"""The workflow's own steps, run by a shell as a runner does, against a repository on this disk."""

import gzip
import os
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.workspace import Workspace
from tests.fakes.hook_server import HookServer
from tests.recipes.tools import RECIPES, environ, offline, run

WORKFLOW: dict[Any, Any] = yaml.safe_load((RECIPES / "github-actions.yml").read_text())
NIGHT = WORKFLOW["jobs"]["night"]
SITE = "https://owner.example.org/promises"


@dataclass(frozen=True, slots=True)
class Runner:
    """A remote repository with claims in it, and a new checkout of it for each night."""

    remote: Path
    folder: Path
    env: Mapping[str, str]

    def git(self, *arguments: str) -> str:
        """Ask the remote."""
        return run("git", *arguments, cwd=self.remote, env=self.env).stdout.strip()

    def night(
        self,
        number: int,
        *,
        secret: str = "",
        code: int = 0,
        meanwhile: Callable[[], None] = lambda: None,
        **env: str,
    ) -> Path:
        """Run a job's steps in a fresh checkout; one of them must end in that exit code."""
        checkout = self.folder / f"night-{number}"
        env = {"NO_SITE": "1", "GITHUB_REF_NAME": "main", **env}
        run("git", "clone", "-q", self.remote, checkout, cwd=self.folder, env=self.env)
        failed = 0
        meanwhile()
        for step in NIGHT["steps"]:
            always = "always()" in step.get("if", "")
            if "run" not in step or "pip install" in step["run"] or (failed and not always):
                continue
            shared = {**self.env, **WORKFLOW["env"], **env}
            own = {key: _filled(value, secret) for key, value in step.get("env", {}).items()}
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=checkout,
                env={**shared, **own},
                capture_output=True,
                text=True,
                check=False,
                timeout=100,
            )
            failed = failed or done.returncode
            assert done.returncode in {0, code}, done.stdout + done.stderr
        assert failed == code
        return checkout


def _filled(value: str, secret: str) -> str:
    value = value.replace("${{ steps.pages.outputs.base_url }}", SITE)
    value = value.replace("${{ secrets.VERIFIER_NOTIFY }}", secret)
    assert "${{" not in value
    return value


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    env = environ(offline(tmp_path / "bin"), GIT_CONFIG_GLOBAL=os.devnull)
    seed, remote = tmp_path / "seed", tmp_path / "remote.git"
    seed.mkdir()
    Workspace.at(seed)
    (seed / ".gitignore").write_text("verifier.db*\nbuild/\n")
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "Claims")):
        run("git", *command, cwd=seed, env={**env, **WORKFLOW["env"]})
    run("git", "clone", "-q", "--bare", seed, remote, cwd=tmp_path, env=env)
    return Runner(remote, tmp_path, env)


def _runs(runner: Runner) -> int:
    packed = subprocess.run(
        ["git", "show", "ledger:verifier.db.gz"], cwd=runner.remote, capture_output=True, check=True
    )
    ledger = runner.folder / "ledger.db"
    ledger.write_bytes(gzip.decompress(packed.stdout))
    with sqlite3.connect(ledger) as connection:
        (runs,) = connection.execute("SELECT count(*) FROM runs WHERE ended IS NOT NULL").fetchone()
    connection.close()
    return int(runs)


def test_the_first_night_begins_a_ledger_and_the_second_goes_on_with_it(runner: Runner) -> None:
    first = runner.night(1, AS_OF="2025-06-01", NO_SITE="")
    assert (first / "build" / "site" / "index.html").is_file()
    assert _runs(runner) == 1
    runner.night(2)
    assert _runs(runner) == 2
    assert runner.git("rev-list", "--count", "ledger") == "1"
    csv = runner.git("show", "main:claims.csv")
    assert "late,delivered_late" in csv
    assert f"{SITE}/claims/" in csv
    assert runner.git("rev-list", "--count", "main") == "3"
    assert "verifier.db" not in runner.git("ls-tree", "-r", "--name-only", "main")


def test_a_night_without_a_change_commits_no_csv(runner: Runner) -> None:
    runner.night(1)
    runner.night(2)
    assert runner.git("rev-list", "--count", "main") == "2"


def test_a_night_on_which_every_source_failed_is_kept_and_publishes_nothing(
    runner: Runner,
) -> None:
    checkout = runner.night(1, code=1, READ_AS="5")
    assert not (checkout / "build" / "site").exists()
    assert runner.git("rev-list", "--count", "main") == "1"
    assert _runs(runner) == 1


def test_some_failed_sources_are_no_failed_night(runner: Runner) -> None:
    runner.night(1, READ_AS="3")
    assert runner.git("rev-list", "--count", "main") == "2"


def test_a_claim_that_was_merged_meanwhile_is_kept(runner: Runner) -> None:
    other = runner.folder / "other"

    def merge() -> None:
        run("git", "clone", "-q", runner.remote, other, cwd=runner.folder, env=runner.env)
        (other / "claims" / "note.txt").write_text("merged at night\n")
        env = {**runner.env, **WORKFLOW["env"]}
        for command in (("add", "."), ("commit", "-q", "-m", "Merge"), ("push", "-q")):
            run("git", *command, cwd=other, env=env)

    runner.night(1, meanwhile=merge)
    assert runner.git("show", "main:claims/note.txt") == "merged at night"
    assert "late,delivered_late" in runner.git("show", "main:claims.csv")


def test_a_remote_that_cannot_be_asked_ends_the_night_before_a_new_ledger_begins(
    runner: Runner, tmp_path: Path
) -> None:
    (fetch,) = [s["run"] for s in NIGHT["steps"] if s.get("name") == "Fetch the ledger"]
    lost = tmp_path / "lost"
    run("git", "clone", "-q", runner.remote, lost, cwd=tmp_path, env=runner.env)
    run("git", "remote", "set-url", "origin", "/nowhere", cwd=lost, env=runner.env)
    run("bash", "-e", "-c", fetch, cwd=lost, env=runner.env, code=128)
    assert not (lost / "verifier.db").exists()


def test_people_are_told_where_the_secret_names_them(runner: Runner) -> None:
    with HookServer() as hook:
        runner.night(1, secret=hook.address, AS_OF="2025-06-01")
        runner.night(2, secret=hook.address)
        runner.night(3, secret=hook.address)
        (told,) = hook.texts
    assert f"Claim: {SITE}/claims/" in told


def test_the_site_is_published_by_a_job_of_its_own_with_no_right_to_the_code() -> None:
    publish = WORKFLOW["jobs"]["publish"]
    assert publish["needs"] == "night"
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert WORKFLOW["permissions"] == {}
    assert any("upload-pages-artifact" in step.get("uses", "") for step in NIGHT["steps"])
    assert WORKFLOW[True]["schedule"] == [{"cron": "17 3 * * *"}]
