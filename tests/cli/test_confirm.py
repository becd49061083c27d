import json
from datetime import UTC, datetime

from tests.cli.workspace import CODE_ID, EVIDENCE, WEIGHTS_ID, Workspace
from verifier.store import open_store

NIGHT = ("resolve", "--offline", "--as-of", "2025-07-15")
MANY = 6


def with_many(workspace: Workspace) -> None:
    """File more claims of the code that never came, all judged once before they are due."""
    text = (workspace.folder / "claims" / f"{CODE_ID}.yaml").read_text(encoding="utf-8")
    for number in range(MANY):
        name = f"{CODE_ID}-{number}"
        workspace.write(f"{name}.yaml", text.replace(f"id: {CODE_ID}", f"id: {name}"))
    assert workspace.run("resolve", "--offline", "--as-of", "2025-06-01").exit_code == 0


def statuses(workspace: Workspace) -> dict[str, str]:
    rows = json.loads(workspace.run("list", "--json").stdout)
    return {row["claim_id"]: row["status"] for row in rows}


def test_a_night_that_would_change_too_many_verdicts_is_held(workspace: Workspace) -> None:
    with_many(workspace)
    held = workspace.run(*NIGHT)
    assert held.exit_code == 3
    assert "verdicts would change in one night" in held.stdout
    assert "`verifier resolve --confirm`" in held.stdout
    assert set(statuses(workspace).values()) == {"pending"}


def test_a_held_night_is_published_by_a_word_and_by_no_reading(workspace: Workspace) -> None:
    with_many(workspace)
    told = json.loads(workspace.run(*NIGHT, "--json").stdout)
    assert len(told["held"]) == 1
    workspace.record(())
    shown = workspace.run("resolve", "--confirm", "--dry-run")
    assert f"{WEIGHTS_ID}: pending (not_due) -> late (delivered_late)" in shown.stdout
    assert set(statuses(workspace).values()) == {"pending"}
    done = json.loads(workspace.run("resolve", "--confirm", "--json").stdout)
    assert done["held"] == done["sources"] == []
    assert done["as_of"] == told["as_of"]
    assert done["changes"] == told["changes"]
    late = [claim for claim, status in statuses(workspace).items() if status == "late"]
    assert len(late) == MANY + 2
    assert workspace.run("audit").exit_code == 0


def test_there_is_nothing_to_confirm_twice(workspace: Workspace) -> None:
    with_many(workspace)
    assert workspace.run(*NIGHT).exit_code == 3
    assert workspace.run("resolve", "--confirm").exit_code == 0
    again = workspace.run("resolve", "--confirm")
    assert (again.exit_code, again.stderr.count("\n")) == (2, 1)
    assert "nothing to confirm" in again.stderr


def test_the_night_after_a_held_one_is_judged_for_itself(workspace: Workspace) -> None:
    with_many(workspace)
    assert workspace.run(*NIGHT).exit_code == 3
    workspace.record(EVIDENCE[:2])
    for number in range(MANY):
        (workspace.folder / "claims" / f"{CODE_ID}-{number}.yaml").unlink()
    assert workspace.run(*NIGHT).exit_code == 0
    assert statuses(workspace)[WEIGHTS_ID] == "late"
    assert workspace.run("resolve", "--confirm").exit_code == 2


def test_a_held_night_is_told_wherever_verdicts_are_shown(workspace: Workspace) -> None:
    with_many(workspace)
    workspace.run(*NIGHT)
    for command in (("list",), ("export",), ("doctor",)):
        said = workspace.run(*command)
        assert "are held" in said.stderr + said.stdout, command
    workspace.run("resolve", "--confirm")
    for command in (("list",), ("export",), ("doctor",)):
        said = workspace.run(*command)
        assert "are held" not in said.stderr + said.stdout, command


def test_confirm_reads_nothing_and_says_so(workspace: Workspace) -> None:
    for option in (("--offline",), ("--as-of", "2025-07-15"), ("--workers", "2")):
        refused = workspace.run("resolve", "--confirm", *option)
        assert refused.exit_code == 2
        assert f"{option[0]} cannot be had with --confirm" in refused.stderr


def test_a_run_that_was_cut_short_is_told_by_doctor_and_by_the_next_run(
    workspace: Workspace,
) -> None:
    began = datetime(2025, 7, 14, 3, tzinfo=UTC)
    assert workspace.resolve().exit_code == 0
    with open_store(f"sqlite:///{workspace.database}") as store:
        store.begin_run(began, began)
    told = workspace.run("doctor")
    assert told.exit_code == 4
    assert "last run: began 2025-07-14 03:00 UTC and was cut short" in told.stdout
    again = workspace.resolve()
    assert "the run of 2025-07-14 03:00 UTC was cut short" in again.stderr
    assert workspace.run("doctor").exit_code == 0
    assert workspace.resolve().stderr == ""
