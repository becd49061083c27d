"""A night carried to another machine: recorded here, judged there, byte for byte the same."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from tests.cli.test_online import FEED, with_feed
from tests.cli.workspace import AS_OF, EVIDENCE, WEIGHTS_ID, Workspace
from tests.fakes.feed_server import FeedServer, Page
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import discussion, repo
from verifier.core.verdict import RULE_VERSION

NOW = datetime.now(UTC)
DUE_ID = "acme-next-year"
DUE = f"""\
id: {DUE_ID}
lab: acme
text: Acme-2 weights next year
announced: {NOW.date()}
promise: next year
subject: Acme-2
"""
LONG = "x" * 2_000
DOWN = Page(b"", status="503 Service Unavailable")


def command(workspace: Workspace, *args: str, **environ: str) -> "tuple[int, str, str]":
    done = workspace.forked(*args, **environ)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def online(workspace: Workspace, hub: HubServer, feeds: FeedServer, *args: str) -> int:
    code, _, _ = command(
        workspace,
        "resolve",
        *args,
        HF_ENDPOINT=hub.url,
        VERIFIER_ALLOW_PRIVATE=feeds.origin,
        VERIFIER_TIMEOUT="2",
        VERIFIER_HUB_TOKEN="hf_of_the_operator",
    )
    return code


@pytest.fixture
def here(workspace: Workspace, hub: HubServer, feeds: FeedServer) -> Workspace:
    """A machine with a network, at the eve of its first night."""
    hub.clear()
    hub.set(members={"AcmeAI": ["dev"]}, orgs={"AcmeAI": "AcmeAI"})
    workspace.write(f"{DUE_ID}.yaml", DUE)
    with_feed(workspace, feeds.url("/feed.xml"), feeds.url("/other.xml"))
    return workspace


@pytest.fixture
def there(tmp_path: Path) -> Workspace:
    """A machine without network and claims, in a folder of its own."""
    folder = tmp_path / "there"
    folder.mkdir()
    return Workspace(folder)


def nights(hub: HubServer, feeds: FeedServer) -> Iterator[int]:
    """Let the world move on, night by night; give the exit code of each."""
    old = repo("AcmeAI/Acme-0", created="2025-01-05T00:00:00.000Z")
    hub.add(old)
    feeds.routes["/feed.xml"] = Page(FEED, etag='"one"')
    feeds.routes["/other.xml"] = Page(FEED)
    yield 0
    feeds.routes["/other.xml"] = DOWN
    hub.fail("status", status=503)
    yield 3
    hub.heal()
    talk = discussion(1, "2025-06-10T09:00:00.000Z", "a-reader")
    hub.add(repo("AcmeAI/Acme-1", created="2025-06-05T00:00:00.000Z", discussions=[talk]))
    feeds.routes["/feed.xml"] = Page(b"<html>not a feed</html>")
    feeds.routes["/other.xml"] = Page(FEED.replace(b"Hello", b"Acme-1 is out"))
    yield 3
    feeds.routes["/feed.xml"] = Page(FEED, etag='"one"')
    yield 0


def heads(url: str) -> dict[str, tuple[int, str]]:
    """Read where each chain of a ledger ends."""
    query = "SELECT name, last, link FROM heads"
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as file:
            rows = file.execute(query).fetchall()
    else:
        with psycopg.connect(url) as server:
            rows = server.execute(query).fetchall()
    return {name: (last, link) for name, last, link in rows}


def test_nights_with_outages_are_judged_the_same_elsewhere_byte_for_byte(
    here: Workspace, there: Workspace, hub: HubServer, feeds: FeedServer, database_url: str
) -> None:
    database = database_url.replace(str(here.database), str(there.database))
    for number, code in enumerate(nights(hub, feeds)):
        night = here.folder / f"night-{number}.jsonl"
        assert online(here, hub, feeds, "--record", str(night)) == code
        again, _, said = command(there, "resolve", "--replay", str(night), VERIFIER_DB=database)
        assert (again, said) == (code, "")
        for args in (("export",), ("evidence", WEIGHTS_ID, "--json"), ("explain", WEIGHTS_ID)):
            told = here.run(*args).stdout
            assert there.run(*args, VERIFIER_DB=database).stdout == told
        assert b"hf_of_the_operator" not in night.read_bytes()
    reason = json.loads(there.run("show", WEIGHTS_ID, "--json", VERIFIER_DB=database).stdout)
    assert reason["reason"] == "on_time", "the trace came along"
    assert there.run("audit", VERIFIER_DB=database).exit_code == 0
    assert heads(database) == heads(here.environ["VERIFIER_DB"]), "every row of it, in its order"


def test_a_night_on_another_base_is_refused_and_nothing_is_written(
    here: Workspace, there: Workspace, hub: HubServer, feeds: FeedServer
) -> None:
    moving = nights(hub, feeds)
    for number in range(2):
        next(moving)
        online(here, hub, feeds, "--record", f"night-{number}.jsonl")
    replay = ("resolve", "--replay")
    online(there, hub, feeds, "--claims", str(here.folder / "claims"))
    before = there.run("export").stdout
    refused = there.run(*replay, str(here.folder / "night-1.jsonl"))
    assert (refused.exit_code, refused.stdout) == (4, "")
    assert "recorded on another base (4 of 4 sources, " in refused.stderr
    assert there.run("export").stdout == before
    dry = there.run(*replay, str(here.folder / "night-1.jsonl"), "--dry-run")
    assert dry.exit_code == 3
    assert "proves nothing here" in dry.stderr


def test_into_an_empty_database_a_later_night_goes_with_a_note_and_makes_nothing_late(
    here: Workspace, there: Workspace, hub: HubServer, feeds: FeedServer
) -> None:
    moving = nights(hub, feeds)
    for number in range(2):
        next(moving)
        online(here, hub, feeds, "--record", f"night-{number}.jsonl")
    done = there.run("resolve", "--replay", str(here.folder / "night-1.jsonl"), "--json")
    assert done.exit_code == 3
    assert "was recorded on another base" in done.stderr
    told = json.loads(done.stdout)
    assert told["statuses"]["late"] == 0, "the Hub was down, the feed only unchanged"
    assert told["facts"] == 0


def test_a_night_that_was_cut_short_elsewhere_is_replayed_again(
    here: Workspace, there: Workspace, hub: HubServer, feeds: FeedServer
) -> None:
    next(nights(hub, feeds))
    online(here, hub, feeds, "--record", "night.jsonl")
    for _ in range(2):
        done = there.run("resolve", "--replay", str(here.folder / "night.jsonl"))
        assert done.exit_code == 0
    assert there.run("list").stdout == here.run("list").stdout


def test_a_night_is_judged_as_of_its_own_instant_or_another_that_is_asked_for(
    workspace: Workspace,
) -> None:
    workspace.run("resolve", "--offline", "--as-of", AS_OF, "--record", "night.jsonl")
    told = json.loads(workspace.run("resolve", "--replay", "night.jsonl", "--json").stdout)
    assert told["as_of"] == "2025-07-15T23:59:59Z"
    early = ("resolve", "--replay", "night.jsonl", "--as-of", "2025-06-02", "--json")
    assert json.loads(workspace.run(*early).stdout)["as_of"] == "2025-06-02T23:59:59Z"


def test_a_dry_night_is_recorded_and_replayed_dry_without_a_database(workspace: Workspace) -> None:
    dry = ("resolve", "--dry-run", "--json")
    first = workspace.run(*dry, "--offline", "--as-of", AS_OF, "--record", "night.jsonl")
    again = workspace.run(*dry, "--replay", "night.jsonl")
    assert json.loads(again.stdout) == json.loads(first.stdout)
    assert not workspace.database.exists()


def test_recorded_evidence_is_read_from_a_night_as_from_any_archive(workspace: Workspace) -> None:
    workspace.run("resolve", "--offline", "--as-of", AS_OF, "--record", "night.jsonl")
    told = workspace.run("export").stdout
    workspace.database.unlink()
    workspace.run("resolve", "--offline", "--archive", "night.jsonl", "--as-of", AS_OF)
    assert workspace.run("export").stdout == told


def test_the_recorded_claims_are_judged_whatever_the_folder_says_by_now(
    workspace: Workspace,
) -> None:
    workspace.run("resolve", "--offline", "--as-of", AS_OF, "--record", "night.jsonl")
    told = workspace.run("export").stdout
    (workspace.folder / "claims" / f"{WEIGHTS_ID}.yaml").write_text("not: a claim")
    workspace.database.unlink()
    assert workspace.run("resolve", "--replay", "night.jsonl").exit_code == 0
    assert workspace.run("export").stdout == told


@pytest.mark.parametrize(
    "option",
    [
        ("--offline",),
        ("--record", "x"),
        ("--claims", "claims"),
        ("--archive", "data"),
        ("--workers", "2"),
    ],
)
def test_what_only_a_night_in_the_world_has_is_refused_beside_a_replay(
    workspace: Workspace, option: tuple[str, ...]
) -> None:
    workspace.run("resolve", "--offline", "--as-of", AS_OF, "--record", "night.jsonl")
    done = workspace.run("resolve", "--replay", "night.jsonl", *option)
    assert done.exit_code == 2
    assert f"{option[0]} cannot be had with --replay" in done.stderr


def test_an_altered_night_is_exit_4_and_nothing_is_written(workspace: Workspace) -> None:
    workspace.run("resolve", "--offline", "--as-of", AS_OF, "--record", "night.jsonl")
    workspace.database.unlink()
    night = Path("night.jsonl")
    night.write_bytes(night.read_bytes().replace(b"2025-06-16T15:39:46Z", b"2025-06-10T15:39:46Z"))
    done = workspace.run("resolve", "--replay", "night.jsonl")
    assert (done.exit_code, done.stdout) == (4, "")
    assert done.stderr == "verifier: night.jsonl was altered: it is not what was recorded\n"
    assert not workspace.database.exists()


def test_a_night_that_was_judged_by_other_rules_is_judged_by_todays_and_that_is_told(
    workspace: Workspace,
) -> None:
    from hashlib import sha256

    workspace.run("resolve", "--offline", "--as-of", AS_OF, "--record", "night.jsonl")
    *lines, end = Path("night.jsonl").read_bytes().splitlines(keepends=True)
    head = json.loads(lines[0])
    lines[0] = json.dumps({**head, "rules": 0}).encode() + b"\n"
    sealed = {**json.loads(end), "sha256": sha256(b"".join(lines)).hexdigest()}
    Path("night.jsonl").write_bytes(b"".join(lines) + json.dumps(sealed).encode())
    done = workspace.run("resolve", "--replay", "night.jsonl", "--dry-run")
    assert done.exit_code == 0
    assert f"judged by rules of version 0, this release judges it by version {RULE_VERSION}" in (
        done.stderr
    )


@pytest.mark.parametrize("place", ["data", "nowhere/night.jsonl"])
def test_a_record_that_cannot_be_written_is_told_before_anything_is_read(
    workspace: Workspace, place: str
) -> None:
    done = workspace.run("resolve", "--offline", "--as-of", AS_OF, "--record", place)
    assert (done.exit_code, done.stdout) == (4, "")
    assert f"{place} cannot be written" in done.stderr
    assert not workspace.database.exists()


def test_a_night_that_fails_leaves_no_record(workspace: Workspace) -> None:
    workspace.record(EVIDENCE)
    workspace.database.mkdir()
    done = workspace.run("resolve", "--offline", "--as-of", AS_OF, "--record", "night.jsonl")
    assert done.exit_code == 4
    assert list(workspace.folder.glob("*night.jsonl*")) == []


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (8_000, "the night cannot be taken down in "),
        (1_000, "night.jsonl cannot be written: File too large; the night itself is judged"),
    ],
)
def test_a_disk_that_is_full_for_the_record_is_told_in_a_line(
    workspace: Workspace, facts: int, told: str
) -> None:
    (workspace.folder / "data" / "big.jsonl").write_text(
        "".join(f"{json.dumps({**EVIDENCE[1], 'title': f'{n} {LONG}'})}\n" for n in range(facts))
    )
    environ = {**workspace.environ, "TMPDIR": str(workspace.folder)}
    limited = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limited += "resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)); "
    limited += "from verifier.cli import main; sys.argv[0] = 'verifier'; main()"
    night = ("resolve", "--offline", "--as-of", AS_OF, "--dry-run", "--record", "night.jsonl")
    done = subprocess.run(
        [sys.executable, "-c", limited, *night],
        cwd=workspace.folder,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"verifier: {told}")
    assert list(workspace.folder.glob("*night.jsonl*")) == []
