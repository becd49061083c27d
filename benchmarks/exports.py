"""What each export costs beside a raw cursor whose rows the csv module writes, three kinds of it.

    python -m benchmarks.exports [CLAIMS [FORMAT...]]

"python" makes the same export as somebody would by hand: it joins claims, labs, verdicts and the
fact each rests on, parses their JSON by the standard library and picks the cells, but does not
judge how places stand, nor guard against formulas. "sql" has the database pick the cells, with
more of the data's shape wired in; but for the note of what was not found its cells are those of
the CSV export, and that is checked. "slicing" makes no export: it cuts the stored text into as many
columns. Prints the processor's seconds of the better of two goes in a process of its own,
microseconds a claim, and the ratio to each. The collector of cycles is set for all as the command
line sets it.
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
from multiprocessing import get_context
from pathlib import Path

from benchmarks.site import BASE, CLAIMS_A_LAB, NIGHT, claim, lab, night
from verifier.cli import collect_seldom
from verifier.cli.gather import material_of
from verifier.core.claims import Lab
from verifier.exports import FORMATS
from verifier.exports.rows import COLUMNS
from verifier.store import open_store

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
PICK = f"""
SELECT c.id, l.content->>'name', c.content->>'text', c.content->>'kind', c.content->>'promise',
  c.content->>'$.announced.day', c.content->>'$.deadline.latest',
  coalesce(c.content->>'$.deadline.precision', c.content->>'$.deadline.why'),
  v.status, v.reason, replace(substr(v.since, 1, 19), ' ', 'T') || 'Z',
  v.content->>'delivered_on', v.content->>'$.delivery.not_before',
  v.content->>'$.delivery.not_after', v.content->>'days_late', v.content->>'days_late_max',
  CASE WHEN v.reason IN ('undelivered', 'partial_only') THEN CAST(
    julianday(substr(v.content->>'$.looked[0].at', 1, 10)) -
    julianday(c.content->>'$.deadline.latest') AS INTEGER) END,
  v.content->>'licence', v.content->>'licence_class', v.content->>'completeness',
  v.content->>'gated', lower(e.kind), e.content->>'url', e.content->>'seen_at',
  v.content->>'$.evidence[0]', c.content->>'source', c.content->>'relayed_by',
  c.content->>'revises', v.content->>'$.looked[0].at',
  json_array_length(v.content, '$.looked') || '/' || json_array_length(v.content, '$.looked'),
  v.content->>'ruled_by', CASE v.content->>'tz_sensitive' WHEN 1 THEN 'true' ELSE 'false' END,
  c.content->>'note', '{BASE}/claims/' || c.id || '/', v.content->>'as_of'
FROM claims c JOIN labs l ON l.id = c.lab AND l.valid_to IS NULL
JOIN verdicts v ON v.number = (SELECT number FROM verdicts WHERE claim = c.id
  ORDER BY as_of DESC, number DESC LIMIT 1)
LEFT JOIN evidence e ON e.digest = v.content->>'$.evidence[0]'
WHERE c.valid_to IS NULL ORDER BY c.id
"""


Cells = tuple[object, ...]
ABSENT = {"undelivered", "partial_only"}


def slicing(file: Path) -> str:
    """Read through a cursor, and write as many columns as an export has."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    connection = sqlite3.connect(file)
    for *cells, _, content in connection.execute(READ):
        more = (content[at : at + CELL] for at in range(0, CELL * (len(COLUMNS) - 5), CELL))
        writer.writerow([*cells, *more])
    connection.close()
    return written.getvalue()


def picking(file: Path) -> str:
    """Have SQL pick the cells an export has, and write what the cursor gives."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    connection = sqlite3.connect(file)
    writer.writerows(connection.execute(PICK))
    connection.close()
    return written.getvalue()


def by_hand(file: Path) -> str:
    """Read through a cursor, parse the JSON, and write the cells an export has."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    connection = sqlite3.connect(file)
    for row in connection.execute(JOIN):
        writer.writerow(picked(*row))
    connection.close()
    return written.getvalue()


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


def cells(text: str) -> list[dict[str, str]]:
    """Read a CSV, but for the notes."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{name: cell for name, cell in row.items() if name != "note"} for row in rows]


def export(file: Path, name: str = "csv") -> str:
    with open_store(f"sqlite:///{file}", read_only=True) as store:
        made = b"".join(FORMATS[name].render(material_of(store, base_url=BASE)))
    return made.decode("utf-8", "replace")


def seconds(task: Callable[..., object], *given: object) -> float:
    """Give the processor's seconds of the better of two goes."""
    collect_seldom()

    def once() -> float:
        began = time.process_time()
        task(*given)
        return time.process_time() - began

    return min(once(), once())


def alone(task: Callable[..., object], *given: object) -> float:
    """Give the same, measured in a process of its own."""
    with get_context("spawn").Pool(1) as process:
        return process.apply(seconds, (task, *given))


def invented(file: Path, labs: list[Lab]) -> Path:
    """Make claims up and judge them."""
    with open_store(f"sqlite:///{file}") as store:
        store.save_claims(labs, [claim(one, n) for one in labs for n in range(CLAIMS_A_LAB)])
        night(store, labs, NIGHT, tonight=False)
    return file


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    labs = [lab(number) for number in range(wanted // CLAIMS_A_LAB)]
    with tempfile.TemporaryDirectory() as place:
        file = invented(Path(place, "bench.db"), labs)
        assert cells(picking(file)) == cells(export(file))
        ways = {"python": by_hand, "sql": picking, "slicing": slicing}
        took = {name: alone(way, file) for name, way in ways.items()}
        print(f"{wanted} claims of {len(labs)} labs; a raw cursor and the csv module:")
        for name, bare in took.items():
            print(f"  {name:12}{bare:7.2f} s{1e6 * bare / wanted:8.0f} us a claim")
        for name in sys.argv[2:] or FORMATS:
            taken = alone(export, file, name)
            ratios = "".join(f"{taken / bare:8.1f} x {way}" for way, bare in took.items())
            print(f"  {name:12}{taken:7.2f} s{1e6 * taken / wanted:8.0f} us a claim{ratios}")


if __name__ == "__main__":
    main()
