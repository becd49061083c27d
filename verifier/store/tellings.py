"""Who was told what: an outbox that forgets what all of a run was told of.

A recipient is known by the digest of its address: addresses hold passwords. Everything up to the
run `told_up_to` is done with; of later runs, what was told already stands in `tellings`, until the
last of a run was told and the mark moves on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import delete, func, insert, select, update

from verifier.core.swept import Sweep
from verifier.core.verdict import Recorded
from verifier.store import sweeps as _sweeps
from verifier.store import verdicts as _verdicts
from verifier.store.database import Database, batches, insert_into
from verifier.store.marks import marked
from verifier.store.schema import recipients, runs, tellings


@dataclass(frozen=True, slots=True)
class Told:
    """What a recipient knows."""

    up_to: int
    """The run up to which nothing is left to tell."""
    notices: frozenset[str] = frozenset()
    """Ids of what it was told of later runs."""


class Tellings:
    """What is new since a run, and who was told; each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last_run(self) -> int:
        """Give the number of the last run that has ended; 0 before the first."""
        query = select(func.max(runs.c.number)).where(runs.c.ended.is_not(None))
        with self._database.reading() as connection:
            return connection.scalar(query) or 0

    def known_to(self, recipient: str) -> Told | None:
        """Tell what a recipient knows; None: it was never met."""
        mark = select(recipients.c.told_up_to).where(recipients.c.id == recipient)
        query = select(tellings.c.notice).where(tellings.c.recipient == recipient)
        with self._database.reading() as connection:
            up_to = connection.scalar(mark)
            found = frozenset(connection.scalars(query))
        return None if up_to is None else Told(up_to, found)

    def meet(self, recipient: str, up_to: int, at: datetime) -> None:
        """Begin with a recipient: what came up to this run is old news."""
        row = marked(recipients, {"id": recipient, "told_up_to": up_to, "met": at})
        with self._database.writing() as connection:
            connection.execute(insert_into(connection, recipients).values(row))

    def tell(self, recipient: str, notices: Iterable[str], at: datetime) -> None:
        """Mark notices told."""
        told = ({"recipient": recipient, "notice": each, "at": at} for each in notices)
        rows = (marked(tellings, row) for row in told)
        with self._database.writing() as connection:
            for batch in batches(rows):
                connection.execute(insert(tellings), batch)

    def close(self, recipient: str, up_to: int) -> None:
        """Mark everything up to a run told."""
        with self._database.writing() as connection:
            this = recipients.c.id == recipient
            met = connection.scalar(select(recipients.c.met).where(this))
            row = marked(recipients, {"id": recipient, "told_up_to": up_to, "met": met})
            connection.execute(update(recipients).where(this).values(row))
            connection.execute(delete(tellings).where(tellings.c.recipient == recipient))

    def histories(self, since: int, until: int) -> Iterator[Sequence[Recorded]]:
        """Give the verdicts up to run `until`, by claim, of claims judged anew after `since`."""
        with self._database.reading() as connection:
            yield from _verdicts.read_histories_since(connection, since, until)

    def sweeps(self, since: datetime, until: int) -> Iterator[Sequence[tuple[int, Sweep]]]:
        """Give, source by source, each sweep of some failing source with its run, oldest first.

        Of those that began at `since` (UTC) or later, up to run `until`, and of the sources that
        failed in any of them.
        """
        with self._database.reading() as connection:
            found = _sweeps.failing_since(connection, since, until)
            for _, same in groupby(found, lambda each: each[1].source):
                yield tuple(same)

    def began(self, run: int) -> datetime | None:
        """Tell when the first run after this one began (UTC), None where there is none."""
        query = select(runs.c.began).where(runs.c.number > run).order_by(runs.c.number).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(query)
