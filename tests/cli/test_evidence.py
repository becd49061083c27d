"""A claim's evidence from real readings, listed and as a web archive that others can read."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.cli.test_online import FEED, with_feed
from tests.cli.workspace import WEIGHTS_ID, Workspace
from tests.fakes.feed_server import FeedServer, Page, redirect
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import discussion, repo

TOKEN = "hf_of_the_operator"


def online(workspace: Workspace, hub: HubServer, feeds: FeedServer, *args: str) -> str:
    """Resolve against the loopback's Hub and feeds."""
    done = workspace.forked(
        "resolve",
        *args,
        HF_ENDPOINT=hub.url,
        VERIFIER_ALLOW_PRIVATE=feeds.origin,
        VERIFIER_TIMEOUT="5",
        VERIFIER_HUB_TOKEN=TOKEN,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def judged(workspace: Workspace, hub: HubServer, feeds: FeedServer) -> Workspace:
    """A night in which the promised repository was there, and somebody had discussed it."""
    hub.clear()
    hub.set(members={"AcmeAI": ["dev"]}, orgs={"AcmeAI": "AcmeAI"})
    talk = discussion(1, "2025-06-10T09:00:00.000Z", "a-reader")
    hub.add(repo("AcmeAI/Acme-1", created="2025-06-05T00:00:00.000Z", discussions=[talk]))
    feeds.routes["/feed.xml"] = redirect("/moved.xml")
    feeds.routes["/moved.xml"] = Page(FEED, headers={"Set-Cookie": "session=secret"})
    workspace.record(())
    with_feed(workspace, feeds.url("/feed.xml"))
    online(workspace, hub, feeds)
    return workspace


@dataclass(frozen=True)
class Record:
    """What a reader of the archive gets of one record."""

    kind: str
    url: str
    date: str
    status: str
    headers: dict[str, str]
    body: bytes
    sound: bool
    """Whether its digests are those of what it holds."""


def records(archive: bytes) -> Iterator[Record]:
    for one in ArchiveIterator(BytesIO(archive), check_digests=True):
        body = one.content_stream().read()
        http = one.http_headers
        yield Record(
            one.rec_type,
            one.rec_headers.get_header("WARC-Target-URI") or "",
            one.rec_headers.get_header("WARC-Date"),
            http.get_statuscode() if http and one.rec_type == "response" else "",
            {name.lower(): value for name, value in http.headers} if http else {},
            body,
            bool(one.digest_checker.passed),
        )


def test_a_verdicts_readings_are_listed_with_their_hashes(judged: Workspace) -> None:
    told = json.loads(judged.run("evidence", WEIGHTS_ID, "--json").stdout)
    assert {one["source"] for one in told} == {"hub:AcmeAI", "trace:AcmeAI/Acme-1"}
    listing = next(one for one in told if one["source"] == "hub:AcmeAI")
    assert [one["sha256"] for one in listing["exchanges"]] == [listing["sha256"]]
    table = judged.run("evidence", WEIGHTS_ID).stdout
    for page in ("show", "explain"):
        assert listing["sha256"] in judged.run(page, WEIGHTS_ID).stdout
    assert listing["sha256"] in table
    assert "/api/models?author=AcmeAI" in table


@pytest.mark.parametrize("name", ["night.warc", "night.warc.gz"])
def test_the_web_archive_is_read_back_with_every_digest_right(judged: Workspace, name: str) -> None:
    done = judged.run("evidence", WEIGHTS_ID, "--warc", name)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith(f"{name}: 2 readings")
    archive = Path(name).read_bytes()
    assert archive.startswith(b"\x1f\x8b" if name.endswith(".gz") else b"WARC/1.1\r\n")
    assert TOKEN.encode() not in archive
    about, verdict, *pairs = records(archive)
    assert (about.kind, verdict.kind) == ("warcinfo", "resource")
    assert json.loads(verdict.body)["reason"] == "on_time"
    assert all(one.sound for one in (verdict, *pairs))
    told = json.loads(judged.run("evidence", WEIGHTS_ID, "--json").stdout)
    exchanges = [exchange for one in told for exchange in one["exchanges"]]
    answers, requests = pairs[::2], pairs[1::2]
    assert [one.kind for one in answers] == ["response"] * len(exchanges)
    assert [one.kind for one in requests] == ["request"] * len(exchanges)
    for exchange, answer, request in zip(exchanges, answers, requests, strict=True):
        assert answer.url == request.url == exchange["url"]
        assert answer.date == request.date == exchange["began"]
        assert answer.status == str(exchange["status"])
        if exchange["sha256"]:
            assert hashlib.sha256(answer.body).hexdigest() == exchange["sha256"]
            assert answer.headers["content-length"] == str(len(answer.body))
        assert "authorization" not in request.headers
    listing = json.loads(answers[0].body)
    assert [one["id"] for one in listing] == ["AcmeAI/Acme-1"]


def test_the_same_evidence_is_the_same_archive(judged: Workspace) -> None:
    first = judged.run("evidence", WEIGHTS_ID, "--warc", "-").stdout_bytes
    assert judged.run("evidence", WEIGHTS_ID, "--warc", "-").stdout_bytes == first


def test_the_first_look_after_a_deadline_is_kept_behind_an_undelivered_promise(
    workspace: Workspace, hub: HubServer, feeds: FeedServer
) -> None:
    hub.clear()
    hub.add(repo("AcmeAI/Other-1", created="2025-01-05T00:00:00.000Z"))
    feeds.routes["/feed.xml"] = Page(FEED, etag='"one"')
    workspace.record(())
    with_feed(workspace, feeds.url("/feed.xml"))
    online(workspace, hub, feeds)
    online(workspace, hub, feeds)
    (kept,) = json.loads(workspace.run("evidence", WEIGHTS_ID, "--json").stdout)
    assert (kept["source"], kept["facts"]) == ("hub:AcmeAI", [])
    explained = " ".join(workspace.run("explain", WEIGHTS_ID).stdout.split())
    assert "the first look after the deadline" in explained


def test_a_verdict_on_recorded_evidence_alone_has_no_reading_and_says_so(
    workspace: Workspace,
) -> None:
    workspace.resolve()
    done = workspace.run("evidence", WEIGHTS_ID)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no reading of our own" in done.stderr
    archive = workspace.run("evidence", WEIGHTS_ID, "--warc", "-").stdout_bytes
    assert [one.kind for one in records(archive)] == ["warcinfo", "resource"]


def test_no_token_and_no_cookie_lies_in_the_database(judged: Workspace) -> None:
    dump = b"".join(file.read_bytes() for file in judged.folder.glob("verifier.db*"))
    assert b"/api/models?author=AcmeAI" in dump
    assert TOKEN.encode() not in dump
    assert b"session=secret" not in dump
