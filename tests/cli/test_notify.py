import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.workspace import AGAIN_ID, CODE_ID, WEIGHTS_ID, Workspace
from tests.fakes.hook_server import HookServer
from verifier.core.sweeps import Settled
from verifier.core.swept import Outcome, Sweep
from verifier.store import open_store

THREE = "3 pieces of news in 1 message"


@pytest.fixture
def hook() -> Iterator[HookServer]:
    with HookServer() as server:
        yield server


def resolve(workspace: Workspace, *days: str) -> None:
    for day in days:
        assert workspace.run("resolve", "--offline", "--as-of", day).exit_code == 0


def changed(workspace: Workspace) -> None:
    """Leave a night on which every verdict was new, and one on which each changed."""
    resolve(workspace, "2025-06-01", "2025-07-15")


def test_every_change_of_the_last_night_is_told_once(
    workspace: Workspace, hook: HookServer
) -> None:
    changed(workspace)
    result = workspace.run("notify", "--to", hook.address)
    assert (result.exit_code, len(hook.got)) == (0, 1)
    assert THREE in result.stdout
    (message,) = hook.got
    assert message["title"] == "verifier: 3 verdicts changed"
    for claim in (WEIGHTS_ID, AGAIN_ID, CODE_ID):
        assert f"Claim: {claim}" in message["message"]
    assert "pending (not_due) -> late (delivered_late)" in message["message"]
    assert "Evidence: https://example.org/thread" in message["message"]
    assert workspace.run("notify", "--to", hook.address).exit_code == 0
    assert len(hook.got) == 1


def test_the_password_of_an_address_is_never_shown_nor_stored(
    workspace: Workspace, hook: HookServer
) -> None:
    changed(workspace)
    shown = workspace.run("notify", "--to", hook.address)
    hook.status = 503
    failed = workspace.run("notify", "--to", f"{hook.address}?x=sesame")
    assert failed.exit_code == 3
    assert "sesame" not in shown.output + failed.output
    assert b"sesame" not in workspace.database.read_bytes()
    assert "sesame" not in workspace.run("doctor", VERIFIER_NOTIFY=hook.address).stdout


def test_a_first_night_is_no_news_unless_it_is_asked_for(
    workspace: Workspace, hook: HookServer
) -> None:
    resolve(workspace, "2025-07-15")
    assert workspace.run("notify", "--to", hook.address).exit_code == 0
    assert hook.got == []
    other = f"{hook.address}/other"
    assert workspace.run("notify", "--new", "--to", other).exit_code == 0
    assert "new -> late (delivered_late)" in hook.texts[0]


def test_who_is_met_later_is_told_of_the_last_night_alone(
    workspace: Workspace, hook: HookServer
) -> None:
    changed(workspace)
    resolve(workspace, "2025-07-16")
    assert workspace.run("notify", "--to", hook.address).exit_code == 0
    assert hook.got == []


def test_nothing_is_lost_while_the_service_is_down_and_nothing_told_twice(
    workspace: Workspace, hook: HookServer
) -> None:
    changed(workspace)
    hook.status = 503
    down = workspace.run("notify", "--to", hook.address)
    assert (down.exit_code, down.stdout) == (3, "")
    assert len(down.stderr.splitlines()) == 1
    assert "could not be told, and will be next time" in down.stderr
    resolve(workspace, "2025-07-16")  # a night without a change: the first one is still owed
    hook.got.clear()
    hook.status = 200
    up = workspace.run("notify", "--to", hook.address)
    assert (up.exit_code, len(hook.got)) == (0, 1)
    assert THREE in up.stdout
    workspace.run("notify", "--to", hook.address)
    assert len(hook.got) == 1


def test_one_service_that_is_down_holds_up_no_other(workspace: Workspace, hook: HookServer) -> None:
    changed(workspace)
    with HookServer() as other:
        other.status = 500
        both = ("--to", other.address, "--to", hook.address)
        assert workspace.run("notify", *both).exit_code == 3
        assert len(hook.got) == 1
        other.status = 200
        assert workspace.run("notify", *both).exit_code == 0
        assert (len(other.got), len(hook.got)) == (2, 1)
        assert other.texts[0] == hook.texts[0]


