"""What each export costs beside a raw cursor whose rows the csv module writes, two kinds of it.

    python -m benchmarks.exports [CLAIMS [FORMAT...]]

One only slices the stored text of every claim and verdict into as many columns. The other does what
an export is for, without judging how places stand and without the guard against formulas: it joins
claims, labs, verdicts and the first fact each rests on, parses their JSON by the standard library,
and picks the same cells. Prints the processor's seconds, microseconds a claim, and the ratio to
each. The collector of cycles is set for all as the command line sets it.
"""

import csv
import io
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.site import BASE, CLAIMS_A_LAB, NIGHT, claim, lab, night
from verifier.cli import collect_seldom
from verifier.cli.gather import material_of
from verifier.exports import FORMATS
from verifier.exports.rows import COLUMNS
from verifier.store import SqlStore, open_store

READ = (
    "SELECT c.id, c.lab, v.status, v.reason, v.since, c.content, v.content "
    "FROM claims c JOIN verdicts v ON v.claim = c.id WHERE c.valid_to IS NULL ORDER BY c.id"
)
CELL = 12
JOIN = (
    "SELECT c.content, l.content, v.since, v.status, v.content, e.kind, e.content "
    "FROM claims c JOIN labs l ON l.id = c.lab AND l.valid_to IS NULL "
    "JOIN (SELECT *, row_number() OVER (PARTITION BY claim ORDER BY as_of DESC, number DESC) place "
    "FROM verdicts) v ON v.claim = c.id AND v.place = 1 "
    "LEFT JOIN evidence e ON e.digest = json_extract(v.content, '$.evidence[0]') "
    "WHERE c.valid_to IS NULL ORDER BY c.id"
)
Cells = tuple[object, ...]
ABSENT = {"undelivered", "partial_only"}


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


def picking(file: Path) -> int:
    """Read through a cursor, parse the JSON, and write the cells an export has."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    connection = sqlite3.connect(file)
    for row in connection.execute(JOIN):
        writer.writerow(picked(*row))
    connection.close()
    return len(written.getvalue().encode())


def picked(filed: str, of: str, since: str, status: str, said: str, kind: str, seen: str) -> Cells:
    claim, lab, verdict = json.loads(filed), json.loads(of), json.loads(said)
    fact = json.loads(seen) if seen else {}
    deadline, delivery = claim["deadline"], verdict["delivery"] or {}
    due, checked = deadline.get("latest"), min((at["at"] for at in verdict["looked"]), default=None)
    overdue = None
    if checked and due and verdict["reason"] in ABSENT:
        overdue = (date.fromisoformat(checked[:10]) - date.fromisoformat(due)).days
    return (
        *(claim["id"], lab["name"], claim["text"], claim["kind"], claim["promise"]),
        *(claim["announced"]["day"], due, deadline.get("precision") or deadline.get("why")),
        *(status, verdict["reason"], since[:19], verdict["delivered_on"]),
        *(delivery.get("not_before"), delivery.get("not_after")),
        *(verdict["days_late"], verdict["days_late_max"]),
        overdue,
        *(verdict["licence"], verdict["licence_class"], verdict["completeness"], verdict["gated"]),
        *(kind, fact.get("url"), fact.get("seen_at"), (verdict["evidence"] or [""])[0]),
        *(claim["source"], claim["relayed_by"], claim["revises"], checked),
        f"{sum(not at['trouble'] for at in verdict['looked'])}/{len(verdict['looked'])}",
        *(verdict["ruled_by"], "true" if verdict["tz_sensitive"] else "false", claim["note"]),
        *(f"{BASE}/claims/{claim['id']}/", verdict["as_of"]),
    )


def export(store: SqlStore, name: str) -> int:
    return sum(map(len, FORMATS[name].render(material_of(store, base_url=BASE))))


def main() -> None:
    collect_seldom()
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    labs = [lab(number) for number in range(wanted // CLAIMS_A_LAB)]
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "bench.db")
        with open_store(f"sqlite:///{file}") as store:
            store.save_claims(labs, [claim(one, n) for one in labs for n in range(CLAIMS_A_LAB)])
            night(store, labs, NIGHT, tonight=False)
            sliced, chosen = busy(lambda: bare(file)), busy(lambda: picking(file))
            print(f"{wanted} claims of {len(labs)} labs; a raw cursor and the csv module:")
            print(f"  slicing     {sliced:7.2f} s{1e6 * sliced / wanted:8.0f} us a claim")
            print(f"  picking     {chosen:7.2f} s{1e6 * chosen / wanted:8.0f} us a claim")
            for name in sys.argv[2:] or FORMATS:
                taken = busy(partial(export, store, name))
                each = f"  {name:12}{taken:7.2f} s{1e6 * taken / wanted:8.0f} us a claim"
                print(f"{each}{taken / chosen:8.1f} x picking{taken / sliced:8.1f} x slicing")


if __name__ == "__main__":
    main()
