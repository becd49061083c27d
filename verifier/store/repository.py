"""The store behind the resolver's port: each call is one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from verifier.core.claims import Claim, Lab
from verifier.core.swept import Sweep
from verifier.core.verdict import Verdict
from verifier.errors import AlreadyRunning
from verifier.store import chain, upgrades
from verifier.store import claims as _claims
from verifier.store import facts as _facts
from verifier.store import runs as _runs
from verifier.store import sweeps as _sweeps
from verifier.store import verdicts as _verdicts
from verifier.store.database import Database, connect

if TYPE_CHECKING:
    from verifier.core.evidence import Evidence, Observation
    from verifier.core.exchanges import Body
    from verifier.core.sweeps import Memory, Settled
    from verifier.core.verdict import Recorded
    from verifier.ports import Asked, Damage, Head, Held, Kept, Loaded, Stamp, Tally, Version
    from verifier.resolver import Progress
    from verifier.store.nights import Deciding
    from verifier.store.shared import SharedRuns
    from verifier.store.tellings import Tellings


def open_store(
    url: str, *, read_only: bool = False, clock: Callable[[], datetime] | None = None
) -> "SqlStore":
    """Open `sqlite:///PATH` or `postgresql://...`; an empty database is built on the way.

    `clock` (aware) dates the versions of claims; without one, the database's own does. Raises
    StoreError where the database cannot be reached or used, or is of another version.
    """
    database = connect(url, read_only=read_only)
    try:
        upgrades.make_ready(database, read_only=read_only)
    except BaseException:
        database.close()
        raise
    return SqlStore(database, clock)


def upgrade(url: str) -> str:
    """Bring a database to this release's version; tell what was done. Raises StoreError."""
    database = connect(url)
    try:
        return upgrades.migrate(database)
    finally:
        database.close()


