"""What it costs to keep what was read: bytes and time by zlib's level, and a night's growth.

    python -m benchmarks.readings

Bodies are listings as the loopback Hub writes them and feeds of real size. Time is told beside
the parsing of the same bytes, which every reading does anyway.
"""

import json
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.feeds_server import body as feed
from tests.fakes.hub_world import World, repo
from verifier.core.evidence import Repository
from verifier.core.exchanges import Exchange, pack
from verifier.core.sweeps import Read, settle
from verifier.sources.feed_read import read_feed
from verifier.store import SqlStore, open_store

LISTINGS, MODELS, FEEDS = 40, 50, 60
START = datetime(2026, 6, 1, 3, tzinfo=UTC)
DAY = timedelta(days=1)
SHARDS = [f"model-{n:05}-of-00030.safetensors" for n in range(1, 31)]


def listing(org: int, night: int) -> bytes:
    """Write one organisation's listing; the sha of one model moves on with each night."""
    world = World()
    files = [("", ["config.json", "README.md", *SHARDS])]
    world.add(repo(f"org-{org}/model-{number}", files=files) for number in range(MODELS))
    shown = world.listing("models", f"org-{org}", [])
    shown[org % MODELS]["sha"] = f"{night:040}"
    return json.dumps(shown).encode()


def by_level(name: str, bodies: Sequence[bytes], parse: Callable[[bytes], object]) -> None:
    """Tell each level's size and time."""
    parsing = min(_took(parse, bodies) for _ in range(3))
    raw = sum(map(len, bodies))
    print(f"{name}: {len(bodies)} bodies, {raw / 1e6:.1f} MB, parsed in {parsing:.2f} s")
    for level in (1, 3, 6, 9):
        packed = [zlib.compress(body, level) for body in bodies]
        took = min(_took(partial(zlib.compress, level=level), bodies) for _ in range(3))
        size = sum(map(len, packed))
        print(
            f"  level {level}: {raw / size:5.1f} times smaller, {took / parsing:.2f} times parsing"
        )


def _took(work: Callable[[bytes], object], bodies: Sequence[bytes]) -> float:
    began = time.perf_counter()
    for body in bodies:
        work(body)
    return time.perf_counter() - began


def growth(nights: int) -> None:
    """Tell how a database grows by the night, everything changed, with and without bodies."""
    with tempfile.TemporaryDirectory() as folder:
        sizes = {}
        for kept in (False, True):
            path = Path(folder) / f"{kept}.db"
            with open_store(f"sqlite:///{path}") as store:
                for night in range(nights):
                    _night(store, night, kept=kept)
            sizes[kept] = path.stat().st_size
    of_bodies = (sizes[True] - sizes[False]) / nights / LISTINGS
    print(
        f"{nights} nights, {LISTINGS} listings that changed every night: "
        f"{sizes[False] / 1e6:.1f} MB of facts and {(sizes[True] - sizes[False]) / 1e6:.1f} MB of "
        f"readings, {of_bodies / 1000:.1f} KB a reading kept"
    )


def _night(store: SqlStore, night: int, *, kept: bool) -> None:
    at = START + night * DAY
    run = store.begin_run(at, at)
    for org in range(LISTINGS):
        source = f"hub:org-{org}"
        body = pack(listing(org, night))
        url = f"https://huggingface.co/api/models?author=org-{org}"
        wire = Exchange(url, at, at, 200, (("Accept", "application/json"),), (), body)
        name = f"org-{org}/model-{org % MODELS}"
        seen = Repository(name, at, at, source, f"https://huggingface.co/{name}", sha=f"{night}")
        read = Read(at, at, (seen,), sha256=body.sha256, exchanges=(wire,) if kept else ())
        store.keep(source, settle(source, read, store.memory(source)), run)
    store.end_run(run, at)


def main() -> None:
    """Tell it all."""
    by_level("listings", [listing(org, 0) for org in range(LISTINGS)], json.loads)
    by_level("feeds", [feed(number, 0) for number in range(FEEDS)], read_feed)
    growth(10)


if __name__ == "__main__":
    main()
