import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from freezegun import freeze_time

from tests.cli.workspace import AS_OF, CODE_ID, EVIDENCE, WEIGHTS_ID, Workspace
from verifier.store import open_store


def test_the_first_run_judges_everything_and_the_second_changes_nothing(
    workspace: Workspace,
) -> None:
    first = workspace.resolve()
    assert (first.exit_code, first.stderr) == (0, "")
    *lines, head = first.stdout.splitlines()
    assert head.startswith("Head: ")
    assert lines == [
        "Sources: 1 checked, 0 failed",
        "Claims: 3 judged as of 2025-07-15 23:59:59 UTC: 1 fulfilled, 2 late, 0 pending",
        "Facts: 3 new",
        "Changes: 3",
        "  acme-2025-05-28-weights: new -> late (delivered_late)",
        "  acme-2025-06-12-weights: new -> fulfilled (on_time)",
        "  borealis-2025-06-01-code: new -> late (undelivered)",
    ]
    second = workspace.resolve()
    assert second.exit_code == 0
    assert second.stdout.splitlines()[2:-1] == ["Facts: 0 new", "Nothing changed."]


def test_a_change_is_told_with_what_was_and_why(workspace: Workspace) -> None:
    workspace.record(EVIDENCE[2:])
    workspace.resolve()
    workspace.record(EVIDENCE)
    changed = workspace.run("resolve", "--offline", "--as-of", AS_OF, "--fail-on-change")
    assert changed.exit_code == 1
    assert f"  {WEIGHTS_ID}: pending (unverified) -> late (delivered_late)" in changed.stdout
    assert "It was not public before 2025-06-15 16:00 UTC" in changed.stdout
    again = workspace.run("resolve", "--offline", "--as-of", AS_OF, "--fail-on-change")
    assert again.exit_code == 0


def test_a_run_is_told_as_json(workspace: Workspace) -> None:
    told = json.loads(workspace.run("resolve", "--offline", "--as-of", AS_OF, "--json").stdout)
    assert told["as_of"] == "2025-07-15T23:59:59Z"
    assert told["statuses"] == {"fulfilled": 1, "late": 2, "pending": 0}
    assert [source["outcome"] for source in told["sources"]] == ["complete"]
    assert told["changes"][0]["new"] == {"status": "late", "reason": "delivered_late"}
    assert told["changes"][0]["old"] is None


def test_a_dry_run_stores_nothing(workspace: Workspace) -> None:
    dry = workspace.run("resolve", "--offline", "--as-of", AS_OF, "--dry-run")
    assert dry.exit_code == 0
    assert "1 fulfilled, 2 late" in dry.stdout
    assert dry.stdout.endswith("Nothing was stored: this was a dry run.\n")
    assert not workspace.database.exists()


def test_a_dry_run_says_what_the_real_one_would_change(workspace: Workspace) -> None:
    workspace.record(EVIDENCE[2:])
    workspace.resolve()
    workspace.record(EVIDENCE)
    before = workspace.run("export").stdout_bytes
    dry = workspace.run("resolve", "--offline", "--as-of", AS_OF, "--dry-run", "--json")
    assert workspace.run("export").stdout_bytes == before
    real = workspace.run("resolve", "--offline", "--as-of", AS_OF, "--json")
    alike = {"run": 2, "sources": 0, "head": None}
    assert {**json.loads(dry.stdout), **alike} == {**json.loads(real.stdout), **alike}


def test_an_instant_with_an_offset_is_an_as_of_too(workspace: Workspace) -> None:
    result = workspace.run("resolve", "--offline", "--as-of", "2025-06-12T19:59:00+08:00")
    assert "as of 2025-06-12 11:59 UTC" in result.stdout
    assert f"{WEIGHTS_ID}: new -> pending (not_due)" in result.stdout


@pytest.mark.parametrize("text", ["yesterday", "2025-02-30", "2025-06-12T19:59:00"])
def test_any_other_as_of_is_a_usage_error(workspace: Workspace, text: str) -> None:
    for command in ("resolve", "list", "export"):
        result = workspace.run(command, "--as-of", text)
        assert result.exit_code == 2
        assert text in result.stderr


def test_without_an_as_of_the_clock_decides(workspace: Workspace) -> None:
    with freeze_time("2025-06-12T11:00:00Z"):
        result = workspace.run("resolve", "--offline")
    assert "as of 2025-06-12 11:00 UTC" in result.stdout
    assert f"{WEIGHTS_ID}: new -> pending (not_due)" in result.stdout


def test_a_missing_archive_is_every_source_failed(workspace: Workspace) -> None:
    result = workspace.run("resolve", "--offline", "--archive", "nowhere", "--as-of", AS_OF)
    assert result.exit_code == 5
    assert result.stdout.splitlines()[0] == "Sources: 1 checked, 1 failed"
    assert "nowhere" in result.stdout.splitlines()[1]
    assert f"{CODE_ID}: new -> pending (unverified)" in result.stdout


def test_a_broken_line_of_the_archive_is_told_and_the_rest_is_used(workspace: Workspace) -> None:
    with Path("data/evidence.jsonl").open("a", encoding="utf-8") as archive:
        archive.write("{not json\n")
    result = workspace.run("resolve", "--offline", "--as-of", AS_OF)
    assert result.exit_code == 3
    assert "evidence.jsonl:4" in result.stdout
    assert "1 fulfilled, 2 late" in result.stdout


def test_workers_are_bounded(workspace: Workspace) -> None:
    result = workspace.run("resolve", "--offline", "--workers", "0")
    assert result.exit_code == 4
    assert "from --workers" in result.stderr


def test_a_resolve_beside_another_is_exit_6_and_told_who_runs(workspace: Workspace) -> None:
    workspace.resolve()
    since = datetime(2026, 8, 22, 3, 17, tzinfo=UTC)
    with open_store(f"sqlite:///{workspace.database}") as store, store.alone(since):
        kept_out = workspace.resolve()
        rehearsed = workspace.run("resolve", "--offline", "--as-of", AS_OF, "--dry-run")
    assert kept_out.exit_code == 6
    assert kept_out.stderr.startswith("verifier: another resolve is running (process ")
    assert rehearsed.exit_code == 0
