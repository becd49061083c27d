import csv
import io
import json
import os
from pathlib import Path

import pytest

from tests.cli.workspace import AGAIN_ID, CODE_ID, WEIGHTS_ID, Workspace
from verifier.exports import FORMATS
from verifier.exports.csv import MARK
from verifier.exports.rows import COLUMNS

SITE = "https://v.example.org"


def test_csv_goes_to_stdout_as_bytes_of_its_own_line_ends(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("export")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes.count(b"\r\n") == 4
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    assert [row["claim_id"] for row in rows] == [WEIGHTS_ID, AGAIN_ID, CODE_ID]
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["due_date"] == "2025-06-11"
    assert rows[0]["delivered_date"] == "2025-06-16"
    assert rows[0]["days_late"] == "5"
    assert rows[0]["evidence_url"].startswith("https://")
    assert rows[2]["days_overdue"] == "11"
    assert {row["as_of"] for row in rows} == {"2025-07-15T23:59:59Z"}


def test_two_exports_are_the_same_bytes_also_after_a_run_without_change(
    workspace: Workspace,
) -> None:
    workspace.resolve()
    first = workspace.run("export").stdout_bytes
    workspace.resolve()
    assert workspace.run("export").stdout_bytes == first


def test_a_file_is_written_whole_and_told_on_stderr(workspace: Workspace) -> None:
    workspace.resolve()
    target = Path("claims.csv")
    target.write_text("old")
    result = workspace.run("export", "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "claims.csv: the claims, a row each" in result.stderr
    assert target.read_bytes() == workspace.run("export").stdout_bytes
    assert [path.name for path in Path().iterdir() if path.name.endswith(".new")] == []


def test_a_place_that_cannot_be_written_is_one_line_and_exit_4(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("export", "-o", "nowhere/claims.csv")
    assert result.exit_code == 4
    assert "nowhere/claims.csv cannot be written" in result.stderr
    assert workspace.run("export", "-o", "claims").exit_code == 4


def test_a_device_is_written_to_in_place(workspace: Workspace) -> None:
    workspace.resolve()
    assert workspace.run("export", "-o", os.devnull).exit_code == 0
    assert Path(os.devnull).is_char_device()


def test_excel_gets_its_mark_and_json_refuses_it(workspace: Workspace) -> None:
    workspace.resolve()
    assert workspace.run("export", "--excel").stdout_bytes.startswith(b"\xef\xbb\xbfclaim_id,")
    refused = workspace.run("export", "--format", "json", "--excel")
    assert refused.exit_code == 2
    assert "--excel" in refused.stderr
    unknown = workspace.run("export", "--format", "xml")
    assert unknown.exit_code == 2
    assert "csv" in unknown.stderr


def test_json_is_one_array(workspace: Workspace) -> None:
    workspace.resolve()
    rows = json.loads(workspace.run("export", "--format", "json").stdout)
    assert [row["status"] for row in rows] == ["late", "fulfilled", "late"]


def test_a_base_url_gives_permalinks(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("export", "-f", "json", VERIFIER_BASE_URL="https://v.example.org/")
    links = {row["permalink"] for row in json.loads(result.stdout)}
    assert f"https://v.example.org/claims/{CODE_ID}/" in links


def test_every_format_is_listed_in_help_and_written_whole(workspace: Workspace) -> None:
    workspace.resolve()
    told = " ".join(workspace.run("export", "--help").stdout.split())
    for name, form in FORMATS.items():
        assert f"{name}: {form.about}" in told
        result = workspace.run("export", "-f", name, "-o", f"out-{name}", VERIFIER_BASE_URL=SITE)
        assert (result.exit_code, result.stdout) == (0, "")
        printed = workspace.run("export", "-f", name, VERIFIER_BASE_URL=SITE).stdout_bytes
        target = Path(f"out-{name}")
        file = target / form.file if target.is_dir() else target
        assert file.read_bytes() == printed


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_had_of_one_lab_alone(workspace: Workspace, name: str) -> None:
    workspace.resolve()
    options = ("export", "-f", name, "--lab", "acme")
    mine = workspace.run(*options, VERIFIER_BASE_URL=SITE).stdout_bytes
    if name not in {"xlsx", "parquet", "datapackage"}:
        assert WEIGHTS_ID.encode() in mine or b"Acme-1 weights" in mine
        assert CODE_ID.encode() not in mine
    assert mine != workspace.run("export", "-f", name, VERIFIER_BASE_URL=SITE).stdout_bytes


def test_a_lab_nobody_knows_is_told_before_anything_is_written(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("export", "--lab", "acne", "-o", "claims.csv")
    assert result.exit_code == 2
    assert "did you mean acme" in result.stderr
    assert not Path("claims.csv").exists()


def test_a_past_instant_shows_the_history_up_to_then(workspace: Workspace) -> None:
    workspace.run("resolve", "--offline", "--as-of", "2025-06-10")
    workspace.resolve()
    past = workspace.run("export", "-f", "history", "--as-of", "2025-06-11").stdout.splitlines()
    assert len(past) == 4
    assert len(workspace.run("export", "-f", "history").stdout.splitlines()) > 4
    assert not any("delivered_late" in line for line in past)


def test_a_mark_goes_before_every_csv_once(workspace: Workspace) -> None:
    workspace.resolve()
    for name in ("csv", "csv-excel", "evidence", "history"):
        content = workspace.run("export", "-f", name, "--excel").stdout_bytes
        assert content.startswith(MARK)
        assert content.count(MARK) == 1


def test_a_format_that_lacks_something_says_what_and_writes_nothing(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("export", "-f", "claimreview", "-o", "reviews.json")
    assert result.exit_code == 2
    assert "VERIFIER_BASE_URL" in result.stderr
    assert not Path("reviews.json").exists()