class SqlStore:
    """The port `Store` in SQLite or PostgreSQL. Methods may raise StoreError, and no other."""

    def __init__(self, database: Database, clock: Callable[[], datetime] | None = None) -> None:
        self._database = database
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of every connection."""
        self._database.close()

    @property
    def shared(self) -> "SharedRuns":
        """What the workers of one run have in common."""
        from verifier.store.shared import SharedRuns

        return SharedRuns(self._database)

    @property
    def tellings(self) -> "Tellings":
        """Who was told what, and what is new."""
        from verifier.store.tellings import Tellings

        return Tellings(self._database)

    def telling(self, since: datetime) -> AbstractContextManager[None]:
        """Keep every other notify out while the block lasts; raises AlreadyRunning."""
        from verifier.store import locks

        return locks.alone(self._database, since, "notify")

    @contextmanager
    def alone(self, since: datetime, *, shared: bool = False) -> Iterator[None]:
        """Keep every other resolve out while the block lasts; raises AlreadyRunning.

        Raises it too while workers share a run, unless this is their own (`shared`).
        """
        from verifier.store import locks

        with locks.alone(self._database, since):
            if not shared and (run := self.shared.under_way()):
                raise AlreadyRunning(run.told)
            yield

    def past(self, at: datetime, *, then: bool) -> "SqlStore":
        """Give the ledger about an instant (UTC): by what is known now, or was known `then`."""
        from verifier.store.past import SqlPast

        return SqlPast(self._database, at, then=then)

    def save_claims(self, labs: Iterable[Lab], claims: Iterable[Claim]) -> "Loaded":
        """Store new versions of labs and claims in one transaction; what is as before is left."""
        with self._database.writing() as connection:
            now = self._clock() if self._clock else _claims.database_clock(connection)
            return _claims.save(connection, now, labs, claims)

    def labs(self) -> Mapping[str, Lab]:
        """Give every lab's current version by id."""
        with self._database.reading() as connection:
            return _claims.read_labs(connection)

    def claims(self) -> Sequence[Claim]:
        """Give every claim's current version, sorted by id."""
        with self._database.reading() as connection:
            return _claims.read_claims(connection)

    def open_claims(self) -> Iterator[Claim]:
        """Give, in no order, the claims that a reading without news may still change.

        The reading lasts as long as somebody goes through it.
        """
        from verifier.store import standing

        with self._database.reading() as connection:
            yield from standing.open_claims(connection)

    def claim_versions(self) -> "Mapping[str, Sequence[Version]]":
        """Give the versions of every claim that has several, oldest first, by the claim's id."""
        with self._database.reading() as connection:
            return _claims.read_versions(connection)

    def memory(self, source: str) -> "Memory":
        """Give what is known of a source from its earlier readings."""
        with self._database.reading() as connection:
            return _sweeps.memory(connection, source)

    def keep(self, source: str, settled: "Settled", run: int, *, once: bool = False) -> int:
        """Append a sweep and its new facts in one transaction; give how many were new.

        With `once`, a sweep of a source that the run has brought one of already is left out.
        """
        with self._database.writing() as connection:
            if once and _sweeps.has_swept(connection, run, source):
                return 0
            return _sweeps.keep(connection, source, settled, run)

    def swept(self, run: int) -> Sequence[Sweep]:
        """Give the sweeps a run has brought so far, in the order they were appended."""
        with self._database.reading() as connection:
            return _sweeps.swept(connection, run)

    def evidence(self, lab: Lab, places: Sequence[str]) -> "Evidence":
        """Give the facts in a lab's scopes and every sweep of the sources named in `places`."""
        return self.evidence_by_lab({lab: places})[lab.id]

    def evidence_by_lab(self, places: Mapping[Lab, Sequence[str]]) -> "Mapping[str, Evidence]":
        """Give the same for many labs at once, by the lab's id; read by set, not by row."""
        with self._database.reading() as connection:
            return _sweeps.evidence_by_lab(connection, places)

    def observation(self, digest: str) -> "Observation | None":
        """Find one fact by its address, None where there is none."""
        with self._database.reading() as connection:
            return _facts.find_fact(connection, digest)

    def observations(self, digests: Iterable[str]) -> "Mapping[str, Observation]":
        """Find many facts by their addresses; what is not there is left out."""
        with self._database.reading() as connection:
            return _facts.find_facts(connection, digests)

    def kept(self, facts: Iterable[str], since: Mapping[str, datetime]) -> "Sequence[Kept]":
        """Give the kept readings that first showed these facts, or a place as it is since then."""
        with self._database.reading() as connection:
            return _sweeps.kept(connection, facts, since)

    def body(self, sha256: str) -> "Body | None":
        """Give a kept body by its address, None where there is none."""
        from verifier.store import exchanges

        with self._database.reading() as connection:
            return exchanges.find_body(connection, sha256)

    def audit(self, tally: "Tally", progress: "Progress") -> "Iterator[Damage]":
        """Go through all that is stored, in one reading; count in `tally`, give what is wrong."""
        from verifier.store import audit

        with self._database.snapshot() as connection:
            yield from audit.audit(connection, tally, progress)

    def head(self) -> "Head | None":
        """Give how the ledger stood at the end of the last run; None before the first."""
        with self._database.reading() as connection:
            return chain.newest(connection)

    def find_head(self, link: str) -> "Head | None":
        """Find the end of a run by its link, None where there is none."""
        with self._database.reading() as connection:
            return chain.find(connection, link)

    def keep_stamp(self, head: "Head", at: datetime, authority: str, token: bytes) -> None:
        """Append what a timestamping authority signed of a head."""
        from verifier.store import stamps

        with self._database.writing() as connection:
            stamps.append_stamp(connection, head.seal, at, authority, token)

    def stamps(self) -> "Sequence[Stamp]":
        """Give all that timestamping authorities signed, oldest first."""
        from verifier.store import stamps

        with self._database.reading() as connection:
            return list(stamps.read_stamps(connection))

    def begin_run(self, at: datetime, as_of: datetime) -> int:
        """Open a run and give its number."""
        with self._database.writing() as connection:
            return _runs.begin_run(connection, at, as_of)

    def end_run(self, run: int, at: datetime, held: Sequence[str] = ()) -> None:
        """Mark a run finished, and why its verdicts are held if they are."""
        with self._database.writing() as connection:
            _runs.end_run(connection, run, at, held)

    def held(self) -> "Held | None":
        """Give the last finished run if its verdicts are held, None where they are published."""
        with self._database.reading() as connection:
            return _runs.held(connection)

    def cut_short(self) -> datetime | None:
        """Give the beginning of the last run if it never came to its end."""
        with self._database.reading() as connection:
            return _runs.cut_short(connection)

    def last_run(self) -> datetime | None:
        """Give the instant (UTC) the last published run speaks of, None before the first."""
        with self._database.reading() as connection:
            return _runs.last_run(connection)

    @contextmanager
    def night(self, run: int, asked: "Asked") -> "Iterator[Deciding]":
        """Open a run's deciding, in one transaction."""
        from verifier.store.nights import Deciding, Withdrawn

        with suppress(Withdrawn), self._database.writing() as connection:
            night = Deciding(connection, run, asked)
            yield night
            night.close()

    def append_verdicts(self, run: int, verdicts: Iterable[Verdict]) -> None:
        """Append verdicts that differ from the last one, in one transaction."""
        with self._database.writing() as connection:
            _verdicts.append_verdicts(connection, run, verdicts)

    def verdicts(self, as_of: datetime | None = None) -> "Mapping[str, Recorded]":
        """Give the last verdict of every claim by its id, of those with an as-of up to `as_of`."""
        with self._database.reading() as connection:
            return _verdicts.read_verdicts(connection, as_of)

    def judged(self, as_of: datetime | None = None) -> "Iterator[tuple[Claim, Recorded]]":
        """Give every judged claim with its last verdict up to `as_of`, by the claims' ids.

        The reading lasts as long as somebody goes through it.
        """
        with self._database.reading() as connection:
            yield from _verdicts.read_judged(connection, as_of)

    def history(self, claim: str) -> "Sequence[Recorded]":
        """Give all verdicts of one claim, oldest as-of first."""
        with self._database.reading() as connection:
            return _verdicts.read_history(connection, claim)

    def histories(self, as_of: datetime | None = None) -> "Iterator[Sequence[Recorded]]":
        """Give every claim's verdicts up to `as_of`, oldest first, claim by claim by their ids.

        The reading lasts as long as somebody goes through it.
        """
        with self._database.reading() as connection:
            yield from _verdicts.read_histories(connection, as_of)

    def sweeps(self) -> Mapping[str, Sequence[Sweep]]:
        """Give the last sweep, then the last controlled one if another, of every source."""
        with self._database.reading() as connection:
            return _sweeps.standing(connection)

    def last_sweeps(self, places: Sequence[str]) -> Sequence[Sweep]:
        """Give the latest sweep of each of these sources."""
        with self._database.reading() as connection:
            return _sweeps.last_sweeps(connection, places)
