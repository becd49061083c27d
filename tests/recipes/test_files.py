"""The recipes are well-formed, and name what there is."""

import configparser
import re
import shutil
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.recipes.tools import RECIPES, ROOT, environ, run, tool
from verifier.exports.columns import columns_of
from verifier.exports.rows import Row

UNITS = sorted((RECIPES / "systemd").iterdir())


def test_every_recipe_is_described_and_every_file_that_is_described_is_there() -> None:
    table = re.findall(r"^\| (`.*?) \|", (RECIPES / "README.md").read_text(), re.MULTILINE)
    described = {name.split()[0] for cell in table for name in re.findall(r"`([^`]+)`", cell)}
    there = {str(path.relative_to(RECIPES)) for path in RECIPES.rglob("*") if path.is_file()}
    assert described == there - {"README.md", "zizmor.yml"}


def test_cron_runs_a_script_that_is_there_at_one_time_of_the_day() -> None:
    lines = (RECIPES / "crontab").read_text().splitlines()
    jobs = [line for line in lines if not line.startswith("#") and "=" not in line.split()[0]]
    (job,) = jobs
    minute, hour, *rest = job.split(None, 5)
    assert (0 <= int(minute) < 60, 0 <= int(hour) < 24, rest[:3]) == (True, True, ["*"] * 3)
    (script,) = re.findall(r"sh (\S+\.sh)", job)
    assert (ROOT / script).is_file()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_are_taken_by_systemd(unit: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed: a machine with systemd has it")
    for each in UNITS:
        shutil.copy(each, tmp_path)
    done = run(
        "systemd-analyze", "verify", tmp_path / unit.name, cwd=tmp_path, env=environ(tmp_path)
    )
    assert unit.name not in done.stdout + done.stderr


def test_the_unit_runs_a_script_that_is_there_and_takes_some_failed_sources_for_fine() -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # the documented way
    unit.read(RECIPES / "systemd" / "verifier.service")
    service = unit["Service"]
    script = service["ExecStart"].split()[1]
    assert (ROOT / script).is_file()
    assert service["SuccessExitStatus"] == "3"
    timer = (RECIPES / "systemd" / "verifier.timer").read_text()
    assert re.search(r"^OnCalendar=\*-\*-\* \d\d:\d\d:\d\d UTC$", timer, re.MULTILINE)


def test_the_container_copies_what_is_there() -> None:
    lines = (RECIPES / "Dockerfile").read_text().splitlines()
    sources = [word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]]
    assert sources
    assert [name for name in sources if not (ROOT / name).exists()] == []


def test_the_formulas_name_the_columns_they_mean() -> None:
    text = (RECIPES / "README.md").read_text()
    columns = list(columns_of(Row))
    picked = re.findall(r"Col(\d+)", text)
    assert [columns[int(place) - 1] for place in picked] == [
        "claim_id",
        "lab",
        "claim_text",
        "days_late",
        "days_overdue",
        "status",
    ]


def test_the_citation_names_this_version_and_this_licence() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert (citation["cff-version"], citation["type"]) == ("1.2.0", "software")
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])
    assert all(author.keys() == {"name"} for author in citation["authors"])


@pytest.mark.parametrize(
    "command",
    [
        "check-jsonschema --builtin-schema vendor.github-workflows recipes/github-actions.yml",
        "zizmor --offline --quiet --config recipes/zizmor.yml recipes/github-actions.yml",
        "hadolint recipes/Dockerfile",
        "shellcheck recipes/nightly.sh",
    ],
)
def test_linters_have_nothing_to_say(command: str, tmp_path: Path) -> None:
    name, *arguments = command.split()
    run(tool(name), *arguments, cwd=ROOT, env=environ(tmp_path))
