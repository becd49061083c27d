"""Two resolves at once: exactly one works, the other says who does, and nothing is doubled.

VERIFIER_PAIRS sets how many pairs are tried on each kind of database; a long soak sets more.
"""

import os
from pathlib import Path

from tests.fakes.feed_server import FeedServer
from tests.fakes.hub_server import HubServer
from tests.nights.running import start
from tests.nights.scene import Scene
from tests.nights.shared import ask

OVERLAPPING = """
SELECT count(*) FROM runs AS one JOIN runs AS next
ON one.number < next.number AND (one.ended IS NULL OR next.began < one.ended)
"""
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
    met = missed = 0
    while met < PAIRS:
        ended = [run.end() for run in [start(each, scene.environ, ["resolve"]) for each in folders]]
        codes = sorted(end.code or 0 for end in ended)
        assert ask(database_url, OVERLAPPING) == [(0,)]
        if codes == [0, 0]:  # on a busy machine one may be done before the other begins
            missed += 1
            continue
        assert codes == [0, 6]
        met += 1
        refused = next(end for end in ended if end.code == 6)
        assert refused.complained.startswith("verifier: another resolve is running (process ")
        assert refused.complained.count("\n") == 1
    assert ask(database_url, "SELECT count(*) FROM runs") == [(1 + met + 2 * missed,)]
    print(  # noqa: T201 - what a soak is for
        f"{database_url.partition(':')[0]}: exactly one of two resolves at once worked, "
        f"{met} times of {met}; {missed} pairs more came one after the other"
    )
