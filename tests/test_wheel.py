"""A built wheel runs where there is no checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("VERIFIER_")
    }
    environment |= {"PYTHONPATH": str(folder / "installed"), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, "-m", "verifier", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_wheel_carries_all_it_needs_to_judge_the_shipped_claims(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(tmp_path)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("verifier-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if name.startswith(("tests/", "claims/", "benchmarks/"))]
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    shutil.copytree(ROOT / "claims", tmp_path / "claims")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    db = ("--db", f"sqlite:///{tmp_path / 'promises.db'}")
    resolved = run(tmp_path, "resolve", "--offline", "--as-of", "2026-08-22", *db)
    assert resolved.returncode == 0, resolved.stderr
    assert "53 judged" in resolved.stdout + resolved.stderr
    shown = run(tmp_path, "explain", "minimax-2025-05-28-open-weights", *db)
    assert "late by 5 days" in shown.stdout
    made = run(tmp_path, "site", "--output", "site", *db)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "site" / "static" / "site.css").stat().st_size
    elsewhere = tmp_path / "installed" / "verifier" / "__init__.py"
    assert elsewhere.exists()
