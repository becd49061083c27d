"""The recipes as files, a `verifier` on the path that stays offline, and the recipes' own tools."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
RECIPES = ROOT / "recipes"
_SHIM = """\
#!/bin/sh
if [ "$1" = resolve ]; then
  shift
  "{python}" -m verifier resolve --offline --as-of "$AS_OF" "$@"
  read=$?
  [ "$read" -ne 0 ] && exit "$read"
  exit "${{READ_AS:-0}}"
fi
if [ "$1" = site ] && [ -n "${{NO_SITE:-}}" ]; then
  mkdir -p "$3"
  exit 0
fi
exec "{python}" -m verifier "$@"
"""


def offline(folder: Path) -> Path:
    """Put a `verifier` there that reads recorded evidence as of $AS_OF, and give the folder.

    $READ_AS is the exit code of a reading that went well; $NO_SITE saves writing the site.
    """
    folder.mkdir()
    shim = folder / "verifier"
    shim.write_text(_SHIM.format(python=sys.executable), encoding="utf-8")
    shim.chmod(0o755)
    return folder


def environ(bin_folder: Path, **more: str) -> Mapping[str, str]:
    """Give the variables of a run: none of the machine's own settings, and that `verifier`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("VERIFIER_", "HF_", "GIT_"))
    }
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "PATH": path, "PYTHONPATH": str(ROOT), "AS_OF": "2025-07-15", **more}


def run(
    *command: str | Path, cwd: Path, env: Mapping[str, str], code: int = 0
) -> "subprocess.CompletedProcess[str]":
    """Run a command that must end in that exit code."""
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


def tool(name: str) -> str:
    """Find a tool beside this Python or on the path; skip the test, and say how, without it."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: `make recipes` brings it")
    return found
