import json

from tests.cli.workspace import Workspace


def problems(workspace: Workspace, **environ: str) -> dict[str, str]:
    result = workspace.run("doctor", "--json", **environ)
    found = {one["what"]: one["said"] for one in json.loads(result.stdout) if not one["ok"]}
    assert result.exit_code == (4 if found else 0)
    return found


def test_all_is_well_before_and_after_the_first_run(workspace: Workspace) -> None:
    assert problems(workspace) == {}
    assert not workspace.database.exists()
    workspace.resolve()
    result = workspace.run("doctor")
    assert result.exit_code == 0
    assert "ok       database: of this version, writable, 3 claims\n" in result.stdout
    assert "ok       claims: 3 valid, in claims\n" in result.stdout
    assert "ok       archive: 3 facts, in data\n" in result.stdout
    assert "(from VERIFIER_DB)" in result.stdout


def test_every_problem_is_found_in_one_go(workspace: Workspace) -> None:
    workspace.write("wrong.yaml", "id: other\n")
    workspace.record(())
    (workspace.folder / "data" / "evidence.jsonl").write_text("{")
    workspace.database.mkdir()
    found = problems(workspace, HF_ENDPOINT="huggingface.co")
    assert found.keys() == {"database", "claims", "archive", "hub"}
    assert "wrong.yaml" in found["claims"]


def test_a_missing_folder_or_archive_is_a_problem_with_a_remedy(workspace: Workspace) -> None:
    result = workspace.run("doctor", "--claims", "nowhere", "--archive", "nowhere")
    assert result.exit_code == 4
    assert "problem  claims: there is no folder nowhere" in result.stdout
    assert "--archive" in result.stdout


def test_wrong_settings_are_told_alone(workspace: Workspace) -> None:
    assert problems(workspace, VERIFIER_WORKERS="none").keys() == {"settings"}


def test_secrets_are_not_shown(workspace: Workspace) -> None:
    result = workspace.run(
        "doctor",
        VERIFIER_DB="postgresql://me:s3cret@127.0.0.1:9/promises",
        VERIFIER_HUB_TOKEN="hf_hidden",
    )
    assert result.exit_code == 4
    assert "s3cret" not in result.output
    assert "hf_hidden" not in result.output
    assert "me:***@127.0.0.1:9" in result.stdout


def test_a_place_no_database_can_be_built_in_is_a_problem(workspace: Workspace) -> None:
    (workspace.folder / "file").write_text("")
    found = problems(workspace, VERIFIER_DB="sqlite:///file/verifier.db")
    assert found.keys() == {"database"}
