import json

from tests.cli.workspace import AGAIN_ID, CODE_ID, WEIGHTS_ID, Workspace

WRONG = "id: wrong\nlab: nobody\ntext: a\nannounced: 2025-13-01\npromise: soon\nkindd: model\n"


def test_valid_files_are_counted(workspace: Workspace) -> None:
    result = workspace.run("validate")
    assert (result.exit_code, result.stdout) == (0, "3 claims of 2 labs: all valid\n")
    assert not workspace.database.exists()


def test_every_problem_is_told_on_stderr_and_the_exit_code_is_1(workspace: Workspace) -> None:
    workspace.write("wrong.yaml", WRONG)
    result = workspace.run("validate")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "claims/wrong.yaml:4:12: " in result.stderr
    assert "claims/wrong.yaml:6:1: " in result.stderr
    assert result.stderr.splitlines()[-1].startswith("verifier: ")


def test_problems_come_as_json_too(workspace: Workspace) -> None:
    workspace.write("wrong.yaml", WRONG)
    result = workspace.run("validate", "--json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    assert {problem["line"] for problem in problems} >= {4, 6}
    assert json.loads(workspace.run("validate", "claims/labs.yaml", "--json").stdout) == {
        "claims": 0,
        "labs": 2,
        "problems": [],
    }


def test_loading_tells_what_is_new_and_what_is_as_before(workspace: Workspace) -> None:
    first = workspace.run("load")
    assert first.exit_code == 0
    assert f"added {WEIGHTS_ID}\n" in first.stdout
    assert first.stdout.endswith("3 added, 0 changed, 0 removed, 0 as before\n")
    assert workspace.run("load").stdout == "0 added, 0 changed, 0 removed, 3 as before\n"


def test_one_wrong_file_keeps_all_from_being_stored(workspace: Workspace) -> None:
    workspace.write("wrong.yaml", WRONG)
    assert workspace.run("load").exit_code == 1
    assert not workspace.database.exists()
    assert workspace.run("resolve", "--offline").exit_code == 1
    assert not workspace.database.exists()


def test_a_file_named_alone_is_added_and_a_folder_stands_for_all(workspace: Workspace) -> None:
    workspace.run("load")
    (workspace.folder / "claims" / f"{CODE_ID}.yaml").unlink()
    alone = workspace.run("load", f"claims/{AGAIN_ID}.yaml", "--json")
    assert json.loads(alone.stdout) == {
        "added": [],
        "changed": [],
        "unchanged": [WEIGHTS_ID, AGAIN_ID, CODE_ID],
        "removed": [],
    }
    assert f"removed {CODE_ID}" in workspace.run("load", "claims").stdout


def test_the_schema_is_json_that_names_the_required_keys(workspace: Workspace) -> None:
    result = workspace.run("schema")
    assert result.exit_code == 0
    assert "promise" in json.dumps(json.loads(result.stdout))


def test_a_missing_claims_folder_is_one_line_and_exit_4(workspace: Workspace) -> None:
    for command in (["validate"], ["load"], ["resolve", "--offline"]):
        result = workspace.run(*command, VERIFIER_CLAIMS="nowhere")
        assert result.exit_code == 4
        assert "nowhere" in result.stderr
        assert "VERIFIER_CLAIMS" in result.stderr
        assert len(result.stderr.splitlines()) == 1
    assert workspace.run("validate", "gone.yaml").exit_code == 4
