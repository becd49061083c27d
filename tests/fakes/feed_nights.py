"""One feed read night after night, and what it may hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from tests.fakes.feed_server import FeedServer, Page
from verifier.core.claims import Feed
from verifier.core.evidence import Entry
from verifier.core.sweeps import Failed, Memory, Read, Reading, Settled, settle
from verifier.core.swept import Outcome, Sweep
from verifier.sources.feed_parse import Parser
from verifier.sources.feeds import FeedSource
from verifier.sources.fetch import Fetcher

NIGHT = datetime(2026, 5, 22, 3, tzinfo=UTC)
"""The eve of the first reading."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NIGHT

    def __call__(self) -> datetime:
        return self.now


class Nights:
    """One feed read night after night, its memory kept as a store keeps it."""

    def __init__(self, server: FeedServer, fetcher: Fetcher, parser: Parser) -> None:
        self.server = server
        self.parser = parser
        self.clock = Clock()
        self.source = FeedSource(
            Feed(server.url("/feed")), lab="acme", fetcher=fetcher, parser=parser, clock=self.clock
        )
        self.memory = Memory()

    def show(self, body: bytes, status: str = "200 OK", etag: str = "") -> None:
        """Let the feed be this from now on."""
        self.server.routes["/feed"] = Page(body, status=status, etag=etag)

    def read(self, *, days: int = 1) -> Reading:
        """Read it the next night."""
        self.clock.now += timedelta(days=days)
        reading = self.source.read(self.memory)
        settled = settle(self.source.id, reading, self.memory)
        self.memory = remember(self.memory, settled)
        return reading

    @property
    def sweep(self) -> Sweep:
        """The last sweep that was complete or unchanged."""
        assert self.memory.last is not None
        return self.memory.last


def remember(memory: Memory, settled: Settled) -> Memory:
    """Keep of a reading what a store keeps."""
    sweep = settled.sweep
    good = sweep.outcome in (Outcome.COMPLETE, Outcome.UNCHANGED)
    return Memory(
        last=sweep if good else memory.last,
        controlled_began=sweep.began if sweep.controlled else memory.controlled_began,
        known=memory.known if settled.known is None else settled.known,
        state=memory.state if settled.state is None else settled.state,
    )


@contextmanager
def nights_with(parser: Parser) -> Iterator[Nights]:
    """Serve a feed, and read it with this parser."""
    with (
        FeedServer() as server,
        Fetcher(user_agent="test/1", timeout=5, allow_private=(server.origin,)) as fetcher,
    ):
        yield Nights(server, fetcher, parser)


def rss(*items: str) -> bytes:
    """Write a feed of these items."""
    return f"<rss version='2.0'><channel><title>F</title>{''.join(items)}</channel></rss>".encode()


def item(name: str, date: str = "", more: str = "") -> str:
    """Write one item."""
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{name}</title><link>https://acme.test/{name}</link>{dated}{more}</item>"


def day(number: int, month: str = "May") -> str:
    """Write a day of 2026, at ten."""
    return f"{number} {month} 2026 10:00:00 +0000"


def at(number: int, month: int = 5) -> datetime:
    """Give the instant that `day` writes."""
    return datetime(2026, month, number, 10, tzinfo=UTC)


def entries(reading: Reading) -> list[Entry]:
    """Take what was read, all of it entries."""
    assert isinstance(reading, Read), reading
    found = [entry for entry in reading.observations if isinstance(entry, Entry)]
    assert len(found) == len(reading.observations)
    return found


def fault(reading: Reading) -> str:
    """Take the code of what failed."""
    assert isinstance(reading, Failed), reading
    return reading.fault
