import json

from tests.cli.workspace import AGAIN_ID, CODE_ID, WEIGHTS_ID, Workspace
from verifier.exports.rows import COLUMNS


def test_the_list_is_aligned_text_when_piped(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("list")
    assert result.exit_code == 0
    assert [line.split()[:4] for line in result.stdout.splitlines()] == [
        ["claim", "status", "reason", "due"],
        [WEIGHTS_ID, "late", "delivered_late", "2025-06-11"],
        [AGAIN_ID, "fulfilled", "on_time", "2025-06-22"],
        [CODE_ID, "late", "undelivered", "2025-06-08"],
    ]
    assert "\x1b" not in result.stdout
    assert "  11+  " in result.stdout


def test_the_list_is_filtered_by_status_and_lab(workspace: Workspace) -> None:
    workspace.resolve()

    def ids(*options: str) -> list[str]:
        rows = json.loads(workspace.run("list", "--json", *options).stdout)
        return [row["claim_id"] for row in rows]

    assert ids("--status", "late") == [WEIGHTS_ID, CODE_ID]
    assert ids("--status", "late", "--lab", "acme") == [WEIGHTS_ID]
    assert ids("--status", "late", "--status", "fulfilled") == [WEIGHTS_ID, AGAIN_ID, CODE_ID]
    assert ids("--status", "pending") == []


def test_a_filter_that_names_nothing_is_a_usage_error(workspace: Workspace) -> None:
    workspace.resolve()
    status = workspace.run("list", "--status", "overdue")
    assert status.exit_code == 2
    assert "fulfilled, late, pending" in status.stderr
    lab = workspace.run("list", "--lab", "acne")
    assert lab.exit_code == 2
    assert "did you mean acme" in lab.stderr


def test_json_rows_have_the_columns_of_the_csv(workspace: Workspace) -> None:
    workspace.resolve()
    for row in json.loads(workspace.run("list", "--json").stdout):
        assert list(row) == list(COLUMNS)


def test_before_the_first_run_the_list_says_so_and_stays_empty(workspace: Workspace) -> None:
    workspace.run("load")
    result = workspace.run("list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "verifier resolve" in result.stderr
    shown = workspace.run("show", WEIGHTS_ID)
    assert shown.exit_code == 2
    assert "not judged yet" in shown.stderr


def test_a_past_instant_shows_the_verdict_of_then(workspace: Workspace) -> None:
    workspace.run("resolve", "--offline", "--as-of", "2025-06-01")
    workspace.resolve()
    then = json.loads(workspace.run("list", "--json", "--as-of", "2025-06-10").stdout)
    assert {row["claim_id"]: row["reason"] for row in then}[WEIGHTS_ID] == "not_due"
    assert {row["as_of"] for row in then} == {"2025-06-10T23:59:59Z"}


def test_show_gives_the_record_with_its_openness(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("show", WEIGHTS_ID)
    assert result.exit_code == 0
    assert "LATE (delivered_late)" in result.stdout
    assert "openness:   Apache-2.0 (permissive), weights complete" in result.stdout
    assert "late by:    5 days" in result.stdout
    assert "slips:      1" in result.stdout
    data = json.loads(workspace.run("show", WEIGHTS_ID, "--json").stdout)
    assert (data["reason"], data["slips"]) == ("delivered_late", 1)


def test_explain_tells_the_whole_way(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("explain", WEIGHTS_ID)
    assert result.exit_code == 0
    titles = [line for line in result.stdout.splitlines() if line and not line.startswith(" ")]
    assert titles[1:] == [
        "The promise",
        "The deadline",
        "What was looked at",
        "What counted",
        "The delivery",
        "The verdict",
        "The chain of promises",
    ]
    assert max(map(len, result.stdout.splitlines())) <= 100
    data = json.loads(workspace.run("explain", WEIGHTS_ID, "--json").stdout)
    assert [section["title"] for section in data["explanation"]] == titles


def test_absence_is_worded_as_not_found(workspace: Workspace) -> None:
    workspace.resolve()
    told = " ".join(workspace.run("explain", CODE_ID).stdout.split())
    assert "not found in github.com/borealis/engine as of 2025-06-19 10:00 UTC" in told
    assert "not released" not in told


def test_an_unknown_id_gets_the_nearest_and_exit_2(workspace: Workspace) -> None:
    workspace.resolve()
    for command in ("show", "explain"):
        result = workspace.run(command, "acme-2025-05-28-weight")
        assert result.exit_code == 2
        assert f"did you mean {WEIGHTS_ID}" in result.stderr
        assert len(result.stderr.splitlines()) == 1
    assert "`verifier list`" in workspace.run("show", "%%%").stderr


def test_an_empty_store_says_what_to_run(workspace: Workspace) -> None:
    assert workspace.run("db", "upgrade").exit_code == 0
    result = workspace.run("show", WEIGHTS_ID)
    assert result.exit_code == 2
    assert "verifier load" in result.stderr
