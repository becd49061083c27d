import csv
import io
import json

from tests.cli.workspace import Workspace


def test_the_scoreboard_sums_up_labs_and_countries(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("scoreboard")
    assert result.exit_code == 0
    assert "3 promises of 2 labs, judged as of 2025-07-15 23:59:59 UTC: 1 fulfilled, 2 late" in (
        " ".join(result.stdout.split())
    )
    lines = [line.split("  ") for line in result.stdout.splitlines()]
    first = [cells[0] for cells in lines]
    assert first.index("lab") < first.index("Acme") < first.index("Borealis") < first.index("all")
    assert first.index("country") < first.index("CA") < first.index("CN")
    assert "1 of 2, 50 % (9-91 %)" in result.stdout
    assert "How it is counted" in result.stdout


def test_one_table_is_shown_alone_and_labs_are_picked(workspace: Workspace) -> None:
    workspace.resolve()
    by_country = workspace.run("scoreboard", "--by", "country").stdout
    assert "Borealis" not in by_country
    assert "CA" in by_country
    one = workspace.run("scoreboard", "--by", "lab", "--lab", "acme").stdout
    assert "Borealis" not in one
    assert "country" not in one


def test_the_rows_and_the_data_agree(workspace: Workspace) -> None:
    workspace.resolve()
    text = workspace.run("scoreboard", "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    data = json.loads(workspace.run("scoreboard", "--json").stdout)
    assert [(row["of"], row["id"]) for row in rows] == [
        ("all", "all"),
        ("country", "CA"),
        ("country", "CN"),
        ("lab", "acme"),
        ("lab", "borealis"),
    ]
    assert [int(row["claims"]) for row in rows if row["of"] == "lab"] == [
        lab["claims"] for lab in data["labs"]
    ]
    labs_only = workspace.run("scoreboard", "--csv", "--by", "lab").stdout
    assert [row["of"] for row in csv.DictReader(io.StringIO(labs_only))] == ["all", "lab", "lab"]


def test_a_past_instant_shows_the_records_of_then(workspace: Workspace) -> None:
    workspace.run("resolve", "--offline", "--as-of", "2025-06-01")
    workspace.resolve()
    then = json.loads(workspace.run("scoreboard", "--json", "--as-of", "2025-06-01").stdout)
    assert (then["overall"]["pending"], then["overall"]["rate"]) == (3, None)


def test_the_tempo_is_told_by_quarter_and_lab(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("scoreboard", "--tempo")
    assert result.exit_code == 0
    assert "At least 1 repository with own complete weights of 1 lab" in result.stdout
    assert ["2025-Q2", "1", "0", "1", "permissive"] in [
        line.split()[:5] for line in result.stdout.splitlines()
    ]
    data = json.loads(workspace.run("scoreboard", "--tempo", "--json").stdout)
    assert [(lab["id"], lab["total"]["osi"]) for lab in data["labs"]] == [("acme", 1)]
    none = workspace.run("scoreboard", "--tempo", "--lab", "borealis")
    assert (none.exit_code, "No complete weights" in none.stdout) == (0, True)


def test_a_wrong_option_is_a_usage_error_of_one_line(workspace: Workspace) -> None:
    workspace.resolve()
    for options, told in (
        (("--by", "city"), "neither lab nor country"),
        (("--csv", "--json"), "exclude each other"),
        (("--tempo", "--csv"), "--tempo goes with neither"),
        (("--lab", "acne"), "did you mean acme"),
        (("--tempo", "--lab", "acne"), "did you mean acme"),
    ):
        result = workspace.run("scoreboard", *options)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1), options
        assert told in result.stderr


def test_before_the_first_run_the_scoreboard_says_what_to_run(workspace: Workspace) -> None:
    workspace.run("load")
    result = workspace.run("scoreboard")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "verifier resolve" in result.stderr
