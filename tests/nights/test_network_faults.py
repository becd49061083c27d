"""The network fails at its Nth request, once or from then on, for every N of a small night."""

import socket
import struct

import pytest

from tests.fakes.calendar import Night, feed, ledger, night, only
from tests.fakes.feed_server import Asked, FeedServer, Page
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import repo
from tests.fakes.world import at
from verifier.core.claims import Reason

__all__ = ["ledger", "night"]

BEFORE = Reason.UNDELIVERED
AFTER = Reason.DELIVERED_LATE


def reset(connection: socket.socket, _: Asked) -> None:
    """Break the connection off as a router does that lost it."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def arrange(night: Night, hub: HubServer) -> None:
    """Go to the night after the deadline; the model comes the day after."""
    hub.set(page_size=3)
    came = [("2025-06-13T10:00:00.000Z", "9999")]
    hub.add(repo("MiniMaxAI/MiniMax-M3", created="2025-06-05T10:00:00.000Z", public=came))
    assert only(night("2025-06-13T03:00")) is BEFORE


def requests_of_a_night(night: Night, hub: HubServer) -> int:
    before = len(hub.requests())
    night("2025-06-13T04:00")
    return len(hub.requests()) - before


@pytest.mark.parametrize("times", [1, -1], ids=["once", "from then on"])
def test_a_connection_lost_at_any_request_to_the_hub_makes_no_verdict_wrong(
    night: Night, hub: HubServer, times: int
) -> None:
    arrange(night, hub)
    count = requests_of_a_night(night, hub)
    assert count >= 3
    for place in range(count + 1):
        hub.fail("reset", skip=place, times=times)
        broken = night(f"2025-06-13T{5 + place:02}:00")
        hub.heal()
        assert only(broken) is BEFORE
    for place in range(count + 1):
        hub.fail("reset", skip=place, times=times)
        broken = night(f"2025-06-14T{3 + place:02}:00")
        hub.heal()
        assert only(broken) in {BEFORE, AFTER}
    assert only(night("2025-06-15T03:00")) is AFTER


def test_a_feed_that_breaks_off_makes_no_verdict_wrong(
    night: Night, hub: HubServer, feeds: FeedServer
) -> None:
    arrange(night, hub)
    title = "MiniMax-M3 weights are now available on Hugging Face"
    feeds.routes["/feed.xml"] = reset
    broken = night("2025-06-14T03:00")
    assert [sweep.source.partition(":")[0] for sweep in broken.failed] == ["feed"]
    assert only(broken) is AFTER, "the Hub alone showed it"
    feeds.routes["/feed.xml"] = Page(feed((title, at("2025-06-13T11:00"))))
    assert only(night("2025-06-15T03:00")) is AFTER
