"""What the site costs: a first build, the same again, and a night in which a hundredth changed.

    python -m benchmarks.site [CLAIMS]

Labs of fifty claims each, judged from whole listings of the Hub as the resolver gets them: most
were kept or broken long ago, some are overdue, some not due, some without a day. The second night
brings one model in a hundred. Prints seconds, and how many files were written;
the ratios are of the processor's seconds, which a busy machine changes less.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from verifier.cli.folder import Written, write_folder
from verifier.cli.site import edition_of
from verifier.core.claims import Announced, Claim, Lab, Reason, Subject
from verifier.core.deadlines import read_deadline
from verifier.core.evidence import Completeness, Gating, Observation, Repository
from verifier.core.intervals import Interval
from verifier.core.sweeps import Memory, Read
from verifier.exports.site import build
from verifier.resolver import resolve
from verifier.store import SqlStore, open_store

CLAIMS_A_LAB = 50
TENTH = 10
THERE = range(2, 9)
FIRST_DAY = date(2025, 1, 1)
NIGHT = datetime(2025, 10, 1, 3, 17, tzinfo=UTC)
OVERDUE = {Reason.UNDELIVERED, Reason.PARTIAL_ONLY}
BASE = "https://promises.example.org"


@dataclass(frozen=True, slots=True)
class Listing:
    """A Hub organisation that holds these repositories."""

    id: str
    night: datetime
    seen: tuple[Observation, ...]

    def read(self, _memory: Memory) -> Read:
        """Give the whole of it."""
        return Read(self.night, self.night + timedelta(minutes=1), self.seen)


def lab(number: int) -> Lab:
    name = f"Lab{number}"
    return Lab(name.lower(), name, ("CN", "US", "FR")[number % 3], "UTC", hub_orgs=(name,))


def claim(owner: Lab, number: int) -> Claim:
    """Give a lab's so-manieth claim: one in ten without a day, one in ten not due yet."""
    day = FIRST_DAY + timedelta(days=5 * number)
    phrase = {0: "soon", 1: "in 12 months"}.get(number % TENTH, "in 2 weeks")
    model = f"{owner.name}-{number}"
    return Claim(
        id=f"{owner.id}-{day}-{number}",
        lab=owner.id,
        text=f"{model} weights {phrase}",
        announced=Announced(day),
        promise=phrase,
        deadline=read_deadline(phrase, day),
        parts=(Subject(model),),
        source=f"https://x.example/{owner.id}/status/{number}",
        version=f"{number:064}",
    )


def delivered(owner: Lab, given: Claim, number: int, *, tonight: bool) -> Iterator[Repository]:
    """Give the model of a claim: seven in ten are there, one of every other lab comes tonight."""
    comes = number == CLAIMS_A_LAB - 1 and int(owner.id[3:]) % 2 == 0
    if not (number % TENTH in THERE or (comes and tonight)):
        return
    created = NIGHT + timedelta(hours=12)
    if not comes:
        created = datetime.combine(given.announced.day, NIGHT.time(), UTC)
        created += timedelta(days=number % 20)
    name = f"{owner.name}/{given.parts[0].name}"
    yield Repository(
        id=name,
        seen_at=NIGHT,
        recorded_at=NIGHT,
        source=f"hub:{owner.name}",
        url=f"https://huggingface.co/{name}",
        created=Interval.at(created),
        declared=Completeness.COMPLETE,
        gated=Gating.NONE,
        licence="apache-2.0",
    )


def night(store: SqlStore, labs: list[Lab], at: datetime, *, tonight: bool) -> int:
    """Sweep every organisation and judge every claim; give how many verdicts changed."""
    listings = []
    for owner in labs:
        claims = [claim(owner, number) for number in range(CLAIMS_A_LAB)]
        seen = tuple(
            repository
            for number, given in enumerate(claims)
            for repository in delivered(owner, given, number, tonight=tonight)
        )
        dated = tuple(replace(each, seen_at=at, recorded_at=at) for each in seen)
        listings.append(Listing(f"hub:{owner.name}", at, dated))
    done = at + timedelta(hours=1)
    return len(resolve(store, listings, clock=lambda: done).changes)


def told(what: str, task: Callable[[], Written]) -> float:
    """Do a task, print what it took and wrote, and give the processor's seconds."""
    began, busy = time.perf_counter(), time.process_time()
    done = task()
    taken, busy = time.perf_counter() - began, time.process_time() - busy
    print(f"  {what:24}{taken:7.1f} s ({busy:.1f} s of them of the processor's)", end="")
    print(f"{done.written:7} of {done.files} files written")
    return busy


def site(store: SqlStore, folder: Path) -> Written:
    edition = edition_of(store, None, BASE)
    return write_folder(folder, ((page.path, page.content) for page in build(edition)))


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    labs = [lab(number) for number in range(wanted // CLAIMS_A_LAB)]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "site")
        with open_store(f"sqlite:///{place}/bench.db") as store:
            store.save_claims(labs, [claim(one, n) for one in labs for n in range(CLAIMS_A_LAB)])
            night(store, labs, NIGHT, tonight=False)
            print(f"{wanted} claims of {len(labs)} labs")
            first = told("first build", lambda: site(store, folder))
            again = told("the same again", lambda: site(store, folder))
            changed = night(store, labs, NIGHT + timedelta(days=1), tonight=True)
            nightly = told(f"a night of {changed} changes", lambda: site(store, folder))
            late = sum(each.verdict.reason in OVERDUE for each in store.verdicts().values())
            print(
                f"  of those written every night, {late} are of claims whose days overdue count on"
            )
    print(f"  {1000 * first / wanted:.2f} ms a claim; again / first {again / first:.2f}, ", end="")
    print(f"night / first {nightly / first:.2f}")


if __name__ == "__main__":
    main()
