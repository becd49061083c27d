"""A calendar's nights: one lab's Hub and feed over real sockets, read by the real sources."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from email.utils import format_datetime

import pytest
from freezegun import freeze_time

from tests.fakes.feed_server import FeedServer, Page
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import repo, stamp
from tests.fakes.world import at, claim
from verifier.cli.clock import now
from verifier.core.claims import Feed, Lab, Reason
from verifier.resolver import Summary, resolve
from verifier.sources.feed_parse import Parser
from verifier.sources.feeds import FeedSource
from verifier.sources.fetch import Fetcher
from verifier.sources.hub import HubSource
from verifier.store import SqlStore, open_store

Night = Callable[[str], Summary]


def only(summary: Summary) -> Reason:
    """Give the reason of the only claim's verdict."""
    (reason,) = summary.decided.reasons
    return reason


@pytest.fixture
def ledger(sqlite_url: str) -> Iterator[SqlStore]:
    """A store of the test's own."""
    with open_store(sqlite_url) as store:
        yield store


@pytest.fixture
def night(hub: HubServer, feeds: FeedServer, ledger: SqlStore) -> Iterator[Night]:
    """Give a night's run at an instant; a claim of MiniMax-M3, due on 2025-06-11, is filed."""
    hub.clear()
    for number in range(6):
        hub.add(repo(f"MiniMaxAI/Old-{number}", created="2025-01-10T00:00:00.000Z"))
    feeds.routes["/feed.xml"] = Page(feed())
    lab = Lab(
        "minimax",
        "MiniMax",
        "CN",
        "Asia/Shanghai",
        hub_orgs=("MiniMaxAI",),
        feeds=(Feed(feeds.url("/feed.xml")),),
    )
    with ExitStack() as stack:
        parser = stack.enter_context(Parser(1))
        fetcher = stack.enter_context(
            Fetcher(user_agent="test", timeout=5, allow_private=(feeds.origin,))
        )
        ledger.save_claims([lab], [claim(name="MiniMax-M3")])
        sources: list[HubSource | FeedSource] = [
            HubSource("MiniMaxAI", clock=now, endpoint=hub.url, budget=2, pause=0.001),
            FeedSource(lab.feeds[0], lab=lab.id, fetcher=fetcher, parser=parser, clock=now),
        ]
        yield lambda when: run(ledger, sources, hub, when)


def run(
    store: SqlStore, sources: list[HubSource | FeedSource], hub: HubServer, when: str
) -> Summary:
    hub.go_to(stamp(at(when)))
    with freeze_time(at(when), tick=True, ignore=["verifier.sources"]):  # timeouts run on
        return resolve(store, sources, clock=now)


def feed(*items: tuple[str, datetime]) -> bytes:
    """Write a feed that reaches back before the promise, with these newer entries."""
    entries = [*items, ("MiniMax opens an office", at("2025-05-01"))]
    written = "".join(
        f"<item><title>{title}</title><link>https://minimax.example/{number}</link>"
        f"<guid>{title}</guid><pubDate>{format_datetime(when)}</pubDate></item>"
        for number, (title, when) in enumerate(entries)
    )
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>MiniMax</title>'
    return f"{head}{written}</channel></rss>".encode()
