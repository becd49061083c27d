"""What was known when: versions of claims and labs, and a lab's evidence up to a run."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache, partial
from itertools import groupby

from sqlalchemy import Connection, Row, select

from verifier.core.absence import bearing_on
from verifier.core.claims import Claim, Lab
from verifier.core.evidence import Evidence, Observation
from verifier.core.facts import Survey, survey
from verifier.core.swept import Sweep
from verifier.store.codec import decode, decode_fact
from verifier.store.database import BATCH, batches
from verifier.store.facts import scopes_of
from verifier.store.schema import claims, evidence, labs, sweeps
from verifier.store.sweeps import FIELDS, sweep_of

_LABS = 4
"""How many labs' evidence is held at once: claims go by their ids, which begin with the lab's."""
_SURVEYS = 64
_AFTER_ALL = chr(sys.maxunicode)


class Labs:
    """The versions of labs, each read when it is first asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.version = cache(self._version)

    def _version(self, id_: str, version: str) -> Lab | None:
        """Give one version of a lab, None where there is none."""
        query = select(labs.c.content).where(labs.c.id == id_, labs.c.version == version)
        content = self._connection.scalar(query.order_by(labs.c.number).limit(1))
        return None if content is None else decode(Lab, content)


class Claims:
    """The versions of claims, in one pass along the table: ids must be asked for in order."""

    def __init__(self, rows: Iterable[Row[str, str, str]]) -> None:
        # Only what was changed has an id that is no text, and the walk of the chain names it.
        named = (row for row in rows if isinstance(row.id, str))
        self._groups = groupby(named, lambda row: row.id)
        self._id = ""
        self._versions: dict[str, str] = {}

    @classmethod
    @contextmanager
    def read(cls, connection: Connection) -> Iterator["Claims"]:
        """Open the pass; it ends with the block."""
        columns = claims.c
        query = select(columns.id, columns.version, columns.content)
        query = query.order_by(columns.id, columns.number).execution_options(yield_per=BATCH)
        with connection.execute(query) as rows:
            yield cls(rows)

    def versions(self, id_: str) -> dict[str, str]:
        """Give the contents of a claim's versions by version; none where there is no such claim."""
        while self._id < id_:
            self._id, rows = next(self._groups, (_AFTER_ALL, ()))
            self._versions = {row.version: row.content for row in rows}
        return self._versions if self._id == id_ else {}


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
