"""What each export costs beside a bare cursor whose rows the csv module writes.

    python -m benchmarks.exports [CLAIMS]

The bare one reads the stored text of every claim and verdict and writes it, as it is, in as many
columns; what an export costs beyond that is decoding, judging how places stand, and its format.
Prints the processor's seconds, microseconds a claim, and the ratio to the bare one.
"""

import csv
import io
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.site import BASE, CLAIMS_A_LAB, NIGHT, claim, lab, night
from verifier.cli.gather import material_of
from verifier.exports import FORMATS
from verifier.exports.rows import COLUMNS
from verifier.store import SqlStore, open_store

READ = (
    "SELECT c.id, c.lab, v.status, v.reason, v.since, c.content, v.content "
    "FROM claims c JOIN verdicts v ON v.claim = c.id WHERE c.valid_to IS NULL ORDER BY c.id"
)
CELL = 12


def busy(task: Callable[[], object]) -> float:
    """Give the processor's seconds of the better of two goes."""

    def once() -> float:
        began = time.process_time()
        task()
        return time.process_time() - began

    return min(once(), once())


def bare(file: Path) -> int:
    """Read through a cursor, and write as many columns as an export has."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    connection = sqlite3.connect(file)
    for *cells, _, content in connection.execute(READ):
        more = (content[at : at + CELL] for at in range(0, CELL * (len(COLUMNS) - 5), CELL))
        writer.writerow([*cells, *more])
    connection.close()
    return len(written.getvalue().encode())


def export(store: SqlStore, name: str) -> int:
    return sum(map(len, FORMATS[name].render(material_of(store, base_url=BASE))))


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    labs = [lab(number) for number in range(wanted // CLAIMS_A_LAB)]
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "bench.db")
        with open_store(f"sqlite:///{file}") as store:
            store.save_claims(labs, [claim(one, n) for one in labs for n in range(CLAIMS_A_LAB)])
            night(store, labs, NIGHT, tonight=False)
            base = busy(lambda: bare(file))
            print(f"{wanted} claims of {len(labs)} labs; a bare cursor and csv: {base:.2f} s")
            for name in FORMATS:
                taken = busy(partial(export, store, name))
                each = 1e6 * taken / wanted
                print(f"  {name:12}{taken:7.2f} s{each:8.0f} us a claim{taken / base:8.1f} x")


if __name__ == "__main__":
    main()
