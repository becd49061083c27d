"""The ledger about an instant that is over: by what is known now, or by what was known then."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from verifier.core.claims import Claim, Lab
from verifier.core.evidence import Evidence
from verifier.core.swept import Sweep
from verifier.core.verdict import Recorded
from verifier.ports import Head, Version
from verifier.store import chain
from verifier.store import claims as _claims
from verifier.store import runs as _runs
from verifier.store import sweeps as _sweeps
from verifier.store import verdicts as _verdicts
from verifier.store.audit.knowledge import hear
from verifier.store.database import Database
from verifier.store.repository import SqlStore


class SqlPast(SqlStore):
    """Reads as if nothing were after `at` (UTC): no sweep, and no verdict of a later instant.

    With `then`, nothing either that was recorded later: claims and labs as they were filed, and
    what the runs that had ended by `at` found. Otherwise what is known now of that instant.
    """

    def __init__(self, database: Database, at: datetime, *, then: bool) -> None:
        super().__init__(database)
        self._at = at
        self._then = then

    def labs(self) -> Mapping[str, Lab]:
        """Give every lab by id."""
        if not self._then:
            return super().labs()
        with self._database.reading() as connection:
            return _claims.read_labs(connection, self._at)

    def claims(self) -> Sequence[Claim]:
        """Give every claim, sorted by id."""
        if not self._then:
            return super().claims()
        with self._database.reading() as connection:
            return _claims.read_claims(connection, self._at)

    def claim_versions(self) -> Mapping[str, Sequence[Version]]:
        """Give the versions of every claim that has several, oldest first, by the claim's id."""
        if not self._then:
            return super().claim_versions()
        with self._database.reading() as connection:
            return _claims.read_versions(connection, self._at)

    def verdicts(self, as_of: datetime | None = None) -> Mapping[str, Recorded]:
        """Give the last verdict of every claim by its id."""
        with self._database.reading() as connection:
            until = self._until(connection)
            return _verdicts.read_verdicts(connection, self._earlier(as_of), until)

    def judged(self, as_of: datetime | None = None) -> Iterator[tuple[Claim, Recorded]]:
        """Give every judged claim with its last verdict, by the claims' ids."""
        with self._database.reading() as connection:
            until = self._until(connection)
            filed = self._at if self._then else None
            yield from _verdicts.read_judged(connection, self._earlier(as_of), until, filed)

    def history(self, claim: str) -> Sequence[Recorded]:
        """Give all verdicts of one claim, oldest as-of first."""
        with self._database.reading() as connection:
            until = self._until(connection)
            found = _verdicts.read_history(connection, claim, until)
        return [each for each in found if each.verdict.as_of <= self._at]

    def histories(self, as_of: datetime | None = None) -> Iterator[Sequence[Recorded]]:
        """Give every claim's verdicts, oldest first, claim by claim by their ids."""
        with self._database.reading() as connection:
            until = self._until(connection)
            yield from _verdicts.read_histories(connection, self._earlier(as_of), until)

    def sweeps(self) -> Mapping[str, Sequence[Sweep]]:
        """Give the last sweep, then the last controlled one if another, of every source."""
        with self._database.reading() as connection:
            until = self._until(connection)
            return _sweeps.standing_at(connection, self._at, until)

    def last_sweeps(self, places: Sequence[str]) -> Sequence[Sweep]:
        """Give the latest sweep of each of these sources."""
        found = self.sweeps()
        return [found[place][0] for place in sorted(set(places)) if place in found]

    def evidence_by_lab(self, places: Mapping[Lab, Sequence[str]]) -> Mapping[str, Evidence]:
        """Give the facts and sweeps of many labs at once, by the lab's id."""
        with self._database.reading() as connection:
            until = self._until(connection)
            if until is not None:
                return {
                    lab.id: hear(connection, lab, named).until(until)
                    for lab, named in places.items()
                }
        return super().evidence_by_lab(places)

    def head(self) -> Head | None:
        """Give how the ledger stood at the end of the last run; None before the first."""
        if not self._then:
            return super().head()
        with self._database.reading() as connection:
            return chain.newest(connection, self._at)

    def _until(self, connection: Connection) -> int | None:
        """Give the last run that had ended by then; None where it does not matter."""
        return _runs.ended_by(connection, self._at) if self._then else None

    def _earlier(self, as_of: datetime | None) -> datetime:
        return self._at if as_of is None else min(as_of, self._at)
