import json
import sys
from pathlib import Path

import pytest

from tests.cli.workspace import AS_OF, LABS, WEIGHTS_ID, Workspace
from tests.fakes.feed_server import FeedServer, Page
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import repo

REPO = repo("AcmeAI/Acme-1", created="2025-06-05T00:00:00.000Z")
FEED = (
    b'<rss version="2.0"><channel><title>Acme</title><item><title>Hello</title>'
    b"<link>https://acme.example/0</link><pubDate>Thu, 01 May 2025 10:00:00 +0000</pubDate>"
    b"</item></channel></rss>"
)


def world(workspace: Workspace, hub: HubServer, feeds: FeedServer, db: str) -> dict[str, str]:
    """Put up one repository and one feed; give what a run has to be told."""
    hub.clear()
    hub.add(REPO)
    feeds.routes["/feed.xml"] = Page(FEED)
    with_feed = f"  feeds: [{{url: '{feeds.url('/feed.xml')}'}}]\n- id: borealis"
    workspace.write("labs.yaml", LABS.replace("- id: borealis", with_feed))
    return {
        "VERIFIER_DB": db,
        "HF_ENDPOINT": hub.url,
        "VERIFIER_ALLOW_PRIVATE": feeds.origin,
        "VERIFIER_TIMEOUT": "5",
    }


def test_a_night_is_queued_worked_and_told(
    workspace: Workspace, hub: HubServer, feeds: FeedServer, postgres_url: str
) -> None:
    environ = world(workspace, hub, feeds, postgres_url)
    queued = workspace.process("resolve", "--queue", "--shard-size", "1", **environ)
    assert (queued.returncode, queued.stderr) == (0, "")
    assert queued.stdout == "Run 1: 2 sources in 2 shards for the workers.\n"
    worked = workspace.process("worker", "--once", **environ)
    assert (worked.returncode, worked.stderr) == (0, "")
    assert worked.stdout.startswith("Sources: 3 checked, 0 failed\nClaims: 3 judged as of ")
    assert f"  {WEIGHTS_ID}: new -> late (delivered_late)\n" in worked.stdout
    again = workspace.process("worker", "--once", **environ)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_a_worker_that_works_once_ends_in_the_code_of_its_night(
    workspace: Workspace, hub: HubServer, feeds: FeedServer, postgres_url: str
) -> None:
    environ = world(workspace, hub, feeds, postgres_url)
    feeds.routes["/feed.xml"] = Page(b"gone", status="410 Gone")
    assert workspace.forked("resolve", "--queue", **environ).returncode == 0
    worked = workspace.forked("worker", "--once", "--json", **environ)
    assert (worked.returncode, worked.stderr) == (3, "")
    told = json.loads(worked.stdout)
    sources = [(one["source"].partition(":")[0], one["outcome"]) for one in told["sources"]]
    assert sources == [("archive", "complete"), ("hub", "complete"), ("feed", "failed")]
    assert (told["claims"], told["failed"]) == (3, 1)


def test_a_run_under_way_is_taken_up_and_keeps_others_out(
    workspace: Workspace, postgres_url: str
) -> None:
    def run(*args: str) -> tuple[int, str, str]:
        done = workspace.run(*args, VERIFIER_DB=postgres_url)
        return done.exit_code, done.stdout, done.stderr

    first = run("resolve", "--queue", "--as-of", AS_OF, "--json")
    assert json.loads(first[1]) == {
        "run": 1,
        "sources": 1,
        "shards": 1,
        "left": 1,
        "taken_up": False,
    }
    assert run("resolve", "--queue") == (0, "Run 1 is under way: 1 of 1 shards left.\n", "")
    code, _, told = run("resolve", "--offline")
    assert code == 6
    assert told.startswith("verifier: workers share run 1 since ")
    assert "`verifier resolve --queue`" in told


def test_a_run_with_nothing_to_read_over_the_network_is_only_decided(
    workspace: Workspace, postgres_url: str
) -> None:
    workspace.write("labs.yaml", LABS.replace("hub_orgs: [AcmeAI]", "hub_orgs: []"))
    environ = {"VERIFIER_DB": postgres_url}
    queued = workspace.forked("resolve", "--queue", "--as-of", AS_OF, **environ)
    assert queued.stdout == "Run 1: 0 sources in 0 shards for the workers.\n"
    worked = workspace.forked("worker", "--once", **environ)
    assert worked.returncode == 0
    assert "Claims: 3 judged as of 2025-07-15 23:59:59 UTC" in worked.stdout


@pytest.mark.parametrize("command", [("resolve", "--queue"), ("worker",)])
def test_an_sqlite_database_cannot_be_shared(
    workspace: Workspace, command: tuple[str, ...]
) -> None:
    result = workspace.run(*command)
    assert result.exit_code == 4
    assert result.stderr.count("\n") == 1
    assert "set VERIFIER_DB to postgresql://USER@HOST/NAME" in result.stderr


@pytest.mark.parametrize("option", ["--offline", "--dry-run", "--fail-on-change"])
def test_what_a_queued_run_cannot_give_is_a_usage_error(workspace: Workspace, option: str) -> None:
    result = workspace.run("resolve", "--queue", option)
    assert result.exit_code == 2
    assert option in result.stderr


def test_without_the_extra_both_say_how_to_get_it(
    workspace: Workspace, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("verifier.queue")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "procrastinate", None)
    for command in (("resolve", "--queue"), ("worker",)):
        result = workspace.run(*command, VERIFIER_DB=postgres_url)
        assert result.exit_code == 4
        assert "pip install 'verifier[cluster]'" in result.stderr
    assert workspace.run("db", "upgrade", VERIFIER_DB=postgres_url).exit_code == 0


def test_an_upgrade_leaves_a_queue_of_this_release_alone(
    workspace: Workspace, postgres_url: str
) -> None:
    environ = {"VERIFIER_DB": postgres_url}
    assert "queue" not in workspace.run("db", "upgrade", **environ).stdout
    workspace.run("resolve", "--queue", **environ)
    assert "queue" not in workspace.run("db", "upgrade", **environ).stdout


def test_the_clock_of_a_program_under_test_stands(workspace: Workspace) -> None:
    standing = Path(__file__).parent.parent / "fakes" / "standing"
    path = f"{standing}:{workspace.environ.get('PYTHONPATH', '')}"
    environ = {"PYTHONPATH": path, "STANDING_AT": "2025-06-12T11:00:00+00:00"}
    done = workspace.process("resolve", "--offline", **environ)
    assert "as of 2025-06-12 11:00 UTC" in done.stdout
