import resource
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from tests.fakes.dialled import recorded
from tests.fakes.feed_server import FeedServer, Page
from tests.fakes.hostile_feeds import ANSWERS, DOCUMENTS, ITEM, RSS
from tests.fakes.world import claim, judged
from verifier.core.claims import Feed, Kind, Status
from verifier.core.feed_urls import source_id
from verifier.core.sweeps import Memory, Read, Reading, settle
from verifier.sources.feed_parse import Parser
from verifier.sources.feeds import FeedSource
from verifier.sources.fetch import Fetcher

NOW = datetime(2026, 5, 22, 3, tzinfo=UTC)
WHOLE = {
    "an external document type",
    "500 KB of attributes",
    "a 16 KB author",
    "a 16 KB author in a broken feed",
    "a 4 MB title",
    "4 MB of angle brackets",
    "4 MB of entities",
}
"""Odd feeds, and whole ones: what they show may be believed."""
OLD = b"<item><title>a</title><pubDate>Wed, 01 Jan 2025 10:00:00 GMT</pubDate></item>"


def test_a_night_among_hostile_feeds_reads_every_good_one_and_believes_no_other() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with FeedServer("127.0.0.2") as bad, FeedServer("127.0.0.3") as good:
        bad.routes |= {f"/{name}".replace(" ", "-"): route for name, (route, _) in ANSWERS.items()}
        bad.routes |= {f"/{name}".replace(" ", "-"): Page(doc) for name, doc in DOCUMENTS.items()}
        good.routes |= {f"/{number}": Page(RSS % (ITEM % b"fine")) for number in range(40)}
        good.routes["/reaching-back"] = Page(RSS % (ITEM % b"fine" + OLD))
        urls = [server.url(path) for server in (bad, good) for path in server.routes]
        allowed = (bad.origin, good.origin)
        with (
            recorded() as dialled,
            Fetcher(user_agent="t", timeout=4, allow_private=allowed, per_host=20) as fetcher,
            Parser(2, seconds=1.5) as parser,
            ThreadPoolExecutor(20) as pool,
        ):
            began = time.monotonic()
            readings = list(pool.map(lambda url: read(url, fetcher, parser), urls))
            took = time.monotonic() - began
    for url, reading in zip(urls, readings, strict=True):
        sweep = settle(url, reading, Memory()).sweep
        if good.origin in url:
            assert isinstance(reading, Read), reading
            assert sweep.controlled
        elif not any(url.endswith(name.replace(" ", "-")) for name in WHOLE):
            assert not sweep.controlled, url
            assert sweep.fault
        assert status_by(url, reading) is (
            Status.LATE if url.endswith("/reaching-back") else Status.PENDING
        )
    assert set(dialled) == set(allowed)
    assert took < 25
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024


def read(url: str, fetcher: Fetcher, parser: Parser) -> Reading:
    source = FeedSource(Feed(url), lab="acme", fetcher=fetcher, parser=parser, clock=lambda: NOW)
    return source.read(Memory())


def status_by(url: str, reading: Reading) -> Status:
    """Judge an overdue promise of a post that only this feed could show."""
    place = source_id(url)
    promise = claim(kind=Kind.POST, sources=(place,))
    return judged(promise, settle(place, reading, Memory()).sweep).status
