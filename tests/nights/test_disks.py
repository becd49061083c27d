"""A disk that is full, a file that may only be read, a server that hangs up: one clear line.

Nothing is half-written, and the night after is whole.
"""

import random
from pathlib import Path

from tests.fakes.databases import PostgresServer
from tests.fakes.feed_server import FeedServer
from tests.fakes.hub_server import HubServer
from tests.nights.ledgers import lost, rows
from tests.nights.running import Ended, seconds, start
from tests.nights.scene import Scene

ROOM = (0, 8, 24, 48)
"""KiB that the database may still grow by when the night begins."""
HANG_UPS = 4
OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = 'verifier' AND pid <> pg_backend_pid()"
)


def assert_told(ended: Ended) -> None:
    """It went well, or one line says what is wrong with the database."""
    assert ended.code in {0, 4}, ended.complained
    if ended.code:
        assert ended.complained.startswith("verifier: the database ")
        assert ended.complained.count("\n") == 1


def test_a_disk_that_fills_up_at_any_moment_costs_a_line_and_no_row(
    tmp_path: Path, hub: HubServer, feeds: FeedServer, sqlite_url: str
) -> None:
    scene = Scene(tmp_path, hub, feeds, sqlite_url)
    assert start(scene.folder, scene.environ, ["resolve"]).end().code == 0
    codes = []
    for room in ROOM:
        scene.go_on()
        reported = rows(sqlite_url)
        largest = (tmp_path / "verifier.db").stat().st_size + 1024 * room
        ended = start(scene.folder, scene.environ, ["resolve"], largest=largest).end()
        assert_told(ended)
        codes.append(ended.code)
        assert lost(reported, rows(sqlite_url)) == []
        assert start(scene.folder, scene.environ, ["resolve"]).end().code == 0
        assert lost(reported, rows(sqlite_url)) == []
    assert 4 in codes


def test_an_export_to_a_full_disk_leaves_the_former_one(
    tmp_path: Path, hub: HubServer, feeds: FeedServer, postgres_url: str
) -> None:
    scene = Scene(tmp_path, hub, feeds, postgres_url)
    export = ["export", "--output", "claims.csv"]
    assert start(scene.folder, scene.environ, ["resolve"], export).end().code == 0
    former = (tmp_path / "claims.csv").read_bytes()
    ended = start(scene.folder, scene.environ, export, largest=len(former) - 100).end()
    assert ended.code == 4
    assert ended.complained == "verifier: claims.csv cannot be written: File too large\n"
    assert (tmp_path / "claims.csv").read_bytes() == former
    assert [path.name for path in tmp_path.glob(".claims*")] == []


def test_a_server_that_hangs_up_at_any_moment_costs_a_line_and_no_row(
    tmp_path: Path,
    hub: HubServer,
    feeds: FeedServer,
    postgres_server: PostgresServer,
    postgres_url: str,
) -> None:
    scene = Scene(tmp_path, hub, feeds, postgres_url)
    assert start(scene.folder, scene.environ, ["resolve"]).end().code == 0
    usual = seconds(start(scene.folder, scene.environ, ["resolve"]))
    chance = random.Random(1)
    codes: list[int | None] = []
    while len(codes) < HANG_UPS or 4 not in codes:
        scene.go_on()
        reported = rows(postgres_url)
        run = start(scene.folder, scene.environ, ["resolve"])
        run.process.join(usual * chance.random())
        postgres_server.run(OTHERS)
        ended = run.end()
        assert_told(ended)
        codes.append(ended.code)
        assert start(scene.folder, scene.environ, ["resolve"]).end().code == 0
        assert lost(reported, rows(postgres_url)) == []
