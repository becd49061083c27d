"""Feeds of real size and a server that is a world of hosts: 500 of them, with an address each.

Runs as a process: `python -m benchmarks.feeds_server FEEDS LATENCY` prints its port and serves
`http://127.A.B.C:PORT/feed/N` until its input ends. A path `/night/K` makes it night K, in which
each tenth feed has a new entry; `/faults/1` makes some feeds fail: 5 % 500, 5 % 429, 2 % drip.
"""

import asyncio
import random
import socket
import sys
from email.utils import formatdate
from functools import cache
from xml.sax.saxutils import escape

DAY = 86_400
START = 1_770_000_000
BODIES = 500
MEAN = 100_000
WORDS = (
    "open weights model release language inference training tokens agent context today paper the "
    "of and we in for with that our more results data code long reasoning team".split()
)


def host(number: int) -> str:
    """Give a feed's host: one loopback address each."""
    number += 256
    return f"127.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255 or 1}"


def paragraph(chance: random.Random) -> str:
    text = " ".join(chance.choices(WORDS, k=60))
    return f'<p class="text">{text} <a href="https://a.test/?x=1&amp;y=2">more</a></p>\n'


def entry(chance: random.Random, name: str, when: int, size: int, *, atom: bool) -> str:
    """Write one entry with an article of about `size` bytes."""
    article, length = [], 0
    while length < size:
        article.append(paragraph(chance))
        length += len(article[-1])
    text = "".join(article)
    title = escape(f"Post {name}: R&D of {chance.choice(WORDS)} \u2014 {chance.choice(WORDS)}")
    link = f"https://a.test/{name}?a=1&amp;b=2"
    if atom:
        date = f"{formatdate(when)}"
        stamp = f"2026-01-{when // DAY % 28 + 1:02}T{when // 3600 % 24:02}:30:15Z"
        return (
            f"<entry><title>{title}</title><link href='{link}'/><id>{link}</id>"
            f"<published>{stamp}</published><updated>{stamp}</updated>"
            f"<author><name>A B</name></author><category term='ai'/>"
            f"<summary>Short, on {date}.</summary>"
            f"<content type='html'>{escape(text)}</content></entry>\n"
        )
    return (
        f"<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>{name}</guid>"
        f"<pubDate>{formatdate(when)}</pubDate><dc:creator>A B</dc:creator>"
        f"<category>ai</category><category>research</category><comments>{link}#c</comments>"
        f"<description>{escape(text[:200])}</description>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item>\n"
    )


@cache
def body(number: int, night: int) -> bytes:
    """Write a feed as it stands on a night; the same bytes whenever it is asked for."""
    chance = random.Random(number)
    count = chance.randint(15, 40)
    size = int(MEAN / count * chance.uniform(0.2, 1.8))
    atom = number % 3 == 0
    entries = [
        entry(chance, f"{number}-{index}", START - index * DAY - number, size, atom=atom)
        for index in range(count)
    ]
    for extra in range(1, night + 1):
        fresh = random.Random(number * 1000 + extra)
        when = START + extra * 3600
        entries.insert(0, entry(fresh, f"{number}-new{extra}", when, size, atom=atom))
    title = f"<title>Feed {number}</title>"
    if atom:
        head = f"<feed xmlns='http://www.w3.org/2005/Atom'>{title}"
        return f"<?xml version='1.0'?>\n{head}{''.join(entries)}</feed>".encode()
    spaces = (
        "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'"
    )
    head = f"<rss version='2.0' {spaces}><channel>{title}<link>https://a.test/</link>"
    return f"<?xml version='1.0'?>\n{head}{''.join(entries)}</channel></rss>".encode()


class World:
    """What the server is at the moment."""

    def __init__(self, latency: float) -> None:
        self.latency = latency
        self.night = 0
        self.faults = False

    def answer(self, path: str, condition: str) -> bytes | None:
        """Give a whole answer; None for one that drips."""
        _, kind, value = path.split("/")[:3]
        number = int(value)
        if kind == "night":
            self.night = number
        elif kind == "faults":
            self.faults = bool(number)
        if kind != "feed":
            return b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        match number % 100 if self.faults else -1:
            case 3 | 23 | 43 | 63 | 83:
                return b"HTTP/1.1 500 Error\r\nContent-Length: 0\r\n\r\n"
            case 7 | 27 | 47 | 67 | 87:
                return b"HTTP/1.1 429 Slow\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n"
            case 11 | 61:
                return None
        night = self.night if number % 10 == 0 else 0
        tag = f'"{number}-{night}"'
        if condition == tag:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
        feed = body(number % BODIES, night)
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: application/xml; charset=utf-8\r\n"
            f"ETag: {tag}\r\nContent-Length: {len(feed)}\r\n\r\n"
        )
        return head.encode() + feed


class Connection(asyncio.Protocol):
    """Answers each request after the latency, in order."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.received = b""
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        if not transport.get_extra_info("peername")[0].startswith("127."):
            transport.abort()

    def data_received(self, data: bytes) -> None:
        self.received += data
        while b"\r\n\r\n" in self.received:
            request, _, self.received = self.received.partition(b"\r\n\r\n")
            asyncio.get_running_loop().call_later(self.world.latency, self.reply, request.decode())

    def reply(self, request: str) -> None:
        assert self.transport is not None
        lines = request.split("\r\n")
        headers = {name.lower(): value for name, _, value in (x.partition(": ") for x in lines[1:])}
        answer = self.world.answer(lines[0].split(" ")[1], headers.get("if-none-match", ""))
        if answer is None:
            self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            self.drip()
        elif not self.transport.is_closing():
            self.transport.write(answer)
            if headers.get("connection") == "close":
                self.transport.close()

    def drip(self) -> None:
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(b"<")
            asyncio.get_running_loop().call_later(1, self.drip)


async def serve(feeds: int, latency: float) -> None:
    for number in range(min(feeds, BODIES)):
        for night in (0, 1) if number % 10 == 0 else (0,):
            body(number, night)
    world, loop = World(latency), asyncio.get_running_loop()
    listener = socket.create_server(("0.0.0.0", 0), backlog=1024)  # all of 127/8; others are cut
    server = await loop.create_server(lambda: Connection(world), sock=listener)
    print(listener.getsockname()[1], flush=True)
    async with server:
        await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2])))
