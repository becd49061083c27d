"""A night that is held is held wherever it is replayed, and comes out the same once confirmed."""

from tests.cli.test_replay import here, nights, online, there
from tests.cli.workspace import Workspace
from tests.fakes.feed_server import FeedServer
from tests.fakes.hub_server import HubServer

__all__ = ["here", "there"]


def test_a_held_night_is_held_elsewhere_too_and_confirmed_to_the_same_bytes(
    here: Workspace, there: Workspace, hub: HubServer, feeds: FeedServer
) -> None:
    moving = nights(hub, feeds)
    for number in range(3):
        code = next(moving)
        night = here.folder / f"night-{number}.jsonl"
        assert online(here, hub, feeds, "--record", str(night)) == code
        assert there.run("resolve", "--replay", str(night)).exit_code == code
    held = [one.run("export").stdout for one in (here, there)]
    assert held[0] == held[1]
    for one in (here, there):
        assert one.run("resolve", "--confirm").exit_code == 0
    confirmed = [one.run("export").stdout for one in (here, there)]
    assert confirmed[0] == confirmed[1] != held[0]
