"""What a night's deciding costs a claim: every claim, a night on which some fall due, a quiet one.

    python -m benchmarks.decide [CLAIMS]

SQLite, twenty claims a lab, four of them pending, ten repositories an organisation. The readings
are stored beforehand: only the deciding is measured. Prints microseconds a pending claim, by the
clock and of this process's own work: on a machine that does other things as well, the second tells.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from verifier.core.claims import Announced, Claim, Lab, Subject
from verifier.core.deadlines import Deadline, Precision
from verifier.core.evidence import Completeness, Repository
from verifier.core.sweeps import Memory, Read, settle
from verifier.resolver import begin, decide
from verifier.store import SqlStore, open_store

A_LAB, PENDING, REPOSITORIES = 20, 4, 10
START = datetime(2025, 6, 1, tzinfo=UTC)


def labs(count: int) -> Iterator[Lab]:
    for number in range(count):
        yield Lab(f"lab{number}", f"Lab {number}", "US", "Europe/Paris", hub_orgs=(f"org{number}",))


def claims(lab: Lab) -> Iterator[Claim]:
    """Sixteen that were kept long ago, and four due on four days from a hundred."""
    for number in range(A_LAB):
        due = (
            date(2025, 5, 1)
            if number >= PENDING
            else date(2025, 6, 2) + timedelta(days=((int(lab.id[3:]) * 7 + number) % 100))
        )
        name = f"Model-{number % REPOSITORIES if number >= PENDING else 90 + number}"
        yield Claim(
            f"{lab.id}-{number:02}",
            lab.id,
            f"{lab.name} promises {name}",
            Announced(date(2025, 4, 1)),
            "by then",
            Deadline(due, due, Precision.DAY, "date", str(due)),
            parts=(Subject(name),),
            version=f"{lab.id}-{number}",
        )


def read(store: SqlStore, run: int, lab: Lab, when: datetime) -> None:
    (org,) = lab.hub_orgs
    seen = Repository(
        f"{org}/Model-0", when, when, f"hub:{org}", "", declared=Completeness.COMPLETE
    )
    shown = tuple(replace(seen, id=f"{org}/Model-{n}") for n in range(REPOSITORIES))
    store.keep(f"hub:{org}", settle(f"hub:{org}", Read(when, when, shown), Memory()), run)


def main() -> None:
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    filed = list(labs(total // A_LAB))
    pending = len(filed) * PENDING
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/d.db") as store:
        store.save_claims(filed, (claim for lab in filed for claim in claims(lab)))
        run = begin(store, lambda: START)
        for lab in filed:
            read(store, run, lab, START)
        print(
            f"{total} claims, {pending} pending: microseconds a pending claim, of own work (judged)"
        )
        for told, days in (
            ("the first night, every claim", 0),
            ("the same instant again", 0),
            ("the next night, some due", 2),
            ("a night later, some due", 3),
            ("another night later, some due", 4),
        ):
            at = START + timedelta(days=days, hours=13)
            began, worked = time.perf_counter(), time.process_time()
            done = decide(store, run, clock=lambda at=at: at)  # type: ignore[misc]  # bound now
            taken, worked = time.perf_counter() - began, time.process_time() - worked
            each, own = taken / pending * 1e6, worked / pending * 1e6
            print(f"  {told:30}{each:9.2f} {own:9.2f} ({done.judged})")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
