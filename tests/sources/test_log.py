"""What sources write down of their requests: everything that came back, and no secret."""

import hashlib
from dataclasses import replace

import pytest

from tests.fakes.feed_nights import Nights, day, item, rss
from tests.fakes.feed_server import redirect
from tests.fakes.hub_readings import NIGHT, source
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import discussion, repo
from verifier.core.exchanges import Body, Exchange, unpack
from verifier.core.sweeps import Memory, Read, Unchanged
from verifier.sources.hub_traces import HubTracer
from verifier.sources.log import Log

TOKEN = "hf_of_the_operator"


def bodies(reading: Read) -> list[Body]:
    return [each.body for each in reading.exchanges if each.body]


def told(exchanges: tuple[Exchange, ...]) -> str:
    """Spell everything that would be kept, bodies unpacked."""
    return f"{exchanges} {[unpack(each.body) for each in exchanges if each.body]}"


def test_every_page_of_a_listing_is_written_down_and_together_they_are_the_readings_hash(
    hub: HubServer,
) -> None:
    hub.set(page_size=4)
    reading = source(hub, token=TOKEN).read(Memory())
    hub.set(page_size=1000)
    assert isinstance(reading, Read)
    assert [each.status for each in reading.exchanges] == [200, 200]
    pages = b"".join(unpack(body) or b"" for body in bodies(reading))
    assert hashlib.sha256(pages).hexdigest() == reading.sha256
    assert all(
        each.url.startswith(f"{hub.url}/api/models?author=lab") for each in reading.exchanges
    )
    first, second = reading.exchanges
    assert reading.began <= first.began <= first.ended <= second.began
    assert ("Accept", "application/json") in first.sent


def test_a_refusal_before_the_answer_is_written_down_too(hub: HubServer) -> None:
    hub.fail("status", status=503, times=1)
    reading = source(hub).read(Memory())
    hub.heal()
    assert isinstance(reading, Read)
    assert [(each.status, each.body is None) for each in reading.exchanges] == [
        (503, True),
        (200, False),
    ]


def test_no_token_and_no_cookie_is_written_down(hub: HubServer) -> None:
    hub.set(headers={"set-cookie": "session=of-the-operator", "x-you-are": TOKEN})
    reading = source(hub, token=TOKEN).read(Memory())
    hub.set(headers={})
    asked = hub.requests()[-1]
    assert asked["headers"]["authorization"] == f"Bearer {TOKEN}", "the token was used"
    assert isinstance(reading, Read)
    assert TOKEN not in told(reading.exchanges)
    assert "of-the-operator" not in told(reading.exchanges)


def test_traces_are_written_down_as_listings_are(hub: HubServer) -> None:
    hub.clear()
    talk = discussion(1, "2026-06-10T09:00:00.000Z", "a-reader")
    hub.add(repo("lab/model", discussions=[talk]))
    tracer = HubTracer(clock=lambda: NIGHT, endpoint=hub.url, token=TOKEN, pause=0)
    reading = tracer.trace("lab/model")
    assert isinstance(reading, Read)
    assert any("/discussions" in each.url for each in reading.exchanges)
    assert TOKEN not in told(reading.exchanges)


def test_a_feed_writes_down_each_hop_and_its_body_is_the_readings_hash(nights: Nights) -> None:
    feed = rss(item("a", day(20)))
    nights.show(feed)
    nights.server.routes["/moved?token=abc"] = nights.server.routes["/feed"]
    nights.server.routes["/feed"] = redirect("/moved?token=abc")
    reading = nights.read()
    assert isinstance(reading, Read)
    assert [each.status for each in reading.exchanges] == [302, 200]
    assert [body.sha256 for body in bodies(reading)] == [reading.sha256]
    assert reading.exchanges[1].url == nights.server.url("/moved?token=removed")
    assert "abc" not in str(reading.exchanges[0].headers)


def test_a_feed_that_is_due_is_asked_for_all_it_has(nights: Nights) -> None:
    nights.show(rss(item("a", day(20))), etag='"one"')
    assert isinstance(nights.read(), Read)
    assert isinstance(nights.read(), Unchanged)
    nights.memory = replace(nights.memory, full_from=nights.clock.now)
    again = nights.read()
    assert isinstance(again, Read)
    assert [body.sha256 for body in bodies(again)] == [nights.sweep.sha256]


def test_what_a_reading_may_hold_is_bounded_and_the_rest_known_by_its_hash() -> None:
    log = Log(NIGHT)
    log._room = 100
    for data in (b"a", bytes(range(256))):
        with log.asking("https://a.test/", ()) as answered:
            answered.status, answered.body = 200, data
    first, second = (each.body for each in log.exchanges)
    assert first is not None
    assert second is not None
    assert (bool(first.packed), bool(second.packed)) == (True, False)
    assert second.sha256 == hashlib.sha256(bytes(range(256))).hexdigest()


def test_a_body_that_holds_the_token_is_known_by_its_hash_alone() -> None:
    log = Log(NIGHT, (TOKEN,))
    with log.asking("https://a.test/", ()) as answered:
        answered.status, answered.body = 200, f'{{"you": "{TOKEN}"}}'.encode()
    (exchange,) = log.exchanges
    assert exchange.body is not None
    assert exchange.body.packed == b""


def test_a_request_without_an_answer_is_not_written_down() -> None:
    log = Log(NIGHT)
    with pytest.raises(TimeoutError), log.asking("https://a.test/", ()):
        raise TimeoutError
    assert log.exchanges == ()
