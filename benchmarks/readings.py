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
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.feeds_server import body as feed
from tests.fakes.hub_world import World, repo
from tests.fakes.sources import ScriptedSource
from verifier.core.evidence import File, Repository
from verifier.core.exchanges import Exchange, pack
from verifier.core.sweeps import Read, settle
from verifier.ports import Source
from verifier.resolver import resolve
from verifier.sources.feed_read import read_feed
from verifier.sources.night_read import load_night
from verifier.sources.night_write import Recorder, RecordingSource
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


def recorded() -> None:
    """Tell what it costs to take a night down, and to judge it again, beside the night itself."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "night.jsonl"
        readings = {f"hub:org-{org}": _read(org) for org in range(LISTINGS)}
        alone = _judged(folder, "alone", [ScriptedSource(id_, [r]) for id_, r in readings.items()])
        began = time.perf_counter()
        with closing(Recorder()) as recorder:
            taken = [
                RecordingSource(ScriptedSource(id_, [reading]), recorder)
                for id_, reading in readings.items()
            ]
            _judged(folder, "recorded", taken)
            head: dict[str, object] = {"began": START.isoformat(), "as_of": None}
            lines = recorder.lines({**head, "rules": 1, "traced": False}, [], [], list(readings))
            path.write_bytes(b"".join(lines))
        taking = time.perf_counter() - began
        began = time.perf_counter()
        _judged(folder, "replayed", load_night(path).sources)
        again = time.perf_counter() - began
        print(
            f"a night of {LISTINGS} new listings of {MODELS} models: {alone:.2f} s to settle and "
            f"store, {taking / alone:.1f} times that recorded, {again / alone:.1f} times replayed; "
            f"the record has {path.stat().st_size / 1e6:.1f} MB"
        )


def _read(org: int) -> Read:
    body = pack(listing(org, 0))
    url = f"https://huggingface.co/api/models?author=org-{org}"
    wire = Exchange(url, START, START, 200, (("Accept", "application/json"),), (), body)
    files = tuple(File(name, 4_000_000_000) for name in ("config.json", "README.md", *SHARDS))
    seen = (
        Repository(
            f"org-{org}/model-{number}",
            START,
            START,
            f"hub:org-{org}",
            f"https://huggingface.co/org-{org}/model-{number}",
            files=files,
        )
        for number in range(MODELS)
    )
    return Read(START, START, tuple(seen), sha256=body.sha256, exchanges=(wire,))


def _judged(folder: str, name: str, sources: Sequence[Source]) -> float:
    began = time.perf_counter()
    with open_store(f"sqlite:///{folder}/{name}.db") as store:
        resolve(store, sources, clock=lambda: START, workers=1)
    return time.perf_counter() - began


def main() -> None:
    """Tell it all."""
    by_level("listings", [listing(org, 0) for org in range(LISTINGS)], json.loads)
    by_level("feeds", [feed(number, 0) for number in range(FEEDS)], read_feed)
    growth(10)
    recorded()


if __name__ == "__main__":
    main()
