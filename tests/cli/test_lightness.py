"""What a command does not need, it does not load."""

import subprocess
import sys
import tomllib
from pathlib import Path

from typer.testing import CliRunner

from tests.cli.workspace import Workspace
from verifier import VERSION
from verifier.cli.commands import COMMANDS, put_together

ROOT = Path(__file__).parent.parent.parent
HEAVY = {
    "alembic",
    "asyncpg",
    "dateparser",
    "feedparser",
    "filelock",
    "httpx",
    "httpx2",
    "huggingface_hub",
    "jinja2",
    "matplotlib",
    "psycopg",
    "pydantic",
    "re2",
    "rich",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.orm",
    "verifier.core.deadlines",
    "verifier.core.evidence",
    "verifier.core.exchanges",
    "verifier.core.names",
    "verifier.core.verdicts",
    "verifier.ports",
    "verifier.store.audit",
    "verifier.store.locks",
    "verifier.store.marks",
    "verifier.store.nights",
    "verifier.store.shared",
    "verifier.store.stamps",
    "verifier.store.standing",
    "verifier.store.tellings",
    "yaml",
}
LIST = """\
import sys
from verifier.cli.app import app
app(standalone_mode=False)
print(*sys.modules, file=sys.stderr)
"""

END = """\
import atexit, gc, sys
from verifier.cli import main
atexit.register(lambda: print(len(gc.get_objects()), file=sys.stderr))
sys.argv = ["verifier", "--version"]
main()
"""


def test_list_on_sqlite_loads_nothing_that_it_does_not_need(workspace: Workspace) -> None:
    workspace.resolve()
    command = [sys.executable, "-c", LIST, "list", "--db", f"sqlite:///{workspace.database}"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "acme-2025-05-28-weights" in listed.stdout
    assert HEAVY & set(listed.stderr.split()) == set()


def test_what_is_left_at_the_end_is_not_looked_through_for_cycles() -> None:
    command = [sys.executable, "-c", END]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout == f"verifier {VERSION}\n"
    assert int(ended.stderr) < 1000


def test_the_release_is_named_as_the_package_is() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert declared["project"]["version"] == VERSION


def test_a_command_put_together_alone_is_the_same_as_among_all_the_others() -> None:
    whole, run = put_together(), CliRunner().invoke
    for name in COMMANDS:
        alone = put_together(name)
        assert run(alone, [name, "--help"]).stdout == run(whole, [name, "--help"]).stdout != ""
