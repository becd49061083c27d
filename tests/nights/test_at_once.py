"""Two resolves at once: exactly one works, the other says who does, and nothing is doubled.

VERIFIER_PAIRS sets how many pairs are tried on each kind of database; a long soak sets more.
"""

import os
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.fakes.feed_server import FeedServer
from tests.fakes.hub_server import HubServer
from tests.nights.running import start
from tests.nights.scene import Scene

PAIRS = int(os.environ.get("VERIFIER_PAIRS", "5"))


def test_of_two_resolves_at_once_exactly_one_works(
    tmp_path: Path, hub: HubServer, feeds: FeedServer, database_url: str
) -> None:
    scene = Scene(tmp_path, hub, feeds, database_url)
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        folder.mkdir()
        for name in ("claims", "data"):
            (folder / name).symlink_to(tmp_path / name)
    assert start(folders[0], scene.environ, ["resolve"]).end().code == 0
    hub.set(latency=0.3)  # both are still reading when both have begun
    for _ in range(PAIRS):
        ended = [run.end() for run in [start(each, scene.environ, ["resolve"]) for each in folders]]
        assert sorted(end.code or 0 for end in ended) == [0, 6]
        refused = next(end for end in ended if end.code == 6)
        assert refused.complained.startswith("verifier: another resolve is running (process ")
        assert refused.complained.count("\n") == 1
    assert runs(database_url) == 1 + PAIRS
    print(  # noqa: T201 - what a soak is for
        f"{database_url.partition(':')[0]}: exactly one of two resolves at once worked, "
        f"{PAIRS} times of {PAIRS}"
    )


def runs(url: str) -> int:
    """Count the runs that were ever begun."""
    address = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(address, poolclass=NullPool)
    with engine.connect() as connection:
        counted = connection.execute(text("SELECT count(*) FROM runs")).scalar_one()
    engine.dispose()
    return int(counted)
