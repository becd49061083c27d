"""What was known when: versions of claims and labs, and a lab's evidence up to a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import TypeVar

from sqlalchemy import Connection, Table, select

from verifier.core.absence import bearing_on
from verifier.core.claims import Claim, Lab
from verifier.core.evidence import Evidence, Observation, Sweep
from verifier.core.facts import Survey, survey
from verifier.store.codec import decode, decode_fact
from verifier.store.database import batches
from verifier.store.facts import scopes_of
from verifier.store.schema import claims, evidence, labs, sweeps
from verifier.store.sweeps import FIELDS, sweep_of

T = TypeVar("T", Claim, Lab)

_LABS = 4
"""How many labs' evidence is held at once: claims go by their ids, which begin with the lab's."""
_SURVEYS = 64


class Versions:
    """The versions of claims and labs, looked up one by one; the last ones are remembered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._labs: dict[tuple[str, str], Lab | None] = {}
        self._claim: tuple[tuple[str, str], Claim | None] = (("", ""), None)

    def claim(self, id_: str, version: str) -> Claim | None:
        """Give one version of a claim, None where there is none."""
        if self._claim[0] != (id_, version):
            self._claim = ((id_, version), self._read(Claim, claims, id_, version))
        return self._claim[1]

    def lab(self, id_: str, version: str) -> Lab | None:
        """Give one version of a lab, None where there is none."""
        if (id_, version) not in self._labs:
            self._labs[id_, version] = self._read(Lab, labs, id_, version)
        return self._labs[id_, version]

    def _read(self, kind: type[T], table: Table, id_: str, version: str) -> T | None:
        query = select(table.c.content).where(table.c.id == id_, table.c.version == version)
        content = self._connection.scalar(query.order_by(table.c.number).limit(1))
        return None if content is None else decode(kind, content)


@dataclass(frozen=True, slots=True)
class Heard:
    """All that was ever recorded for a lab, each with the number of the run that brought it."""

    facts: tuple[tuple[int, Observation], ...]
    sweeps: tuple[tuple[int, Sweep], ...]

    def until(self, run: int) -> Evidence:
        """Give what had been recorded by the end of a run."""
        return Evidence(
            tuple(fact for number, fact in self.facts if number <= run),
            tuple(sweep for number, sweep in self.sweeps if number <= run),
        )


def hear(connection: Connection, lab: Lab, places: Sequence[str]) -> Heard:
    """Gather all that was ever recorded in a lab's scopes and of these sources."""
    facts: list[tuple[int, Observation]] = []
    found: list[tuple[int, Sweep]] = []
    brought = select(sweeps.c.run, evidence.c.kind, evidence.c.content).join_from(
        evidence, sweeps, evidence.c.sweep == sweeps.c.number
    )
    for batch in batches(scopes_of(lab, places)):
        rows = connection.execute(brought.where(evidence.c.scope.in_(batch)))
        facts += ((run, decode_fact(kind, content)) for run, kind, content in rows)
    swept = select(sweeps.c.run, *FIELDS).order_by(sweeps.c.number)
    for batch in batches(places):
        rows = connection.execute(swept.where(sweeps.c.source.in_(batch)))
        found += ((run, sweep_of(row)) for run, *row in rows)
    return Heard(tuple(facts), tuple(found))


class Knowledge:
    """A lab's evidence as runs knew it. Holds that of a few labs at a time."""

    def __init__(self, connection: Connection) -> None:
        self._heard = lru_cache(_LABS)(partial(hear, connection))
        self._seen = lru_cache(_SURVEYS)(self._survey)

    def survey(self, claim: Claim, lab: Lab, run: int, as_of: datetime) -> Survey:
        """Give what was to be seen at an instant (UTC), of what had been recorded by a run."""
        return self._seen(lab, bearing_on(claim, lab), run, as_of)

    def _survey(self, lab: Lab, places: tuple[str, ...], run: int, as_of: datetime) -> Survey:
        return survey(self._heard(lab, places).until(run), as_of)
