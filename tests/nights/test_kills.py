"""kill -9 at any moment of a night: nothing that was reported is lost, and the next night is whole.

VERIFIER_KILLS sets how many kills are tried on each kind of database; a long soak sets more.
"""

import csv
import os
import random
from pathlib import Path

from tests.fakes.feed_server import FeedServer
from tests.fakes.hub_server import HubServer
from tests.nights.ledgers import damage, lost, rows
from tests.nights.running import seconds, start
from tests.nights.scene import LABS, Scene

KILLS = int(os.environ.get("VERIFIER_KILLS", "10"))
NIGHT = (["resolve"], ["export", "--output", "claims.csv"])


def test_no_kill_loses_what_was_reported_and_each_next_night_completes(
    tmp_path: Path, hub: HubServer, feeds: FeedServer, database_url: str
) -> None:
    scene = Scene(tmp_path, hub, feeds, database_url)
    chance = random.Random(1)
    assert start(scene.folder, scene.environ, *NIGHT).end().code == 0
    usual = seconds(start(scene.folder, scene.environ, *NIGHT))
    killed = nights = rows_reported = 0
    while killed < KILLS:
        scene.go_on()
        nights += 1
        doomed = start(scene.folder, scene.environ, *NIGHT)
        doomed.process.join(usual * chance.random())
        reported = rows(database_url)
        rows_reported += sum(map(len, reported.values()))
        killed += doomed.kill_after(0)
        doomed.end()
        assert_whole(scene.folder / "claims.csv")
        assert lost(reported, rows(database_url)) == []
        assert damage(database_url) == []
        done = start(scene.folder, scene.environ, *NIGHT).end()
        assert done.code == 0, done.complained
        assert lost(reported, rows(database_url)) == []
        assert damage(database_url) == []
        assert_true_to_the_world(scene)
    print(  # noqa: T201 - what a soak is for
        f"{database_url.partition(':')[0]}: {killed} kills -9 in {nights} nights: 0 of "
        f"{rows_reported} reported rows lost, 0 of {2 * nights} audits found damage, 0 of {nights} "
        f"exports half, {nights} of {nights} next nights done"
    )


def assert_whole(exported: Path) -> None:
    """An export is the former one or the new one, never half of one."""
    text = exported.read_bytes().decode()
    assert text.endswith("\r\n")
    lines = list(csv.reader(text.splitlines()))
    assert len(lines) == 1 + 2 * len(LABS)
    assert {len(line) for line in lines} == {len(lines[0])}


def assert_true_to_the_world(scene: Scene) -> None:
    """The model that came is fulfilled, the other is not due, whatever befell the nights."""
    with (scene.folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        reasons = {row["claim_id"]: row["reason"] for row in csv.DictReader(file)}
    assert {reason for id_, reason in reasons.items() if id_.endswith("kept")} == {"on_time"}
    assert {reason for id_, reason in reasons.items() if id_.endswith("broken")} == {"not_due"}