def test_a_crash_between_sending_and_marking_sends_again_with_the_same_ids(
    workspace: Workspace, hook: HookServer
) -> None:
    changed(workspace)
    ready = threading.Event()
    with subprocess.Popen(
        [sys.executable, "-m", "verifier", "notify", "--to", hook.address],
        cwd=workspace.folder,
        env=workspace.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:

        def kill() -> None:
            ready.wait(30)
            running.kill()

        hook.before = kill
        ready.set()
        assert running.wait(60) == -signal.SIGKILL
    hook.before = lambda: None
    assert workspace.run("notify", "--to", hook.address).exit_code == 0
    first, again = hook.texts
    assert first == again
    workspace.run("notify", "--to", hook.address)
    assert len(hook.got) == 2


def test_a_dry_run_shows_everything_and_sends_and_remembers_nothing(
    workspace: Workspace, hook: HookServer
) -> None:
    changed(workspace)
    for _ in range(2):
        dry = workspace.run("notify", "--dry-run", "--to", hook.address)
        assert dry.exit_code == 0
        assert f"would be sent {THREE}" in dry.stdout
        assert "pending (not_due) -> late (delivered_late)" in dry.stdout
    assert hook.got == []
    assert workspace.run("notify", "--to", hook.address).exit_code == 0
    assert len(hook.got) == 1


def test_the_data_has_what_was_sent_and_what_stopped_it(
    workspace: Workspace, hook: HookServer
) -> None:
    changed(workspace)
    (sent,) = json.loads(workspace.run("notify", "--json", "--to", hook.address).stdout)
    assert [message["body"] for message in sent["messages"]] == hook.texts
    assert (len(sent["messages"][0]["notices"]), sent["trouble"]) == (3, "")
    hook.status = 503
    other = f"{hook.address}/other"
    failed = workspace.run("notify", "--json", "--to", other)
    assert failed.exit_code == 3
    assert "503" in json.loads(failed.stdout)[0]["trouble"]


def test_addresses_come_from_the_settings_and_one_named_twice_is_one(
    workspace: Workspace, hook: HookServer
) -> None:
    changed(workspace)
    twice = f"{hook.address} {hook.address}"
    assert workspace.run("notify", VERIFIER_NOTIFY=twice).exit_code == 0
    assert len(hook.got) == 1
    (workspace.folder / "verifier.toml").write_text(f'notify = ["{hook.address}/file"]\n')
    assert workspace.run("notify").exit_code == 0
    assert len(hook.got) == 2


def test_with_nobody_to_tell_or_an_address_nobody_has_the_remedy_is_named(
    workspace: Workspace,
) -> None:
    changed(workspace)
    for options, said in (((), "VERIFIER_NOTIFY"), (("--to", "nope://x"), "Apprise knows")):
        result = workspace.run("notify", *options)
        assert (result.exit_code, len(result.stderr.splitlines())) == (4, 1)
        assert said in result.stderr


def test_before_the_first_night_there_is_nothing_to_tell(
    workspace: Workspace, hook: HookServer
) -> None:
    workspace.run("load")
    assert workspace.run("notify", "--to", hook.address).exit_code == 0
    assert hook.got == []
    changed(workspace)
    assert workspace.run("notify", "--to", hook.address).exit_code == 0
    assert "3 verdicts changed" in hook.got[-1]["title"]


def test_a_claim_that_was_taken_out_since_is_not_told(
    workspace: Workspace, hook: HookServer
) -> None:
    changed(workspace)
    (workspace.folder / "claims" / f"{CODE_ID}.yaml").unlink()
    workspace.run("load")
    assert workspace.run("notify", "--to", hook.address).exit_code == 0
    assert hook.got[0]["title"] == "verifier: 2 verdicts changed"


def night(workspace: Workspace, number: int, outcome: Outcome) -> None:
    """Store a night in which one source was read so."""
    began = datetime(2025, 8, 1, 3, tzinfo=UTC) + timedelta(days=number)
    fault = "http_503" if outcome is Outcome.FAILED else ""
    sweep = Sweep("hub:AcmeAI", began, began, outcome, fault=fault, detail="HTTP 503")
    with open_store(f"sqlite:///{workspace.database}") as store:
        run = store.begin_run(began, began)
        store.keep(sweep.source, Settled(sweep), run)
        store.end_run(run, began)


def test_a_source_that_fails_three_nights_is_told_once_and_its_recovery_once(
    workspace: Workspace, hook: HookServer
) -> None:
    resolve(workspace, "2025-07-15")
    workspace.run("notify", "--to", hook.address)
    told = []
    nights = [Outcome.FAILED] * 5 + [Outcome.COMPLETE] * 2 + [Outcome.FAILED] * 2
    for number, outcome in enumerate(nights):
        night(workspace, number, outcome)
        assert workspace.run("notify", "--to", hook.address).exit_code == 0
        told.append(len(hook.got))
    assert told == [0, 0, 1, 1, 1, 2, 2, 2, 2]
    assert "AcmeAI on the Hugging Face Hub could not be read for 3 nights" in hook.texts[0]
    assert "is read again, after 5 nights" in hook.texts[1]
