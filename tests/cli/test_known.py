"""What is known now of a past day, and what was known then."""

import json

import pytest
from freezegun import freeze_time

from tests.cli.workspace import EVIDENCE, WEIGHTS, WEIGHTS_ID, Workspace

DAY = "2025-06-20"
CORRECTED = WEIGHTS.replace("Acme-1 weights in 2 weeks", "Acme-1 weights, open, in 2 weeks")


@pytest.fixture
def nights(workspace: Workspace) -> Workspace:
    """A night that knew nothing; a month later a correction, the facts, and a look back."""
    workspace.record(EVIDENCE[2:])
    with freeze_time("2025-06-13T13:00:00Z"):
        workspace.run("resolve", "--offline")
    workspace.write(f"{WEIGHTS_ID}.yaml", CORRECTED)
    workspace.record(EVIDENCE)
    with freeze_time("2025-07-20T03:00:00Z"):
        workspace.run("resolve", "--offline")
    with freeze_time("2025-07-21T03:00:00Z"):
        workspace.run("resolve", "--offline", "--as-of", DAY)
    return workspace


def _row(workspace: Workspace, *options: str) -> dict[str, object]:
    rows = json.loads(workspace.run("list", "--json", *options).stdout)
    return next(row for row in rows if row["claim_id"] == WEIGHTS_ID)


def test_what_is_known_now_of_a_day_is_the_last_judgement_of_it(nights: Workspace) -> None:
    for options in (("--as-of", DAY), ("--as-of", DAY, "--known", "now")):
        row = _row(nights, *options)
        assert row["reason"] == "delivered_late"
        assert row["claim_text"] == "Acme-1 weights, open, in 2 weeks"


def test_what_was_known_then_is_what_the_nights_until_then_said(nights: Workspace) -> None:
    row = _row(nights, "--as-of", DAY, "--known", "then")
    assert (row["reason"], row["as_of"]) == ("unverified", f"{DAY}T23:59:59Z")
    assert row["claim_text"] == "Acme-1 weights in 2 weeks"
    shown = nights.run("show", WEIGHTS_ID, "--as-of", DAY, "--known", "then")
    assert "PENDING (unverified)" in shown.stdout
    assert "open, in 2 weeks" not in shown.stdout
    explained = nights.run("explain", WEIGHTS_ID, "--as-of", DAY, "--known", "then")
    assert "AcmeAI/Acme-1" not in explained.stdout


def test_before_the_first_night_nothing_was_known(nights: Workspace) -> None:
    result = nights.run("list", "--as-of", "2025-06-10", "--known", "then")
    assert (result.exit_code, result.stdout) == (0, "")


def test_every_answer_about_a_day_says_whose_knowledge_it_is(nights: Workspace) -> None:
    for command in (("list",), ("export",), ("show", WEIGHTS_ID), ("explain", WEIGHTS_ID)):
        now = nights.run(*command, "--as-of", DAY)
        assert now.stderr == "As of 2025-06-20 23:59:59 UTC, by what is known now.\n"
        then = nights.run(*command, "--as-of", DAY, "--known", "then")
        assert then.stderr == "As of 2025-06-20 23:59:59 UTC, by what was known then.\n"
        assert nights.run(*command).stderr == ""


def test_what_was_known_is_asked_of_a_day(nights: Workspace) -> None:
    result = nights.run("export", "--known", "then")
    assert result.exit_code == 2
    assert "--as-of" in result.stderr
    assert nights.run("export", "--as-of", DAY, "--known", "maybe").exit_code == 2


def test_a_look_back_changes_nothing_of_today(nights: Workspace) -> None:
    row = _row(nights)
    assert row["as_of"] == "2025-07-20T03:00:00Z"
    assert nights.run("audit").exit_code == 0


def test_a_verdict_goes_with_the_words_it_was_given_on(nights: Workspace) -> None:
    nights.write(f"{WEIGHTS_ID}.yaml", CORRECTED.replace("open,", "really open,"))
    nights.run("load")
    assert _row(nights)["claim_text"] == "Acme-1 weights, open, in 2 weeks"
    assert "Acme-1 weights, open, in 2 weeks" in nights.run("show", WEIGHTS_ID).stdout
