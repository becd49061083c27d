"""A small folder of claims and evidence, and the two ways to run the command line in it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner, Result

from tests.nights.running import start
from verifier.cli.app import app

LABS = """\
- id: acme
  name: Acme
  country: CN
  time_zone: Asia/Shanghai
  hub_orgs: [AcmeAI]
- id: borealis
  name: Borealis
  country: CA
  time_zone: America/Toronto
  github_orgs: [borealis]
"""
WEIGHTS = """\
id: acme-2025-05-28-weights
lab: acme
text: Acme-1 weights in 2 weeks
announced: 2025-05-28
promise: in 2 weeks
subject: Acme-1
source: https://example.org/acme
"""
AGAIN = """\
id: acme-2025-06-12-weights
lab: acme
text: Acme-1 weights next week
announced: 2025-06-12
promise: next week
subject: Acme-1
revises: acme-2025-05-28-weights
"""
CODE = """\
id: borealis-2025-06-01-code
lab: borealis
text: Borealis code in a week
announced: 2025-06-01
promise: in a week
kind: code
subject: {repos: [github.com/borealis/engine]}
"""
WEIGHTS_ID, AGAIN_ID, CODE_ID = (
    "acme-2025-05-28-weights",
    "acme-2025-06-12-weights",
    "borealis-2025-06-01-code",
)
EVIDENCE: tuple[dict[str, object], ...] = (
    {
        "type": "repository",
        "id": "AcmeAI/Acme-1",
        "created": "2025-06-05",
        "seen": "2025-06-16T15:39:46Z",
        "complete": True,
        "licence": "apache-2.0",
        "url": "https://huggingface.co/AcmeAI/Acme-1",
        "recorded": "2025-07-01",
    },
    {
        "type": "entry",
        "lab": "acme",
        "title": "Acme-1 is out",
        "voice": "promisor",
        "published": "2025-06-16T15:39:46Z",
        "shows": "release",
        "artefacts": ["AcmeAI/Acme-1"],
        "url": "https://example.org/acme-1",
        "recorded": "2025-07-01",
    },
    {
        "type": "check",
        "lab": "borealis",
        "who": "a reader",
        "when": "2025-06-20",
        "place": "github.com/borealis/engine",
        "looked_for": ["engine"],
        "found": "none",
        "url": "https://example.org/thread",
        "recorded": "2025-07-01",
    },
)
AS_OF = "2025-07-15"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder that holds claims, evidence and a database of its own."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> "Workspace":
        """Fill a folder."""
        (folder / "claims").mkdir()
        (folder / "data").mkdir()
        workspace = cls(folder)
        workspace.write("labs.yaml", LABS)
        workspace.write(f"{WEIGHTS_ID}.yaml", WEIGHTS)
        workspace.write(f"{AGAIN_ID}.yaml", AGAIN)
        workspace.write(f"{CODE_ID}.yaml", CODE)
        workspace.record(EVIDENCE)
        return workspace

    @property
    def database(self) -> Path:
        """The database's file."""
        return self.folder / "verifier.db"

    @property
    def environ(self) -> dict[str, str]:
        """The variables a run gets: no setting of the machine's own, but where the database is."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("VERIFIER_", "HF_", "NO_COLOR", "PYTHONDONTWRITE"))
        }
        return {**kept, "VERIFIER_DB": f"sqlite:///{self.database}", "HOME": str(self.folder)}

    def write(self, name: str, text: str) -> None:
        """Write one claim file."""
        (self.folder / "claims" / name).write_text(text, encoding="utf-8")

    def record(self, evidence: Sequence[dict[str, object]]) -> None:
        """Write the archive."""
        lines = "".join(f"{json.dumps(line)}\n" for line in evidence)
        (self.folder / "data" / "evidence.jsonl").write_text(lines, encoding="utf-8")

    def run(self, *args: str, **environ: str) -> Result:
        """Run one command in this process; the current folder must be this one."""
        runner = CliRunner(env={**dict.fromkeys(_settings()), **self.environ, **environ})
        return runner.invoke(app, args)

    def process(self, *args: str, **environ: str) -> "subprocess.CompletedProcess[str]":
        """Run one command as a user does, in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "verifier", *args],
            cwd=self.folder,
            env={**self.environ, **environ},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    def forked(self, *args: str, **environ: str) -> "subprocess.CompletedProcess[str]":
        """Run one command in a process of its own that has most imports behind it already."""
        ended = start(self.folder, {**self.environ, **environ}, args).end()
        code = ended.code if ended.code is not None else -1
        return subprocess.CompletedProcess(args, code, ended.said, ended.complained)

    def resolve(self) -> Result:
        """Judge everything offline."""
        return self.run("resolve", "--offline", "--as-of", AS_OF)


def _settings() -> list[str]:
    return [name for name in os.environ if name.startswith(("VERIFIER_", "HF_"))]
