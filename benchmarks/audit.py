"""What an audit costs a row, and whether its memory grows with the ledger.

    python -m benchmarks.audit [CLAIMS]

Builds two ledgers on SQLite, one ten times the other: as many labs as claims by twenty, each with
its facts, sweeps and verdicts over three nights. Prints microseconds a chained row and a verdict
derived again, peak memory by tracemalloc, and the ratio of the two ledgers in the same run.
"""

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from verifier.core.canon import digest
from verifier.core.claims import Announced, Claim, Lab
from verifier.core.deadlines import read_deadline
from verifier.core.evidence import Repository
from verifier.core.intervals import Interval
from verifier.core.sweeps import Memory, Read, Reading
from verifier.ports import Tally
from verifier.resolver import resolve
from verifier.store import open_store

DAY = timedelta(days=1)
START = datetime(2025, 6, 1, 3, tzinfo=UTC)
ANNOUNCED = date(2025, 5, 28)
A_LAB = 20


@dataclass(frozen=True, slots=True)
class Listing:
    """A source that shows one more model each night."""

    org: str
    night: int

    @property
    def id(self) -> str:
        return f"hub:{self.org}"

    def read(self, memory: Memory) -> Reading:
        del memory
        when = START + self.night * 7 * DAY
        seen = tuple(
            Repository(
                f"{self.org}/Model-{number}",
                when,
                when,
                self.id,
                f"https://huggingface.co/{self.org}/Model-{number}",
                created=Interval.at(START - DAY),
            )
            for number in range(self.night + 3)
        )
        return Read(when, when, seen)


def labs(count: int) -> Iterator[Lab]:
    for number in range(count):
        name = f"lab{number:06}"
        lab = Lab(name, name, "CN", "Asia/Shanghai", hub_orgs=(name,))
        yield replace(lab, version=digest(lab))


def claims(of: list[Lab]) -> Iterator[Claim]:
    deadline = read_deadline("in 2 weeks", ANNOUNCED)
    for lab in of:
        for number in range(A_LAB):
            claim = Claim(
                f"{lab.id}-{number:02}",
                lab.id,
                "Open weights in 2 weeks",
                Announced(ANNOUNCED),
                "in 2 weeks",
                deadline,
            )
            yield replace(claim, version=digest(claim))


def build(url: str, count: int) -> None:
    named = list(labs(count // A_LAB))
    with open_store(url) as store:
        store.save_claims(named, claims(named))
        for night in range(3):
            when = START + night * 7 * DAY + timedelta(hours=1)
            sources = [Listing(lab.id, night) for lab in named]
            resolve(store, sources, clock=lambda when=when: when)  # type: ignore[misc]


def measure(url: str) -> tuple[Tally, float, float]:
    tally = Tally()
    with open_store(url, read_only=True) as store:
        began = time.perf_counter()
        damage = list(store.audit(tally, lambda *_: None))
        taken = time.perf_counter() - began
        assert damage == [], damage[:3]
        tracemalloc.start()
        assert list(store.audit(Tally(), lambda *_: None)) == []
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return tally, taken, peak / 1e6


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for claims_ in (count // 10, count):
            url = f"sqlite:///{Path(folder) / str(claims_)}.db"
            build(url, claims_)
            tally, taken, peak = measure(url)
            each = taken / (tally.rows + tally.derived) * 1e6
            results.append((each, peak))
            print(
                f"{claims_} claims: {tally.rows} rows, {tally.derived} verdicts derived again, "
                f"{taken:.2f} s, {each:.1f} microseconds each, peak {peak:.1f} MB"
            )
    (small, little), (large, much) = results
    each, memory = large / small, much / little
    print(f"ten times the ledger: {each:.2f} times each, {memory:.2f} times the memory")


if __name__ == "__main__":
    main()
