"""Twelve labs whose nights are worked twice: by one machine, and by workers that meet disasters.

The clock of every program stands, so that both must end in the same bytes.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool
from typer.testing import CliRunner

from tests.fakes.feed_server import FeedServer, Page
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import NEVER, repo
from verifier.cli.app import app
from verifier.store import open_store

LABS = tuple(f"lab{number:02}" for number in range(12))
NIGHTS = ("2025-06-06T03:00:00+00:00", "2025-06-13T13:00:00+00:00", "2025-06-16T03:00:00+00:00")
STANDING = Path(__file__).parent.parent / "fakes" / "standing"
PATIENCE = "3"
MADE = "2025-06-09T00:00:00.000Z"
_SAME = (
    "SELECT run, digest FROM sweeps ORDER BY run, digest",
    "SELECT digest FROM evidence ORDER BY digest",
    "SELECT run, claim, reason, substance FROM verdicts ORDER BY run, claim",
    "SELECT number FROM runs WHERE ended IS NOT NULL ORDER BY number",
)
_TWICE = "SELECT run, source FROM sweeps GROUP BY run, source HAVING count(*) > 1"


@dataclass(slots=True)
class Scene:
    """Claims in a folder, a slow Hub and feeds on the loopback."""

    folder: Path
    hub: HubServer
    feeds: FeedServer
    night: str = NIGHTS[0]

    def __post_init__(self) -> None:
        for name in ("claims", "data"):
            (self.folder / name).mkdir()
        (self.folder / "data" / "evidence.jsonl").touch()
        self._write("labs", [self._lab(lab) for lab in LABS])
        self.hub.clear()
        self.hub.set(latency=0.1)
        comes = {0: "2025-06-05T00:00:00.000Z", 1: "2025-06-14T00:00:00.000Z", 2: NEVER}
        for number, lab in enumerate(LABS):
            self.hub.add(repo(f"{lab}/Old", created="2025-01-10T00:00:00.000Z"))
            at = comes[number % 3]
            self.hub.add(repo(f"{lab}/New", created=min(at, MADE), public=[(at, NEVER)]))
            self._write(f"{lab}-new", self._promise(lab))
            self.feeds.routes[f"/{lab}.xml"] = Page(_feed(lab), etag=f'"{lab}"')

    def go_to(self, night: str) -> None:
        """Let the world's calendar, and every program's clock, stand at a night."""
        self.night = night
        self.hub.go_to(night.replace("+00:00", ".000Z"))

    def environ(self, database: str) -> dict[str, str]:
        """What a program has to be told."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("VERIFIER_", "HF_"))
        }
        return {
            **kept,
            "HF_ENDPOINT": self.hub.url,
            "HOME": str(self.folder),
            "PYTHONPATH": f"{STANDING}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
            "STANDING_AT": self.night,
            "VERIFIER_ALLOW_PRIVATE": self.feeds.origin,
            "VERIFIER_DB": database,
            "VERIFIER_TIMEOUT": "5",
        }

    def run(self, database: str, *args: str) -> bytes:
        """Run one command to its good end, also if the verdicts are held; give what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "verifier", *args],
            cwd=self.folder,
            env=self.environ(database),
            capture_output=True,
            check=False,
            timeout=90,
        )
        held = 3 if b"resolve --confirm" in done.stdout else 0
        assert (done.returncode, done.stderr) == (held, b""), done.stderr
        return done.stdout

    def publish(self, database: str) -> None:
        """Say the word if the verdicts of the night are held."""
        with open_store(database, read_only=True) as store:
            held = store.held()
        if held is not None:
            self.run(database, "resolve", "--confirm")

    @contextmanager
    def worker(self, database: str, *args: str) -> Iterator["subprocess.Popen[str]"]:
        """Have a worker at work until the block ends, at the latest."""
        process = subprocess.Popen(
            [sys.executable, "-m", "verifier", "worker", "--patience", PATIENCE, *args],
            cwd=self.folder,
            env=self.environ(database),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def csv(self, database: str) -> bytes:
        """Export everything."""
        return self.here(database, "export", "--format", "csv")

    def here(self, database: str, *args: str) -> bytes:
        """Run one command in this process, one that asks nothing of the network and the clock."""
        done = CliRunner(env={"VERIFIER_DB": database}).invoke(app, args)
        assert (done.exit_code, done.stderr) == (0, ""), done.stderr
        return done.stdout_bytes

    def _lab(self, lab: str) -> dict[str, object]:
        feed = {"url": self.feeds.url(f"/{lab}.xml")}
        place = {"country": "CN", "time_zone": "Asia/Shanghai"}
        return {"id": lab, "name": lab.title(), **place, "hub_orgs": [lab], "feeds": [feed]}

    def _promise(self, lab: str) -> dict[str, str]:
        said = {"announced": "2025-05-28", "promise": "in 2 weeks", "subject": "New"}
        return {"id": f"{lab}-new", "lab": lab, "text": "New weights in 2 weeks", **said}

    def _write(self, name: str, value: object) -> None:
        (self.folder / "claims" / f"{name}.yaml").write_text(json.dumps(value), encoding="utf-8")


def _feed(lab: str) -> bytes:
    items = "".join(
        f"<item><title>{lab} note {day}</title><link>https://example.org/{lab}/{day}</link>"
        f"<pubDate>{day:02} May 2025 10:00:00 +0000</pubDate></item>"
        for day in range(20, 0, -1)
    )
    return f'<rss version="2.0"><channel><title>{lab}</title>{items}</channel></rss>'.encode()


def ask(database: str, query: str) -> list[tuple[object, ...]]:
    """Read a database without the program under test."""
    address = database.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(address, poolclass=NullPool)
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def ledger(database: str) -> list[list[tuple[object, ...]]]:
    """Give all that two ledgers of the same nights have in common, in one order."""
    return [ask(database, query) for query in _SAME]


def doubled(database: str) -> list[tuple[object, ...]]:
    """Give what a run has swept twice."""
    return ask(database, _TWICE)


def until_swept(database: str, count: int) -> None:
    """Wait until the last run has brought so many sweeps, and not all of them."""
    query = "SELECT count(*) FROM sweeps WHERE run = (SELECT max(number) FROM runs)"
    until(lambda: ask(database, query)[0][0] >= count)  # type: ignore[operator]  # a count
    assert ask(database, query)[0][0] < 1 + 2 * len(LABS)  # type: ignore[operator]  # a count


def until(there: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)
