import json

import pytest

from tests.cli.workspace import AS_OF, Workspace
from tests.fakes.authority import Authority
from verifier.store import open_store

RESOLVE = ("resolve", "--offline", "--as-of", AS_OF)


def test_the_head_of_a_night_is_signed_by_the_authority_that_is_configured(
    workspace: Workspace, authority: Authority
) -> None:
    night = workspace.run(*RESOLVE, "--json", VERIFIER_TIMESTAMP_AUTHORITY=authority.url)
    assert (night.exit_code, night.stderr) == (0, "")
    head = json.loads(night.stdout)["head"]
    with open_store(f"sqlite:///{workspace.database}") as store:
        (stamp,) = store.stamps()
    assert (stamp.link, stamp.authority) == (head, authority.url)
    assert authority.is_signed(stamp.token, head)
    audit = workspace.run("audit", "--tokens", "tokens")
    assert (audit.exit_code, audit.stderr) == (0, "tokens: 1 timestamp\n")
    assert (workspace.folder / "tokens" / f"{head}.tsr").read_bytes() == stamp.token


def test_without_an_authority_nothing_is_signed_and_the_head_is_told(workspace: Workspace) -> None:
    night = workspace.run(*RESOLVE)
    head = json.loads(workspace.run("audit", "--json").stdout)["head"]["link"]
    assert f"Head: {head}" in night.stdout.splitlines()
    with open_store(f"sqlite:///{workspace.database}") as store:
        assert store.stamps() == []


@pytest.mark.parametrize("mode", ["hang", "500", "garbage"])
def test_a_night_is_whole_though_its_head_is_not_signed(
    workspace: Workspace, authority: Authority, mode: str
) -> None:
    authority.mode = mode
    night = workspace.run(
        *RESOLVE, VERIFIER_TIMESTAMP_AUTHORITY=authority.url, VERIFIER_TIMEOUT="1"
    )
    assert night.exit_code == 0
    assert night.stderr.startswith(f"verifier: {authority.url} did not timestamp the head: ")
    assert len(night.stderr.splitlines()) == 1
    assert workspace.run("audit").exit_code == 0


def test_a_token_that_signs_another_head_is_told(
    workspace: Workspace, authority: Authority
) -> None:
    workspace.run(*RESOLVE, VERIFIER_TIMESTAMP_AUTHORITY=authority.url)
    workspace.run(*RESOLVE)
    with open_store(f"sqlite:///{workspace.database}") as store:
        (stamp,) = store.stamps()
        newest = store.head()
        assert newest is not None
        store.keep_stamp(newest, newest.at, authority.url, stamp.token)
        store.keep_stamp(newest, newest.at, authority.url, b"garbage")
    audit = workspace.run("audit")
    assert audit.exit_code == 4
    assert audit.stdout.splitlines()[:2] == [
        f"stamps 2 token: signs another head than {newest.link}",
        "stamps 3 token: it is no timestamp",
    ]


def test_a_dry_run_has_no_head_and_asks_nobody(workspace: Workspace) -> None:
    dry = workspace.run(*RESOLVE, "--dry-run", VERIFIER_TIMESTAMP_AUTHORITY="http://127.0.0.1:1/")
    assert (dry.exit_code, dry.stderr) == (0, "")
    assert "Head:" not in dry.stdout
