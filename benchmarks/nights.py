"""What a whole night costs as settled history grows: at 1, 10 and 100 times of it.

    python -m benchmarks.nights [LABS]

Every ledger has the same sources, one a lab, and the same pending claims, four a lab. What grows
is what is behind them: settled claims (ten a lab and step, each with its verdict) and nights gone
by, each with its reading of every source and its verdicts. A night is begun, every source read
and kept, what may have changed decided, the run ended; only what the network takes is left out.
Prints milliseconds, the better half's middle of some nights, and the ratio to the least history:
a night on which nothing is new, and one on which every twentieth lab publishes something. Every
name is a family's of its own; a sibling of a settled claim's model would have that claim judged.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.decide import REPOSITORIES, labs
from verifier.core.claims import Announced, Claim, Lab, Subject
from verifier.core.deadlines import Deadline, Precision
from verifier.core.evidence import Completeness, Repository
from verifier.core.sweeps import Memory, Read, Reading
from verifier.resolver import resolve
from verifier.store import SqlStore, open_store

START = datetime(2025, 6, 1, 3, tzinfo=UTC)
NIGHT = timedelta(days=1)
TIMES = (1, 10, 100)
SETTLED, PENDING = 10, 4
PUBLISHES = 20
"""One lab in so many has something new on a night that is not quiet."""

NEWS, PROMISED = 10_000, 20_000
"""From where on the names of what is published, and of what is promised, are numbered."""

ROUNDS = 8


def name(number: int) -> str:
    """A name that shares no word with another's."""
    letters = [chr(ord("a") + number // 26**at % 26) for at in range(4)]
    return f"{''.join(letters).capitalize()}ra-1"


@dataclass(slots=True)
class Organisation:
    """A source that shows the same repositories every night, and one more once told to."""

    id: str
    now: datetime = START
    more: int = 0

    def read(self, memory: Memory) -> Reading:
        """Read the organisation at its own instant."""
        del memory
        org = self.id.removeprefix("hub:")
        one = Repository(
            f"{org}/{name(0)}", self.now, self.now, self.id, "", declared=Completeness.COMPLETE
        )
        numbers = [*range(REPOSITORIES), *range(NEWS, NEWS + self.more)]
        shown = tuple(replace(one, id=f"{org}/{name(number)}") for number in numbers)
        return Read(self.now, self.now + timedelta(minutes=1), shown)


def settled(lab: Lab, times: int) -> Iterator[Claim]:
    """Claims that the first night finds kept."""
    for number in range(SETTLED * times):
        yield _claim(lab, f"old{number:05}", name(number % REPOSITORIES), "2025-05-01")


def pending(lab: Lab) -> Iterator[Claim]:
    for number in range(PENDING):
        yield _claim(lab, f"new{number}", name(PROMISED + number), "2026-06-01")


def _claim(lab: Lab, stem: str, model: str, day: str) -> Claim:
    due = date.fromisoformat(day)
    return Claim(
        f"{lab.id}-{stem}",
        lab.id,
        f"{lab.name} promises {model}",
        Announced(date(2025, 4, 1)),
        "by then",
        Deadline(due, due, Precision.DAY, "date", day),
        parts=(Subject(model),),
        version=f"{lab.id}-{stem}",
    )


def night(store: SqlStore, sources: Sequence[Organisation], at: datetime) -> float:
    """Resolve one night, and give its seconds."""
    for source in sources:
        source.now = at
    began = time.perf_counter()
    resolve(store, sources, clock=lambda: at + timedelta(hours=1), workers=1)
    return time.perf_counter() - began


def measure(store: SqlStore, count: int, times: int) -> tuple[float, float]:
    """Give the seconds of a quiet night and of one with news, after `times` nights of history."""
    filed = list(labs(count))
    store.save_claims(
        filed, (claim for lab in filed for claim in (*settled(lab, times), *pending(lab)))
    )
    sources = [Organisation(f"hub:{org}") for lab in filed for org in lab.hub_orgs]
    for gone in range(times):
        night(store, sources, START + gone * NIGHT)
    quiet, busy = [], []
    for round_ in range(ROUNDS):
        at = START + (times + 2 * round_) * NIGHT
        quiet.append(night(store, sources, at))
        for source in sources[round_::PUBLISHES]:
            source.more += 1
        busy.append(night(store, sources, at + NIGHT))
    return _typical(quiet), _typical(busy)


def _typical(seconds: Sequence[float]) -> float:
    """The middle of the better half: what disturbs a machine only ever adds."""
    return statistics.median(sorted(seconds)[: len(seconds) // 2])


def main() -> None:
    """Measure at each length of history."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    print(f"{count} sources, {count * PENDING} pending claims: milliseconds a night, and ratio")
    first: tuple[float, float] | None = None
    for times in TIMES:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "nights.db")
            with open_store(f"sqlite:///{file}") as store:
                taken = measure(store, count, times)
            size = file.stat().st_size / 2**20
        first = first or taken
        told = "   ".join(
            f"{name} {1e3 * each:7.1f} ({each / least:.2f})"
            for name, each, least in zip(("quiet", "news"), taken, first, strict=True)
        )
        print(
            f"  {times:4} x: {count * SETTLED * times:7} settled claims, {times:3} nights,"
            f" {size:5.0f} MB:   {told}"
        )


if __name__ == "__main__":
    main()
