"""Three ways to read many feeds, each in a process of its own that prints its times as JSON.

    python -m benchmarks.feeds_contenders NAME PORT FEEDS WORKERS TIMEOUT PLAN...

PLAN is a list of nights, each `label:path`: the path is asked of the server first ("-": none).
"""

import io
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from itertools import chain, repeat
from pathlib import Path
from typing import TypeVar
from urllib.request import urlopen

from benchmarks.feeds_server import BODIES, host

T = TypeVar("T")
R = TypeVar("R")
Night = Callable[[], dict[str, object]]


def as_done(
    pool: ThreadPoolExecutor, most: int, work: Callable[[T], R], things: Iterable[T]
) -> Iterator[tuple[T, R]]:
    """Give results as they come, with no more than `most` under way, as a night does."""
    under_way: dict[Future[R], T] = {}
    for thing in chain(things, repeat(None)):
        if thing is not None:
            under_way[pool.submit(work, thing)] = thing
        if thing is None or len(under_way) >= most:
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                yield under_way.pop(future), future.result()
        if not under_way:
            return


def forgetful(urls: list[str], workers: int, timeout: float) -> Generator[Night, None, None]:
    """The same, its memory left to a store elsewhere: what a night itself holds on to."""
    return ours(urls, workers, timeout, keeps=False)


def ours(
    urls: list[str], workers: int, timeout: float, *, keeps: bool = True
) -> Generator[Night, None, None]:
    """The project's own source, as a night runs it: read in threads, settled in one."""
    from verifier.core.claims import Feed
    from verifier.core.sweeps import Failed, Memory, Reading, settle
    from verifier.sources.feed_parse import Parser
    from verifier.sources.feeds import FeedSource
    from verifier.sources.fetch import Fetcher

    memories: dict[str, Memory] = {}
    allowed = tuple({url.split("/")[2] for url in urls})
    with (
        Fetcher(user_agent="bench/1", timeout=timeout, allow_private=allowed) as fetcher,
        Parser(2) as parser,
        ThreadPoolExecutor(workers) as pool,
    ):
        sources = [
            FeedSource(Feed(url), "lab", fetcher, parser, lambda: datetime.now(UTC)) for url in urls
        ]

        def read(source: FeedSource) -> Reading:
            return source.read(memories.get(source.id, Memory()))

        def night() -> dict[str, object]:
            before = parser.parsed
            complete = entries = 0
            for source, reading in as_done(pool, 2 * workers, read, sources):
                memory = memories.get(source.id, Memory())
                settled = settle(source.id, reading, memory)
                complete += not isinstance(reading, Failed)
                entries += settled.sweep.items
                if keeps:
                    memories[source.id] = Memory(
                        last=memory.last if isinstance(reading, Failed) else settled.sweep,
                        known=memory.known if settled.known is None else settled.known,
                        state=memory.state if settled.state is None else settled.state,
                    )
            return {"feeds": complete, "entries": entries, "parses": parser.parsed - before}

        while True:
            yield night


def library(urls: list[str], workers: int, _timeout: float) -> Generator[Night, None, None]:
    """The `reader` library, the best known of its kind, with a database on disk."""
    from reader import make_reader

    with tempfile.TemporaryDirectory() as folder:
        reader = make_reader(str(Path(folder, "reader.sqlite")))
        for url in urls:
            reader.add_feed(url)

        def night() -> dict[str, object]:
            reader.update_feeds(workers=workers, scheduled=False)
            broken = reader.get_feed_counts().broken
            return {
                "feeds": len(urls) - int(broken or 0),
                "entries": reader.get_entry_counts().total,
            }

        while True:
            yield night


def plain(urls: list[str], workers: int, timeout: float) -> Generator[Night, None, None]:
    """A loop as anyone writes it: httpx and feedparser in threads, one client, ETags kept."""
    import feedparser
    import httpx

    tags: dict[str, str] = {}
    counts: dict[str, int] = {}

    with httpx.Client(timeout=timeout) as client, ThreadPoolExecutor(workers) as pool:

        def read(url: str) -> bool:
            try:
                answer = client.get(url, headers={"If-None-Match": tags.get(url, "")})
            except httpx.HTTPError:
                return False
            if answer.status_code == httpx.codes.OK:
                tags[url] = answer.headers["etag"]
                counts[url] = len(feedparser.parse(io.BytesIO(answer.content)).entries)
            return answer.status_code in (200, 304)

        def night() -> dict[str, object]:
            return {"feeds": sum(pool.map(read, urls)), "entries": sum(counts.values())}

        while True:
            yield night


def equality(urls: list[str], workers: int, timeout: float) -> Generator[Night, None, None]:
    """No contender: compares what is read here with what feedparser makes of the same bytes."""
    import feedparser

    from verifier.sources.feed_parse import Parsed, Parser
    from verifier.sources.feed_text import plain_text

    def night() -> dict[str, object]:
        same = total = 0
        with Parser(2) as parser:
            for url in urls:
                with urlopen(url, timeout=timeout) as answer:
                    document = answer.read()
                parsed = parser.parse(document, "application/xml; charset=utf-8")
                expected = feedparser.parse(io.BytesIO(document)).entries
                found = parsed.entries if isinstance(parsed, Parsed) else ()
                total += len(expected)
                same += sum(
                    (plain_text(one.title, 500), one.link, one.published)
                    == (other.title, other.link, other.published)
                    for one, other in zip(expected, found, strict=True)
                )
        return {"feeds": len(urls), "entries": total, "same": same, "workers": workers}

    while True:
        yield night


CONTENDERS = {
    "ours": ours,
    "forgetful": forgetful,
    "reader": library,
    "plain": plain,
    "equality": equality,
}


def main(name: str, port: str, feeds: str, workers: str, timeout: str, *plan: str) -> None:
    """Run the nights of a plan and print them."""
    urls = [f"http://{host(number % BODIES)}:{port}/feed/{number}" for number in range(int(feeds))]
    nights = CONTENDERS[name](urls, int(workers), float(timeout))
    results = {}
    for step in plan:
        label, _, path = step.partition(":")
        if path != "-":
            urlopen(f"http://127.0.0.1:{port}{path}").close()
        night = next(nights)
        began, used = time.perf_counter(), time.process_time()
        result = night()
        result["seconds"] = time.perf_counter() - began
        result["cpu"] = time.process_time() - used
        results[label] = result
    nights.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"nights": results, "peak_mb": peak, "child_mb": child}))


if __name__ == "__main__":
    main(*sys.argv[1:])
