"""Shared nights among random disasters, for as many rounds as asked: `python -m` this, ROUNDS.

Each round is three nights, each worked by two workers; up to four times a worker is killed -9 and
another begun, or the server falls and rises again. Every night must end as on one machine: the
same CSV to the byte, the same ledger, nothing swept twice.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy.exc import OperationalError

from tests.fakes.databases import PostgresServer, serving
from tests.fakes.feed_server import FeedServer
from tests.fakes.hub_server import HubServer
from tests.nights.shared import NIGHTS, Scene, ask, doubled, ledger

MOST = 4
"""Disasters a night."""
_OPEN = "SELECT 1 FROM queued JOIN runs ON run = number WHERE ended IS NULL"


def main() -> None:
    rounds = int(sys.argv[1])
    chance = random.Random(1)
    kills = falls = 0
    with HubServer() as hub, FeedServer() as feeds, serving() as server:
        for number in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                server.run(f"CREATE DATABASE soak{number}")
                scene = Scene(Path(folder), hub, feeds)
                killed, fallen = soak(scene, server, server.url_of(f"soak{number}"), chance)
                kills, falls = kills + killed, falls + fallen
    print(  # noqa: T201 - what the soak is for
        f"{rounds * len(NIGHTS)} shared nights, {kills} workers killed, the server {falls} times: "
        "all as on one machine"
    )


def soak(
    scene: Scene, server: PostgresServer, database: str, chance: random.Random
) -> tuple[int, int]:
    """Work three nights both ways; give how many workers and servers fell."""
    alone = f"sqlite:///{scene.folder / 'alone.db'}"
    kills = falls = 0
    for night in NIGHTS:
        scene.go_to(night)
        scene.run(alone, "resolve")
        size = chance.choice((1, 3, 6, 24))
        scene.run(database, "resolve", "--queue", "--shard-size", str(size))
        with ExitStack() as stack:

            def begin() -> "subprocess.Popen[str]":
                many = str(chance.choice((1, 3)))
                worker = scene.worker(database, "--once", "--concurrency", many, "--workers", many)
                return stack.enter_context(worker)

            killed, fallen = befall(server, database, chance, begin)
        kills, falls = kills + killed, falls + fallen
        scene.publish(alone)
        scene.publish(database)
        assert scene.csv(database) == scene.csv(alone)
        assert ledger(database) == ledger(alone)
        assert doubled(database) == []
    scene.here(database, "audit")
    return kills, falls


def befall(
    server: PostgresServer,
    database: str,
    chance: random.Random,
    begin: Callable[[], "subprocess.Popen[str]"],
) -> tuple[int, int]:
    """Have two workers at work until the night ends, whatever befalls them."""
    workers = [begin(), begin()]
    kills = falls = 0
    while is_open(database):
        time.sleep(chance.uniform(0.2, 3))
        if kills + falls < MOST and chance.random() < 0.7:
            chance.choice(workers).kill()
            kills += 1
        elif kills + falls < MOST:
            server.fall()
            time.sleep(chance.uniform(0, 1.5))
            server.rise()
            falls += 1
        workers = [worker if worker.poll() is None else begin() for worker in workers]
    return kills, falls


def is_open(database: str) -> bool:
    """Tell whether the night goes on."""
    try:
        return bool(ask(database, _OPEN))
    except OperationalError:
        return True  # as far as can be seen


if __name__ == "__main__":
    main()
