"""The same verdicts give the same bytes, whatever run, machine or database they come from."""

import json
import subprocess
import sys

import pytest

from tests.cli.workspace import Workspace
from verifier.exports import FORMATS

SITE = "https://v.example.org"
UNSEALED = sorted(FORMATS.keys() - {"datapackage"})
"""The data package names the ledger's head, and every run has one of its own."""
HASHES = f"""
import hashlib, json, sys
from verifier.cli.gather import material_of
from verifier.exports import FORMATS
from verifier.store import open_store
with open_store(sys.argv[1], read_only=True) as store:
    material = material_of(store, base_url={SITE!r})
    print(json.dumps({{
        name: hashlib.sha256(b"".join(form.render(material))).hexdigest()
        for name, form in FORMATS.items()
    }}))
"""


def hashes(workspace: Workspace, **environ: str) -> dict[str, str]:
    """Render every format in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", HASHES, f"sqlite:///{workspace.database}"],
        env={**workspace.environ, "PYTHONPATH": ":".join(sys.path), **environ},
        capture_output=True,
        check=True,
        timeout=60,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_no_hash_seed_zone_or_language_of_a_machine_shows_in_any_format(
    workspace: Workspace,
) -> None:
    workspace.resolve()
    here = hashes(workspace, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    there = hashes(workspace, PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="C")
    assert here == there
    assert here.keys() == FORMATS.keys()


def test_sqlite_and_postgresql_give_the_same_bytes(workspace: Workspace, postgres_url: str) -> None:
    workspace.resolve()
    moved = {"VERIFIER_DB": postgres_url, "VERIFIER_BASE_URL": SITE}
    assert workspace.run("resolve", "--offline", "--as-of", "2025-07-15", **moved).exit_code == 0
    for name in UNSEALED:
        here = workspace.run("export", "-f", name, VERIFIER_BASE_URL=SITE).stdout_bytes
        assert workspace.run("export", "-f", name, **moved).stdout_bytes == here


@pytest.mark.parametrize("name", UNSEALED)
def test_a_night_without_change_gives_the_same_bytes(workspace: Workspace, name: str) -> None:
    options = ("export", "-f", name, "--as-of", "2025-07-15")
    workspace.resolve()
    first = workspace.run(*options, VERIFIER_BASE_URL=SITE).stdout_bytes
    workspace.resolve()
    again = workspace.run(*options, VERIFIER_BASE_URL=SITE).stdout_bytes
    assert again == first
