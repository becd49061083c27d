import json

from tests.cli.workspace import LABS, WEIGHTS_ID, Workspace
from tests.fakes.feed_server import FeedServer, Page, redirect
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import discussion, repo

FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Acme</title><link>https://acme.example</link>
<item><title>Acme opens an office</title><link>https://acme.example/1</link>
<guid>1</guid><pubDate>Mon, 16 Jun 2025 15:39:46 +0000</pubDate></item>
<item><title>Hello</title><link>https://acme.example/0</link>
<guid>0</guid><pubDate>Thu, 01 May 2025 10:00:00 +0000</pubDate></item>
</channel></rss>
"""


def online(workspace: Workspace, hub: HubServer, feeds: FeedServer, *args: str) -> tuple[int, str]:
    """Resolve against the loopback's Hub and feeds; give the exit code and what was said."""
    done = workspace.forked(
        "resolve",
        *args,
        HF_ENDPOINT=hub.url,
        VERIFIER_ALLOW_PRIVATE=feeds.origin,
        VERIFIER_TIMEOUT="5",
        VERIFIER_HUB_TOKEN="hf_of_the_operator",
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def with_feed(workspace: Workspace, *urls: str) -> None:
    """Give the first lab these feeds, and the second the same."""
    feeds = "".join(f"    - {{url: '{url}'}}\n" for url in urls)
    both = LABS.replace("- id: borealis", f"  feeds:\n{feeds}- id: borealis")
    workspace.write("labs.yaml", f"{both}  feeds:\n{feeds}")


def test_the_hub_and_each_feed_are_read_once_and_the_traces_of_what_is_dated_late(
    workspace: Workspace, hub: HubServer, feeds: FeedServer
) -> None:
    hub.clear()
    hub.set(members={"AcmeAI": ["dev"]}, orgs={"AcmeAI": "AcmeAI"})
    talk = discussion(1, "2025-06-10T09:00:00.000Z", "a-reader")
    hub.add(repo("AcmeAI/Acme-1", created="2025-06-05T00:00:00.000Z", discussions=[talk]))
    feeds.routes["/feed.xml"] = Page(FEED)
    workspace.record(())
    with_feed(workspace, feeds.url("/feed.xml"))
    code, said = online(workspace, hub, feeds, "--json")
    told = json.loads(said)
    outcomes = [(one["source"].partition(":")[0], one["outcome"]) for one in told["sources"]]
    assert outcomes == [("archive", "complete"), ("hub", "complete"), ("feed", "complete")]
    assert code == 0
    assert [asked.path for asked in feeds.asked] == ["/feed.xml"]
    listings = [one["path"] for one in hub.requests() if one["path"].startswith("/api/models?")]
    assert len([path for path in listings if "author=AcmeAI" in path]) == 1
    assert hub.canary_requests() == []
    reasons = {change["claim"]: change["new"]["reason"] for change in told["changes"]}
    assert reasons[WEIGHTS_ID] == "on_time", "somebody discussed it before the deadline"


def test_one_source_down_is_exit_3_and_named(
    workspace: Workspace, hub: HubServer, feeds: FeedServer
) -> None:
    hub.clear()
    hub.add(repo("AcmeAI/Acme-1", created="2025-06-05T00:00:00.000Z"))
    with_feed(workspace, feeds.url("/gone.xml"))
    feeds.routes["/gone.xml"] = Page(b"gone", status="410 Gone")
    code, said = online(workspace, hub, feeds)
    assert code == 3
    assert "Sources: 3 checked, 1 failed" in said
    assert f"  failed: the feed {feeds.url('/gone.xml')}: " in said
    listed = workspace.process("sources").stdout
    assert "failed" in listed
    assert "hub:AcmeAI" in listed


def test_everything_down_is_exit_5_and_makes_nothing_late(
    workspace: Workspace, hub: HubServer, feeds: FeedServer
) -> None:
    hub.clear()
    hub.fail("status", status=503)
    feeds.routes["/feed.xml"] = Page(b"", status="503 Service Unavailable")
    with_feed(workspace, feeds.url("/feed.xml"))
    code, said = online(workspace, hub, feeds, "--archive", "nowhere", "--json")
    hub.heal()
    told = json.loads(said)
    assert code == 5
    assert told["failed"] == 3
    assert told["statuses"]["late"] == 0


def test_a_feed_that_moved_for_good_is_read_and_listed_with_its_new_address(
    workspace: Workspace, hub: HubServer, feeds: FeedServer
) -> None:
    hub.clear()
    hub.add(repo("AcmeAI/Acme-1", created="2025-06-05T00:00:00.000Z"))
    feeds.routes["/old.xml"] = redirect("/new.xml", "301 Moved Permanently")
    feeds.routes["/new.xml"] = Page(FEED)
    with_feed(workspace, feeds.url("/old.xml"))
    assert online(workspace, hub, feeds)[0] == 0
    told = {one["source"]: one for one in json.loads(workspace.run("sources", "--json").stdout)}
    moved = told[f"feed:{feeds.url('/old.xml')}"]
    assert moved["moved_to"] == feeds.url("/new.xml")
    assert feeds.url("/new.xml") in moved["trouble"]
