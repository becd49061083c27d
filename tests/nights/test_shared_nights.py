"""Nights that workers share end as on one machine, whatever befalls the workers and the server."""

import subprocess
from pathlib import Path

import pytest

from tests.fakes.databases import PostgresServer
from tests.fakes.feed_server import FeedServer
from tests.fakes.hub_server import HubServer
from tests.nights.shared import NIGHTS, Scene, doubled, ledger, until_swept


@pytest.fixture
def scene(tmp_path: Path, hub: HubServer, feeds: FeedServer) -> Scene:
    return Scene(tmp_path, hub, feeds)


@pytest.mark.timeout(300)
def test_workers_and_server_killed_in_turn_leave_the_night_as_one_machine_makes_it(
    scene: Scene, sqlite_url: str, postgres_url: str, postgres_server: PostgresServer
) -> None:
    def a_worker_dies() -> None:
        with scene.worker(postgres_url, "--workers", "1") as doomed:
            until_swept(postgres_url, 4)
            doomed.kill()
            doomed.wait()
        with scene.worker(postgres_url, "--once") as next_one:
            end(next_one)

    def the_server_dies() -> None:
        with scene.worker(postgres_url, "--once", "--workers", "1") as lasting:
            until_swept(postgres_url, 4)
            postgres_server.fall()
            postgres_server.rise()
            end(lasting)

    def one_of_two_dies_and_then_the_server() -> None:
        with (
            scene.worker(postgres_url, "--once", "--workers", "1") as lasting,
            scene.worker(postgres_url, "--workers", "1") as doomed,
        ):
            until_swept(postgres_url, 4)
            doomed.kill()
            doomed.wait()
            until_swept(postgres_url, 8)
            postgres_server.fall()
            postgres_server.rise()
            end(lasting)

    befalls = (a_worker_dies, the_server_dies, one_of_two_dies_and_then_the_server)
    for night, disaster in zip(NIGHTS, befalls, strict=True):
        scene.go_to(night)
        scene.run(sqlite_url, "resolve")
        scene.run(postgres_url, "resolve", "--queue", "--shard-size", "6")
        disaster()
        for database in (sqlite_url, postgres_url):
            scene.publish(database)
        assert scene.csv(postgres_url) == scene.csv(sqlite_url)
        assert ledger(postgres_url) == ledger(sqlite_url)
        assert doubled(postgres_url) == []
    reasons = {row.split(",")[9] for row in scene.csv(postgres_url).decode().splitlines()[1:]}
    assert reasons == {"on_time", "delivered_late", "undelivered"}
    scene.here(postgres_url, "audit")


def end(worker: "subprocess.Popen[str]") -> None:
    """Wait for a worker's good end; it may tell of what befell it, and that verdicts are held."""
    _, told = worker.communicate(timeout=90)
    assert worker.returncode in {0, 3}, told
    assert "Traceback" not in told
    assert all(line.startswith("verifier: ") for line in told.splitlines())
